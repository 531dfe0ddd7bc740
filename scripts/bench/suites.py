r"""How correctly .bib files are read: suites of others, bibtexparser and pylatexenc beside us.

    python scripts/bench/suites.py FOLDER

A folder is searched for ``latex_gold*.json`` (value -> Unicode), lua-bibtex-parser's fixtures
(``X.bib`` beside ``X.json`` with ``entries``), Better BibTeX's import cases (``X.bib`` beside
``X.json`` with ``items``), and any other .bib.

In the import cases, an expected list may also have the items of another file that was imported
before into the same library. Its collections name that file, and the items are looked for there.
Titles and names are compared without case, markup and punctuation, because Better BibTeX re-cases
titles. ``authors``
counts names, each of which must agree letter for letter with the one in its place; ``lists`` counts
items all of whose names do. Both are repeated without accents and with the suffix in any place,
because some of the expected names have an accent on the letter before (``Kǔzel`` of ``Ku\v{z}el``)
and the suffix in the family name (``Cargill, III``). The names of missing items are wrong.
"""

from __future__ import annotations

import argparse
import html
import json
import logging
import re
import unicodedata
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any, NamedTuple

from pubman.formats.bibtex.blocks import split_blocks
from pubman.formats.bibtex.fields import CONTAINERS, MACROS
from pubman.formats.bibtex.grammar import parse_entry, parse_preamble, parse_string
from pubman.formats.bibtex.reader import read
from pubman.formats.bibtex.values import Unreadable, expand
from pubman.formats.items import Problem
from pubman.record import Record
from pubman.text.encoding import decode as decode_bytes
from pubman.text.latex import decode, encode

_AUTHORS = frozenset("author inventor programmer artist podcaster presenter cartographer".split())

Entries = list[tuple[str, str, dict[str, str]]]
"""Type, key and fields of each entry of a file."""


class Read(NamedTuple):
    """The result of a program for one entry; a name is its family and given part, both plain."""

    key: str
    title: str
    names: tuple[tuple[str, str], ...]
    year: str
    pages: str


def main() -> None:
    """Prints a line or two for each suite in the folder."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("folder", type=Path)
    measure_folder(parser.parse_args().folder)


def measure_folder(folder: Path) -> None:
    """Prints a line for each suite found below ``folder``."""
    logging.disable(logging.WARNING)  # bibtexparser logs each block on which it fails
    for path in sorted(folder.rglob("latex_gold*.json")):
        measure_latex(path)
    syntax, imports = [], []
    for path in sorted(folder.rglob("*.bib")):
        expected = path.with_suffix(".json")
        said = json.loads(expected.read_text("utf-8")) if expected.exists() else {}
        if "entries" in said:
            syntax.append((path, said))
        elif "items" in said:
            imports.append((path, said))
    if syntax:
        measure_syntax(syntax)
    if imports:
        measure_imports(imports)
    measure_all(sorted(folder.rglob("*.bib")))


# ---------------------------------------------------------------------------------------- LaTeX


def measure_latex(path: Path) -> None:
    """Prints how many values decode as they should, and come back from encoding."""
    gold: dict[str, str] = json.loads(path.read_text("utf-8"))
    back = sum(decode(encode(text)) == text for text in gold.values())
    print(f"{path.name}: {len(gold):,} values")
    right = sum(decode(value) == text for value, text in gold.items())
    print(f"  {'pubman':14} {right:,} right; {back:,} come back from encoding")
    # The file has no braces for \\{0, 1\\}, but LaTeX prints them.
    right = sum(_unbraced(decode(value)) == _unbraced(text) for value, text in gold.items())
    print(f"  {'pubman':14} {right:,} right, braces and spaces not counted")
    peer = _pylatexenc()
    right = sum(_unbraced(peer(value)) == _unbraced(text) for value, text in gold.items())
    print(f"  {'pylatexenc':14} {right:,} right, braces and spaces not counted")


def _unbraced(text: str) -> str:
    return re.sub(r"[{}\s]", "", text)


def _pylatexenc() -> Callable[[str], str]:
    from pylatexenc.latex2text import LatexNodes2Text  # noqa: PLC0415 - only a peer

    reader = LatexNodes2Text(keep_braced_groups=False, math_mode="verbatim")

    def decoded(value: str) -> str:
        try:
            return str(reader.latex_to_text(value))
        except Exception:  # noqa: BLE001 - it raises many kinds; the value stays as it is
            return value

    return decoded


# --------------------------------------------------------------------------------------- syntax


def measure_syntax(cases: Sequence[tuple[Path, dict[str, Any]]]) -> None:
    """Prints how many files give BibTeX's own entries, and a problem where BibTeX had one."""
    print(f"syntax: {len(cases)} files")
    wrong = [path.name for path, said in cases if _parsed(path) != _expected(said)]
    print(f"  {'pubman':14} {len(cases) - len(wrong)} right {wrong or ''}")
    right = sum(_parsed_by_bibtexparser(path) == _expected(said)[0] for path, said in cases)
    print(f"  {'bibtexparser':14} {right} right, what it says of faults not counted")


