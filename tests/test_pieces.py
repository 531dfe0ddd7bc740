"""Texts in pieces: the result does not depend on the cuts."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rows import every_row

from pubman.formats import READERS, Text, decode, origin, read_text
from pubman.formats.bibtex.blocks import split_blocks
from pubman.formats.bibtex.reader import read
from pubman.formats.json_objects import objects
from pubman.formats.pieces import begin, find_all, holds, split_lines

FIXTURES = Path(__file__).parent / "formats"
SIZES = st.integers(1, 50)


class Cut:
    """A text in pieces of ``size`` characters, which can be gone through again."""

    def __init__(self, text: str, size: int) -> None:
        self.text = text
        self.size = size

    def __iter__(self) -> Iterator[str]:
        return (self.text[at : at + self.size] for at in range(0, len(self.text), self.size))


# ------------------------------------------------------------------------------------- the parts

WORDS = st.lists(st.sampled_from(["a", "b", "\r", "\n", "\r\n", "é", "\U0001f600", "ab"]))
SOME_TEXT = WORDS.map("".join)


@given(SOME_TEXT, SIZES)
def test_lines(text: str, size: int) -> None:
    lines = list(io.StringIO(text, newline=""))
    assert list(split_lines(Cut(text, size))) == lines
    assert list(split_lines(text)) == lines


@given(SOME_TEXT, SIZES, st.integers(0, 30))
def test_the_beginning(text: str, size: int, count: int) -> None:
    assert begin(Cut(text, size), count) == text[:count]


@given(SOME_TEXT, SIZES)
def test_words_that_a_text_holds(text: str, size: int) -> None:
    assert holds(Cut(text, size), "aba", "\nb") == ("aba" in text or "\nb" in text)


PATTERNS = [re.compile(p, re.MULTILINE) for p in ("^a{1,3}", r"\ba\s{0,3}b", "(?:ab){1,4}", "a.b")]


@pytest.mark.parametrize("pattern", PATTERNS, ids=lambda pattern: pattern.pattern)
@given(text=SOME_TEXT, size=SIZES)
def test_matches(pattern: re.Pattern[str], text: str, size: int) -> None:
    found = [match[0] for match in find_all(pattern, Cut(text, size), 9)]
    assert found == [match[0] for match in pattern.finditer(text)]


MARKS = [b"", b"\xef\xbb\xbf", b"\xff\xfe", b"\xfe\xff"]
CODECS = ["utf-8", "latin-1", "cp1252", "utf-16-le", "utf-16-be"]
BYTES = st.one_of(
    st.binary(max_size=80),
    st.builds(
        lambda text, codec: text.encode(codec, "replace"),
        st.text(st.sampled_from("ab\r\né–Ÿ李\U0001f600"), max_size=60),
        st.sampled_from(CODECS),
    ),
)


@given(st.sampled_from(MARKS), BYTES, SIZES)
def test_bytes_decoded_bit_by_bit(mark: bytes, data: bytes, size: int) -> None:
    text = Text(io.BytesIO(mark + data), size)
    assert ("".join(text), text.encoding) == decode(mark + data)
    assert "".join(text) == "".join(text)
    assert text.done == text.size == len(mark + data)


def test_two_may_go_through_a_file_at_a_time() -> None:
    text = Text(io.BytesIO(bytes(range(128)) * 3), 10)
    assert all(one == other for one, other in zip(text, text, strict=True))


# ---------------------------------------------------------------------------------- .bib files

# Misleading pieces, and a text that is longer than the reach of any pattern.
BIB_PIECES = st.sampled_from(
    ["@article{a,\n title = {A}\n}\n", "@article{", "@misc(", ")", "@string", "@string{x = {y}}\n",
     "@comment{", "@comment{x}", "@preamble\n", "@", "\n@", "\r@", "\n  @b{c, d = {e}}", "{", "}",
     "},\n year = {1}", '"', ",", "=", "#", "%", " ", "\n", "\r\n", "\r", "a@b.org", "é", "李",
     "\U0001f600", "crossref = {a}", "@xdata{a, year = 1}\n", 'XDATA = "a"', " " * 98, "\n" * 250,
     "k" * 999, "x" * 2_000, "word " * 300, "@book{a,\n  title={A}\n}\n" * 30]
)  # fmt: skip
BIBS = st.lists(BIB_PIECES, min_size=1, max_size=60).map("".join)


@given(BIBS, SIZES)
def test_blocks(text: str, size: int) -> None:
    assert list(split_blocks(Cut(text, size))) == list(split_blocks(text))


@given(BIBS, SIZES)
def test_a_bib(text: str, size: int) -> None:
    assert list(read(Cut(text, size))) == list(read(text))


@given(st.lists(BIB_PIECES, min_size=1, max_size=12), st.integers(1_900, 2_600), st.booleans())
def test_blocks_where_the_window_ends(pieces: list[str], cut: int, filled: bool) -> None:
    """The first window ends inside the text in question, with the reach of a pattern after it."""
    text = ("x" * 1_000 if filled else "") + "".join(pieces) * 3
    halves = (text[:cut], text[cut:])
    assert list(split_blocks(halves)) == list(split_blocks(text))


# ---------------------------------------------------------------------------------------- JSON

JSON_PIECES = st.sampled_from(
    ['{"id": "a", "title": "T"}', '{"title": ', '{"id": "b" "c"}', '"', "{", "}", "[", "]", ",",
     ", ", "\n", "12", "1.5e3", "-", "null", "nul", '"a\n"', '"\\u00e9\\ud83d\\ude00"', '"\\',
     "9" * 5_000, "[" * 2_000, '"items"', '"items": [', '"hit": [', " " * 50, "\U0001f600",
     '}, {"title": "next"', '{"items": [', '{"id": "x y"}, ' * 20]
)  # fmt: skip
JSONS = st.lists(JSON_PIECES, max_size=30).map("".join)


@given(st.sampled_from(["", "items"]), JSONS, SIZES)
def test_objects(array: str, text: str, size: int) -> None:
    assert list(objects(Cut(text, size), array)) == list(objects(text, array))


def test_most_damaged_objects_of_a_file() -> None:
    text = "[" + '{"id": "a" "b"},\n' * 600 + '{"id": "a"}]'
    assert list(objects(Cut(text, 100))) == list(objects(text))


# --------------------------------------------------------------------------------- every format

CASES = [
    (name, path)
    for name, each in READERS.items()
    if each.text and name != "biblatex"
    for path in sorted((FIXTURES / name).glob("*"))
    if path.is_file() and not path.name.endswith((".expected.json", ".md"))
]


@every_row("size", [1, 7, 1_000])
@every_row(("name", "path"), CASES, ids=lambda value: getattr(value, "name", value))
def test_a_fixture(name: str, path: Path, size: int) -> None:
    text = decode(path.read_bytes())[0]
    assert list(read_text(name, Cut(text, size))) == list(read_text(name, text))
    assert origin(name, Cut(text, size)) == origin(name, text)
