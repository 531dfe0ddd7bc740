"""Encodings recognised at the edges of their thresholds."""

from __future__ import annotations

import io

import pytest

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


@pytest.mark.parametrize(
    "rare, encoding",
    [(0, "GB18030"), (12, "GB18030"), (18, "GB18030"), (19, "Latin-1"), (38, "Latin-1")],
    ids=["none", "a quarter", "just under half as many", "half as many", "as many"],
)
def test_chinese_is_mostly_everyday_characters(rare: int, encoding: str) -> None:
    data = (CHINESE + (RARE * 5)[:rare]).encode("gb18030")
    assert decode(data)[1] == encoding


def test_a_few_pairs_are_not_yet_chinese() -> None:
    assert decode("数据库".encode("gb18030"))[1] != "GB18030"


# ------------------------------------------------------------------- an encoding that is named

CZECH = "@article{a, author = {Dvořák, Jiří}, title = {Žluťoučký kůň}}"


@pytest.mark.parametrize(
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


# ------------------------------------------------------------------- what the reader is told


@pytest.mark.parametrize(
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


def test_three_letters_are_too_few_for_utf_16() -> None:
    assert decode("abc".encode("utf-16-le"))[1] != "UTF-16"
