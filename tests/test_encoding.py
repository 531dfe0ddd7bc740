"""Encodings recognised at the edges of their thresholds."""

from __future__ import annotations

import codecs
import io

import pytest
from rows import every_row

from pubman.text.encoding import Text, decode, find_codec

CHINESE = "数据库系统研究与实现方法" * 3 + "数据"  # 38 everyday characters: 76 bytes in pairs


@pytest.mark.parametrize(
    "lone, encoding",
    [(0, "GB18030"), (4, "GB18030"), (5, "Latin-1")],
    ids=["pairs only", "95 % of the bytes in pairs", "less than 95 % of the bytes in pairs"],
)
def test_chinese_is_bytes_in_pairs(lone: int, encoding: str) -> None:
    data = CHINESE.encode("gb18030") + b" " + b"\xfcA " * lone
    assert decode(data)[1] == encoding


RARE = "鳜鲽鳊鳢鳗鳎鳐鳕"  # characters of the second level of GB 2312


@every_row(
    "rare, encoding",
    [(0, "GB18030"), (12, "GB18030"), (18, "GB18030"), (19, "Latin-1"), (38, "Latin-1")],
    ids=["none", "a quarter", "just under half as many", "half as many", "as many"],
)
def test_chinese_is_mostly_everyday_characters(rare: int, encoding: str) -> None:
    data = (CHINESE + (RARE * 5)[:rare]).encode("gb18030")
    assert decode(data)[1] == encoding


@pytest.mark.parametrize("text, encoding", [("数据库", "Latin-1"), ("数据库系", "GB18030")])
def test_four_characters_are_enough_for_chinese(text: str, encoding: str) -> None:
    assert decode(text.encode("gb18030")) == (text.encode("gb18030").decode(encoding), encoding)


def test_half_a_character_at_the_end_is_not_chinese() -> None:
    assert decode(CHINESE.encode("gb18030")[:-1])[1] == "Latin-1"


# ------------------------------------------------------------------- an encoding that is named

CZECH = "@article{a, author = {Dvořák, Jiří}, title = {Žluťoučký kůň}}"


@every_row(
    "name, codec",
    [
        ("ISO8859_2", "iso8859-2"),
        ("iso-8859-2", "iso8859-2"),
        ("Cp1250", "cp1250"),
        ("utf8", "utf-8"),
        ("klingon", ""),
        ("", ""),
        ("idna", ""),
        ("rot13", ""),
    ],
)
def test_an_encoding_is_found_by_the_names_in_use(name: str, codec: str) -> None:
    assert find_codec(name) == codec


@pytest.mark.parametrize("declared", ["ISO8859_2", "Cp1250"])
def test_the_line_of_jabref_names_the_encoding(declared: str) -> None:
    text = f"% Encoding: {declared}\n\n{CZECH}\n"
    found, _ = decode(text.encode(find_codec(declared)))
    assert found == text


def test_a_wrong_line_of_jabref_is_not_believed() -> None:
    text = f"% Encoding: ISO8859_2\n\n{CZECH}\n"
    assert decode(text.encode()) == (text, "UTF-8")


def test_text_is_read_in_the_encoding_that_is_named() -> None:
    text = Text(io.BytesIO(CZECH.encode("cp1250")), codec="cp1250")
    assert ("".join(text), text.encoding) == (CZECH, "CP1250")


NAMED = [
    (b"", "cp1250", "", "CP1250"),
    (b"", "utf-8", "", "UTF-8"),
    (codecs.BOM_UTF8 + "ř".encode(), "utf-8", "ř", "UTF-8"),
    (codecs.BOM_UTF8 + b"x", "latin-1", "ï»¿x", "LATIN-1"),
    (codecs.BOM_UTF16_LE + "ř".encode("utf-16-le"), "utf-16-le", "ř", "UTF-16-LE"),
    (codecs.BOM_UTF16_BE + "ř".encode("utf-16-be"), "utf-16-be", "ř", "UTF-16-BE"),
    (codecs.BOM_UTF16_BE + "ř".encode("utf-16-be"), "utf-16-le", "\ufffe夁", "UTF-16-LE"),
    ("ř".encode("iso8859-2"), "iso8859-2", "ř", "ISO-8859-2"),
]
NAMED_IDS = [
    "nothing", "nothing in UTF-8", "a mark", "the mark of another", "little first", "big first",
    "the wrong order", "no mark",
]  # fmt: skip


