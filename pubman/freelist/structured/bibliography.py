"""A .bib that is the list of a site: entries with links, a picture and a mark for the best."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import Final

from pubman.errors import BadInput
from pubman.formats import label, read_text
from pubman.formats.items import Problem
from pubman.freelist.placement import ListEntry, PersonalList, Placement
from pubman.freelist.structured.authors import clean
from pubman.freelist.structured.values import as_written
from pubman.record import Link, Name, Record

_LINKS: Final = (
    "pdf code html website project slides poster video supp supplement blog arxiv talk demo data"
    " dataset press appendix"
).split()
_USED: Final = frozenset(
    {
        *_LINKS,
        "preview",
        "selected",
        "award",
        "bibtex_show",
        "abbr",
        "award_name",
        "additional_info",
    }
)
_TRUE: Final = frozenset({"true", "yes", "1"})


def records_of(text: str) -> Iterator[Record]:
    """The records of a piece of BibTeX."""
    for item in read_text("bibtex", text):
        if isinstance(item, Record):
            yield item


def read_bibliography(text: str, filename: str, notation: str = "bibtex") -> PersonalList:
    """The list in a .bib, in the order of its entries; ``BadInput`` if it has none.

    *notation* names another format of entries with keys: ``hayagriva``, ``csl-json``.
    """
    entries: list[ListEntry] = []
    unknown: Counter[str] = Counter()
    skipped: list[str] = []
    for item in read_text(notation, text):
        if isinstance(item, Problem) and item.level == "left out":
            skipped.append(f"{filename}:{item.line}: {item.message}")
        elif isinstance(item, Record):
            unknown.update(_unknown(item, notation))
            entry = _entry(item, len(entries) + 1)
            entries.append(entry if notation == "bibtex" else _on_one_line(entry))
    if not entries:
        raise BadInput(f"I found no entries in {filename}.", *skipped[:3])
    return PersonalList(
        kind=label(notation),
        entries=tuple(entries),
        structured=True,
        unknown=dict(unknown.most_common()),
        skipped=tuple(skipped),
    )


def _unknown(record: Record, notation: str) -> Iterator[str]:
    """The fields that pubman has no use for, as far as the file names them so."""
    for name in record.extra:
        if name not in _USED and (notation != "csl-json" or f'"{name}"' in record.raw):
            yield name


def _entry(record: Record, position: int) -> ListEntry:
    extra = record.extra
    links = [*record.links, *_links(extra)]
    distinct = {link.url: link for link in links}
    award = record.award or clean(extra.get("award_name") or extra.get("award") or "")
    selected = extra.get("selected", "").lower() in _TRUE
    record = replace(record, authors=tuple(_with_marks(name) for name in record.authors))
    tags = tuple(dict.fromkeys((*record.tags, *(["selected"] if selected else []))))
    placement = Placement(
        position=position,
        links=tuple(distinct.values()),
        picture=extra.get("preview", ""),
        award=award,
        note=extra.get("additional_info", ""),
        raw=record.raw,
        line=record.line,
    )
    return ListEntry(record=replace(record, tags=tags), placement=placement)


def _on_one_line(entry: ListEntry) -> ListEntry:
    """*entry* with its fields on one line instead of its text, which nobody wrote as a line."""
    return replace(entry, placement=replace(entry.placement, raw=as_written(entry.record)))


def _with_marks(name: Name) -> Name:
    """*name* with the signs after its family name as marks: ``Xie#``."""
    bare = name.family.rstrip("#*†‡§⋆")
    if not bare or bare == name.family:
        return name
    return replace(name, family=bare, marks=(*name.marks, *name.family[len(bare) :]))


def _links(extra: Mapping[str, str]) -> Iterator[Link]:
    for name in _LINKS:
        url = extra.get(name, "").strip()
        if url and (name != "arxiv" or url.startswith("http")):
            yield Link(label=name, url=url)
