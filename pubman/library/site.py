"""A list as a whole site: every page of it as a file below one folder."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from pubman.config import ListConfig
from pubman.library.lists import Made, arranged_list
from pubman.library.session import Library
from pubman.pages.site import files


def site_files(
    library: Library,
    config: ListConfig,
    output: Path,
    *,
    words: Sequence[str] = (),
    limit: int | None = None,
) -> list[tuple[Path, Made]]:
    """Return every file of the site with its path, the first page first."""
    parts, options = arranged_list(library, config, words=words, limit=limit)
    return [
        (output / path, Made(name=config.name, format=config.format, text=text, count=count))
        for path, text, count in files(parts, options)
    ]
