"""Take the identifiers and addresses out of an entry: arXiv id, DOI, ISBN, ISSN, links.

Each function removes the fields that it understood; the others stay for ``extra``.
"""

from __future__ import annotations

import re
from typing import Any, Final

from pubman.formats.bibtex.fields import LINK_FIELDS
from pubman.record import Link
from pubman.text.identifiers import arxiv_id, doi, find_arxiv_id, find_doi, isbn, issn
from pubman.text.latex import addresses, decode, unescape_url
from pubman.text.urls import without_proxy

Fields = dict[str, str]

_ARXIV_FIELDS: Final = (
    "url", "ee", "eprint", "howpublished", "journal", "journaltitle", "booktitle", "note", "doi",
    "eid",
)  # fmt: skip
_DOI_FIELDS: Final = ("url", "ee", "eprint", "howpublished", "note")
_NUMBER_FIELDS: Final = ("number", "issue", "volume", "pages", "eid")
"""Fields in which Google Scholar and others have a DOI at times, and nothing else."""
_SCOPUS = re.compile(r"https?://(?:www\.)?scopus\.com/inward/")
_URL_FIELD = re.compile(r"url[_-]([A-Za-z][\w-]*)")
_IN_BRACKETS = re.compile(r"\([^()]*\)")


def take_arxiv(left: Fields, work: dict[str, Any]) -> None:
    """Take the arXiv id, from ``eprint`` or any other place in the entry."""
    found = _eprint(left)
    for name in ("arxiv", "arxivid"):
        if name not in left:
            continue
        here = arxiv_id(unescape_url(left[name])) or find_arxiv_id(left[name])
        found = found or here
        if here and here == found:
            del left[name]
    found = found or _arxiv_elsewhere(left)
    if found:
        work["arxiv_id"] = found


def _eprint(left: Fields) -> str:
    """Return the arXiv id in ``eprint`` and remove the fields that say so."""
    scheme = (left.get("archiveprefix") or left.get("eprinttype") or "").strip().lower()
    if "eprint" not in left or scheme not in ("", "arxiv"):
        return ""
    found = arxiv_id(unescape_url(left["eprint"]))
    if found:
        for name in ("eprint", "archiveprefix", "eprinttype"):
            left.pop(name, None)
    return found


def _arxiv_elsewhere(left: Fields) -> str:
    """Return an arXiv id in an address, in a note, or where CoRR and Scholar put it."""
    volume = left.get("volume", "")
    if volume.startswith("abs/"):
        return arxiv_id(volume[4:])
    for name in _ARXIV_FIELDS:
        value = left.get(name)
        if not value or "rxiv" not in value.lower():
            continue
        found = find_arxiv_id(unescape_url(value) if name in ("url", "ee") else decode(value))
        if found:
            return found
    return ""


def take_doi(left: Fields, work: dict[str, Any], doubts: list[str]) -> None:
    """Take the DOI, from its field or from an address."""
    if "doi" in left:
        value = unescape_url(left["doi"])
        if found := doi(without_proxy(value)) or doi(value):
            work["doi"] = found
            del left["doi"]
            return
        doubts.append(f"not a valid DOI: {value}")
    for name in _NUMBER_FIELDS:
        if left.get(name, "").startswith("10.") and (found := doi(unescape_url(left[name]))):
            work["doi"] = found
            del left[name]
            return
    for name in _DOI_FIELDS:
        value = left.get(name, "")
        if "10." in value and "/" in value and (found := find_doi(unescape_url(value))):
            work["doi"] = found
            if name == "eprint" and left.get("eprinttype", "").lower() == "doi":
                del left["eprint"], left["eprinttype"]
            return


def take_url(left: Fields, work: dict[str, Any]) -> None:
    """Take the address of the work; further addresses in the field become links.

    Scopus's own address of an entry is kept in ``extra``: only subscribers can open it.
    """
    for name in ("url", "ee", "howpublished"):
        value = left.get(name, "")
        found = addresses(value) if value else []
        if name == "howpublished" and not _is_mere_address(value, found):
            continue
        if not found:
            continue
        del left[name]
        first, *others = (without_proxy(each) for each in found)
        if _SCOPUS.match(first):
            left["scopus-url"] = first
        else:
            work["url"] = first
        _add_links(work, (Link(label="link", url=each) for each in others))
        return


def _is_mere_address(value: str, found: list[str]) -> bool:
    return re.match(r"\s*\{?(?:\\url|https?:)", value) is not None and all(
        re.fullmatch(r"https?://\S+", each) for each in found
    )


def take_links(left: Fields, work: dict[str, Any]) -> None:
    """Take the fields that hold the address of a PDF, slides, code and so on."""
    labels = {name: LINK_FIELDS[name] for name in LINK_FIELDS if name in left}
    for name in left:
        if name.startswith("url") and (match := _URL_FIELD.fullmatch(name)):
            labels.setdefault(name, match[1].lower().replace("_", " "))
    links = [
        Link(label=label, url=without_proxy(unescape_url(left.pop(name))))
        for name, label in labels.items()
        if label and _is_address(left[name])
    ]
    _add_links(work, links)


def _add_links(work: dict[str, Any], links: Any) -> None:
    found = (*work.get("links", ()), *links)
    if found:
        work["links"] = found


def _is_address(value: str) -> bool:
    return re.match(r"\s*(?:https?://|/|\.{1,2}/|[\w./-]+\.\w{2,4}\s*\Z|\\url)", value) is not None


def take_numbers(left: Fields, work: dict[str, Any]) -> None:
    """Take the first ISBN and ISSN. A field may hold several, and an ISSN may be in ``isbn``.

    Further numbers and what is not a valid number stay for ``extra``.
    """
    for name in ("isbn", "issn"):
        if name not in left:
            continue
        further = []
        for text in _numbers(decode(left.pop(name))):
            book, serial = isbn(text), issn(text)
            if book and work.setdefault("isbn", book) == book:
                continue
            if serial and work.setdefault("issn", serial) == serial:
                continue
            further.append(book or serial or text)
        if further:
            left[name] = "; ".join(further)


def _numbers(text: str) -> list[str]:
    """Return the numbers in a field: one number with blanks in it, or several."""
    bare = _IN_BRACKETS.sub(" ", text).strip()
    if isbn(bare) or issn(bare):
        return [bare]
    for signs in (r"\s*[;,/]\s*", r"[;,/\s]+"):
        parts = [part for part in re.split(signs, bare) if part]
        if all(isbn(part) or issn(part) for part in parts):
            return parts
    return [text]
