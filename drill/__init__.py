"""Interview practice for machine-learning engineers, graded on the command line."""

__version__ = "0.1.0"
