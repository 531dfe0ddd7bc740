"""CSL-JSON: what Zotero, pandoc and every citation processor of the CSL take in.

The variables are those of https://docs.citationstyles.org (appendices III and IV); what CSL has no
variable for stands in an item's ``custom`` object, which its schema keeps for that and
:mod:`pubman.sources.csl_json` reads. The ``id`` is the cite key.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Any, Final

from pubman.exports import Options, Section
from pubman.exports.csl_biblatex import TYPES, date_of, has_field, own_type, taken, variables
from pubman.exports.jsonl import as_json
from pubman.exports.lines import Entry, doi_of, entries, line, own_key, title, words
from pubman.exports.markup import printable
from pubman.record import Date, Name
from pubman.sources.csl_json import ALL_TYPES, VARIABLES

KINDS: Final = {
    "article": "article-journal", "conference": "paper-conference",
    "workshop": "paper-conference", "demo": "paper-conference", "preprint": "article",
    "thesis": "thesis", "book": "book", "chapter": "chapter", "proceedings": "book",
    "report": "report", "patent": "patent", "dataset": "dataset", "software": "software",
}  # fmt: skip
"""Kinds -> types; any other is ``document``."""

_MEETINGS: Final = frozenset({"conference", "workshop", "demo"})
_OWN_KINDS: Final = frozenset({"workshop", "demo", "proceedings"})
"""Kinds that CSL has no type for: said in ``custom``."""
_NUMBERED: Final = frozenset({"report", "patent", "thesis", "dataset", "software", "other"})
_IN_SERIES: Final = frozenset({"book", "chapter", "proceedings", "conference", "workshop", "demo"})


def render(sections: Sequence[Section], options: Options) -> str:  # noqa: ARG001 - as every format
    """An array with every publication once, in the list's order."""
    return "".join(pieces(entries(sections)))


def pieces(found: Iterable[Entry]) -> Iterator[str]:
    """The text of the array, item by item."""
    yield from array(as_json(item(each), indent=1) for each in found)


def array(items: Iterable[str]) -> Iterator[str]:
    """The text of a JSON array of ``items``, each a text already."""
    yield "["
    for number, each in enumerate(items):
        yield (",\n" if number else "\n") + each
    yield "\n]\n"


def item(each: Entry) -> dict[str, Any]:
    """The item of ``each``, without empty variables."""
    found: dict[str, Any] = {"id": own_key(each)}
    found["type"] = _type(each)
    found["title"] = _with_addon(title(each), line(each.extra.get("titleaddon", "")))
    found["author"] = [_name(author) for author in each.authors]
    found["editor"] = [_name(editor) for editor in each.editors]
    found["issued"] = date_of(each.extra.get("date", "")) or _issued(each.date)
    found |= _container(each) | _number(each)
    found["collection-title"] = line(each.series)
    found["volume"], found["page"] = printable(each.volume), printable(each.pages)
    found["edition"] = printable(each.edition)
    met = each.kind in _MEETINGS or has_field(_raw(each), "venue")
    found["event-place" if met else "publisher-place"] = printable(each.place)
    found["DOI"], found["ISBN"], found["ISSN"] = doi_of(each), each.isbn, each.issn
    found["URL"] = "".join(printable(each.url).split())
    found["abstract"] = line(each.abstract)
    found["language"], found["note"] = printable(each.language), printable(each.note)
    found["keyword"] = ", ".join(words(each))
    for name, value in variables(each.extra, _raw(each)).items():
        if not found.get(name):
            found[name] = value
    for name, value in each.extra.items():
        if name in VARIABLES and not found.get(name) and name not in {"type", "custom"}:
            found[name] = printable(value)
    found["custom"] = _custom(each)
    if not any(value for name, value in found.items() if name not in {"id", "type"}):
        found["custom"] = {"kind": each.kind}  # an item of nothing but id and type is read as none
    return {name: value for name, value in found.items() if value}


def _with_addon(text: str, addon: str) -> str:
    """The title with what biblatex prints behind it, for which CSL has no variable."""
    if not (text and addon):
        return text or addon
    return f"{text} {addon}" if text.endswith((".", "?", "!")) else f"{text}. {addon}"


def _raw(each: Entry) -> str:
    """The text of a BibTeX entry, empty for any other."""
    return each.raw if each.raw.startswith("@") else ""


def _type(each: Entry) -> str:
    finer = TYPES.get(own_type(_raw(each)), "")
    if each.kind in KINDS:
        return finer if each.kind == "chapter" and finer else KINDS[each.kind]
    said = each.extra.get("type", "")
    return finer or (said if said in ALL_TYPES else "document")


def _name(each: Name) -> dict[str, str]:
    if each.literal or not each.family:
        return {"literal": printable(each.full)}
    parts = {
        "family": each.family, "given": each.given, "non-dropping-particle": each.particle,
        "suffix": each.suffix, "ORCID": each.orcid,
    }  # fmt: skip
    return {part: printable(value) for part, value in parts.items() if value}


def _issued(date: Date | None) -> dict[str, Any]:
    if date is None:
        return {}
    return {"date-parts": [[part for part in (date.year, date.month, date.day) if part]]}


def _container(each: Entry) -> dict[str, str]:
    """Where it appeared, and who published it: of a preprint the server is the publisher."""
    publisher = each.school if each.kind == "thesis" else each.publisher or each.school
    if each.kind == "preprint" and each.venue and not publisher:
        return {"publisher": printable(each.venue)}
    # BibTeX's volumes say their title twice, for the papers that take it over.
    twice = _raw(each) and each.kind in ("book", "proceedings") and each.venue == each.title
    return {
        "container-title": "" if twice else line(each.venue),
        "publisher": printable(publisher),
    }


def _number(each: Entry) -> dict[str, str]:
    if each.kind in _NUMBERED:
        return {"number": printable(each.number)}
    if each.kind in _IN_SERIES and each.series:
        return {"collection-number": printable(each.number)}
    arxiv = f"arXiv:{each.arxiv_id}" if each.arxiv_id and each.kind == "preprint" else ""
    return {"issue": printable(each.number), "number": arxiv}


def _custom(each: Entry) -> dict[str, Any]:
    """What has no variable: pubman's own fields, and others' under their own names."""
    stated: dict[str, Any] = {
        "kind": each.kind if each.kind in _OWN_KINDS else "",
        "arxiv_id": each.arxiv_id,
        "authors_cut": each.authors_cut,
        "venue_key": each.venue_key,
        "title_translated": each.title_translated,
        "status": each.status,
        "award": each.award,
        "tags": list(each.tags),
        "links": [{"label": link.label, "url": link.url} for link in each.links],
    }
    kept = (name for name in each.extra if name not in VARIABLES and name not in stated)
    stated |= {name: each.extra[name] for name in kept if not (taken(name) or name == "date")}
    return {name: value for name, value in stated.items() if value}
