"""The source of a file: its name, unless another list of that name is in the store already.

Site generators write one ``cite.bib`` per folder, and reference managers export ``export.bib``. Two
files with one name are one list if they share entries. Otherwise the second is a source of its
own, named after its folder, so that no entry replaces another one of the same key.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
from pathlib import Path

from pubman.library.session import Library
from pubman.record import Record
from pubman.store.imports.reading import Reading
from pubman.store.imports.records import sources_named, titles_of
from pubman.text.fold import squash

ALIKE = 70.0
"""From this likeness (per cent) an entry of the same key is the same, edited."""
_DEEPEST = 3
"""The most folders that name a source."""


def source_of(
    library: Library, path: Path, name: str, records: Sequence[Record], beside: Iterable[Reading]
) -> str:
    """Return the source of the file at ``path``, whose own name is ``name``.

    ``records`` are its new or changed entries, ``beside`` the files of the same command. A file in
    the folder of the store keeps its name, with any content.
    """
    here = path.absolute().parent == library.folder
    known = {each.source: dict(_titles(each.records)) for each in beside}
    if not known.get(name) and (here or name not in sources_named(library.store, name)):
        return name
    for source in dict.fromkeys((*known, *sources_named(library.store, name))):
        if source == name or source.endswith(f"-{name}"):
            titles = known.get(source) or titles_of(library.store, source)
            if not titles or _share(records, titles):
                return source
    taken = {*known, *sources_named(library.store, name)}
    return next(each for each in _names(path, name) if each not in taken)


def location_of(path: Path, source: str) -> str:
    """Return how messages name a file: with its folder if the folder is in the source's name."""
    return (
        path.name if source == path.stem.lower() else f"{path.absolute().parent.name}/{path.name}"
    )


def _titles(records: Iterable[Record]) -> Iterator[tuple[str, str]]:
    return ((each.source_key, each.title) for each in records)


def _share(records: Collection[Record], titles: dict[str, str]) -> bool:
    """Return whether one of ``records`` is in a list with these titles by key."""
    from pubman.match.plausibility import likeness_of  # noqa: PLC0415 - only for a known name

    there = {squash(title) for title in titles.values()} - {""}
    for record in records:
        title = squash(record.title)
        if title in there:
            return True
        before = titles.get(record.source_key)
        if before is not None and likeness_of(title, squash(before)) >= ALIKE:
            return True
    return False


def _names(path: Path, name: str) -> Iterator[str]:
    """Yield names for the source of a file: with its folder, the folder above, then a number."""
    folders = [part.lower() for part in path.absolute().parent.parts[1:]]
    for depth in range(1, 1 + min(_DEEPEST, len(folders))):
        yield "-".join((*folders[-depth:], name))
    number = 2
    while True:
        yield f"{number}-{name}"
        number += 1