@every_row("data, codec, text, name", NAMED, ids=NAMED_IDS)
def test_a_named_encoding_removes_its_own_mark_only(
    data: bytes, codec: str, text: str, name: str
) -> None:
    found = Text(io.BytesIO(data), codec=codec)
    assert ("".join(found), found.encoding) == (text, name)


# -------------------------------------------------------------------- files larger than a piece


class Streamed(io.BytesIO):
    """A file that nobody can read at once."""

    def read(self, size: int | None = -1, /) -> bytes:
        assert size is not None
        assert 0 < size <= 512
        return super().read(size)


WRITTEN = {
    "UTF-8": ("Žluťoučký kůň " * 40).encode(),
    "UTF-8 with BOM": codecs.BOM_UTF8 + ("Žluťoučký kůň " * 40).encode(),
    "UTF-16": codecs.BOM_UTF16_LE + ("Žluťoučký kůň " * 40).encode("utf-16-le"),
    "GB18030": (CHINESE + "  数据  system  " * 40).encode("gb18030"),
    "CP1252": ("a “quoted” title " * 40).encode("cp1252"),
    "Latin-1": ("un été, " * 80).encode("latin-1"),
    "ISO-8859-2": f"% Encoding: ISO8859_2\n{CZECH * 10}".encode("iso8859-2"),
}


