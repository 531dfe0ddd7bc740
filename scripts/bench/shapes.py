"""Compare the shapes of the loopback servers' answers with those of recorded ones.

    python scripts/bench/shapes.py FOLDER

FOLDER has one folder of recorded answers for each source. A shape is the set of paths of the values
in an answer: ``author[].family``, ``Article/Journal/Title``. For each source this prints how many
paths of a work the loopback server has, and those that no recorded answer has. Tests that need such
a path would test something that no service sends.
"""

from __future__ import annotations

import argparse
import json
import re
import sys
import xml.etree.ElementTree as ET
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import quote

ROOT = Path(__file__).resolve().parents[2]
sys.path[:0] = [str(ROOT / "tests"), str(ROOT)]

from loopback_dblp import Asked  # type: ignore[import-not-found]  # noqa: E402
from loopback_sources import ORCID, Paper, Sources  # type: ignore[import-not-found]  # noqa: E402

PAPER = Paper(
    title="Slow Sensors in Fast Rivers", doi="10.5555/sensors", arxiv="2401.01234", pmid="30000001",
    code=7, more={"notices": [("RetractionIn", "30000002")], "claims": "10.5555/sensors",
                  "pdf": "https://example.org/a.pdf"},
)  # fmt: skip
REQUESTS = {
    "orcid": (f"/v3.0/{ORCID}/works", "group[]"),
    "orcid, full works": (f"/v3.0/{ORCID}/works/7", "bulk[]"),
    "crossref": ("/works?filter=doi:10.5555/sensors&rows=1", "message.items[]"),
    "datacite": ("/dois?ids=10.5555/sensors&page[size]=1", "data[]"),
    "arxiv": ("/a/x.atom", "feed/entry"),
    "pubmed": ("/efetch.fcgi?db=pubmed&id=30000001&retmode=xml", "PubmedArticleSet/PubmedArticle"),
    "openalex": ("/works?filter=author.id:x&per_page=1&cursor=*&select=", "results[]"),
    "inspire": ("/api/literature?q=a x&size=1&page=1&fields=", "hits.hits[]"),
    "hal": ('/search/?q=authIdHal_s:"x"&wt=json&rows=1&start=0&fl=', "response.docs[]"),
    "ads": ("/v1/search/query?q=orcid:x&rows=1&start=0", "response.docs[]"),
    "zbmath": ("/v1/document/_search?search_string=ai:x&page=0&results_per_page=1", "result[]"),
    "semanticscholar": ("/graph/v1/author/x/papers?fields=&offset=0", "data[]"),
}
"""For each source: the request, and the path of a work in the answer."""


def main() -> None:
    """Print a line for each source, and below it what no recorded answer has."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("folder", type=Path)
    options = parser.parse_args()
    sources = filled()
    print(f"{'source':20}{'paths':>8}{'answers':>9}{'unknown':>9}")
    try:
        for name, (path, work) in REQUESTS.items():
            folder = options.folder / name.partition(",")[0]
            ours, (recorded, files) = of_loopback(sources, path, work), of_folder(folder)
            missing = sorted(unknown(ours, recorded)) if files else []
            print(f"{name:20}{len(ours):>8}{files:>9}{len(missing) if files else '-':>9}")
            for each in missing:
                print(f"    {each}")
    finally:
        sources.close()


def unknown(ours: set[str], recorded: set[str]) -> Iterator[str]:
    """Yield the paths that no recorded answer has, also not without what a list wraps a work in."""
    for path in ours:
        bare = path.removeprefix("metadata.").removeprefix("work.")
        if path not in recorded and bare not in recorded:
            yield path


def filled() -> Sources:
    """Return a server on which every source knows the paper."""
    sources = Sources()
    sources.orcid[ORCID] = [PAPER]
    sources.crossref[PAPER.doi] = sources.datacite[PAPER.doi] = Paper(
        title=PAPER.title, doi=PAPER.doi
    )
    lists = ("arxiv", "pubmed", "openalex", "inspire", "zbmath", "ads", "semanticscholar")
    for name in lists:
        getattr(sources, name)["x"] = [PAPER]
    sources.hal["x"] = [Paper(title=PAPER.title, doi=PAPER.doi)]
    return sources


def of_loopback(sources: Sources, path: str, work: str) -> set[str]:
    """Return the paths of the work in an answer of the loopback server."""
    asked = Asked(quote(path), {"Authorization": "Bearer token"})
    reply = sources.answer(path, asked)
    if reply.status != 200:
        raise SystemExit(f"{path}: {reply.status}")
    paths = set(paths_in(reply.body))
    prefixes = (f"{work}.", f"{work}/")
    return {each[len(work) + 1 :] for each in paths if each.startswith(prefixes)}


def of_folder(folder: Path) -> tuple[set[str], int]:
    """Return every end of every path in the answers of a folder, and how many answers there are."""
    ends: set[str] = set()
    files = 0
    for path in sorted(folder.iterdir()) if folder.is_dir() else ():
        if path.name.startswith("error_") or path.suffix in {".md", ".py", ".ts", ".bib"}:
            continue
        found = set(paths_in(path.read_bytes()))
        files += bool(found)
        for each in found:
            parts = re.split(r"([./])", each)
            ends.update("".join(parts[at:]) for at in range(0, len(parts), 2))
    return ends, files


def paths_in(body: bytes) -> Iterator[str]:
    """Yield the paths of a JSON or XML answer; nothing for another file."""
    text = body.strip()
    if text[:1] in b"{[":
        try:
            yield from json_paths(json.loads(text), "")
        except ValueError:
            return
    elif text[:1] == b"<":
        try:
            root = ET.fromstring(re.sub(rb"<!DOCTYPE[^>]*>", b"", text))  # noqa: S314 - own files
        except ET.ParseError:
            return
        yield from xml_paths(root, tag_of(root))


def json_paths(value: Any, path: str) -> Iterator[str]:
    """Yield the paths of the values that are not containers or null."""
    if isinstance(value, dict):
        for name, each in value.items():
            yield from json_paths(each, f"{path}.{name}" if path else name)
    elif isinstance(value, list):
        for each in value:
            yield from json_paths(each, f"{path}[]")
    elif value is not None:
        yield path


def xml_paths(element: ET.Element, path: str) -> Iterator[str]:
    """Yield the paths of the elements with text, and of attributes."""
    for name in element.attrib:
        yield f"{path}@{name.rpartition('}')[2]}"
    if (element.text or "").strip():
        yield path
    for child in element:
        yield from xml_paths(child, f"{path}/{tag_of(child)}")


def tag_of(element: ET.Element) -> str:
    """Return the name of an element without its namespace."""
    return element.tag.rpartition("}")[2]


if __name__ == "__main__":
    main()
