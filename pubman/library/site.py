"""A list as several files below one folder: a whole site, or the content of a generator."""

from __future__ import annotations

from collections.abc import Sequence
from importlib import import_module
from pathlib import Path

from pubman.config import ListConfig
from pubman.exports import FORMATS
from pubman.library.lists import Made, arranged_list
from pubman.library.session import Library


def site_files(
    library: Library,
    config: ListConfig,
    output: Path,
    *,
    words: Sequence[str] = (),
    limit: int | None = None,
) -> list[tuple[Path, Made]]:
    """Return every file of a list in one of ``FOLDER_FORMATS`` with its path."""
    files = import_module(FORMATS[config.format].writer).files
    parts, options = arranged_list(library, config, words=words, limit=limit)
    return [
        (output / path, Made(name=config.name, format=config.format, text=text, count=count))
        for path, text, count in files(parts, options)
    ]
