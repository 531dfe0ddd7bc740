"""Write CSL-JSON, which Zotero, pandoc and every CSL citation processor can import.

The variables are those of https://docs.citationstyles.org (appendices III and IV). Values without a
variable are in an item's ``custom`` object. The schema has ``custom`` for that, and
:mod:`pubman.formats.csl.reader` reads it. The ``id`` is the citation key.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any, Final

from pubman.formats.bibtex.fields import STATUS_WORDS
from pubman.formats.bibtex.own_entry import Own, own
from pubman.formats.csl.from_biblatex import (
    archive,
    as_written,
    finer_type,
    keywords,
    own_type_of,
    pages,
    taken,
    variables,
    with_quotes,
)
from pubman.formats.csl.markup import csl_title, mark_up
from pubman.formats.csl.names import csl_names
from pubman.formats.csl_vocabulary import VARIABLES
from pubman.formats.jsonl.writer import as_json
from pubman.formats.plain_values import Writable, doi_of, entries, line, own_key, words
from pubman.listing import Options, Section
from pubman.record import Date
from pubman.text.markup import printable

KINDS: Final = {
    "article": "article-journal", "conference": "paper-conference",
    "workshop": "paper-conference", "demo": "paper-conference", "preprint": "article",
    "thesis": "thesis", "book": "book", "chapter": "chapter", "proceedings": "book",
    "report": "report", "patent": "patent", "dataset": "dataset", "software": "software",
    "standard": "standard", "talk": "speech", "review": "review", "website": "webpage",
}  # fmt: skip
"""Kinds -> types. Any other is ``document``."""

_SETTLED: Final = frozenset(
    "preprint patent thesis dataset software conference workshop demo".split()
)
"""Kinds that are more precise than the type of the entry."""
_AS_IT_IS: Final = frozenset({"id", "type", "DOI", "URL", "ISBN", "ISSN", "PMID", "PMCID"})
_SIGNS = re.compile(r"[^\w:./+*!?&@<>|;\[\]-]+")
_MEETINGS: Final = frozenset({"conference", "workshop", "demo"})
_OWN_KINDS: Final = frozenset({"workshop", "demo", "proceedings", "lecture notes"})
"""Kinds without a type in CSL. They are written to ``custom``."""
_NUMBERED: Final = frozenset({"report", "patent", "thesis", "dataset", "software", "other"})
_IN_SERIES: Final = frozenset({"book", "chapter", "proceedings", "conference", "workshop", "demo"})


def render(sections: Sequence[Section], options: Options) -> str:  # noqa: ARG001 - as every format
    """Return an array with every publication once, in the list's order."""
    return "".join(pieces(entries(sections)))


def pieces(found: Iterable[Writable], *, biblatex: bool = False) -> Iterator[str]:
    """Yield the text of the array by items. ``biblatex``: all entries come from such a file."""
    yield from array(as_json(item(each, biblatex=biblatex), indent=1) for each in found)


def array(items: Iterable[str]) -> Iterator[str]:
    """Yield the text of a JSON array of ``items``, which are already texts."""
    yield "["
    for number, each in enumerate(items):
        yield (",\n" if number else "\n") + each
    yield "\n]\n"


def item(each: Writable, *, biblatex: bool = False) -> dict[str, Any]:
    """Return the item of ``each``, without empty variables."""
    said = own(each.raw, biblatex=biblatex)
    found: dict[str, Any] = {"id": _id(each, said), "type": _type(each, said)}
    found |= _plain_variables(each, said)
    found |= variables(each, said, found["title"])
    found |= _own_variables(each, found)
    mark_up(found, said.fields)
    found["event"] = found.get("event") or found.get("event-title", "")
    if said.fields and ("'" in each.raw or "`" in each.raw):
        found = {name: v if name in _AS_IT_IS else with_quotes(v) for name, v in found.items()}
    found["custom"] = _custom(each, said, found)
    if not any(map(found.get, found.keys() - {"id", "type"})):
        # Readers leave out an item that has only an id and a type.
        found["custom"] = {"kind": each.kind}
    return {name: value for name, value in found.items() if value}


