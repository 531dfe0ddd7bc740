"""Outputs that need not be made again, because nothing that they are made from has changed.

A file in the cache folder of this person says, for each output, from what it was made: every byte
of the store, pubman.toml, the person's own templates and style sheet, the request, and the code of
pubman itself. If all of these are the same, and the output is still what pubman wrote, then making
it again gives the same bytes. The file may be deleted at any time.
"""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Iterator
from contextlib import suppress
from functools import cache
from importlib.util import find_spec
from pathlib import Path
from typing import Any, Final

import pubman
from pubman.config import ListConfig
from pubman.data import data_path
from pubman.exports import DOCUMENTS
from pubman.library.list_options import template_folder
from pubman.library.lists import Made
from pubman.library.outputs import digest_of, digest_of_file
from pubman.library.session import Library

_KEPT: Final = 50
"""The most outputs that are remembered, those made last."""
_WRITERS: Final = ("jinja2", "markupsafe")
"""The packages that take part in writing a list."""


class RememberedOutputs:
    """What the outputs of one store were made from. Begin it before the first list is made."""

    def __init__(self, library: Library) -> None:
        self.library = library
        self._version = library.store.data_version()
        self._made: dict[str, dict[str, Any]] = {}

    def find(self, path: Path, config: ListConfig, request: object) -> Made | None:
        """Return the list at ``path`` without its text, if it would be the same; else None."""
        place = str(path.resolve())
        known = _read().get(place)
        if known is None or not self._is_possible(config):
            return None
        try:
            if known["output"] != digest_of_file(path):
                return None
            key = self._key(config, request, self.library.store.file_digest())
            if known["key"] != key:
                return None
            return Made(
                name=config.name,
                format=config.format,
                text="",
                count=int(known["count"]),
                sections=tuple((str(heading), int(size)) for heading, size in known["sections"]),
                left_out=dict(known["left_out"]),
            )
        except (OSError, KeyError, TypeError, ValueError):
            return None

    def note(self, path: Path, config: ListConfig, request: object, made: Made) -> None:
        """Note that ``made`` was just written to ``path``; :meth:`save` keeps it."""
        if self._is_possible(config):
            self._made[str(path.resolve())] = {
                "request": (config, request),
                "output": made.digest,
                "count": made.count,
                "sections": made.sections,
                "left_out": made.left_out,
            }

    def save(self) -> None:
        """Keep what was noted, unless another program has written into the store meanwhile."""
        file = _file()
        digest = self._made and file and self.library.store.settled_digest(self._version)
        if not digest or file is None:
            return
        known = _read()
        with suppress(OSError):
            for place, each in self._made.items():
                known.pop(place, None)
                config, request = each.pop("request")
                known[place] = each | {"key": self._key(config, request, digest)}
            newest = dict([*known.items()][-_KEPT:])
            file.parent.mkdir(parents=True, exist_ok=True)
            unfinished = file.with_name(f".{file.name}.{os.getpid()}")
            unfinished.write_text(json.dumps(newest, ensure_ascii=False, indent=0), "utf-8")
            unfinished.replace(file)

    def _is_possible(self, config: ListConfig) -> bool:
        """Return whether everything that the list depends on is known.

        Documents and citation styles are made by other programs, and ``[links]`` looks for files.
        """
        own = config.format not in DOCUMENTS and not config.style
        return own and self.library.store.writable and not self.library.config.links

    def _key(self, config: ListConfig, request: object, store: str) -> str:
        library = self.library
        parts = [store, library.config.sha256, repr(config), repr(request), sys.version, _code()]
        own = template_folder(library, config)
        files = [*(_files(own) if own else ()), *_style_sheet(library, config)]
        parts += [f"{file} {digest_of(file.read_bytes())}" for file in files]
        return digest_of("\n".join(parts).encode("utf-8", "surrogatepass"))


@cache
def _code() -> str:
    """Return the sizes and times of the files of the program, as they were when it began to write.

    They are looked at once, because a running program stays what it is.
    """
    packages = [Path(pubman.__file__).parent, data_path(), *_folders_of_writers()]
    code = [(file, file.stat()) for folder in packages for file in _files(folder)]
    return "\n".join(f"{file} {each.st_size} {each.st_mtime_ns}" for file, each in code)


def _folders_of_writers() -> Iterator[Path]:
    for name in _WRITERS:
        spec = find_spec(name)
        if spec is not None and spec.origin:
            yield Path(spec.origin).parent


def _style_sheet(library: Library, config: ListConfig) -> list[Path]:
    return [library.folder / config.css] if config.css else []


def _files(folder: Path) -> Iterator[Path]:
    """Yield the files below ``folder`` in a fixed order, without compiled ones."""
    for place, folders, names in os.walk(folder):
        folders[:] = sorted(name for name in folders if name != "__pycache__")
        yield from (Path(place, name) for name in sorted(names))


def _file() -> Path | None:
    """Return the file that remembers; None without a home."""
    base = os.environ.get("LOCALAPPDATA") if os.name == "nt" else os.environ.get("XDG_CACHE_HOME")
    try:
        folder = Path(base) if base else Path.home() / ".cache"
    except RuntimeError:
        return None
    return folder / "pubman" / "outputs.json"


def _read() -> dict[str, dict[str, Any]]:
    file = _file()
    try:
        known = json.loads(file.read_text("utf-8")) if file else {}
    except (OSError, ValueError):
        return {}
    return known if isinstance(known, dict) else {}
