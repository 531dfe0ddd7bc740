"""The wheel holds every row of the large tables and every page, packed."""

from __future__ import annotations

import ast
import csv
import importlib.util
import re
import subprocess
import sys
import zipfile
from pathlib import Path
from types import CodeType

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rows import every_row

import pubman
from pubman.data import data_path, read_docs, read_pairs
from pubman.data.packing import TABLES, pack_texts, unpack_texts

ROOT = Path(__file__).resolve().parent.parent
spec = importlib.util.spec_from_file_location("pack", ROOT / "packaging/pack.py")
pack = importlib.util.module_from_spec(spec)
spec.loader.exec_module(pack)
shortened = pack.shortened
LIMIT = 1_530_000
"""Bytes of a wheel as it is built. A release packs it 2 % tighter, and may have 1,500,000."""
WORDS = st.text(st.characters(min_codepoint=33, blacklist_categories=["Cs"]), min_size=1)
NUMBERS = st.integers(1, 999_999).map(str)
PHRASES = st.lists(st.text("abcdeé", min_size=1, max_size=6), min_size=1).map(" ".join)
NAMES = st.lists(st.text("abcdeéABC&-", min_size=1, max_size=9), min_size=1).map(" ".join)
HAN = st.characters(min_codepoint=0x3400, max_codepoint=0x9FFF)
SYLLABLES = st.text("abcghinouüz", min_size=1, max_size=6)


@every_row("name", TABLES)
def test_packing_keeps_every_row_of_a_table(name) -> None:
    rows = list(read_pairs(name))
    assert sorted(TABLES[name].unpack(TABLES[name].pack(rows))) == sorted(rows)


@every_row("name", TABLES)
def test_a_table_is_read_without_its_header(name) -> None:
    with data_path(f"{name}.csv").open(encoding="utf-8", newline="") as file:
        assert [tuple(row) for row in csv.reader(file)][1:] == list(read_pairs(name))


@given(st.dictionaries(WORDS, NUMBERS, min_size=1))
def test_any_words_come_back(table) -> None:
    codec = TABLES["token_frequencies"]
    assert dict(codec.unpack(codec.pack(table.items()))) == table


@given(st.dictionaries(PHRASES, NAMES, min_size=1))
def test_any_abbreviations_come_back(table) -> None:
    codec = TABLES["journals"]
    assert dict(codec.unpack(codec.pack(table.items()))) == table


@given(st.dictionaries(SYLLABLES, st.sets(HAN, min_size=1), min_size=1))
def test_any_readings_come_back(table) -> None:
    codec = TABLES["pinyin"]
    rows = [(syllable, "".join(sorted(chars))) for syllable, chars in sorted(table.items())]
    assert list(codec.unpack(codec.pack(rows))) == rows


def test_pages_come_back_in_their_order() -> None:
    pages = read_docs()
    assert list(unpack_texts(pack_texts(pages)).items()) == list(pages.items())


@pytest.fixture(scope="module")
def wheel(tmp_path_factory) -> Path:
    """A wheel of this checkout, and what is in it in the folder ``site`` beside."""
    folder = tmp_path_factory.mktemp("wheel")
    build = [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(folder)]
    subprocess.run(build, cwd=ROOT, check=True, capture_output=True)
    made = next(folder.glob("*.whl"))
    with zipfile.ZipFile(made) as archive:
        archive.extractall(folder / "site")
    return made


def test_the_wheel_is_small_and_reads_what_a_checkout_reads(wheel) -> None:
    site = wheel.with_name("site")
    read = (
        "from pubman.data import read_docs, read_pairs; from pubman.data.packing import TABLES;"
        "print(*[sorted(read_pairs(name)) for name in TABLES], read_docs())"
    )
    said = {
        place: subprocess.run(
            [sys.executable, "-c", read], cwd=place, check=True, capture_output=True
        ).stdout
        for place in (ROOT, site)
    }
    assert said[ROOT] == said[site]
    assert not list((site / "pubman/db").glob("journals.csv"))
    assert wheel.stat().st_size < LIMIT


