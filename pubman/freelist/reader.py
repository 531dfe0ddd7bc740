"""Any list that a person keeps -> its entries: the bytes of a file, or the folder of a site."""

from __future__ import annotations

import csv
import hashlib
import io
import re
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from typing import Final

from pubman.errors import BadInput
from pubman.formats.detection import HEAD
from pubman.formats.hayagriva.vocabulary import is_hayagriva
from pubman.formats.signatures import hint_for, signature_of
from pubman.freelist.layouts import read_free_list
from pubman.freelist.placement import PersonalList
from pubman.freelist.saved_pages import read_saved_page
from pubman.freelist.structured.bibliography import read_bibliography
from pubman.freelist.structured.collect import read_data
from pubman.freelist.structured.csl_items import csl_items
from pubman.freelist.structured.pages import is_page, read_page, read_site_folder
from pubman.freelist.structured.plain_data import load_json, load_yaml, split_front_matter
from pubman.text.encoding import decode

_BIB = re.compile(r"^\s*@\s*[A-Za-z]+\s*[{(]", re.MULTILINE)
_NO_BIB: Final = frozenset({"md", "html", "tex"})
"""Endings of pages, which may begin like a BibTeX file and are none."""
_JSON = re.compile(r"\{\s*[\"}]|\[\s*[\[{\"\]]")
"""The beginning of JSON. A pasted list may begin with a bracket, too: ``[1] E. Noether``."""
_NO_JSON: Final = frozenset({"md", "html", "tex", "txt"})
"""Endings of pages and texts, which may begin like a JSON file and are none."""
_YAML_ENDINGS: Final = frozenset({"yml", "yaml", "cff"})
_YAML_START = re.compile(
    r"\A(?:---\s*\n)?(?:#[^\n]*\n|\s*\n)*(?:- \w[\w -]*:|\w[\w -]*:\s*(?:\n|\S))"
)
_TABLE_HEADER: Final = frozenset(
    {"title", "pub_date", "venue", "citation", "url_slug", "paper_url"}
)
_DATA_FILES: Final = (
    "_data/publications.yml", "_data/publications.yaml", "_data/publications.json",
    "_data/papers.yml", "_data/citations.yaml", "data/publications.json", "publications.yml",
    "publications.json", "citations.yaml", "_bibliography/papers.bib", "publications.bib",
    "publications.tsv", "CITATION.cff",
)  # fmt: skip
_FOLDERS: Final = ("_publications", "content/publication", "content/publications", "publication")


def read_list(data: bytes, name: str, *, owner: str = "") -> PersonalList:
    """The list in a file called *name*; ``BadInput`` says why it holds none.

    *owner* is the name of the person whom a site calls ``admin``.
    """
    if what := signature_of(data[:HEAD]):
        raise BadInput(f"{name} is {what}, not a text.", *filter(None, [hint_for(what)]))
    text = _decoded(data)
    ending = name.rpartition(".")[2].lower() if "." in name else ""
    notation = _notation(text, ending)
    if notation == "bib":
        return read_bibliography(text, name)
    if notation == "json":
        value = load_json(text, name)
        if items := csl_items(value):
            return read_bibliography(items, name, "csl-json")
        return read_data(value, "JSON", name, owner=owner)
    if notation == "yaml":
        return _read_yaml(text, name, owner)
    if ending in {"tsv", "csv"} and (rows := _rows(text)):
        return read_data(rows, "table", name, owner=owner)
    if is_page(text):
        return read_page(text, name, owner=owner)
    return read_saved_page(text) or read_free_list(text, name)


def _read_yaml(text: str, name: str, owner: str) -> PersonalList:
    """The list in a YAML file. Hayagriva is read by the reader of that format."""
    value = load_yaml(_one_document(text), name)
    if is_hayagriva(value):
        return read_bibliography(_one_document(text), name, "hayagriva")
    if items := csl_items(value):
        return replace(read_bibliography(items, name, "csl-json"), kind="CSL in YAML")
    kind = "CITATION.cff" if "cff-version" in text[:5000] else "YAML"
    return read_data(value, kind, name, owner=owner)


def _decoded(data: bytes) -> str:
    """The text of a file, with plain line ends and without the signs that only a file has."""
    text, _ = decode(data)
    return text.lstrip("\ufeff").replace("\r\n", "\n").replace("\r", "\n").replace("\0", "")


def _notation(text: str, ending: str) -> str:
    """How a data file is written: ``bib``, ``json`` or ``yaml``; empty for any other file.

    The ending of the name decides. If it says nothing, the first characters decide.
    """
    start = text.lstrip()[:2000]
    if ending == "bib" or (ending not in _NO_BIB and _BIB.match(start)):
        return "bib"
    if ending == "json" or (ending not in _NO_JSON and _JSON.match(start)):
        return "json"
    if ending in _YAML_ENDINGS or (not ending and _YAML_START.match(start)):
        return "yaml"
    return ""


def read_folder(folder: Path, *, owner: str = "") -> tuple[PersonalList, str]:
    """The list in a folder of a site, and the hash of its files."""
    for inner in _FOLDERS:
        if (folder / inner).is_dir():
            return read_folder(folder / inner, owner=owner)
    for file in _DATA_FILES:
        if (path := folder / file).is_file():
            data = path.read_bytes()
            return read_list(data, path.name, owner=owner), hashlib.sha256(data).hexdigest()
    digest = hashlib.sha256()
    for path in sorted(folder.glob("**/*.md"))[:5000]:
        digest.update(path.read_bytes())
    return read_site_folder(folder, owner=owner), digest.hexdigest()


def _one_document(text: str) -> str:
    """The first document of a YAML file; what follows a second ``---`` is the body of a page."""
    sign, front, _ = split_front_matter(text)
    return front if sign == "---" else text


def _rows(text: str) -> list[Mapping[str, str]]:
    """The rows of academicpages' table; none for any other table."""
    delimiter = "\t" if "\t" in text.split("\n", 1)[0] else ","
    reader = csv.DictReader(io.StringIO(text), delimiter=delimiter)
    header = {str(each).strip().lower() for each in reader.fieldnames or ()}
    return [dict(row) for row in reader] if len(header & _TABLE_HEADER) >= 3 else []