@every_row("name", WRITTEN)
@every_row("piece", [2, 64, 512])
def test_pieces_of_any_size_make_the_same_text(name: str, piece: int) -> None:
    data = WRITTEN[name]
    text = Text(Streamed(data), piece)
    pieces, done = [], []
    for each in text:
        pieces.append(each)
        done.append(text.done)
    assert ("".join(pieces), text.encoding) == decode(data)
    assert (text.encoding, text.size, done[-1]) == (name, len(data), len(data))
    mark = 3 if name == "UTF-8 with BOM" else 2 if name == "UTF-16" else 0
    assert done[0] == mark + piece
    assert len(done) == -(-(len(data) - mark) // piece) + 1


LONG = "数据库系统𠀀研究与实现方法数据库系统研究与实现😀方法𪚥 x"
"""Characters of two and of four bytes in GB18030, of three and of four in UTF-8."""
CUT = {
    "UTF-8": LONG.encode(),
    "UTF-8 with BOM": codecs.BOM_UTF8 + LONG.encode(),
    "UTF-16": codecs.BOM_UTF16_BE + LONG.encode("utf-16-be"),
    "GB18030": (CHINESE * 3 + LONG).encode("gb18030"),
    **{
        name: f"% Encoding: {codec}\n{text} {CZECH[:14]}".encode(codec)
        for name, codec, text in (
            ("BIG5", "big5", "資料庫系統研究"), ("EUC_JP", "euc_jp", "データベースの研究"),
            ("SHIFT_JIS", "shift_jis", "データベースの研究"), ("EUC_KR", "euc_kr", "자료의 연구"),
            ("GBK", "gbk", "數據庫系統研究"),
        )
    },
}  # fmt: skip


@pytest.mark.parametrize("name", CUT)
def test_a_cut_at_any_byte_changes_neither_encoding_nor_text(name: str) -> None:
    data = CUT[name]
    whole = decode(data)
    assert whole[1] == name
    for piece in range(1, len(data) + 1):
        text = Text(io.BytesIO(data), piece)
        assert (piece, "".join(text), text.encoding) == (piece, *whole)


@pytest.mark.parametrize("name", CUT)
def test_the_beginning_of_a_file_may_end_inside_a_character(name: str) -> None:
    data = CUT[name]
    text, _ = decode(data)
    for end in range(len(data) - 24, len(data)):
        beginning, encoding = decode(data[:end], whole=False)
        assert (end, encoding) == (end, name)
        assert text.startswith(beginning)
        codec = {"UTF-8 with BOM": "utf-8-sig", "UTF-16": "utf-16"}.get(name, name)
        assert end - len(beginning.encode(codec)) < 4


@pytest.mark.parametrize("pairs, encoding", [(4, "GB18030"), (3, "Latin-1")])
def test_half_a_character_where_a_file_goes_on_is_not_counted(pairs: int, encoding: str) -> None:
    data = b"% " + CHINESE.encode("gb18030")[: 2 * pairs + 1]
    assert decode(data, whole=False)[1] == encoding
    assert decode(data)[1] == "Latin-1"


def test_half_a_name_of_an_encoding_is_not_believed() -> None:
    declared = b"% Encoding: ISO8859_15\n"
    data = declared.rjust(512 + 2, b"\n") + "café €".encode("iso8859-15")
    assert decode(data)[1] == "Latin-1"
    assert decode(data[2:])[1] == "ISO-8859-15"


def test_a_mark_alone_is_read_completely() -> None:
    text = Text(io.BytesIO(codecs.BOM_UTF8))
    assert ("".join(text), text.done, text.size) == ("", 3, 3)


def test_a_text_can_be_read_again() -> None:
    text = Text(io.BytesIO(WRITTEN["UTF-16"]), 64)
    assert text.done == 0
    assert list(text) == list(text)
    next(iter(text))
    assert text.done == 66


@pytest.mark.parametrize(
    "data, text",
    [
        (codecs.BOM_UTF8 + b"a\xffb", "a\ufffdb"),
        (codecs.BOM_UTF8 + b"a\xc5", "a\ufffd"),
        (codecs.BOM_UTF16_LE + b"a\0b", "a\ufffd"),
    ],
    ids=["a byte of another encoding", "half a character at the end", "half of two bytes"],
)
def test_bytes_that_contradict_a_mark_are_replaced(data: bytes, text: str) -> None:
    assert decode(data)[0] == text
    assert "".join(Text(io.BytesIO(data))) == text


# ------------------------------------------------------------------- what the reader is told


@every_row(
    "data, encoding",
    [
        ("a “quoted” title".encode("cp1252"), "CP1252"),
        ("a café".encode("latin-1"), "Latin-1"),
        ("plain".encode("ascii"), "UTF-8"),
        ("@a{}".encode("utf-16-le"), "UTF-16"),
        ("@a{}".encode("utf-16-be"), "UTF-16"),
        (b"", "UTF-8"),
    ],
    ids=["quotes of Windows", "one byte", "ASCII", "four letters", "the other order", "nothing"],
)
def test_the_encoding_is_named_as_people_know_it(data: bytes, encoding: str) -> None:
    assert decode(data)[1] == encoding


@pytest.mark.parametrize("codec", ["utf-16-le", "utf-16-be"])
def test_both_orders_of_utf_16_are_read_without_a_mark(codec: str) -> None:
    assert decode(CZECH.encode(codec)) == (CZECH, "UTF-16")


UTF_16 = [
    (b"a\0b\0c\0", False, "three letters"),
    (b"a\0b\0c\0d\0", True, "four letters"),
    (b"a\0b\0c\0ddd", True, "three letters of four, and half a letter"),
    (b"a\0" * 7 + b"\xe9\xe9" * 3, False, "seven of ten letters are ASCII"),
    (b"a\0" * 8 + b"\xe9\xe9" * 2, True, "eight of ten letters are ASCII"),
    (b"a\0" * 9 + b"\0a", False, "one letter of ten in the other order"),
    (b"a\0" * 10 + b"\0a", True, "one letter of eleven in the other order"),
    (b"a\0" * 13 + b"\0\0" * 7, False, "many characters NUL"),
    (b"a\0" * 13 + b"\0\0", True, "one character NUL"),
]


@every_row("swapped", [False, True], ids=["low byte first", "high byte first"])
@every_row("data, is_utf_16", [row[:2] for row in UTF_16], ids=[row[2] for row in UTF_16])
def test_utf_16_has_a_nul_in_one_of_two_places(data: bytes, is_utf_16: bool, swapped: bool) -> None:
    if swapped:
        whole = len(data) // 2 * 2
        data = b"".join(data[at : at + 2][::-1] for at in range(0, whole, 2)) + data[whole:]
    assert (decode(data)[1] == "UTF-16") == is_utf_16
