"""Interview practice for machine-learning engineers, graded on the command line."""

__version__ = "0.1.0"


def load_ipython_extension(shell: object) -> None:
    """`%load_ext drill` in a notebook."""
    from drill.notebook import register

    register(shell)