def test_every_module_of_the_wheel_does_what_its_source_does(wheel) -> None:
    other = []
    for path in sorted((ROOT / "pubman").rglob("*.py")):
        place = path.relative_to(ROOT / "pubman")
        source = path.read_text("utf-8")
        short = (wheel.with_name("site") / "pubman" / place).read_text("utf-8")
        inner, whole = pack.is_inner(place), pack.has_no_map(place)
        if short != source and code(source, inner, whole) != code(short, inner, whole):
            other.append(path)
    assert other == []


# ----------------------------------------------------------------------- what the wheel leaves out

SOURCE = '''\
#!/usr/bin/env python
"""A module."""
x = "# no comment"  # a comment
"""Left out, too."""


def shown():
    """Kept."""


class _Hidden:
    """Left out: two

    lines.
    """

    y = 1
    """Left out: what y is."""


def _alone():
    """Kept, because it is all there is."""


async def _two():
    """Left out."""
    return x
'''


def test_comments_and_private_docstrings_are_left_out_and_lines_keep_their_numbers() -> None:
    short = shortened(SOURCE)
    assert "a comment" not in short.replace("# no comment", "")
    assert "Left out" not in short
    assert all(text in short for text in ("#!/usr", "A module.", "Kept.", "Kept, because", "# no"))
    assert len(short.splitlines()) == len(SOURCE.splitlines())
    assert short.splitlines().index("    y = 1") == SOURCE.splitlines().index("    y = 1")


def test_the_docstring_of_an_inner_module_is_left_out_but_not_the_map_of_a_package() -> None:
    assert "A module." not in shortened(SOURCE, inner=True, whole=True)
    assert shortened('"""A module."""\n', whole=True) == '"""A module."""\n'  # it is all there is
    places = ("match/keys.py", "match/__init__.py", "api/library.py")
    assert [pack.has_no_map(Path(place)) for place in places] == [False, False, False]
    assert pack.has_no_map(Path("merge/groups.py"))
    assert not pack.has_no_map(Path("merge/__init__.py"))


def test_docstrings_of_inner_functions_are_left_out_too() -> None:
    short = shortened(SOURCE, inner=True)
    assert "Left out" not in short
    assert 'def shown():\n    """Kept."""' in short  # it is all there is
    assert "Kept." not in shortened(SOURCE.replace('Kept."""', 'Kept."""\n    x = 1'), inner=True)


def test_what_the_front_door_returns_keeps_its_docstrings() -> None:
    page = (ROOT / "scripts/make_python_reference.py").read_text("utf-8")
    documented = set(re.findall(r"^from pubman\.(\w+)", page, re.MULTILINE))
    documented |= {module.split(".")[1] for module in pubman._MODULES.values()}
    assert documented >= {"api", "library", "record"}
    assert documented.isdisjoint(pack.INNER)


def is_text(statement: ast.stmt) -> bool:
    """Whether a statement is a text, which does nothing."""
    return (
        isinstance(statement, ast.Expr)
        and isinstance(statement.value, ast.Constant)
        and isinstance(statement.value.value, str)
    )


def code(source: str, inner: bool, whole: bool) -> CodeType:
    """The code of a module, without the texts that the wheel leaves out."""
    tree = ast.parse(source)
    if whole and ast.get_docstring(tree) and len(tree.body) > 1:
        del tree.body[0]
    for node in pack.statements(tree):
        if (
            isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef)
            and (inner or node.name.startswith("_"))
            and ast.get_docstring(node)
            and len(node.body) > 1
        ):
            del node.body[0]
        if isinstance(node, ast.Module | ast.ClassDef):
            node.body[1:] = [each for each in node.body[1:] if not is_text(each)]
    return without_places(compile(tree, "a module", "exec", dont_inherit=True))


def without_places(code: CodeType) -> CodeType:
    """The same code without the lines and columns that it comes from."""
    consts = (without_places(c) if isinstance(c, CodeType) else c for c in code.co_consts)
    return code.replace(co_consts=tuple(consts), co_linetable=b"")
