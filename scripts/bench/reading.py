r"""How fast and how rightly .bib files are read: CPU seconds, peak memory, and foreign suites.

    python scripts/bench/reading.py FILE.bib            one file: entries, seconds, megabytes
    python scripts/bench/reading.py FILE.bib --peers    beside bibtexparser (and pybtex, if there)
    python scripts/bench/reading.py FOLDER              a folder handed over: every suite in it
    python scripts/bench/reading.py --make N OUT.bib    a file of N entries to measure memory on

A folder is searched for ``latex_gold*.json`` (value -> Unicode), lua-bibtex-parser's fixtures
(``X.bib`` beside ``X.json`` with ``entries``), Better BibTeX's import cases (``X.bib`` beside
``X.json`` with ``items``), and any other .bib. Titles and names are compared without case, markup
and punctuation, since Better BibTeX re-cases titles. Names are compared where both have authors: as
expected letter for letter, and again without accents and wherever a suffix stands, since some of
the expected lists have an accent on the letter before (``Kǔzel`` of ``Ku\\v{z}el``) and the suffix
in the family name (``Cargill, III``).
"""

from __future__ import annotations

import argparse
import html
import json
import re
import resource
import sys
import time
import unicodedata
from collections import Counter
from pathlib import Path
from typing import Any

from pubman.record import Problem, Record
from pubman.sources.bibtex import read
from pubman.sources.bibtex_blocks import split_blocks
from pubman.sources.bibtex_fields import CONTAINERS, MACROS
from pubman.sources.bibtex_grammar import (
    Unreadable,
    expand,
    parse_entry,
    parse_preamble,
    parse_string,
)
from pubman.sources.encoding import decode as decode_bytes
from pubman.text.latex import decode, encode

_AUTHORS = frozenset("author inventor programmer artist podcaster presenter cartographer".split())


