"""What a page says to machines: schema.org's ``ItemList`` for search engines, COinS for Zotero.

JSON-LD has one line per publication, so that a change of one publication changes one line. See
https://schema.org/ScholarlyArticle and, for COinS, the OpenURL formats of ANSI/NISO Z39.88. COinS
has only the fields that Zotero reads.

On a long page both would be larger than what people read. There, JSON-LD has only the name, address
and date of each publication. The COinS of a publication with a DOI leaves the rest to the DOI:
Zotero looks up an item without authors and saves what the publisher says.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Sequence
from functools import lru_cache
from typing import Any, Final
from urllib.parse import quote

from pubman.pages.page import Page, ShownEntry
from pubman.record import Publication
from pubman.text.markup import printable

_SCHEMA_TYPES: Final = {
    "thesis": "Thesis",
    "book": "Book",
    "chapter": "Chapter",
    "proceedings": "Book",
    "report": "Report",
    "dataset": "Dataset",
    "software": "SoftwareSourceCode",
    "patent": "CreativeWork",
    "standard": "TechArticle",
    "talk": "PresentationDigitalDocument",
    "lecture notes": "LearningResource",
    "review": "Review",
    "website": "WebSite",
    "other": "CreativeWork",
}


LONG: Final = 350
"""A page with more publications than this is long. A page should stay below 1 MB, and below 150 kB
compressed. With all data, 500 real publications take 1.1 MB and 178 kB, and 350 take 0.8 MB and 124
kB. With the essentials, 500 take 0.9 MB and 139 kB."""


def is_long(page: Page) -> bool:
    """Return True if machines get only the essentials."""
    return len(page.publications) > LONG


def json_ld(page: Page, lines: Sequence[str]) -> Iterator[str]:
    """Yield the JSON-LD of a page in pieces. It has no ``<``, so nothing can end its element.

    ``lines`` are those of its entries, each once.
    """
    title = page.options.title or page.labels.words["publications"]
    head = {"@context": "https://schema.org", "@type": "ItemList", "name": printable(title)}
    head["numberOfItems"] = len(lines)  # type: ignore[assignment]
    start = _dump(head)[:-1]
    yield f'{start},"itemListElement":[\n'
    for at, text in enumerate(lines):
        yield f",\n{text}" if at else text
    yield "\n]}"


def line(entry: ShownEntry, *, brief: bool) -> str:
    """Return the line of an entry in the JSON-LD of its page."""
    return _dump(_item(entry, brief=brief))


def _dump(value: object) -> str:
    text = _encode(value) if not isinstance(value, dict) else _encode_object(value)
    if not text.isascii():
        text = text.encode("utf-8", "replace").decode()
    return _ENDING.sub(_escaped, text)


def _escaped(match: re.Match[str]) -> str:
    return f"\\u{ord(match[0]):04x}"


def _encode_object(value: dict[str, Any]) -> str:
    """Return ``value``, whose names are plain words, as JSON.

    Texts in it need no encoder, whose setting up takes time.
    """
    parts = [
        f'"{name}":{_quote(each) if type(each) is str else _encode(each)}'
        for name, each in value.items()
    ]
    return f"{{{','.join(parts)}}}"


_quote: Final = json.encoder.encode_basestring
_encode: Final = json.JSONEncoder(ensure_ascii=False, separators=(",", ":")).encode
_ENDING = re.compile("[<>&\u2028\u2029]")  # These could end the element, or a line of JavaScript.


def item(entry: ShownEntry) -> str:
    """Return the JSON-LD of a page about one publication."""
    return _dump({"@context": "https://schema.org", **_item(entry, brief=False)})


def _item(entry: ShownEntry, *, brief: bool) -> dict[str, Any]:
    pub, title = entry.pub, entry.values["title"]
    address = entry.url if entry.url.startswith(("http:", "https:")) else ""
    item: dict[str, Any] = {
        "@type": _SCHEMA_TYPES.get(pub.kind, "ScholarlyArticle"),
        "@id": address or f"#{entry.anchor}",
    }
    if title:
        item["name"] = title
    if entry.names and not brief:
        item["author"] = [{"@type": "Person", "name": name} for name in entry.names]
    if pub.date:
        item["datePublished"] = str(pub.date)
    if not brief and (venue := _venue(entry)):
        item["isPartOf"] = {"name": venue}
    if own := language(pub):
        item["inLanguage"] = own
    return item


def language(pub: Publication) -> str:
    """Return the language of the title as a code of BCP 47, or ``""``."""
    return pub.language if pub.language and _LANGUAGE.match(pub.language) else ""


_LANGUAGE = re.compile(r"[A-Za-z]{2,3}(?:-[A-Za-z0-9]{2,8})*\Z")


def _venue(entry: ShownEntry) -> str:
    return printable(entry.values["venue"].name)


def coins(entry: ShownEntry, *, brief: bool = False) -> str:
    """The OpenURL of an entry as the ``title`` of a COinS span holds it.

    All but ``&`` is percent-encoded, and no ``&rft`` or ``&ctx`` is an entity: HTML takes it bare.
    ``brief``: an entry with a DOI has its title, its date and the DOI.
    """
    pub, known = entry.pub, entry.values
    form, _, own_title, venue_title = _FORMATS.get(pub.kind, _BOOK)
    pairs = [(own_title, known["title"])]
    if pub.date:
        pairs.append(("rft.date", str(pub.date)))
    if pub.doi:
        pairs.append(("rft_id", f"info:doi/{pub.doi}"))
    if not (brief and pub.doi):
        pairs += [
            (venue_title, _venue(entry)),
            ("rft.volume", known["volume"]),
            ("rft.issue", known["number"]),
            ("rft.pages", _DASH.sub("-", pub.pages)),
            ("rft.pub", known["publisher"]),
            ("rft.inst", known["school"] if form == "dissertation" else ""),
            ("rft.isbn", known["isbn"]),
            ("rft.issn", known["issn"]),
            *(("rft.au", name) for name in entry.names[:_MOST_AUTHORS]),
        ]
    said = [f"&{name}={_quoted(value)}" for name, value in pairs if name and value]
    return "".join([_head(pub.kind), *said])


@lru_cache(maxsize=64)
def _head(kind: str) -> str:
    """Return what the OpenURLs of all works of a kind begin with."""
    form, genre, _, _ = _FORMATS.get(kind, _BOOK)
    head = f"ctx_ver=Z39.88-2004&rft_val_fmt={_quoted(f'info:ofi/fmt:kev:mtx:{form}')}"
    return f"{head}&rft.genre={genre}" if genre else head


_DASH = re.compile(r"\s*[-–]+\s*")
# Kind -> format, genre, and the names of the fields for title and venue. Zotero reads everything in
# the format "journal" as a journal article, even if the genre says something else.
_JOURNAL: Final = ("journal", "", "rft.atitle", "rft.jtitle")
_MEETING: Final = ("book", "proceeding", "rft.atitle", "rft.btitle")
_BOOK: Final = ("book", "", "rft.btitle", "")
_FORMATS: Final = {
    "article": _JOURNAL,
    "preprint": _JOURNAL,
    "conference": _MEETING,
    "workshop": _MEETING,
    "demo": _MEETING,
    "chapter": ("book", "bookitem", "rft.atitle", "rft.btitle"),
    "report": ("book", "report", "rft.btitle", ""),
    "thesis": ("dissertation", "", "rft.title", ""),
    "patent": ("patent", "", "rft.title", ""),
}


def _quoted(value: str) -> str:
    return _RESERVED.sub(_percent_encoded, value).replace(" ", "+")


def _percent_encoded(match: re.Match[str]) -> str:
    return _percent(match[0])


@lru_cache(maxsize=4096)
def _percent(sign: str) -> str:
    return quote(sign, safe="", errors="replace")


_RESERVED = re.compile("[^A-Za-z0-9_.~:/ -]")


_MOST_AUTHORS: Final = 50  # An attribute with thousands of names helps nobody.