def _plain_variables(each: Writable, said: Own) -> dict[str, Any]:
    """Return the variables that fields of a record fill directly."""
    place = "event-place" if each.kind in _MEETINGS else "publisher-place"
    found: dict[str, Any] = {
        "title": csl_title(each),
        "author": csl_names(each, said, "author"),
        "editor": csl_names(each, said, "editor"),
        "issued": _issued(each.date),
        **_container(each, said),
        **_number(each),
        "collection-title": line(each.series),
        "volume": printable(each.volume),
        "page": pages(printable(each.pages)),
        "edition": printable(each.edition),
        place: printable(each.place),
        "DOI": doi_of(each),
        "PMID": each.pmid,
        "PMCID": each.pmcid,
        "ISBN": each.isbn,
        "ISSN": each.issn,
    }
    found |= as_written(each, said)
    return found | {
        "URL": "".join(printable(each.url).split()) or archive(each, said),
        "abstract": line(each.abstract),
        "language": printable(each.language),
        "note": line(each.note),
        "keyword": keywords(said, ", ".join(words(each))),
    }


def _own_variables(each: Writable, found: Mapping[str, Any]) -> dict[str, str]:
    """Return the fields that have the name of a variable, if nothing else fills that variable."""
    names = (name for name in each.extra if name in VARIABLES and not found.get(name))
    return {name: printable(each.extra[name]) for name in names if name not in {"type", "custom"}}


def _id(each: Writable, said: Own) -> str:
    """Return the key of ``each``, with the characters that only keys in BibTeX may have."""
    key, written = own_key(each), said.key
    return written if written and _SIGNS.sub("", written) == key else key


def _type(each: Writable, said: Own) -> str:
    finer = finer_type(each, said)
    if each.kind == "preprint" and finer == "manuscript" and not said.fields:
        return finer  # This is how CSL-JSON had it.
    if each.kind in _SETTLED:
        return KINDS[each.kind]
    return finer or KINDS.get(each.kind) or own_type_of(each, said) or "document"


def _issued(date: Date | None) -> dict[str, Any]:
    if date is None:
        return {}
    return {"date-parts": [[part for part in (date.year, date.month, date.day) if part]]}


def _container(each: Writable, said: Own) -> dict[str, str]:
    """Return the venue and the publisher. The publisher of a preprint is its server."""
    publisher = each.school if each.kind == "thesis" else each.publisher or each.school
    if each.kind == "preprint" and each.venue and not publisher:
        return {"publisher": printable(each.venue)}
    # Volumes in BibTeX repeat their title in booktitle, because their papers inherit it.
    twice = said.fields and each.kind in ("book", "proceedings")
    return {
        "container-title": "" if twice and each.venue == each.title else line(each.venue),
        "publisher": printable(publisher),
    }


def _number(each: Writable) -> dict[str, str]:
    if each.kind in _NUMBERED:
        return {"number": printable(each.number)}
    if each.kind in _IN_SERIES and each.series:
        return {"collection-number": printable(each.number)}
    arxiv = f"arXiv:{each.arxiv_id}" if each.arxiv_id and each.kind == "preprint" else ""
    return {"issue": printable(each.number), "number": arxiv}


def _custom(each: Writable, said: Own, found: Mapping[str, Any]) -> dict[str, Any]:
    """Return values without a variable: pubman's own fields, and others under their own names."""
    state = STATUS_WORDS.get(found.get("status", "").lower(), "")
    stated: dict[str, Any] = {
        "kind": each.kind if each.kind in _OWN_KINDS else "",
        "arxiv_id": each.arxiv_id,
        "authors_cut": each.authors_cut and not each.authors,
        "venue_key": each.venue_key,
        "title_translated": each.title_translated,
        "status": each.status if state != each.status else "",
        "award": each.award,
        "tags": list(each.tags),
        "links": [{"label": link.label, "url": link.url} for link in each.links],
    }
    kept = (name for name in each.extra if name not in VARIABLES and name not in stated)
    stated |= {name: each.extra[name] for name in kept if not taken(name, each, said, found)}
    return {name: value for name, value in stated.items() if value}