def main() -> None:
    """Prints what was asked for."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("path", type=Path)
    parser.add_argument("--peers", action="store_true")
    parser.add_argument("--make", type=int, metavar="N")
    options = parser.parse_args()
    if options.make:
        make(options.make, options.path)
    elif options.path.is_dir():
        measure_folder(options.path)
    else:
        measure_file(options.path)
        if options.peers:
            measure_peers(options.path)


# ------------------------------------------------------------------------------------- one file


def measure_file(path: Path) -> None:
    """Prints entries, CPU seconds and peak memory for one file, read as a stream of records."""
    text = decode_bytes(path.read_bytes())[0]
    begun = time.process_time()
    counts = Counter(_what(item) for item in read(text))
    seconds = time.process_time() - begun
    entries = counts["record"] + counts["left out"]
    print(f"{path.name}: {counts['record']:,} records, {counts['left out']:,} left out, "
          f"{counts['doubt']:,} doubts; {seconds:.2f} CPU s, {entries / seconds:,.0f}/s, "
          f"peak {_peak():,.0f} MB")  # fmt: skip


def _what(item: object) -> str:
    if isinstance(item, Record):
        return "record"
    return item.level if isinstance(item, Problem) else "verbatim"


def _peak() -> float:
    size = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return size / (1 << 20 if sys.platform == "darwin" else 1 << 10)


def measure_peers(path: Path) -> None:
    """Prints CPU seconds of bibtexparser: its default, and with names, months and LaTeX decoded."""
    import bibtexparser.entrypoint  # noqa: PLC0415 - only where it is compared with
    from bibtexparser import middlewares as m  # noqa: PLC0415

    text = decode_bytes(path.read_bytes())[0]
    stacks = {
        "default": [],
        "all middlewares": [
            m.MonthIntMiddleware(), m.NormalizeFieldKeys(), m.SeparateCoAuthors(),
            m.LatexDecodingMiddleware(), m.SplitNameParts(),
        ],
    }  # fmt: skip
    for name, stack in stacks.items():
        begun = time.process_time()
        library = bibtexparser.entrypoint.parse_string(text, append_middleware=stack)
        seconds = time.process_time() - begun
        count = len(library.entries)
        print(f"  bibtexparser {bibtexparser.__version__}, {name}: {count:,} entries, "
              f"{seconds:.2f} CPU s, {count / seconds:,.0f}/s")  # fmt: skip
    measure_pybtex(text)


def measure_pybtex(text: str) -> None:
    """Prints CPU seconds of pybtex, which splits names and leaves LaTeX as it is, where it is."""
    try:
        from pybtex.database import parse_string as parse  # noqa: PLC0415 - no dependency of ours
    except ImportError:
        print("  pybtex: not installed")
        return
    begun = time.process_time()
    count = len(parse(text, "bibtex").entries)
    seconds = time.process_time() - begun
    print(f"  pybtex, names split, no Unicode: {count:,} entries, {seconds:.2f} CPU s, "
          f"{count / seconds:,.0f}/s")  # fmt: skip


def make(number: int, path: Path) -> None:
    """Writes ``number`` entries of about a kilobyte, as dblp writes them."""
    with path.open("w", encoding="utf-8") as file:
        for index in range(number):
            authors = " and\n                  ".join(
                f"Author{(index * 7 + k) % 50_000} Fam{{\\'{{\\i}}}}ly{(index + k * 31) % 90_000}"
                for k in range(4)
            )
            file.write(
                f"@inproceedings{{DBLP:conf/x{index % 400}/Key{index},\n"
                f"  author       = {{{authors}}},\n"
                f"  title        = {{On the {{Case}} Number {index} of Reading Every Export}},\n"
                f"  booktitle    = {{Proceedings of the {index % 60}th {{XYZ}} Conference "
                f"on Things, Some Town,\n                  May 7-12, {1970 + index % 55}}},\n"
                f"  pages        = {{{index % 900}--{index % 900 + 12}}},\n"
                f"  publisher    = {{{{ACM}}}},\n  year         = {{{1970 + index % 55}}},\n"
                f"  url          = {{https://doi.org/10.1145/{index}.{index + 1}}},\n"
                f"  doi          = {{10.1145/{index}.{index + 1}}},\n"
                f"  timestamp    = {{Tue, 06 Nov 2018 00:00:00 +0100}},\n"
                f"  biburl       = {{https://dblp.org/rec/conf/x{index % 400}/Key{index}.bib}},\n"
                f"  bibsource    = {{dblp computer science bibliography, https://dblp.org}}\n}}\n\n"
            )


# --------------------------------------------------------------------------------------- suites


def measure_folder(folder: Path) -> None:
    """Prints a line for each suite found below ``folder``."""
    for path in sorted(folder.rglob("latex_gold*.json")):
        measure_latex(path)
    syntax, imports = [], []
    for path in sorted(folder.rglob("*.bib")):
        expected = path.with_suffix(".json")
        said = json.loads(expected.read_text("utf-8")) if expected.exists() else {}
        if "entries" in said:
            syntax.append((path, said))
        elif "items" in said:
            imports.append((path, said["items"]))
    measure_syntax(syntax)
    measure_imports(imports)
    measure_all(sorted(folder.rglob("*.bib")))


def measure_latex(path: Path) -> None:
    """Prints how many values decode as they should, and come back from encoding."""
    gold: dict[str, str] = json.loads(path.read_text("utf-8"))
    right = sum(decode(value) == text for value, text in gold.items())
    back = sum(decode(encode(text)) == text for text in gold.values())
    print(f"{path.name}: {right:,} of {len(gold):,} right; {back:,} come back from encoding")


def measure_syntax(cases: list[tuple[Path, dict[str, Any]]]) -> None:
    """Prints how many files give BibTeX's own entries, and a problem where BibTeX had one."""
    wrong = [path.name for path, said in cases if _parsed(path) != _expected(said)]
    if cases:
        print(f"syntax: {len(cases) - len(wrong)} of {len(cases)} files {wrong or ''}")


def _expected(said: dict[str, Any]) -> tuple[list[Any], bool]:
    entries = [
        (each["type"], each["key"], {name.lower(): v for name, v in each["fields"].items()})
        for each in said["entries"]
    ]
    return entries, bool(said["exceptions"])


def _parsed(path: Path) -> tuple[list[Any], bool]:
    macros, entries, odd = dict(MACROS), [], False
    for block in split_blocks(path.read_bytes().decode()):
        try:
            if block.kind == "entry":
                entry = parse_entry(block.raw)
                values = {f.name: " ".join(expand(f.value, macros).split()) for f in entry.fields}
                entries.append((entry.type, entry.key, values))
                odd = odd or bool(entry.doubts)
            elif block.kind == "string":
                string = parse_string(block.raw)
                macros[string.name] = expand(string.value, macros)
            elif block.kind == "preamble":
                parse_preamble(block.raw)
        except Unreadable:
            odd = True
    return entries, odd


