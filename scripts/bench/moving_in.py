#!/usr/bin/env python3
"""Measures how well lists are read: one line per list, and the sums at the end.

    scripts/bench/moving_in.py FOLDER

FOLDER has lists in any folders below it. Beside ``x.html`` may be ``x.gold.json`` (labels read
from the page) or ``x.source.bib`` (the same person's own entries); ``pasted/*.txt`` are measured
with ``pasted/gold.csl.json``. Lists without either are counted: entries and filled fields.

Columns: found, title (the same words), authors (all, in order), years, venue, links, order,
sections, and ``others``: entries that are not publications and were accepted.
"""

from __future__ import annotations

import json
import sys
from collections import defaultdict
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any, Final

from rapidfuzz import fuzz

from pubman.errors import BadInput
from pubman.formats import read
from pubman.freelist.placement import ListEntry, PersonalList
from pubman.freelist.reader import read_folder, read_list
from pubman.record import Name, Record
from pubman.text.fold import squash

COLUMNS: Final = "found title authors years venue links order sections others".split()
LABELS: Final = (".gold.json", ".source.bib", ".source.json", ".csl.json")
ALIKE: Final = 85
"""A line of a label and an entry that are alike by this many percent are the same."""

Score = dict[str, list[int]]


def main(arguments: Sequence[str]) -> int:
    """Measure every list below a folder."""
    if len(arguments) != 1:
        print(__doc__)
        return 2
    sums: Score = defaultdict(lambda: [0, 0])
    for path in lists_below(Path(arguments[0])):
        try:
            found = (
                read_folder(path)[0] if path.is_dir() else read_list(path.read_bytes(), path.name)
            )
        except BadInput as refusal:
            print(f"{path.name:44} refused: {refusal.message}")
            continue
        score = _score(path, found)
        if score:
            print(f"{path.name:44} {len(found.entries):4}  {_line(score)}")
            for name, (right, of) in score.items():
                sums[name][0] += right
                sums[name][1] += of
        else:
            print(f"{path.name:44} {len(found.entries):4}  {_filled(found)}")
    print(f"{'all labels':44}       {_line(sums)}")
    return 0


def lists_below(folder: Path) -> Iterator[Path]:
    """The lists below *folder*: files, and folders of pages."""
    for path in sorted(folder.rglob("*")):
        if path.is_dir() and path.parent.name in {"hugo", "collection"}:
            yield path
        inside = any(each.name in {"hugo", "collection"} for each in path.parents)
        if path.is_file() and not inside and not path.name.endswith((*LABELS, "README.md")):
            yield path


def _line(score: Score) -> str:
    cells = []
    for name in COLUMNS:
        if name in score:
            right, of = score[name]
            cells.append(f"{name} {right}/{of}" + (f" ({100 * right / of:.1f})" if of > 99 else ""))
    return "  ".join(cells)


def _filled(found: PersonalList) -> str:
    records = [entry.record for entry in found.entries]
    counts = {
        "authors": sum(1 for record in records if record.authors),
        "years": sum(1 for record in records if record.date),
        "venue": sum(1 for record in records if record.venue),
        "links": sum(len(entry.placement.links) for entry in found.entries),
    }
    return f"{found.kind}: " + ", ".join(f"{name} {count}" for name, count in counts.items())


def _score(path: Path, found: PersonalList) -> Score:
    """The score of a list against the file beside it; nothing without such a file."""
    base = path.with_name(path.name.split(".")[0])
    if (labels := base.with_suffix(".gold.json")).is_file():
        return _by_labels(json.loads(labels.read_text("utf-8")), found.entries)
    if (source := base.with_suffix(".source.bib")).is_file():
        return _by_source(source, path, found.entries)
    if (labels := path.parent / "gold.csl.json").is_file():
        return _by_csl(json.loads(labels.read_text("utf-8")), found.entries)
    return {}


def _add(score: Score, name: str, *, right: bool) -> None:
    score[name][0] += right
    score[name][1] += 1


# ----------------------------------------------------------------------------------------- labels


def _by_labels(labels: Sequence[Any], entries: Sequence[ListEntry]) -> Score:
    score: Score = defaultdict(lambda: [0, 0])
    places: list[int] = []
    for label in labels:
        at = _same_line(label, entries)
        if label.get("not_a_publication"):
            _add(score, "others", right=at is not None)
            continue
        _add(score, "found", right=at is not None)
        if at is not None:
            places.append(at)
            _compare(score, label, entries[at])
    _add(score, "order", right=places == sorted(places))
    return score


def _same_line(label: Any, entries: Sequence[ListEntry]) -> int | None:
    """The entry that is the line of a label, and not more than it."""
    line, title = squash(label["line"]), squash(label.get("title") or "")
    raws = [squash(entry.placement.raw) for entry in entries]
    likeness = [fuzz.partial_ratio(line[:300], raw[:700]) if raw else 0 for raw in raws]
    if not likeness:
        return None
    at = max(range(len(raws)), key=lambda place: likeness[place])
    fits = len(raws[at]) < 4 * len(line) + 300 and title[:40] in raws[at]
    return at if likeness[at] > ALIKE and fits else None


