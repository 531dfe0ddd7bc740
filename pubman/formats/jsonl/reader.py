"""Read pubman's own JSON Lines: one object per line, with the fields of a record by name.

``{"title": "Tenplex", "authors": [{"family": "Zhao", "given": "Bo"}], "date": "2024-11"}``. A name
may be a text. ``year`` is accepted for ``date``, and ``key`` for ``source_key``. Names that are not
fields go to ``extra``.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Mapping
from dataclasses import fields, replace
from functools import lru_cache
from typing import Any, Final

from pubman.fields import KINDS
from pubman.formats.author_lists import whole_name
from pubman.formats.dates import read_date
from pubman.formats.items import Problem
from pubman.formats.json_objects import as_list, as_text
from pubman.formats.pieces import Pieces, split_lines
from pubman.formats.row_keys import names_a_work, record_key
from pubman.record import Link, Name, Record, Work
from pubman.text.identifiers import arxiv_id, doi
from pubman.text.pubmed_ids import pmcid, pmid

_TEXT: Final = frozenset(each.name for each in fields(Work) if each.type == "str")
_WORDS: Final = ("keywords", "tags", "related")
_IDENTIFIERS: Final[Mapping[str, Callable[[str], str]]] = {
    "doi": doi, "arxiv_id": arxiv_id, "pmid": pmid, "pmcid": pmcid,
}  # fmt: skip
"""Fields with a normal form."""
_HANDLED: Final = frozenset(
    [*_TEXT, *_WORDS, "authors", "editors", "authors_cut", "date", "year", "links", "source_key",
     "key", "extra", "raw", "line"]
)  # fmt: skip
_HANDLED_BUT_EXTRA: Final = _HANDLED - {"extra"}
_SHOWN_PARTS: Final = ("family", "given", "particle", "suffix", "literal")
"""A name has at least one of these."""
_SPLIT: Final = {"family", "given"}
_NAME_PARTS: Final = (*_SHOWN_PARTS, "number", "pid", "orcid")


def read(text: Pieces) -> Iterator[Record | Problem]:
    """Yield one record for each line that is an object and names a work, or has its own key."""
    seen: dict[str, int] = {}
    for number, line in enumerate(split_lines(text), 1):
        if line.strip():
            yield _read_line(line, number, seen)


def _read_line(raw: str, number: int, seen: dict[str, int]) -> Record | Problem:
    try:
        value = json.loads(raw)
    except (ValueError, RecursionError):
        message = "no JSON object, or one that is cut off"
        return Problem(level="left out", message=message, raw=raw, line=number)
    if isinstance(value, dict):
        record = read_object(value, raw, number, seen)
        if names_a_work(record) or value.get("source_key"):
            return record
    message = "no object with a title, authors or a venue"
    return Problem(level="left out", message=message, raw=raw, line=number)


def read_object(item: Mapping[str, Any], raw: str, line: int, seen: dict[str, int]) -> Record:
    """Return the record of one object. ``seen`` counts entries without a key of their own."""
    values: dict[str, Any] = {name: as_text(text) for name, text in item.items() if name in _TEXT}
    if values.get("kind") not in KINDS:
        values["kind"] = "other"
    for name, read_value in _IDENTIFIERS.items():
        if values.get(name):
            values[name] = read_value(values[name])
    for name in _WORDS:
        if name in item:
            words = map(as_text, as_list(item[name]))
            values[name] = tuple(word for word in words if word)
    date = _date(as_text(item.get("date")), as_text(item.get("year")))
    key = as_text(item.get("source_key")) or as_text(item.get("key"))
    record = Record(
        **values,
        authors=_names(item.get("authors")),
        authors_cut=item.get("authors_cut") is True,
        editors=_names(item.get("editors")),
        date=date,
        links=_links(item.get("links")),
        source_key=key,
        extra=_extra(item),
        raw=raw,
        line=line,
    )
    return record if key else replace(record, source_key=record_key("", record, seen))


_date: Final = lru_cache(maxsize=4096)(read_date)
"""Few dates recur in many records."""


def _names(value: object) -> tuple[Name, ...]:
    if not value:
        return ()
    names = map(_name, as_list(value))
    return tuple([name for name in names if name.full])


def _name(value: object) -> Name:
    if not isinstance(value, dict):
        return whole_name(as_text(value))
    if value.keys() == _SPLIT:
        family, given = value["family"], value["given"]
        if isinstance(family, str) and isinstance(given, str):  # nearly every name
            return _split_name(family, given)
    return _name_in_parts(value)


@lru_cache(maxsize=65536)
def _split_name(family: str, given: str) -> Name:
    """Return the name of these parts. Authors recur, and few of them have other parts."""
    return _name_in_parts({"family": family, "given": given})


def _name_in_parts(value: Mapping[str, object]) -> Name:
    parts = {part: as_text(value[part]) for part in _NAME_PARTS if part in value}
    if not any(map(parts.get, _SHOWN_PARTS)):
        return whole_name(as_text(value.get("name")))
    marks = map(as_text, as_list(value.get("marks")))
    return Name(**parts, marks=tuple([mark for mark in marks if mark]))


def _links(value: object) -> tuple[Link, ...]:
    if not value:
        return ()
    links = (each for each in as_list(value) if isinstance(each, dict))
    found = (Link(label=as_text(each.get("label")), url=as_text(each.get("url"))) for each in links)
    return tuple(link for link in found if link.url)


def _extra(item: Mapping[str, Any]) -> dict[str, str]:
    """Return the values that have no field, and those of ``extra`` itself."""
    if _HANDLED_BUT_EXTRA.issuperset(item):
        return {}
    inner = item.get("extra")
    more = inner if isinstance(inner, dict) else {}
    outer = {name: value for name, value in item.items() if name not in _HANDLED}
    texts = {name: as_text(value) for name, value in {**outer, **more}.items()}
    return {name: text for name, text in texts.items() if text}