def measure_imports(cases: list[tuple[Path, list[dict[str, Any]]]]) -> None:
    """Prints how many of Better BibTeX's items are there, and have their title and authors."""
    counts: Counter[str] = Counter()
    for path, items in cases:
        text = decode_bytes(path.read_bytes())[0]
        left = [item for item in read(text) if isinstance(item, Record)]
        works = [item for item in items if item.get("itemType") not in ("note", "attachment")]
        counts["items"] += len(works)
        counts["beyond"] += max(0, len(works) - len(left))
        for sure in (True, False):  # the obvious pairs first
            for item in list(works):
                record = _counterpart(item, left, sure=sure)
                if record is not None:
                    left.remove(record)
                    works.remove(item)
                    _compare(item, record, counts)
        counts["missing"] += len(works)
        for item in works:
            print(f"  no record: {item.get('citationKey')!r} of {path.name}")
    if cases:
        beyond = f"{counts['beyond']} more expected than their file has entries"
        missing = f"{counts['missing']} missing ({beyond})"
        print(f"imports: {counts['items']:,} items, {len(cases)} files, {missing}")
        for what in ("titles", "authors", "authors, without accents"):
            right, all_ = counts[f"right {what}"], counts[what]
            print(f"  {what}: {right:,} of {all_:,} right, {100 * right / max(1, all_):.2f} %")


def _compare(item: dict[str, Any], record: Record, counts: Counter[str]) -> None:
    if title := _title(item):
        counts["titles"] += 1
        counts["right titles"] += _plain(title) == _plain(record.title)
    if authors := _authors(item):
        counts["authors"] += 1
        counts["right authors"] += authors == _names(record)
        counts["authors, without accents"] += 1
        same = [_bare(name) for name in authors] == [_bare(name) for name in _names(record)]
        counts["right authors, without accents"] += same


def _counterpart(item: dict[str, Any], left: list[Record], *, sure: bool) -> Record | None:
    """The record that agrees with ``item`` in most of key, title, authors, year, pages."""
    key, title, names = _key(item), _plain(_title(item)), _authors(item)

    def alike(record: Record) -> tuple[float, ...]:
        same_key = record.source_key.split("#")[0] == key
        same_title = _plain(record.title) == title
        words = len(set(_title(item).lower().split()) & set(record.title.lower().split()))
        return (
            same_key + same_title + (bool(names) and _names(record) == names),
            same_key, words, str(record.year or "") == item.get("date", "")[:4],
            record.pages == item.get("pages", "").replace("–", "-").replace("--", "-"),
        )  # fmt: skip

    best = max(left, key=alike, default=None)
    if best is None:
        return None
    return best if alike(best)[0] >= (2 if sure else 0) and any(alike(best)[:3]) else None


def _key(item: dict[str, Any]) -> str:
    """The cite key: a field, or a line of ``extra``."""
    lines = item.get("extra", [])
    said = (line.partition(":") for line in (lines if isinstance(lines, list) else [lines]))
    kept = (value.strip() for name, _, value in said if name == "Citation Key")
    return item.get("citationKey") or next(kept, "")


def _bare(name: tuple[str, str]) -> str:
    """The letters of a name without accents, sorted: where its parts begin does not count."""
    text = unicodedata.normalize("NFKD", "".join(name)).replace("ı", "i")
    return "".join(sorted(char for char in text if char.isalnum()))


def _title(item: dict[str, Any]) -> str:
    return next((str(item[n]) for n in ("title", "caseName", "nameOfAct") if item.get(n)), "")


def _authors(item: dict[str, Any]) -> list[tuple[str, str]]:
    return [
        (_plain(each.get("lastName", each.get("name", ""))), _plain(each.get("firstName", "")))
        for each in item.get("creators", [])
        if each["creatorType"] in _AUTHORS and "others" not in each.values()
    ]  # fmt: skip


def _names(record: Record) -> list[tuple[str, str]]:
    return [
        (_plain(f"{name.particle}{name.family}{name.literal}"), _plain(name.given + name.suffix))
        for name in record.authors
    ]


def _plain(text: str) -> str:
    """``text`` without markup, case, accents written apart, and punctuation."""
    text = html.unescape(re.sub(r"</?(?:i|b|sub|sup|sc|span|pre)\b[^>]*>", "", text))
    folded = unicodedata.normalize("NFKC", text).casefold()
    return "".join(char for char in folded if char.isalnum())


def measure_all(paths: list[Path]) -> None:
    """Prints for all files together: entries in = records + left out, and byte for byte."""
    entries = records = left_out = torn = 0
    for path in paths:
        text = decode_bytes(path.read_bytes())[0]
        items = list(read(text))
        kinds = Counter(_what(item) for item in items)
        records += kinds["record"]
        left_out += sum(
            isinstance(item, Problem) and item.level == "left out" and bool(item.source_key)
            for item in items
        )
        torn += "".join(item.raw for item in items) != text
        entries += sum(
            match[1].lower() not in CONTAINERS
            for match in re.finditer(
                r"(?mi)^[ \t]*@(?!string\b|comment\b|preamble\b)([a-z]\w*)\s*[{(]", text
            )
        )
    print(f"all: {len(paths)} files, {entries:,} entries begin a line; {records:,} records, "
          f"{left_out:,} left out; {torn} files not given back byte for byte")  # fmt: skip


if __name__ == "__main__":
    main()
