"""Facts -> what a person or a program reads. Nothing here grades, stores or decides."""
