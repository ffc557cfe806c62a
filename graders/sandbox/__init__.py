"""How any source is run. Judges nothing."""