def _expected(said: dict[str, Any]) -> tuple[Entries, bool]:
    entries = [
        (each["type"], each["key"], {name.lower(): v for name, v in each["fields"].items()})
        for each in said["entries"]
    ]
    return entries, bool(said["exceptions"])


def _parsed(path: Path) -> tuple[Entries, bool]:
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


def _parsed_by_bibtexparser(path: Path) -> Entries:
    import bibtexparser.entrypoint  # noqa: PLC0415 - only a peer

    library = bibtexparser.entrypoint.parse_string(path.read_bytes().decode())
    return [
        (
            each.entry_type.lower(),
            each.key,
            {f.key.lower(): " ".join(str(f.value).split()) for f in each.fields},
        )
        for each in library.entries
    ]


# -------------------------------------------------------------------------------------- imports


def measure_imports(cases: Sequence[tuple[Path, dict[str, Any]]]) -> None:
    """Print how many of Better BibTeX's items were found, and have their title and authors."""
    items = sum(len(_works(said["items"])) for _, said in cases)
    print(f"imports: {items:,} items, {len(cases)} files")
    print(f"  {'':14} {'missing':>8} {'titles':>15} {'authors':>17} {'lists':>15}"
          f" {'authors, no accents':>21}")  # fmt: skip
    for name, reader in (("pubman", _read), ("bibtexparser", _read_by_bibtexparser())):
        counts: Counter[str] = Counter()
        for path, said in cases:
            for file, expected in _by_file(path, said):
                _measure_import(reader(decode_bytes(file.read_bytes())[0]), expected, counts)
        shares = "".join(
            f" {counts[f'right {what}']:>{width},}/{counts[of]:,} "
            f"{100 * counts[f'right {what}'] / max(1, counts[of]):.2f}"
            for what, of, width in (
                ("titles", "titles", 5), ("authors", "authors", 6), ("lists", "lists", 5),
                ("authors, no accents", "authors", 10),
            )
        )  # fmt: skip
        print(f"  {name:14} {counts['missing']:>8}{shares}")


def _by_file(path: Path, said: dict[str, Any]) -> Iterator[tuple[Path, list[dict[str, Any]]]]:
    """The expected items by their file; a collection has the name of its file."""
    works = _works(said["items"])
    collections = said.get("collections") or {}
    for collection in collections.values():
        other = path.with_name(f"{collection['name']}.bib")
        if other != path and other.exists():
            theirs = set(_within(collection, collections))
            yield other, [item for item in works if item.get("itemID") in theirs]
            works = [item for item in works if item.get("itemID") not in theirs]
    yield path, works


def _within(collection: dict[str, Any], collections: dict[str, Any]) -> Iterator[int]:
    """The items of a collection and of those below it."""
    yield from collection.get("items", ())
    for key in collection.get("collections", ()):
        yield from _within(collections[key], collections)


def _works(items: Iterable[dict[str, Any]]) -> list[dict[str, Any]]:
    return [item for item in items if item.get("itemType") not in ("note", "attachment")]


def _measure_import(
    left: list[Read], works: list[dict[str, Any]], counts: Counter[str]
) -> None:  # fmt: skip
    for sure in (True, False):  # the obvious pairs first
        for item in list(works):
            found = _counterpart(item, left, sure=sure)
            if found is not None:
                left.remove(found)
                works.remove(item)
                _compare(item, found, counts)
    counts["missing"] += len(works)
    for item in works:
        _compare(item, Read("", "", (), "", ""), counts)