def _compare(score: Score, label: Any, entry: ListEntry) -> None:
    record = entry.record
    _add(score, "title", right=squash(record.title) == squash(label["title"]))
    _add(score, "authors", right=_same_people(label.get("authors") or [], record))
    _add(score, "years", right=str(label.get("year") or "") == str(record.year or ""))
    _add(score, "venue", right=_same_venue(label.get("venue") or "", record.venue))
    urls = {link.url for link in entry.placement.links}
    wanted = [url for url in label.get("links") or () if url not in {"", "#"}]
    for url in wanted:
        _add(score, "links", right=url in urls or any(url in each for each in urls))
    said = [squash(title) for title in label.get("section") or ()]
    shown = [squash(title) for title in entry.placement.section]
    _add(score, "sections", right=said[-1:] == shown[-1:])


def _same_people(families: Sequence[str], record: Record) -> bool:
    others = "others" in families
    wanted = [squash(each) for each in families if each != "others"]
    found = [_family(name) for name in record.authors]
    same = all(
        a == b or a.endswith(b) or b.endswith(a) for a, b in zip(wanted, found, strict=False)
    )
    return len(wanted) == len(found) and same and (not others or record.authors_cut)


def _family(name: Name) -> str:
    if name.family_first:
        return squash(name.full)
    return squash(f"{name.particle} {name.family or name.literal}".strip())


def _same_venue(wanted: str, found: str) -> bool:
    a, b = squash(wanted), squash(found)
    if not a or a == b:
        return True
    inside = bool(b) and (a in b or b in a)
    return (inside and min(len(a), len(b)) >= 0.5 * max(len(a), len(b))) or fuzz.ratio(a, b) > ALIKE


# ---------------------------------------------------------------------------------- other sources


def _by_source(source: Path, page: Path, entries: Sequence[ListEntry]) -> Score:
    """The person's own entries whose title is on the page."""
    score: Score = defaultdict(lambda: [0, 0])
    text = squash(page.read_text("utf-8", errors="replace"))
    with source.open("rb") as file:
        records = [item for item in read("bibtex", file) if isinstance(item, Record)]
    for record in records:
        title = squash(record.title)
        at = _with_title(title, entries)
        if not title or (at is None and title not in text):
            continue
        _add(score, "found", right=at is not None)
        if at is not None:
            families = [_family(name) for name in record.authors]
            own = entries[at].record
            _add(score, "title", right=squash(own.title) == title)
            _add(score, "authors", right=_same_people(families, own))
            _add(score, "years", right=own.year == record.year)
    return score


def _with_title(title: str, entries: Sequence[ListEntry]) -> int | None:
    raws = [squash(entry.placement.raw) for entry in entries]
    found = [at for at, raw in enumerate(raws) if title and title in raw]
    return max(
        found,
        key=lambda at: fuzz.ratio(squash(entries[at].record.title), title),
        default=None,
    )


def _by_csl(labels: Sequence[Any], entries: Sequence[ListEntry]) -> Score:
    """Pasted lists: each label is the CSL item that a line was made from."""
    score: Score = defaultdict(lambda: [0, 0])
    taken: set[int] = set()
    for label in labels:
        title = squash(_bare(label["title"]))
        at = _best_csl(label, title, entries, taken)
        _add(score, "found", right=at is not None)
        if at is None:
            continue
        taken.add(at)
        record = entries[at].record
        families = [squash(_csl_family(name)) for name in label.get("author", [])]
        _add(score, "title", right=squash(record.title) == title)
        shown = [_family(name) for name in record.authors]
        cut = record.authors_cut and shown[:1] == families[:1]
        _add(score, "authors", right=cut or _same_people(families, record))
        year = str((label.get("issued") or {}).get("date-parts", [[""]])[0][0])
        _add(score, "years", right=year == str(record.year or ""))
        container = label.get("container-title") or label.get("publisher") or ""
        _add(score, "venue", right=_same_venue(container, record.venue))
    return score


def _best_csl(label: Any, title: str, entries: Sequence[ListEntry], taken: set[int]) -> int | None:
    """The entry with this title, by the first author and the year if several have it."""
    year = str((label.get("issued") or {}).get("date-parts", [[""]])[0][0])
    first = squash(_csl_family((label.get("author") or [{}])[0]))
    best: tuple[int, int] | None = None
    for at, entry in enumerate(entries):
        raw = squash(entry.placement.raw)
        if at in taken or title[:60] not in raw:
            continue
        fit = (first[:5] in raw) + (year in raw) + (squash(entry.record.title) == title)
        if best is None or fit > best[0]:
            best = (fit, at)
    return best[1] if best else None


def _csl_family(name: Any) -> str:
    particle = name.get("non-dropping-particle") or name.get("dropping-particle") or ""
    return f"{particle} {name.get('family') or name.get('literal') or ''}".strip()


def _bare(text: str) -> str:
    return text.replace("<i>", "").replace("</i>", "").replace("<sub>", "").replace("</sub>", "")


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
