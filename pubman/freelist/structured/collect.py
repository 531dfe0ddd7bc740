"""A whole data file -> its entries, with the keys above each as their sections."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import replace
from itertools import islice
from typing import Any, Final

from pubman.errors import BadInput
from pubman.freelist.headings import heading_kind
from pubman.freelist.placement import ListEntry, PersonalList
from pubman.freelist.structured.completion import with_bibtex, with_citations
from pubman.freelist.structured.entry import Reader, is_record
from pubman.freelist.structured.field_names import FIELDS, TECHNICAL_KEYS, squash

_PLACEHOLDER = re.compile(
    r"(?i)^(?:paper title number \d+|(?:publication|paper|article) title|your title here|example"
    r" (?:paper|publication|title)|title of (?:your|the) (?:paper|publication)|an example"
    r" (?:conference paper|journal article|preprint / working paper|preprint))$"
)
_TEMPLATE_PAPER: Final = "open collaborative writing with manubot"
_HAYAGRIVA = re.compile(
    r"(?i)^(?:article|chapter|entry|anthos|report|thesis|web|misc|book|proceedings|periodical|patent"
    r"|video|case|newspaper|legislation|manuscript|post|audio|repository|original|conference)$"
)
MOST_RECORDS: Final = 20_000
"""Entries of the longest data file that is read."""
Found = tuple[Mapping[str, Any], tuple[str, ...], str]


def read_data(found: Any, kind: str, filename: str, *, owner: str = "") -> PersonalList:
    """The list in the data of a file; ``BadInput`` if it holds none."""
    maps = list(islice(_maps(found), MOST_RECORDS + 1))
    if len(maps) > MOST_RECORDS:
        raise BadInput(f"{filename} has more than {MOST_RECORDS:,} entries, so I did not read it.")
    if any(_kind_of(section) == "publications" for _, section, _ in maps):
        maps = [each for each in maps if _kind_of(each[1]) != "other"]
        named = [each for each in maps if _kind_of(each[1]) == "publications"]
        maps = named if _is_cv(found) else maps
    reader = Reader(owner=owner)
    entries = [
        with_bibtex(reader.read(item, _shown(section), key), _value(item, "bibtex"))
        for item, section, key in maps
    ]
    citations = {
        at: text
        for at, (item, _, _) in enumerate(maps)
        if not entries[at].record.authors and (text := _value(item, "citation"))
    }
    entries = with_citations(entries, citations)
    return finish(entries, reader, kind, filename)


def _value(item: Mapping[str, Any], name: str) -> str:
    """The text of the first field that is called *name* here."""
    values = (value for key, value in item.items() if FIELDS.get(squash(key)) == name)
    return next((value for value in values if isinstance(value, str)), "")


def finish(entries: list[ListEntry], reader: Reader, kind: str, filename: str) -> PersonalList:
    """The list of these entries, without placeholders; ``BadInput`` if none is left."""
    kept = [entry for entry in entries if not _is_placeholder(entry, len(entries))]
    skipped = tuple(
        f"“{entry.record.title}” is a placeholder of the template, so I left it out."
        for entry in entries
        if _is_placeholder(entry, len(entries))
    )
    if not kept:
        if skipped:
            raise BadInput(
                f"{filename} holds only placeholders of the template: "
                + ", ".join(f"“{entry.record.title}”" for entry in entries[:5])
                + "."
            )
        raise BadInput(f"I found no publications in {filename}.")
    return PersonalList(
        kind=kind,
        entries=tuple(
            replace(entry, placement=replace(entry.placement, position=at))
            for at, entry in enumerate(kept, 1)
        ),
        structured=True,
        unknown=dict(reader.unknown.most_common()),
        skipped=skipped,
    )


def _is_placeholder(entry: ListEntry, count: int) -> bool:
    title = entry.record.title.strip()
    if _PLACEHOLDER.match(title):
        return True
    # The paper on Manubot is in the template of lab sites. In a list of its own authors it is
    # real, so it is a placeholder only if hardly anything else is listed.
    return title.lower() == _TEMPLATE_PAPER and count <= 3


def _maps(found: Any) -> Iterator[Found]:
    """Every map that is a record, with the keys above it and its own key."""
    stack: list[tuple[Any, tuple[str, ...], str]] = [(found, (), "")]
    while stack:
        value, section, key = stack.pop()
        if isinstance(value, Mapping):
            if is_record(value) and not _is_cv(value):
                yield from _one(value, section, key)
                continue
            keyed = _is_keyed(value)
            inner = [
                (each, section if keyed else (*section, str(name)), str(name) if keyed else "")
                for name, each in value.items()
            ]
            stack.extend(reversed(inner))
        elif isinstance(value, list):
            stack.extend((each, section, "") for each in reversed(value))


def _one(value: Mapping[str, Any], section: tuple[str, ...], key: str) -> Iterator[Found]:
    """A record, or of a CITATION.cff the paper that it asks to be cited by."""
    preferred = value.get("preferred-citation")
    if isinstance(preferred, Mapping) and preferred.get("title"):
        yield preferred, section, key
        return
    yield value, section, key


def _is_keyed(value: Mapping[str, Any]) -> bool:
    """Return True for a map from citation keys to entries (Hayagriva)."""
    inner = [each for each in value.values() if isinstance(each, Mapping)]
    if len(inner) != len(value) or not inner:
        return False
    typed = sum(1 for each in inner if _HAYAGRIVA.match(str(each.get("type", ""))))
    records = sum(1 for each in inner if is_record(each))
    return typed >= 0.8 * len(inner) or records >= 0.8 * len(inner) > 1


def _is_cv(found: Any) -> bool:
    """Return True for the data of a whole CV, which has other sections beside publications."""
    if not isinstance(found, Mapping):
        return False
    if isinstance(found.get("cv"), Mapping):
        return True
    lists = [name for name, value in found.items() if isinstance(value, list | Mapping)]
    kinds = [heading_kind(str(name).replace("_", " ")) for name in lists]
    return "publications" in kinds and "other" in kinds


def _kind_of(section: tuple[str, ...]) -> str:
    for name in reversed(section):
        if kind := heading_kind(name.replace("_", " ")):
            return kind
    return ""


def _shown(section: tuple[str, ...]) -> tuple[str, ...]:
    """The keys above an entry that name a section."""
    return tuple(name for name in section if squash(name) not in TECHNICAL_KEYS)
