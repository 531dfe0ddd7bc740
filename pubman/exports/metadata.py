"""What a page says to machines: schema.org's ``ItemList`` for search engines, COinS for Zotero.

JSON-LD has one line for each publication, so that a change of one touches one line. See
https://schema.org/ScholarlyArticle and, for COinS, the OpenURL formats of ANSI/NISO Z39.88.
"""

from __future__ import annotations

import json
import re
from functools import lru_cache
from typing import Any, Final
from urllib.parse import quote_plus

from pubman.exports.entries import Entry, Page
from pubman.exports.markup import printable
from pubman.record import Publication

_SCHEMA_TYPES: Final = {
    "thesis": "Thesis",
    "book": "Book",
    "chapter": "Chapter",
    "proceedings": "Book",
    "report": "Report",
    "dataset": "Dataset",
    "software": "SoftwareSourceCode",
    "patent": "CreativeWork",
    "other": "CreativeWork",
}


def json_ld(page: Page) -> str:
    """The page's JSON-LD; no ``<``, ``>`` or ``&`` is in it, so nothing can end its element."""
    shown = page.entries_once
    title = page.options.title or page.labels.words["publications"]
    head = {"@context": "https://schema.org", "@type": "ItemList", "name": printable(title)}
    head["numberOfItems"] = len(shown)  # type: ignore[assignment]
    start = _dump(head)[:-1]
    items = ",\n".join(_dump(_item(entry)) for entry in shown)
    return f'{start},"itemListElement":[\n{items}\n]}}'


def _dump(value: object) -> str:
    text = json.dumps(value, ensure_ascii=False, separators=(",", ":"))
    text = text.encode("utf-8", "replace").decode()
    return re.sub("[<>&\u2028\u2029]", lambda match: f"\\u{ord(match[0]):04x}", text)


def _item(entry: Entry) -> dict[str, Any]:
    pub, known = entry.pub, entry.values
    address = entry.url if entry.url.startswith(("http:", "https:")) else ""
    item = {
        "@type": _SCHEMA_TYPES.get(pub.kind, "ScholarlyArticle"),
        "@id": address or f"#{entry.anchor}",
        "name": known["title"],
        "author": [{"@type": "Person", "name": name} for name in entry.names],
        "datePublished": str(pub.date or ""),
        "isPartOf": {"name": _venue(entry)} if _venue(entry) else "",
        "inLanguage": language(pub),
    }
    return {name: value for name, value in item.items() if value}


def language(pub: Publication) -> str:
    """The language of a publication's title as BCP 47 writes one, ``""`` for anything else."""
    return pub.language if _LANGUAGE.match(pub.language) else ""


_LANGUAGE = re.compile(r"[A-Za-z]{2,3}(?:-[A-Za-z0-9]{2,8})*\Z")


def _venue(entry: Entry) -> str:
    return printable(entry.values["venue"].name)


def coins(entry: Entry) -> str:
    """The OpenURL of an entry as the ``title`` of a COinS span holds it.

    All but ``&`` is percent-encoded, and no ``&rft`` or ``&ctx`` is an entity: HTML takes it bare.
    """
    pub, known = entry.pub, entry.values
    journal = pub.kind in ("article", "conference", "workshop", "demo", "preprint")
    pages = re.match(r"([\w:.]+)(?:\s*[-–]+\s*([\w:.]+))?", pub.pages)
    genre = {"article": "article", "preprint": "preprint", "thesis": "dissertation"}
    venue = _venue(entry)
    pairs = [
        ("ctx_ver", "Z39.88-2004"),
        ("rft_val_fmt", f"info:ofi/fmt:kev:mtx:{_format(pub, journal=journal)}"),
        ("rft.genre", genre.get(pub.kind, "proceeding" if journal else "book")),
        ("rft.atitle" if journal or pub.kind == "chapter" else _title(pub), known["title"]),
        ("rft.jtitle", venue if journal else ""),
        ("rft.btitle", venue if pub.kind == "chapter" else ""),
        ("rft.date", str(pub.date or "")),
        ("rft.volume", known["volume"]),
        ("rft.issue", known["number"]),
        ("rft.spage", pages[1] if pages else ""),
        ("rft.epage", pages[2] or "" if pages else ""),
        ("rft.pub", known["publisher"]),
        ("rft.inst", known["school"]),
        ("rft.isbn", known["isbn"]),
        ("rft.issn", known["issn"]),
        *(("rft.au", name) for name in entry.names[:_MOST_AUTHORS]),
        ("rft_id", f"info:doi/{pub.doi}" if pub.doi else ""),
    ]
    return "&".join(f"{name}={_quoted(value)}" for name, value in pairs if value)


@lru_cache(maxsize=8192)
def _quoted(value: str) -> str:
    return quote_plus(value, safe=":/", errors="replace")


_MOST_AUTHORS: Final = 50  # an address of thousands of names helps nobody


def _format(pub: Publication, *, journal: bool) -> str:
    if pub.kind in ("thesis", "patent"):
        return {"thesis": "dissertation", "patent": "patent"}[pub.kind]
    return "journal" if journal else "book"


def _title(pub: Publication) -> str:
    return "rft.title" if pub.kind in ("thesis", "patent") else "rft.btitle"
