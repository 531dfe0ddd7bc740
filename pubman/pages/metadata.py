"""What a page says to machines: schema.org's ``ItemList`` for search engines, COinS for Zotero.

JSON-LD has one line for each publication, so that a change of one touches one line. See
https://schema.org/ScholarlyArticle and, for COinS, the OpenURL formats of ANSI/NISO Z39.88, of
which only the fields stand here that Zotero reads.

On a ``long`` page both would weigh more than what people read. There JSON-LD names each
publication, its address and date, and the COinS of one with a DOI leaves the rest to the DOI:
Zotero looks up whatever comes without authors, and saves what the publisher says.
"""

from __future__ import annotations

import json
import re
from functools import lru_cache
from typing import Any, Final
from urllib.parse import quote_plus

from pubman.pages.entries import Entry, Page
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
"""A page of more publications than this is long. Of 500 real ones, all that there is to say takes
1.1 MB and 178 kB compressed, the essentials 0.9 MB and 139 kB; a page is to stay under 1 MB and 150
kB, which 350 do with all of it (0.8 MB, 124 kB)."""


def is_long(page: Page) -> bool:
    """True where machines are told the essentials only."""
    return len(page.publications) > LONG


def json_ld(page: Page) -> str:
    """The page's JSON-LD; no ``<``, ``>`` or ``&`` is in it, so nothing can end its element."""
    shown, brief = page.entries_once, is_long(page)
    title = page.options.title or page.labels.words["publications"]
    head = {"@context": "https://schema.org", "@type": "ItemList", "name": printable(title)}
    head["numberOfItems"] = len(shown)  # type: ignore[assignment]
    start = _dump(head)[:-1]
    items = ",\n".join(_dump(_item(entry, brief=brief)) for entry in shown)
    return f'{start},"itemListElement":[\n{items}\n]}}'


def _dump(value: object) -> str:
    text = _encode(value).encode("utf-8", "replace").decode()
    return _ENDING.sub(lambda match: f"\\u{ord(match[0]):04x}", text)


_encode: Final = json.JSONEncoder(ensure_ascii=False, separators=(",", ":")).encode
_ENDING = re.compile("[<>&\u2028\u2029]")  # what could end the element, or a line of JavaScript


def item(entry: Entry) -> str:
    """The JSON-LD of a page about one publication."""
    return _dump({"@context": "https://schema.org", **_item(entry, brief=False)})


def _item(entry: Entry, *, brief: bool) -> dict[str, Any]:
    pub, known = entry.pub, entry.values
    names, venue = ((), "") if brief else (entry.names, _venue(entry))
    address = entry.url if entry.url.startswith(("http:", "https:")) else ""
    item = {
        "@type": _SCHEMA_TYPES.get(pub.kind, "ScholarlyArticle"),
        "@id": address or f"#{entry.anchor}",
        "name": known["title"],
        "author": [{"@type": "Person", "name": name} for name in names],
        "datePublished": str(pub.date or ""),
        "isPartOf": {"name": venue} if venue else "",
        "inLanguage": language(pub),
    }
    return {name: value for name, value in item.items() if value}


def language(pub: Publication) -> str:
    """The language of a publication's title as BCP 47 writes one, ``""`` for anything else."""
    return pub.language if _LANGUAGE.match(pub.language) else ""


_LANGUAGE = re.compile(r"[A-Za-z]{2,3}(?:-[A-Za-z0-9]{2,8})*\Z")


def _venue(entry: Entry) -> str:
    return printable(entry.values["venue"].name)


def coins(entry: Entry, *, brief: bool = False) -> str:
    """The OpenURL of an entry as the ``title`` of a COinS span holds it.

    All but ``&`` is percent-encoded, and no ``&rft`` or ``&ctx`` is an entity: HTML takes it bare.
    ``brief``: an entry with a DOI has its title, its date and the DOI.
    """
    pub, known = entry.pub, entry.values
    form, genre, own_title, venue_title = _FORMATS.get(pub.kind, _BOOK)
    pairs = [
        ("ctx_ver", "Z39.88-2004"),
        ("rft_val_fmt", f"info:ofi/fmt:kev:mtx:{form}"),
        ("rft.genre", genre),
        (own_title, known["title"]),
        ("rft.date", str(pub.date or "")),
        ("rft_id", f"info:doi/{pub.doi}" if pub.doi else ""),
    ]
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
    return "&".join(f"{name}={_quoted(value)}" for name, value in pairs if name and value)


_DASH = re.compile(r"\s*[-–]+\s*")
# Kind -> format, genre, and the names of the fields of the title and of where it appeared. Zotero
# takes everything of the format "journal" for a journal article, whatever the genre says.
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


@lru_cache(maxsize=8192)
def _quoted(value: str) -> str:
    if _UNRESERVED.fullmatch(value):
        return value.replace(" ", "+")
    return quote_plus(value, safe=":/", errors="replace")


_UNRESERVED = re.compile("[A-Za-z0-9_.~:/ -]*")


_MOST_AUTHORS: Final = 50  # an address of thousands of names helps nobody
