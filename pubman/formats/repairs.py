"""Repair damaged text in records of any format, and warn about names that share one value.

The reader of BibTeX does both itself, because it reads whole lists of names from one field.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace
from operator import attrgetter
from typing import Any, Final, TypeVar

from pubman.formats.author_lists import is_body, split_names
from pubman.formats.items import Problem
from pubman.record import Name, Record
from pubman.text.mojibake import repair

Item = TypeVar("Item")

_TEXTS: Final = (
    "title", "title_markup", "title_translated", "venue", "series", "publisher", "school", "place",
    "pages", "abstract", "note", "award",
)  # fmt: skip
_NAMES: Final = ("authors", "editors")
_PARTS: Final = ("family", "given", "particle", "suffix", "literal")
_texts: Final = attrgetter(*_TEXTS)
_parts: Final = attrgetter(*_PARTS)
_SHOWN: Final = 60
_LINES: Final = {
    "ris": re.compile(r"^(?:AU|A1)  ?- ?(.+)$", re.MULTILINE),
    "enw": re.compile(r"^%A (.+)$", re.MULTILINE),
}
"""Formats with one author per line -> the line of an author."""


def with_repairs(name: str, items: Iterable[Item]) -> Iterator[Item | Record | Problem]:
    """Yield ``items`` of the format ``name``, repaired; each repaired record is followed by why."""
    for item in items:
        if not isinstance(item, Record):
            yield item
            continue
        repaired, fields = _repaired(item)
        yield repaired
        for field in fields:
            message = f"{field}: text in UTF-8 that was read as Windows-1252, repaired"
            yield _doubt(item, message)
        if several := _several_names(name, item):
            yield _doubt(item, f"several names in one value: {several}")


def _doubt(record: Record, message: str) -> Problem:
    return Problem(level="doubt", message=message, line=record.line, source_key=record.source_key)


def _repaired(record: Record) -> tuple[Record, list[str]]:
    """Return the record with damaged UTF-8 repaired, and the fields that were damaged."""
    if _is_ascii(record):
        return record, []
    changed: dict[str, Any] = {}
    for field in _TEXTS:
        text = getattr(record, field)
        if not text.isascii() and (better := repair(text)) != text:
            changed[field] = better
    for field in _NAMES:
        names = getattr(record, field)
        if (better_names := tuple(map(_repaired_name, names))) != names:
            changed[field] = better_names
    if not changed:
        return record, []
    return replace(record, **changed), [each for each in changed if each != "title_markup"]


def _is_ascii(record: Record) -> bool:
    """Return whether no text and no name has a sign that may be damaged. Most records have none."""
    names = [part for name in (*record.authors, *record.editors) for part in _parts(name)]
    return "".join((*_texts(record), *names)).isascii()


def _repaired_name(name: Name) -> Name:
    if name.full.isascii():
        return name
    parts: dict[str, Any] = {part: repair(getattr(name, part)) for part in _PARTS}
    return replace(name, **parts)


def _several_names(name: str, record: Record) -> str:
    """Return the first value that holds several names where the format has one; or ``""``."""
    pattern = _LINES.get(name)
    if pattern and "cnki" not in record.raw.lower():  # CNKI writes all names in one line
        lines = (line.rstrip() for line in pattern.findall(record.raw))
        values = [text for text in lines if _is_list(text)]
    elif name == "csl-json":
        values = [each.literal or each.family for each in record.authors if _looks_crowded(each)]
    else:
        values = []
    return values[0][:_SHOWN] if values else ""


def _is_list(value: str) -> bool:
    """Return whether a line of one author holds several, separated by commas or *and*."""
    return re.search("[;；，、\u3040-\u9fff]", value) is None and len(split_names(value)) > 1


def _looks_crowded(name: Name) -> bool:
    """Return whether a name in parts looks like a list of names."""
    text = name.literal or name.family
    return text.count(",") > 1 and not is_body(text)
