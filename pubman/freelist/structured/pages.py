"""Pages with front matter, one publication each, and the folders of sites that hold them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any, Final

from pubman.errors import BadInput
from pubman.freelist.placement import ListEntry, PersonalList
from pubman.freelist.structured.collect import finish
from pubman.freelist.structured.completion import with_bibtex, with_citations
from pubman.freelist.structured.entry import Reader
from pubman.freelist.structured.field_names import squash
from pubman.freelist.structured.plain_data import load_front_matter, split_front_matter
from pubman.record import Link
from pubman.text.encoding import decode
from pubman.text.identifiers import doi, find_doi

MOST_FILES: Final = 5_000
_LARGEST_PAGE: Final = 2_000_000

_LINK = re.compile(r"\[((?:[^\[\]]|\[[^\[\]]*\]){1,200})\]\((\S+?)(?:\s+\"[^\"]*\")?\)")
_ANCHOR = re.compile(
    r"<a\s[^<>]*href=[\"']([^\"'<>]+)[\"'][^<>]*>(.*?)</a>", re.IGNORECASE | re.DOTALL
)
_PICTURES: Final = ("featured.jpg", "featured.png", "featured.jpeg", "featured.webp")
_PAGES: Final = ("*.md", "*.markdown", "*.qmd", "*.html")


def is_page(text: str) -> bool:
    """Return True for a page with one publication as its front matter."""
    sign, front, _ = split_front_matter(text)
    if not sign:
        return False
    names = {squash(line.partition(":")[0].partition("=")[0]) for line in front.split("\n")}
    told = names & {
        "authors",
        "author",
        "venue",
        "publication",
        "citation",
        "doi",
        "paperurl",
        "pubdate",
    }
    return "title" in names and bool(told)


def read_page(text: str, filename: str, *, owner: str = "") -> PersonalList:
    """The one publication of a page."""
    reader, damaged = Reader(owner=owner), list[str]()
    entries = _entries([(filename, text, Path(filename), "")], reader, damaged)
    found = finish(entries, reader, "page with front matter", filename)
    return replace(found, skipped=(*found.skipped, *damaged))


def read_site_folder(folder: Path, *, owner: str = "") -> PersonalList:
    """The publications of a folder: ``_publications`` or ``content/publication``."""
    pages = list(_pages(folder))
    if not pages:
        raise BadInput(f"{folder} holds no page of a publication, and no list that I can read.")
    reader, damaged = Reader(owner=owner), list[str]()
    entries = _entries(pages, reader, damaged)
    entries.sort(key=lambda entry: str(entry.record.date or ""), reverse=True)
    found = finish(entries, reader, "folder of pages", folder.name)
    return replace(found, skipped=(*found.skipped, *damaged))


Page = tuple[str, str, Path, str]
"""The name of a page, its text, its path, and the text of the cite.bib beside it."""


def _pages(folder: Path) -> Iterator[Page]:
    paths = sorted({each for pattern in _PAGES for each in folder.glob(pattern)})
    paths += sorted({*folder.glob("*/index.md"), *folder.glob("*/index.qmd")})
    for path in paths[:MOST_FILES]:
        if path.stem in {"_index", "README"} or path.stat().st_size > _LARGEST_PAGE:
            continue
        text = _read(path)
        if split_front_matter(text)[0]:
            beside = path.parent / "cite.bib"
            name = path.parent.name if path.stem == "index" else path.name
            yield name, text, path, _read(beside) if beside.is_file() else ""


def _read(path: Path) -> str:
    try:
        text, _ = decode(path.read_bytes())
    except OSError as error:
        raise BadInput(f"{path} cannot be read: {error.strerror}.") from error
    return text.lstrip("\ufeff").replace("\r\n", "\n").replace("\0", "")


def _entries(pages: list[Page], reader: Reader, damaged: list[str]) -> list[ListEntry]:
    """The entries of pages; those with authors in a citation alone get them from there."""
    found: list[ListEntry] = []
    citations: dict[int, str] = {}
    for name, text, path, bib in pages:
        sign, front, body = split_front_matter(text)
        values, sentence = load_front_matter(sign, front, name)
        if sentence:
            damaged.append(sentence)
        if not values.get("title"):
            continue
        entry = reader.read(values, (), path.stem if path.stem != "index" else path.parent.name)
        entry = _with_page(entry, values, body, path)
        entry = with_bibtex(entry, bib or _fenced_bibtex(body) or str(values.get("bibtex") or ""))
        citation = str(values.get("citation") or "")
        if citation and not entry.record.authors:
            citations[len(found)] = citation
        found.append(entry)
    return with_citations(found, citations)


def _with_page(entry: ListEntry, values: Mapping[str, Any], body: str, path: Path) -> ListEntry:
    """*entry* with the links of its body and the picture beside its file."""
    placement, record = entry.placement, entry.record
    known = {link.url for link in placement.links}
    links = [*placement.links, *(link for link in _body_links(body) if link.url not in known)]
    picture = placement.picture or next(
        (name for name in _PICTURES if (path.parent / name).is_file()), ""
    )
    record = replace(record, doi=record.doi or _only_doi(links) or _printed_doi(values))
    return replace(
        entry, record=record, placement=replace(placement, links=tuple(links), picture=picture)
    )


def _body_links(body: str) -> Iterator[Link]:
    seen: set[str] = set()
    found = [(label.strip("[]"), url) for label, url in _LINK.findall(body)]
    found += [(re.sub(r"<[^<>]*>", "", label), url) for url, label in _ANCHOR.findall(body)]
    for label, url in found:
        if url not in seen and not url.startswith(("#", "mailto:")):
            seen.add(url)
            yield Link(label=" ".join(label.split())[:60], url=url)


def _only_doi(links: list[Link]) -> str:
    found = {number for link in links if (number := doi(link.url))}
    return found.pop() if len(found) == 1 else ""


def _printed_doi(values: Mapping[str, Any]) -> str:
    return find_doi(str(values.get("citation") or ""))


def _fenced_bibtex(body: str) -> str:
    found = re.search(r"^```[^\n]*\n(\s*@\w+\{.*?)^```", body, re.DOTALL | re.MULTILINE)
    return found[1] if found else ""
