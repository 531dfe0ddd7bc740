"""Read Hayagriva: every entry with its parents is one record.

What an entry lacks and its parent has (the volume, the publisher, the editors) is the record's too.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any, Final

from pubman.formats.answer_values import first_isbn, first_issn
from pubman.formats.author_lists import read_name
from pubman.formats.dates import read_date
from pubman.formats.hayagriva.vocabulary import GENRE_KINDS, KEPT, TYPES, WHOLE, kind_of
from pubman.formats.items import Problem
from pubman.formats.json_answers import filled, items_at, text_at
from pubman.formats.languages import read_language
from pubman.formats.pieces import Pieces, in_pieces
from pubman.formats.yaml_text import load_entries
from pubman.record import Date, Name, Record
from pubman.text.identifiers import arxiv_id, doi, find_arxiv_id
from pubman.text.plain import tidy_pages
from pubman.text.pubmed_ids import pmcid, pmid

Item = Mapping[str, Any]
_ESCAPED = re.compile(r"\\([\\{}$])")
_VERBATIM = re.compile(r"(?<!\\)[{}]")
_HANDLED: Final = frozenset(
    {"type", "title", "author", "date", "parent", "abstract", "editor", "publisher", "location",
     "organization", "issue", "volume", "edition", "page-range", "url", "serial-number", "language",
     "note", *KEPT}
)  # fmt: skip
_SUFFIX = re.compile(r"(?i)(?:[js]r\.?|[ivx]+|\d(?:st|nd|rd|th))")
_WORKSHOP = re.compile(r"(?i)\bworkshops?\b")
_DEEPEST: Final = 4


def read(text: Pieces) -> Iterator[Record | Problem]:
    """Yield the records of a file, in its order."""
    whole = "".join(in_pieces(text))
    found = load_entries(whole)
    if isinstance(found, str):
        yield Problem(level="left out", message=found, raw=whole, line=1)
        return
    for each in found:
        if not isinstance(each.value, Mapping):
            message = "not an entry of fields"
            yield Problem(level="left out", message=message, raw=each.raw, line=each.line)
            continue
        record = record_of(each.value, each.key, each.raw, each.line)
        if record.title or record.authors:
            yield record
        else:
            message = "an entry without title and authors"
            yield Problem(level="left out", message=message, raw=each.raw, line=each.line)


def record_of(item: Item, key: str, raw: str = "", line: int = 0) -> Record:
    """Return the record of one entry."""
    above = parents_of(item)
    parent = above[0] if above else {}
    chain = [item, *above]
    own_type = text_at(item, "type").lower()
    numbers = _Numbers(item, parent)
    kind = kind_of(
        own_type if own_type in TYPES else "misc",
        _type(parent),
        text_at(item, "genre"),
        numbered=bool(numbers.serial),
    )
    venue, series = _titles_above(above, kind)
    if kind == "conference" and _WORKSHOP.search(venue):
        kind = "workshop"
    authors = _people(item, "author")
    return Record(
        kind=kind,
        title=_title(item) or _title(parent),
        title_translated=_plain(text_at(item, "title.translation")),
        authors=tuple(authors or _people(parent, "author")),
        editors=tuple(_people(item, "editor") or _people(parent, "editor")),
        date=_date(chain),
        venue=venue,
        series=series,
        volume=_first(chain, "volume"),
        number=_first(chain, "issue") or numbers.serial,
        pages=tidy_pages(text_at(item, "page-range") or numbers.article),
        edition=_first(chain[:2], "edition"),
        publisher=_first(chain, "publisher.name", "publisher"),
        school=_first(chain[:1], "organization"),
        place=_first(chain, "location", "publisher.location"),
        doi=numbers.doi,
        arxiv_id=numbers.arxiv,
        pmid=pmid(text_at(item, "serial-number.pmid")),
        pmcid=pmcid(text_at(item, "serial-number.pmcid")),
        isbn=first_isbn([_first(chain, "serial-number.isbn")]),
        issn=first_issn([_first(chain, "serial-number.issn")]),
        url=_own_url(item),
        abstract=_plain(text_at(item, "abstract.value", "abstract")),
        language=read_language(text_at(item, "language")),
        note=_plain(text_at(item, "note.value", "note")),
        extra=_extra(item, kind),
        source_key=key,
        raw=raw,
        line=line,
    )


def parents_of(item: Item) -> list[Item]:
    """Return the parent of an entry and the parents above it. Of several parents, take the first.

    A volume of proceedings is preferred to a parent that is only an event (``conference``).
    """
    found: list[Item] = []
    current = item
    while len(found) < _DEEPEST:
        value = current.get("parent")
        several = value if isinstance(value, list) else [value]
        maps = [each for each in several if isinstance(each, Mapping)]
        if not maps:
            break
        current = next((each for each in maps if _type(each) == "proceedings"), maps[0])
        found.append(current)
    return found


def _type(item: Item) -> str:
    return text_at(item, "type").lower()


def _plain(text: str) -> str:
    """Return a text without the braces of Hayagriva, which keep capitals, and its escapes."""
    return " ".join(_ESCAPED.sub(r"\1", _VERBATIM.sub("", text)).split())


def _title(item: Item) -> str:
    return _plain(text_at(item, "title.value", "title"))


def _titles_above(above: list[Item], kind: str) -> tuple[str, str]:
    """Return the venue and the series: the titles of the parents. A book has only a series."""
    titles = [_title(each) for each in above]
    if kind in WHOLE:
        return "", titles[0] if titles else ""
    return (titles[0] if titles else ""), (titles[1] if len(titles) > 1 else "")


def _first(chain: list[Item], *paths: str) -> str:
    """Return the text that the entry, else the nearest of its parents, has at one of *paths*."""
    return next((text for each in chain if (text := _plain(text_at(each, *paths)))), "")


def _date(chain: list[Item]) -> Date | None:
    """Return the date of the entry, else that of a parent. A tilde in front says "about"."""
    return read_date(*(text_at(each, "date").lstrip("~ ") for each in chain))


class _Numbers:
    """The numbers of an entry: its DOI, its arXiv number, its own number, that of its article."""

    def __init__(self, item: Item, parent: Item) -> None:
        said = item.get("serial-number")
        bare = said if isinstance(said, str) else ""
        urls = (_url(item), bare)
        in_arxiv = "arxiv" in _title(parent).lower()
        own = text_at(item, "serial-number.arxiv") or (bare if in_arxiv else "")
        self.doi = doi(text_at(item, "serial-number.doi")) or next(filter(None, map(doi, urls)), "")
        found = (arxiv_id(text) or find_arxiv_id(text) for text in (own, *urls) if text)
        self.arxiv = next(filter(None, found), "")
        is_known = bool(doi(bare) or (self.arxiv and arxiv_id(bare) == self.arxiv))
        self.article = text_at(item, "serial-number.serial") if _type(item) == "article" else ""
        number = text_at(item, "serial-number.serial") or ("" if is_known else bare)
        self.serial = "" if self.article else number


def _url(item: Item) -> str:
    return text_at(item, "url.value", "url")


def _own_url(item: Item) -> str:
    """Return the address of an entry, unless it only repeats its DOI."""
    url = _url(item)
    return "" if doi(url) else url


# ------------------------------------------------------------------------------------------ names


def _people(item: Item, field: str) -> list[Name]:
    value = item.get(field)
    several = value if isinstance(value, list) else [value]
    names = (_person(each) for each in several if each)
    return [name for name in names if name.full]


def _person(value: Any) -> Name:
    """Return a name: a text (``von der Leyen, Ursula``), or a mapping with its parts."""
    if isinstance(value, Mapping):
        parts = {name: text_at(value, name) for name in ("name", "given-name", "prefix", "suffix")}
        if not parts["given-name"] and not parts["prefix"]:
            return Name(literal=parts["name"] or text_at(value, "alias"))
        return Name(
            family=parts["name"],
            given=parts["given-name"],
            particle=parts["prefix"],
            suffix=parts["suffix"],
        )
    text = " ".join(str(value).split())
    parts_of_text = [each.strip() for each in text.split(",")]
    if len(parts_of_text) == 1:
        return Name(literal=text)
    if len(parts_of_text) == 3 and _SUFFIX.fullmatch(parts_of_text[1]):
        family, suffix, given = parts_of_text
        text = f"{family}, {given}, {suffix}"
    return read_name(text)


# ------------------------------------------------------------------------------------- everything


def _extra(item: Item, kind: str) -> dict[str, str]:
    """Return what pubman has no field for: genre, runtime, who directed a film."""
    found = {name: _plain(text_at(item, name)) for name in KEPT}
    genre = found.pop("genre")
    if genre.lower() not in GENRE_KINDS:
        found["type" if kind in {"thesis", "report"} else "genre"] = genre
    found["affiliated"] = "; ".join(
        f"{text_at(each, 'role')}: {', '.join(name.full for name in _people(each, 'names'))}"
        for each in items_at(item, "affiliated")
    )
    found["urldate"] = text_at(item, "url.date")
    found["shorttitle"] = _plain(text_at(item, "title.short"))
    others = {name: text_at(item, name) for name in item if name not in _HANDLED}
    return filled({**others, **found})
