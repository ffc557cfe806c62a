"""Where drill keeps things: the candidate's files, progress, caches, configuration.

DRILL_HOME moves all of it into one folder: the candidate's files lie in it, the rest in its subfolder `.drill`.
"""

import os
from pathlib import Path


def home() -> Path | None:
    """The one folder of DRILL_HOME, if it is set."""
    folder = os.environ.get("DRILL_HOME", "")
    return Path(folder).expanduser().absolute() if folder else None


def cache() -> Path:
    """What can be rebuilt."""
    here = home()
    return here / ".drill" / "cache" if here else platform_folder("user_cache_dir")


def data() -> Path:
    """Progress: the history and backups."""
    here = home()
    return here / ".drill" if here else platform_folder("user_data_dir")


def config() -> Path:
    """The configuration file."""
    here = home()
    folder = here / ".drill" if here else platform_folder("user_config_dir")
    return folder / "config.toml"


def workspace() -> Path:
    """The candidate's files, unless the configuration says otherwise."""
    return home() or Path.home() / "drill"


def platform_folder(kind: str) -> Path:
    """One of platformdirs' folders, by the name of its function."""
    import platformdirs

    return Path(getattr(platformdirs, kind)("drill", appauthor=False))
