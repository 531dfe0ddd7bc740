#!/usr/bin/env python3
"""Measure lists that move in: one line per list, and the sums at the end.

    scripts/bench/moved_in.py [-v] FOLDER

Each list below FOLDER moves into a store of its own, once into an empty one and once beside the
person's own entries (``x.source.bib``, or the labels of a pasted list). Columns:

``tied``      lines whose publication rests on the entry of the source with the same title
``wrong``     lines whose publication rests on an entry of the source with another title
``alone``     printed again from the empty store: entries, order, sections and links
``beside``    the same from the store beside the source

With ``-v`` each miss is printed.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Final
from urllib.parse import unquote

from moving_in import lists_below
from rapidfuzz import fuzz

from pubman.config import ListConfig
from pubman.errors import BadInput
from pubman.freelist.html_layout import read_html
from pubman.freelist.placement import ListEntry
from pubman.freelist.tree import HEADINGS, Node, text_of, walk
from pubman.library.imports import read_file, take_in
from pubman.library.init import begin
from pubman.library.lists import make
from pubman.library.move_in import move_in, read_path, source_of
from pubman.library.session import Library, open_library
from pubman.store import placements as places
from pubman.text.fold import squash

ALIKE: Final = 85
"""Titles that are alike by this many percent are one title in a page and a .bib."""


def main() -> int:
    """Move in with every list below a folder."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("-v", "--verbose", action="store_true")
    arguments = parser.parse_args()
    sums: Counter[str] = Counter()
    for path in lists_below(arguments.folder):
        try:
            found = _measure(path, verbose=arguments.verbose)
        except BadInput as refusal:
            print(f"{path.name:44} refused: {refusal.message[:100]}")
            continue
        sums.update(found)
        print(f"{path.name:44} {_line(found)}", flush=True)
    print(f"{'all lists':44} {_line(sums)}")
    return 0


def _line(found: Counter[str]) -> str:
    cells = [
        f"{name} {found[name]}/{found[of]}"
        for name, of in (
            ("tied", "lines"),
            ("alone", "all alone"),
            ("beside", "all beside"),
        )
        if found[of]
    ]
    return "  ".join([*cells, *([f"wrong {found['wrong']}"] if found["lines"] else [])])


def _measure(path: Path, *, verbose: bool) -> Counter[str]:
    found: Counter[str] = Counter()
    source = _source(path)
    for name in ("alone", *(["beside"] if source else [])):
        with tempfile.TemporaryDirectory() as folder:
            store = Path(folder) / "pubs.db"
            begin(Path(folder))
            with open_library(store) as library:
                if name == "beside" and source:
                    take_in(library, [read_file(library, source)])
                named = read_path(path)
                move_in(library, [named])
                if name == "beside":
                    _tied(library, source_of(named), named.list.entries, found, verbose=verbose)
                _printed(library, named.name, name, found, verbose=verbose)
    return found


def _source(path: Path) -> Path | None:
    """The person's own entries beside a list."""
    base = path.with_name(path.name.split(".")[0])
    for each in (base.with_suffix(".source.bib"), path.parent / "gold.csl.json"):
        if each.is_file():
            return each
    return None


# ----------------------------------------------------------------------------- lines and records


def _tied(
    library: Library,
    list_source: str,
    entries: tuple[ListEntry, ...],
    found: Counter[str],
    *,
    verbose: bool,
) -> None:
    """Count the lines that rest on the right entry, and those that rest on a wrong one."""
    rows = library.store.connection.execute(
        "SELECT p.publication_id, r.source, r.source_key, r.title FROM records r "
        "JOIN publication_records p ON p.record_id = r.id WHERE r.withdrawn = 0"
    ).fetchall()
    theirs: dict[int, list[str]] = {}
    own: dict[str, int] = {}
    for publication, source, key, title in rows:
        if source == list_source:
            own[key] = publication
        else:
            theirs.setdefault(publication, []).append(title)
    titles = {title for each in theirs.values() for title in each}
    for entry in entries:
        raw = squash(entry.placement.raw)
        read = squash(entry.record.title)
        known = {
            title
            for title in titles
            if len(squash(title)) > 8 and squash(title) in raw and not _is_part(squash(title), read)
        }
        tied = theirs.get(own.get(entry.record.source_key, 0), [])
        if tied and not any(_says(raw, title) for title in tied):
            found["wrong"] += 1
            print(f"   wrong: {entry.placement.raw[:150]!r}\n      tied to {tied}")
        if known:
            found["lines"] += 1
            found["tied"] += bool(tied)
            if not tied and verbose:
                print(
                    f"   not tied: {entry.record.title[:80]!r} {entry.record.date}"
                    f" {[n.full for n in entry.record.authors][:3]}"
                )
                print(f"      line: {entry.placement.raw[:300]!r}\n      {known}")


def _is_part(title: str, read: str) -> bool:
    """Return True for the title of a series or of an earlier paper inside the title of a line."""
    return title != read and title in read and fuzz.ratio(title, read) < ALIKE


def _says(raw: str, title: str) -> bool:
    return fuzz.partial_ratio(squash(title), raw) > ALIKE


# -------------------------------------------------------------------------------- printed again


def _printed(
    library: Library, list_name: str, name: str, found: Counter[str], *, verbose: bool
) -> None:
    """Compare an HTML export with the placements: entries, order, sections and links."""
    text = make(library, ListConfig(format="html", fragment=True, bibtex=False)).text
    shown = list(_entries(read_html(text)))
    wanted = _by_sections(places.placed(library.store, list_name))
    titles = dict(library.store.connection.execute("SELECT id, title FROM publications").fetchall())
    at = 0
    for each in wanted:
        found[f"all {name}"] += 1
        title = squash(titles[each.publication])
        if at >= len(shown):
            continue
        heading, words, links = shown[at]
        section = each.placement.section
        right = (
            title in words
            and (not section or not heading or heading.endswith(squash(section[-1])))
            and all(unquote(link.url) in links for link in each.placement.links)
        )
        found[name] += right
        if not right and verbose:
            lost = [link.url for link in each.placement.links if unquote(link.url) not in links]
            print(f"   {name}: {title[:70]!r} {section[-1:]} {lost}")
            print(f"      shown {heading!r} {words[:90]!r}")
        at += 1
    if verbose and len(shown) != len(wanted):
        print(f"   {name}: {len(shown)} shown, {len(wanted)} on the list")


def _by_sections(placed: list[places.Placed]) -> list[places.Placed]:
    """The entries with those of a section together: a data file may go from one to another."""
    first: dict[tuple[str, ...], int] = {}
    for each in placed:
        for length in range(len(each.placement.section) + 1):
            first.setdefault(each.placement.section[:length], len(first))
    return sorted(placed, key=lambda each: _place(each.placement.section, first))


def _place(section: tuple[str, ...], first: dict[tuple[str, ...], int]) -> list[int]:
    return [first[section[:length]] for length in range(len(section) + 1)]


def _entries(root: Node) -> Iterator[tuple[str, str, set[str]]]:
    """The heading, the words and the links of each entry of an HTML list."""
    heading = ""
    for node in walk(root):
        if node.tag in HEADINGS:
            heading = squash(text_of(node))
        if "entry" in node.classes.split():
            links = {each.attributes.get("href", "") for each in walk(node) if each.tag == "a"}
            links = {unquote(each) for each in links}
            links |= {each.attributes.get("src", "") for each in walk(node) if each.tag == "img"}
            yield heading, squash(text_of(node)), links


if __name__ == "__main__":
    sys.exit(main())
