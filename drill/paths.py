"""Where drill keeps things: the candidate's files, progress, caches, configuration.

DRILL_HOME moves all of it into one folder: the candidate's files lie in it, the rest in its subfolder `.drill`.
"""

import os
from pathlib import Path

import platformdirs


def home() -> Path | None:
    """The one folder of DRILL_HOME, if it is set."""
    folder = os.environ.get("DRILL_HOME", "")
    return Path(folder).expanduser().absolute() if folder else None


def cache() -> Path:
    """What can be rebuilt."""
    here = home()
    return here / ".drill" / "cache" if here else Path(platformdirs.user_cache_dir("drill", appauthor=False))


def data() -> Path:
    """Progress: the history and backups."""
    here = home()
    return here / ".drill" if here else Path(platformdirs.user_data_dir("drill", appauthor=False))


def config() -> Path:
    """The configuration file."""
    here = home()
    folder = here / ".drill" if here else Path(platformdirs.user_config_dir("drill", appauthor=False))
    return folder / "config.toml"


def workspace() -> Path:
    """The candidate's files, unless the configuration says otherwise."""
    return home() or Path.home() / "drill"
