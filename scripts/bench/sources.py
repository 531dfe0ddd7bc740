"""How the answers of online sources are read, beside what Zotero's translators expect of them.

    python scripts/bench/sources.py FOLDER [SOURCE ...]

FOLDER has one folder of saved answers for each source. For each source a line says how many files
there are, how many are refused by name, and of the records how many have a title, authors, a year
and a DOI. Below, answers that are test cases of Zotero (``zotero_NAME``) are compared with the
items in ``zotero-expected/NAME.items.json``, field by field.
"""

from __future__ import annotations

import argparse
import gzip
import json
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from pubman.errors import BadInput
from pubman.formats import detect, read
from pubman.formats.items import Problem
from pubman.record import Record
from pubman.text.fold import fold
from pubman.text.html_text import plain_text
from pubman.text.identifiers import doi

COLUMNS = ("files", "refused", "items", "left out", "titles", "authors", "years", "DOIs")
COMPARED = ("titles", "authors", "years", "DOIs")
AUTHORS = frozenset({"author", "programmer", "presenter", "inventor", "artist"})
EXPECTED = "zotero-expected"
IGNORED = frozenset({".md", ".py", ".ts", ".yaml"})


def main() -> None:
    """Print both tables."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("folder", type=Path)
    parser.add_argument("sources", nargs="*")
    parser.add_argument("--refused", action="store_true", help="say why files are refused")
    options = parser.parse_args()
    folders = sorted(
        each for each in options.folder.iterdir() if each.is_dir() and each.name != EXPECTED
    )
    wanted = [each for each in folders if each.name in (options.sources or (each.name,))]
    print(f"{'source':18}" + "".join(f"{name:>10}" for name in COLUMNS))
    for folder in wanted:
        print_line(folder.name, count(folder, tell=options.refused))
    print(f"\n{'Zotero expects':26}" + "".join(f"{name:>12}" for name in COMPARED))
    for name, found in compare(wanted, options.folder / EXPECTED):
        total = found["items"]
        print(f"{name:26}" + "".join(f"{found[each]:>7} of {total:<2}" for each in COMPARED))


def print_line(name: str, found: Counter[str]) -> None:
    """Print the counts of one source."""
    if found["files"]:
        print(f"{name:18}" + "".join(f"{found[column]:>10,}" for column in COLUMNS))


def count(folder: Path, *, tell: bool) -> Counter[str]:
    """Return what the files of one folder give."""
    found: Counter[str] = Counter()
    for path in files(folder):
        found["files"] += 1
        try:
            items = items_of(path)
        except BadInput as error:
            found["refused"] += 1
            if tell:
                print(f"  {path.name[:60]}: {error.message}")
            continue
        found.update(counted(items))
    return found


def files(folder: Path) -> Iterator[Path]:
    """Yield the answers in a folder: no errors of a service, no notes."""
    for path in sorted(folder.iterdir()):
        if path.suffix not in IGNORED and not path.name.startswith("error_"):
            yield path


def items_of(path: Path) -> list[Any]:
    """Return the records and problems of a file, which may be packed."""
    data = path.read_bytes()
    if path.suffix == ".gz":
        data = gzip.decompress(data)
    return list(read(detect(data, path.name), data))


def counted(items: Sequence[object]) -> Counter[str]:
    """Return how many records there are, and how many have each field."""
    found: Counter[str] = Counter()
    for item in items:
        if isinstance(item, Problem):
            found["left out"] += item.level == "left out"
        elif isinstance(item, Record):
            found["items"] += 1
            found["titles"] += bool(item.title)
            found["authors"] += bool(item.authors)
            found["years"] += bool(item.date)
            found["DOIs"] += bool(item.doi)
    return found


# ----------------------------------------------------------------------------------- Zotero


def compare(folders: Sequence[Path], expected: Path) -> Iterator[tuple[str, Counter[str]]]:
    """Yield a name and the agreement for each kind of answer that Zotero has items for."""
    totals: dict[str, Counter[str]] = {}
    for folder in folders:
        for path in sorted(folder.glob("zotero_*")):
            name = path.stem.removeprefix("zotero_")
            items = expected / f"{name}.items.json"
            if items.exists():
                agreed = agreement(path, json.loads(items.read_text("utf-8")))
                totals.setdefault(name.rpartition("_")[0], Counter()).update(agreed)
    yield from totals.items()


def agreement(path: Path, items: Sequence[dict[str, Any]]) -> Counter[str]:
    """Return how many items agree with the records of a file, field by field, in order."""
    try:
        records = [item for item in items_of(path) if isinstance(item, Record)]
    except BadInput:
        records = []
    found = Counter({"items": len(items)})
    for number, item in enumerate(items):
        record = records[number] if number < len(records) else Record()
        found["titles"] += fold(plain(item.get("title", ""))) == fold(record.title)
        found["authors"] += families(item) == [fold(n.family or n.literal) for n in record.authors]
        found["years"] += str(record.year or "") in str(item.get("date", ""))
        said = doi(item.get("DOI", "")) or doi(item.get("extra", "").partition("DOI: ")[2])
        found["DOIs"] += record.doi == said or not said
    return found


def plain(text: str) -> str:
    """Return a title of Zotero's without its markup."""
    return plain_text(text)


def families(item: dict[str, Any]) -> list[str]:
    """Return the family names of Zotero's authors, folded."""
    creators = [each for each in item.get("creators", ()) if each.get("creatorType") in AUTHORS]
    return [fold(each.get("lastName") or each.get("name", "")) for each in creators]


if __name__ == "__main__":
    main()
