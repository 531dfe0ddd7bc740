#!/usr/bin/env python3
"""Measures how many fields of data files are read: one line per list, and the sums at the end.

    scripts/bench/structured_fields.py [-v] FOLDER

A field is known if its name has a meaning in ``pubman.freelist.structured.field_names``. It is
right if its value is in the record or the placement: the same words for a title, all names of the
authors in their order, the same year, number or address. The values are compared here by rules of
their own. With ``-v`` each miss is printed, and the fields that nobody knows with their counts.
"""

from __future__ import annotations

import argparse
import csv
import io
import re
import sys
import tomllib
from collections import Counter
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any, Final

import yaml
from moving_in import lists_below

from pubman.errors import BadInput
from pubman.freelist.placement import ListEntry
from pubman.freelist.reader import read_folder, read_list
from pubman.freelist.structured.field_names import FIELDS, LINK_LISTS, LINKS
from pubman.freelist.structured.plain_data import split_front_matter
from pubman.text.fold import squash
from pubman.text.html_text import plain_text

Item = Mapping[str, Any]
_COMPARED: Final = frozenset(
    "title authors editors date venue publisher volume number pages doi arxiv isbn issn abstract"
    " note award picture place series school edition language bibtex".split()
)


def main() -> int:
    """Measure every data file below a folder."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("-v", "--verbose", action="store_true")
    arguments = parser.parse_args()
    known: Counter[str] = Counter()
    right: Counter[str] = Counter()
    records = 0
    for path in lists_below(arguments.folder):
        items = list(_items(path))
        if not items:
            continue
        try:
            found = (
                read_folder(path)[0] if path.is_dir() else read_list(path.read_bytes(), path.name)
            )
        except BadInput as refusal:
            print(f"{path.name:30} refused: {refusal.message[:90]}")
            continue
        own_known, own_right, count = _compare(items, found.entries, verbose=arguments.verbose)
        records += count
        known.update(own_known)
        right.update(own_right)
        print(f"{path.name:30} {count:4} records  {_line(own_known, own_right)}")
        if arguments.verbose and found.unknown:
            print("    unknown:", ", ".join(f"{n} {c}" for n, c in found.unknown.items()))
    print(f"{'all':30} {records:4} records  {_line(known, right)}")
    print("  " + ", ".join(f"{name} {right[name]}/{known[name]}" for name in sorted(known)))
    return 0


def _line(known: Counter[str], right: Counter[str]) -> str:
    total, good = known.total(), right.total()
    return f"{good}/{total} fields" + (f" ({100 * good / total:.1f} %)" if total else "")


# --------------------------------------------------------------------------------- the source


def _items(path: Path) -> Iterator[Item]:
    """The maps with a title in a data file, or in the front matter of the pages of a folder."""
    if path.is_dir():
        for page in sorted([*path.glob("*.md"), *path.glob("*/index.md")]):
            sign, front, _ = split_front_matter(page.read_text("utf-8"))
            value = _loaded(front) if sign == "---" else tomllib.loads(front) if sign else None
            if isinstance(value, dict) and value.get("title"):
                yield value
    elif path.suffix in {".yml", ".yaml", ".json", ".cff"}:
        yield from _maps(_loaded(path.read_text("utf-8")))
    elif path.suffix == ".tsv":
        yield from csv.DictReader(io.StringIO(path.read_text("utf-8")), delimiter="\t")


def _loaded(text: str) -> Any:
    try:
        return yaml.load(text, Loader=yaml.CBaseLoader)  # noqa: S506 - it makes texts alone
    except yaml.YAMLError:
        return None


def _maps(value: Any) -> Iterator[Item]:
    if isinstance(value, dict):
        names = {FIELDS.get(_plain(name)) for name in value}
        if "title" in names and len(names & {"authors", "date", "venue", "doi", "citation"}) > 0:
            yield value
            return
        for each in value.values():
            yield from _maps(each)
    elif isinstance(value, list):
        for each in value:
            yield from _maps(each)


def _plain(name: str) -> str:
    return re.sub(r"[^a-z0-9]", "", str(name).lower())


# --------------------------------------------------------------------------------- comparing


def _compare(
    items: list[Item], entries: tuple[ListEntry, ...], *, verbose: bool
) -> tuple[Counter[str], Counter[str], int]:
    known: Counter[str] = Counter()
    right: Counter[str] = Counter()
    by_title: dict[str, list[ListEntry]] = {}
    for entry in entries:
        by_title.setdefault(squash(entry.record.title), []).append(entry)
    count = 0
    for item in items:
        title = squash(_text(_first(item, "title")))
        same = by_title.get(title, [])
        if not same:
            if verbose:
                print(f"    left out: {title[:80]}")
            continue
        count += 1
        entry = same.pop(0) if len(same) > 1 else same[0]
        for name, value in item.items():
            field = _field(name)
            if not field or value in (None, "", [], {}):
                continue
            known[field] += 1
            if _is_right(field, value, entry):
                right[field] += 1
            elif verbose:
                print(f"    {field} ({name}): {str(value)[:110]!r} of {title[:40]}")
    return known, right, count


def _field(name: str) -> str:
    plain = _plain(name)
    if plain in LINKS or plain in LINK_LISTS:
        return "links"
    field = FIELDS.get(plain, "")
    return field if field in _COMPARED else ""


def _first(item: Item, field: str) -> Any:
    return next((value for name, value in item.items() if FIELDS.get(_plain(name)) == field), "")


def _text(value: Any) -> str:
    """All text in a value."""
    if isinstance(value, dict):
        return _text(
            value.get("value") or value.get("title") or value.get("name") or [*value.values()]
        )
    if isinstance(value, list):
        return " ".join(_text(each) for each in value)
    return plain_text(str(value))


def _is_right(field: str, value: Any, entry: ListEntry) -> bool:
    record, placement = entry.record, entry.placement
    bare = re.sub(r"<[^<>]*>", "", re.sub(r"\[([^\]]*)\]\([^)]*\)", r"\1", _text(value)))
    said = squash(bare)
    if field == "authors":
        return _same_names(value, [name.full for name in record.authors])
    if field == "editors":
        return _same_names(value, [name.full for name in record.editors])
    if field == "date":
        year = re.search(r"(?:19|20)\d\d", _text(value))
        return year is None or str(record.year) == year[0]
    if field == "links":
        shown = {link.url for link in placement.links} | {record.url}
        return all(url in shown or record.doi in url.lower() for url in _addresses(value))
    if field == "picture":
        return bool(placement.picture) or not re.search(r"\.\w{3,4}$", _text(value))
    held = {
        "title": [record.title], "publisher": [record.publisher, record.venue, record.school],
        "venue": [record.venue, record.series, record.school],
        "doi": [record.doi], "arxiv": [record.arxiv_id], "note": [placement.note, record.note],
        "award": [record.award, placement.award], "bibtex": [record.raw, record.title],
    }.get(field)  # fmt: skip
    if field == "bibtex" or (field in {"volume", "pages"} and record.status):
        return True
    values = held if held is not None else [str(getattr(record, field)), *record.extra.values()]
    if field in {"doi", "arxiv"}:
        return any(each and each.lower() in _text(value).lower() for each in values)
    if field in {"isbn", "issn"} and record.issn and squash(record.issn) in said:
        return True
    if field == "venue" and re.search(r"\d", said):
        return any(each and squash(each) in said for each in values)
    return (
        any(each and (squash(each) in said or said in squash(each)) for each in values) or not said
    )


def _same_names(value: Any, names: list[str]) -> bool:
    """Return True if all family names of *value* are in *names*, in their order."""
    said = squash(_text(value))
    at = 0
    for name in names:
        words = [squash(word) for word in name.split() if len(squash(word)) > 1]
        places = [said.find(word, max(0, at - 20)) for word in words]
        if words and all(place < 0 for place in places):
            return "admin" in said
        at = max(places, default=at)
    rest = re.sub(r"[^\w]", "", said)
    covered = sum(len(squash(name)) for name in names)
    return covered >= 0.6 * len(rest)


def _addresses(value: Any) -> Iterator[str]:
    if isinstance(value, dict):
        for each in value.values():
            yield from _addresses(each)
    elif isinstance(value, list):
        for each in value:
            yield from _addresses(each)
    elif re.fullmatch(r"https?://\S+", str(value).strip()):
        yield str(value).strip()


if __name__ == "__main__":
    sys.exit(main())