def _compare(item: dict[str, Any], found: Read, counts: Counter[str]) -> None:
    if title := _title(item):
        counts["titles"] += 1
        counts["right titles"] += _plain(title) == _plain(found.title)
    if authors := _authors(item):
        pairs = list(zip(authors, found.names, strict=False))
        counts["authors"] += len(authors)
        counts["right authors"] += sum(one == other for one, other in pairs)
        counts["right authors, no accents"] += sum(_bare(one) == _bare(two) for one, two in pairs)
        counts["lists"] += 1
        counts["right lists"] += authors == found.names


def _counterpart(item: dict[str, Any], left: list[Read], *, sure: bool) -> Read | None:
    """The entry that agrees with ``item`` in most of key, title, authors, year, pages."""
    key, title, names = _key(item), _plain(_title(item)), _authors(item)
    words = set(_title(item).lower().split())
    pages = item.get("pages", "").replace("–", "-").replace("--", "-")

    def alike(each: Read) -> tuple[float, ...]:
        same_key = each.key.split("#")[0] == key
        same_title = _plain(each.title) == title
        return (
            same_key + same_title + (bool(names) and each.names == names),
            same_key, len(words & set(each.title.lower().split())),
            each.year == item.get("date", "")[:4], each.pages == pages,
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


def _title(item: dict[str, Any]) -> str:
    return next((str(item[n]) for n in ("title", "caseName", "nameOfAct") if item.get(n)), "")


def _authors(item: dict[str, Any]) -> tuple[tuple[str, str], ...]:
    return tuple(
        (_plain(each.get("lastName", each.get("name", ""))), _plain(each.get("firstName", "")))
        for each in item.get("creators", [])
        if each["creatorType"] in _AUTHORS and "others" not in each.values()
    )  # fmt: skip


def _read(text: str) -> list[Read]:
    return [
        Read(
            each.source_key, each.title,
            tuple(
                (_plain(f"{n.particle}{n.family}{n.literal}"), _plain(n.given + n.suffix))
                for n in each.authors
            ),
            str(each.year or ""), each.pages,
        )
        for each in read(text)
        if isinstance(each, Record)
    ]  # fmt: skip


def _read_by_bibtexparser() -> Callable[[str], list[Read]]:
    """The names, split and then decoded part by part, because this order loses nothing."""
    import bibtexparser.entrypoint  # noqa: PLC0415 - only a peer
    from bibtexparser import middlewares as m  # noqa: PLC0415

    stack = [m.NormalizeFieldKeys(), m.SeparateCoAuthors(), m.SplitNameParts()]
    decoded = _pylatexenc()

    def names(authors: Any) -> tuple[tuple[str, str], ...]:
        split = [
            [_plain(decoded(" ".join(part))) for part in (n.von, n.last, n.first, n.jr)]
            for n in (authors if isinstance(authors, list) else ())
        ]
        return tuple((von + last, first + jr) for von, last, first, jr in split if last != "others")

    def reader(text: str) -> list[Read]:
        library = bibtexparser.entrypoint.parse_string(text, append_middleware=stack)
        found = []
        for each in library.entries:
            fields = {f.key: f.value for f in each.fields}
            title, year, pages = (str(fields.get(name, "")) for name in ("title", "year", "pages"))
            found.append(Read(each.key, decoded(title), names(fields.get("author")), year, pages))
        return found

    return reader


def _bare(name: tuple[str, str]) -> str:
    """The letters of a name without accents, sorted: where its parts begin does not count."""
    text = unicodedata.normalize("NFKD", "".join(name)).replace("ı", "i")
    return "".join(sorted(char for char in text if char.isalnum()))


def _plain(text: str) -> str:
    """``text`` without markup, case, accents written apart, and punctuation."""
    text = html.unescape(re.sub(r"</?(?:i|b|sub|sup|sc|span|pre)\b[^>]*>", "", text))
    folded = unicodedata.normalize("NFKC", text).casefold()
    return "".join(char for char in folded if char.isalnum())


# ------------------------------------------------------------------------------------------ all


def measure_all(paths: Sequence[Path]) -> None:
    """Prints for all files together: entries in = records + left out, and byte for byte."""
    entries = records = left_out = torn = 0
    for path in paths:
        text = decode_bytes(path.read_bytes())[0]
        items = list(read(text))
        records += sum(isinstance(item, Record) for item in items)
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
