"""Where the lists of ``pubman.toml`` may be written: inside the folder of the store.

A ``pubman.toml`` can come from somebody else's repository, so it may not name any file of this
person. A path on the command line is the person's own word. For lists that belong elsewhere, the
person allows a folder in their own settings, ``~/.config/pubman/settings.toml``::

    allowed_output_folders = ["~/public_html"]
"""

from __future__ import annotations

import os
import tomllib
from pathlib import Path
from typing import Final

from pubman.errors import ConfigError, Refused
from pubman.library.session import Library

_SETTING: Final = "allowed_output_folders"


def output_path(library: Library, output: str) -> Path:
    """Return the path of a list's ``output``; ``Refused`` if it leads out of the store's folder.

    Links are followed first, because a link inside the folder can lead anywhere.
    """
    path = library.folder / output
    if output.startswith("~"):
        path = Path(output).expanduser()
    if is_allowed(library, path):
        return path
    raise Refused(
        f"pubman.toml names {output}, which is outside the folder of the store.",
        f"If you want it there, name the file with -o, or allow its folder in {settings_file()}:",
        f'{_SETTING} = ["{path.parent.resolve()}"]',
    )


def is_allowed(library: Library, path: Path) -> bool:
    """Return whether a list of ``pubman.toml`` may be written to ``path``."""
    target = path.resolve()
    if target.is_relative_to(library.folder.resolve()):
        return True
    return any(target.is_relative_to(folder) for folder in allowed_folders())


def settings_file() -> Path:
    """Return the file of this person's own settings."""
    base = os.environ.get("APPDATA") if os.name == "nt" else os.environ.get("XDG_CONFIG_HOME")
    try:
        folder = Path(base) if base else Path.home() / ".config"
    except RuntimeError:  # an account without a home
        folder = Path()
    return folder / "pubman" / "settings.toml"


def allowed_folders() -> list[Path]:
    """Return the folders that this person allows lists to be written to."""
    file = settings_file()
    try:
        said = tomllib.loads(file.read_text("utf-8")).get(_SETTING, [])
    except FileNotFoundError:
        return []
    except (OSError, ValueError) as error:
        raise ConfigError(f"{file} cannot be read: {error}.") from error
    if not isinstance(said, list) or not all(isinstance(each, str) for each in said):
        raise ConfigError(f"{file}: {_SETTING} is not a list of folders.")
    return [Path(each).expanduser().resolve() for each in said]
