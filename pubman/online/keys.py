"""Keys and tokens for services: from the environment, or from a file that only you can read.

They are never written to ``pubman.toml``, to the store, to an address that is kept, or to a log.
"""

from __future__ import annotations

import os
import stat
import sys
import tomllib
from pathlib import Path

from pubman.errors import ConfigError
from pubman.online.services import SERVICES


def key_of(service: str) -> str:
    """Return the key for a service, or an empty text.

    Raises ``ConfigError`` if the file of keys can be read by others, or cannot be read at all.
    """
    name = SERVICES[service].key
    if not name:
        return ""
    return os.environ.get(name, "").strip() or _from_file(name)


def keys_file() -> Path:
    """Return the path of the file of keys: ``~/.config/pubman/keys.toml``."""
    base = os.environ.get("XDG_CONFIG_HOME")
    return (Path(base) if base else Path.home() / ".config") / "pubman" / "keys.toml"


def _from_file(name: str) -> str:
    path = keys_file()
    try:
        with path.open("rb") as file:
            mode = stat.S_IMODE(os.fstat(file.fileno()).st_mode)
            if mode & 0o077 and sys.platform != "win32":
                raise ConfigError(
                    f"{path} holds keys, and other users of this machine can read it.",
                    f"chmod 600 {path}",
                )
            said = tomllib.load(file)
    except FileNotFoundError:
        return ""
    except (OSError, ValueError) as error:
        raise ConfigError(f"{path} cannot be read as TOML.") from error
    return str(said.get(name, "")).strip()
