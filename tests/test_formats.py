"""Readers: every fixture of tests/formats gives the expected records; bad input never raises."""

from __future__ import annotations

import io
import json
import os
from dataclasses import fields
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rows import every_row

from pubman.errors import BadInput, UsageError
from pubman.fields import KINDS
from pubman.formats import READERS, decode, detect, find_format, label, origin, read
from pubman.formats.dblp.reader import owner
from pubman.formats.items import Problem, Verbatim
from pubman.formats.portals import PORTALS, Portal
from pubman.record import Date, Link, Name, Record

FIXTURES = Path(__file__).parent / "formats"


def folder_of(name: str) -> str:
    """The folder of fixtures for a format. BibTeX and biblatex share one."""
    return "bibtex" if name == "biblatex" else name


REGEN = bool(os.environ.get("REGEN"))

# ------------------------------------------------------------------------------- the generic test


CASES = [
    path
    for path in sorted(FIXTURES.glob("*/*"))
    if path.is_file() and not path.name.endswith((".expected.json", ".md"))
]


@every_row("path", CASES, ids=lambda path: f"{path.parent.name}/{path.name}")
def test_fixture_reads_as_expected(path: Path) -> None:
    data = path.read_bytes()
    name = detect(data, path.name)
    items = list(read(name, data))
    text, encoding = decode(data)
    got = {
        "format": name,
        "encoding": encoding,
        "records": [_plain(item) for item in items if isinstance(item, Record)],
        "problems": [_plain(item) for item in items if isinstance(item, Problem)],
    }
    expected = path.with_name(path.name + ".expected.json")
    if REGEN:
        expected.write_text(json.dumps(got, indent=1, ensure_ascii=False) + "\n", "utf-8")
    assert got == json.loads(expected.read_text("utf-8"))
    assert folder_of(name) == path.parent.name
    for item in items:
        _check_place(item, text)


def _check_place(item: Record | Problem | Verbatim, text: str) -> None:
    """The raw text is in the file, on the line that is named."""
    assert item.raw in text
    if item.raw and item.line:
        before = text[: text.find(item.raw.strip("\r\n"))]
        lines = before.replace("\r\n", "\n").replace("\r", "\n").count("\n")
        if text.count(item.raw) == 1:
            assert item.line == lines + 1
    if isinstance(item, Record):
        assert item.kind in KINDS
        assert item.source_key


def _plain(item: Any) -> dict[str, Any]:
    """A record or problem as JSON, without empty fields and the raw text."""
    plain = {}
    for field in fields(item):
        value = getattr(item, field.name)
        if value and field.name != "raw":
            plain[field.name] = _value(value)
    return plain


def _value(value: Any) -> Any:
    match value:
        case Name():
            return _name(value)
        case Date():
            return str(value)
        case Link():
            return f"{value.label}: {value.url}"
        case tuple():
            return [_value(each) for each in value]
        case bool() | int() | str():
            return value
        case _:
            return dict(value)


def _name(name: Name) -> str:
    known = " ".join(each for each in (name.number, name.pid, name.orcid) if each)
    text = f"{{{name.literal}}}" if name.literal else name.inverted
    return text + (f" [{known}]" if known else "") + "".join(name.marks)


@pytest.mark.parametrize(
    "name, data",
    [
        ("csl-json", b'[{"id": "a", "title": "Moss at night", "note": "GSCC: 0000017"}]'),
        ("ris", b"TY  - JOUR\nTI  - Moss at night\nN1  - GSCC: 0000017\nER  - \n"),
        ("csv", b"title,author,year,note\nMoss at night,Ann Oak,2019,GSCC: 0000017\n"),
    ],
)
def test_what_a_program_labelled_in_a_note_is_kept_and_not_printed(name: str, data: bytes) -> None:
    (record,) = (item for item in read(name, data) if isinstance(item, Record))
    assert record.note == ""
    assert "0000017" in " ".join(record.extra.values())


def test_one_scholar_profile_reads_the_same_from_all_four_formats() -> None:
    """The fields that all four can have; only BibTeX has keys."""
    profiles = [
        [_alike(item) for item in read("", path.read_bytes()) if isinstance(item, Record)]
        for path in CASES
        if path.stem == "same-profile"
    ]
    assert len(profiles) == 4
    for other in profiles[1:]:
        assert other == profiles[0]


def _alike(record: Record) -> dict[str, Any]:
    own = {"source_key", "line"}
    return {name: value for name, value in _plain(record).items() if name not in own}


# ------------------------------------------------------------------------------------- detection


@every_row(
    "head, name",
    [
        pytest.param(b"@article{a, title = {T}}", "bibtex", id="BibTeX"),
        pytest.param(b"\xef\xbb\xbf% mine\n@ARTICLE (a, title = {T})", "bibtex", id="BibTeX, BOM"),
        pytest.param(b"My papers.\n\n @string{x = {y}}\n", "bibtex", id="BibTeX, prose first"),
        pytest.param('@book{a,\n title = "T"}'.encode("utf-16"), "bibtex", id="BibTeX, UTF-16"),
        pytest.param(b'@!$&*-./:?typ|~(a,\n title = "T"\n)', "bibtex", id="BibTeX, odd type"),
        pytest.param(b"TY  - JOUR\nTI  - see @article{x, y}\nER  - \n", "ris", id="RIS quoting"),
        pytest.param(b"\r\nTY  - CONF\r\n", "ris", id="RIS, CRLF"),
        pytest.param(b"%0 Journal Article\n%T A\n", "enw", id="EndNote"),
        pytest.param(b"PMID- 123\nOWN - NLM\nTI  - A\n", "nbib", id="PubMed"),
        pytest.param(b"Authors,Title,Publication,Volume\n", "scholar-csv", id="Scholar"),
        pytest.param(b"Title,Cited by,Year,Authors,Venue\n", "scholar-csv", id="scraped"),
        pytest.param(b"key;title;author;year\na;T;Z, B;2020\n", "csv", id="CSV with semicolons"),
        pytest.param(b'[{"id": "a", "type": "book"}]', "csl-json", id="CSL-JSON"),
        pytest.param(b'{"result":{"query":"x","status":{}}}', "dblp-json", id="dblp search"),
        pytest.param(b'{"title": "A"}\n{"title": "B"}\n', "jsonl", id="JSON Lines"),
        pytest.param(b'<?xml version="1.0"?><dblpperson n="1">', "dblp-xml", id="person"),
        pytest.param(b'<list><www key="homepages/1/2"/></list>', "dblp-xml", id="extract"),
    ],
)
def test_format_is_found_by_content_whatever_the_name(head: bytes, name: str) -> None:
    assert detect(head, "file.txt") == name
    assert detect(head, "thesis.pdf") == name


_ROBOT = b"<!doctype html><title>Making sure you&#39;re not a bot!</title>"
_CHROME = b'<html><div id="webkit-xml-viewer-source-xml"><dblpperson name="X"></dblpperson></div>'


@every_row(
    "head, words",
    [
        pytest.param(b"", "is empty", id="empty"),
        pytest.param(b" \r\n\t", "is empty", id="blank"),
        pytest.param(b"%PDF-1.7\n%\xe2\xe3", "is a PDF, not a bibliography", id="PDF"),
        pytest.param(b"PK\x03\x04...word/document.xml", "is a Word document", id="docx"),
        pytest.param(b"PK\x03\x04...xl/workbook.xml", "is an Excel workbook", id="xlsx"),
        pytest.param(b"PK\x03\x04...", "is a zip archive", id="zip"),
        pytest.param(b"\xd0\xcf\x11\xe0\xa1\xb1", "is an old Office document", id="doc"),
        pytest.param(b"\x89PNG\r\n\x1a\n", "is an image", id="png"),
        pytest.param(b"\xff\xd8\xff\xe0", "is an image", id="jpeg"),
        pytest.param(b"\x1f\x8b\x08\x00", "is a gzip file", id="gzip"),
        pytest.param(b"SQLite format 3\x00", "is an SQLite database", id="store"),
        pytest.param(bytes(range(256)) * 4, "is a binary file", id="binary"),
        pytest.param(b"<!DOCTYPE html><html><body>Hi", "is a web page", id="web page"),
        pytest.param(_ROBOT, "is dblp's robot check, not your page", id="bot check"),
        pytest.param(_CHROME, "is your browser's view of dblp's XML", id="browser view"),
        pytest.param(b"<html><title>dblp: Bo Zhao</title>", "is dblp's web page", id="dblp page"),
        pytest.param(b"<?xml version='1.0'?><rss>", "is a news feed", id="feed"),
        pytest.param(b"<?xml version='1.0'?><a/>", "is an XML file, but not", id="other XML"),
        pytest.param(b"Dear all,\nsee below.\n", "is text, but not a bibliography", id="prose"),
        pytest.param(b'[{"title": "T"}]', "is JSON, but not a bibliography", id="JSON with titles"),
        pytest.param(b'[{"itemType": "book", "title": "T"}]', "is Zotero's own JSON", id="Zotero"),
        pytest.param(b'{"a": 1}', "is JSON, but not a bibliography", id="other JSON"),
        pytest.param(b"id,weight\n1,2\n", "is text, but not a bibliography", id="other CSV"),
        pytest.param(
            b"# Notes\n\nEach has a title, authors, year, venue\n",
            "is text, but not",
            id="prose with commas",
        ),
    ],
)
def test_what_is_no_bibliography_is_one_sentence(head: bytes, words: str) -> None:
    with pytest.raises(BadInput) as caught:
        detect(head, "/home/zhao/thesis.bib")
    message = caught.value.message
    assert message.startswith(f"thesis.bib {words}")
    assert "Nothing was" not in message  # that is for the command line to say
    assert "\n" not in message


@every_row(
    "head, hint",
    [
        (b"<!doctype html><html><ul><li>A Loom.", "if it is a list of your publications"),
        (b"# Papers\n- A Loom for Numbers, 1851.\n", "if it is a list of your publications"),
        (b"PK\x03\x04...word/document.xml", "save it as a web page or as text"),
        (b"%PDF-1.7", "copy your list into a text file"),
        (b"PK\x03\x04...xl/workbook.xml", "save it as CSV first"),
    ],
)
def test_a_list_that_people_read_can_be_moved_in_with(head: bytes, hint: str) -> None:
    with pytest.raises(BadInput) as caught:
        detect(head, "list")
    assert any(hint in str(each) for each in caught.value.hints)


def test_the_sentence_names_what_is_read() -> None:
    with pytest.raises(BadInput) as caught:
        detect(b"%PDF-1.7", "thesis.pdf")
    assert caught.value.message == (
        "thesis.pdf is a PDF, not a bibliography. pubman reads BibTeX, RIS, EndNote, CSL-JSON, "
        f"CSV, PubMed, dblp XML and {len(READERS) - 7} other formats."
    )


@every_row(
    "name, near",
    [("bibtx", "bibtex"), ("scolar", "scholar-csv"), ("end-note", "enw"), ("RISS", "ris")],
)
def test_an_unknown_format_names_the_nearest_and_all(name: str, near: str) -> None:
    with pytest.raises(UsageError) as caught:
        find_format(name)
    assert f"Did you mean {near}?" in caught.value.message
    assert "dblp-xml" in caught.value.hints[0]


@every_row(
    "typed, name",
    [("bib", "bibtex"), ("scholar", "scholar-csv"), ("EndNote", "enw"), ("RIS", "ris")],
)
def test_a_format_is_also_found_by_what_people_call_it(typed: str, name: str) -> None:
    assert find_format(typed).name == name


def test_every_format_has_a_reader_and_a_label() -> None:
    for name, each in READERS.items():
        assert each.name == name
        assert label(name)
        assert 20 < each.rank <= 80


@every_row("portal", PORTALS, ids=lambda portal: portal.name)
def test_every_portal_gives_a_format_that_is_read_and_has_a_fixture(portal: Portal) -> None:
    assert portal.format in READERS
    assert (FIXTURES / folder_of(portal.format)).is_dir()


def test_a_character_cut_at_the_end_of_the_head_is_no_binary_file() -> None:
    head = ("@article{a, title = {" + "é" * 40_000).encode()
    assert detect(head[:65536], "a.bib") == "bibtex"
    assert detect(head[:65535], "a.bib") == "bibtex"


@pytest.mark.parametrize("shift", range(4))
def test_a_long_chinese_table_is_detected_wherever_its_head_ends(shift):
    rows = "标题,作者,年份,期刊\n" + "x" * shift + "分布式系统的一致性,李四,2019,软件学报\n" * 3000
    head = rows.encode("gb18030")[:65536]
    assert len(head) == 65536
    assert detect(head, "a.csv") == "csv"


# -------------------------------------------------------------------------------------- encoding


@every_row(
    "data, text, encoding",
    [
        ("Wagenländer\r\n".encode(), "Wagenländer\r\n", "UTF-8"),
        (b"\xef\xbb\xbfA", "A", "UTF-8 with BOM"),
        ("Zhao 李明".encode("utf-16"), "Zhao 李明", "UTF-16"),
        ("@book{a, title = {T}}".encode("utf-16-le"), "@book{a, title = {T}}", "UTF-16"),
        ("@book{a, title = {T}}".encode("utf-16-be"), "@book{a, title = {T}}", "UTF-16"),
        ("Wagenländer".encode("latin-1"), "Wagenländer", "Latin-1"),
        ("“Zhao” – ä".encode("cp1252"), "“Zhao” – ä", "CP1252"),
        ("%A 赵博,李明\n%T 数据".encode("gb18030"), "%A 赵博,李明\n%T 数据", "GB18030"),
        ("Größe: ÄÖÜ, ÀÉÈ, çà".encode("latin-1"), "Größe: ÄÖÜ, ÀÉÈ, çà", "Latin-1"),
        (
            "Привет, мир".encode("cp1251"),
            "Привет, мир".encode("cp1251").decode("latin-1"),
            "Latin-1",
        ),
        (b"", "", "UTF-8"),
    ],
)
def test_decode(data: bytes, text: str, encoding: str) -> None:
    assert decode(data) == (text, encoding)


@given(st.binary(max_size=200))
def test_decode_never_fails(data: bytes) -> None:
    text, encoding = decode(data)
    assert isinstance(text, str)
    assert encoding in {"UTF-8", "UTF-8 with BOM", "UTF-16", "GB18030", "Latin-1", "CP1252"}


# ---------------------------------------------------------------------------------------- origin

_DBLP = "@article{DBLP:journals/tc/Liu25,\n  title        = {T},\n}\n"
_SCHOLAR = "@inproceedings{zhao2020load,\n  title={Load shedding},\n  author={Zhao, Bo}\n}\n"


@every_row(
    "name, text, maker",
    [
        pytest.param("dblp-xml", "", "dblp", id="by format"),
        pytest.param("scholar-csv", "", "scholar", id="by format"),
        pytest.param("bibtex", _DBLP, "dblp", id="dblp's keys"),
        pytest.param("bibtex", _SCHOLAR * 2, "scholar", id="Scholar's keys and style"),
        pytest.param("bibtex", _SCHOLAR + _DBLP, "", id="a mixture is one's own"),
        pytest.param("bibtex", _SCHOLAR.replace("={", " = {"), "", id="spaces: not Scholar"),
        pytest.param("bibtex", _SCHOLAR.replace("title={", "doi={10.1},\n title={"), "", id="doi"),
        pytest.param("bibtex", _SCHOLAR.replace("zhao2020load", "Zhao_2020"), "", id="own keys"),
        pytest.param("bibtex", _SCHOLAR.replace("2020load", "2020"), "", id="keys of two parts"),
        pytest.param("bibtex", "% nothing", "", id="no entry"),
        pytest.param("ris", "TY  - JOUR\nER  - \n", "", id="another format"),
    ],
)  # fmt: skip
def test_origin(name: str, text: str, maker: str) -> None:
    assert origin(name, text) == maker


# ---------------------------------------------------------------------------------------- owners


def test_owner_of_a_person_page() -> None:
    found = owner((FIXTURES / "dblp-xml" / "person.xml").read_bytes())
    assert found is not None
    assert (found.pid, found.name.full, found.name.number) == ("94/4810-19", "Bo Zhao", "0019")
    assert [alias.full for alias in found.aliases] == ["Bo X. Zhao"]
    assert found.orcid == "0000-0002-1825-0097"
    assert found.affiliations == (
        "Aalto University, Finland",
        "Humboldt-Universität zu Berlin, Germany",
    )
    assert found.urls[1] == "https://zbjob.github.io"
    assert (found.count, found.found, found.complete) == (7, 7, True)
    assert not found.disambiguation
    assert found.successor == ""


def test_owner_of_a_disambiguation_page_lists_its_people() -> None:
    found = owner((FIXTURES / "dblp-xml" / "disambiguation.xml").read_bytes())
    assert found is not None
    assert found.disambiguation
    assert [(name.number, name.pid) for name in found.homonyms] == [
        ("0001", "94/4810-1"),
        ("0019", "94/4810-19"),
    ]


def test_owner_of_a_merged_page_points_to_the_successor() -> None:
    page = (
        b'<?xml version="1.0"?><dblpperson name="B Zhao" pid="1/2" n="0">'
        b'<person key="homepages/1/2" mdate="2020-01-01"><crossref>homepages/94/4810-19'
        b"</crossref></person></dblpperson>"
    )
    found = owner(page)
    assert found is not None
    assert (found.pid, found.name.full, found.successor) == ("1/2", "B Zhao", "94/4810-19")


@pytest.mark.parametrize(
    "end, count, complete",
    [(b"</dblpperson>", 1, True), (b"", 1, False), (b'<r><article key="a', 2, False)],
)
def test_owner_says_what_is_missing(end: bytes, count: int, complete: bool) -> None:
    page = b'<dblpperson name="A B" pid="1/2" n="2"><r>' + _RECORD + b"</r>" + end
    found = owner(page)
    assert found is not None
    assert (found.count, found.found, found.complete) == (2, count, complete)


@every_row(
    "data",
    [b"", b"<dblp/>", b"<dblpperson", b"\0\xff", b'<dblpperson name="&bad;" pid="1/2">'],
)
def test_what_is_no_person_page_has_no_owner(data: bytes) -> None:
    assert owner(data) is None


# ------------------------------------------------------------------------------------- bad input

_RECORD = b'<article key="journals/x/A1"><author>A B</author><title>T.</title></article>'


def _sorted_out(name: str, data: bytes) -> tuple[list[Record], list[Problem]]:
    items = list(read(name, data))
    return (
        [item for item in items if isinstance(item, Record)],
        [item for item in items if isinstance(item, Problem)],
    )


def test_a_billion_laughs_expand_to_nothing() -> None:
    levels = "".join(f'<!ENTITY l{i} "{f"&l{i - 1};" * 10}">' for i in range(1, 10))
    bomb = f'<!DOCTYPE dblp [<!ENTITY l0 "ha">{levels}]><dblp>'.encode()
    inside = _RECORD.replace(b"T.", b"&l9;").replace(b"A1", b"A2")
    records, problems = _sorted_out("dblp-xml", bomb + _RECORD + inside + b"</dblp>")
    assert [record.title for record in records] == ["T"]
    assert [problem.level for problem in problems] == ["left out"]
    assert "&l9;" in problems[0].message


def test_an_external_entity_is_refused_and_nothing_is_fetched(tmp_path: Path) -> None:
    secret = tmp_path / "secret.txt"
    secret.write_text("secret")
    head = f'<!DOCTYPE dblp [<!ENTITY x SYSTEM "{secret.as_uri()}">]><dblp>'.encode()
    records, problems = _sorted_out("dblp-xml", head + _RECORD.replace(b"T.", b"&x;"))
    assert not records
    assert "secret" not in problems[0].message


@every_row("cut", range(1, len(_RECORD)))
def test_xml_cut_anywhere_keeps_what_came_before(cut: int) -> None:
    head = b'<dblpperson name="A B" pid="1/2" n="2"><r>' + _RECORD + b"</r><r>"
    records, problems = _sorted_out("dblp-xml", head + _RECORD[:cut])
    assert len(records) == 1
    left_out = [problem for problem in problems if problem.level == "left out"]
    assert len(left_out) == (1 if cut > len(b"<article") else 0)
    assert problems[-1].level == "doubt"


def test_a_damaged_record_costs_only_itself() -> None:
    bad = [b"<title>A & B</title>", b"<title>A\0B</title>", b"<title>A<i>B</title>", b"&nosuch;"]
    inside = b"".join(
        _RECORD.replace(b"<title>T.</title>", each) + _RECORD.replace(b"A1", b"B%d" % number)
        for number, each in enumerate(bad)
    )
    records, problems = _sorted_out("dblp-xml", b"<dblp>" + inside + b"</dblp>")
    assert (len(records), len(problems)) == (4, 4)


def test_a_record_that_stands_twice_counts_once() -> None:
    records, problems = _sorted_out("dblp-xml", _RECORD.replace(b"T.", b"<") + _RECORD * 2)
    assert len(records) == 1
    assert "a second time" in problems[1].message


def test_records_without_a_key_are_told_apart() -> None:
    records, _ = _sorted_out("dblp-xml", _RECORD.replace(b"journals/x/A1", b"") * 2)
    assert [record.source_key for record in records] == ["t|", "t|#2"]


@every_row(
    "name, text, key",
    [
        ("ris", "TY  - JOUR\nDO  - 10.5555/loom.7\nER  - \n", "10.5555/loom.7"),
        ("ris", "TY  - BOOK\nSN  - 978-0-306-40615-7\nER  - \n", "9780306406157"),
        ("enw", "%0 Journal Article\n%R 10.5555/loom.7\n", "10.5555/loom.7"),
        ("csv", "title,year,doi\n,1851,10.5555/loom.7\n", "10.5555/loom.7"),
        ("csv", "title\tvenue\tcitation\turl_slug\n\tLetters\t(1851), 7(2)\tx\n", "letters|"),
        ("bibtex", "@misc{, doi = {10.5555/loom.7}}", "10.5555/loom.7"),
        ("bibtex", "@misc{, eprint = {2101.00001}, archiveprefix = {arXiv}}", "2101.00001"),
        ("jsonl", '{"doi": "10.5555/loom.7", "year": 1851}\n', "10.5555/loom.7"),
        ("csl-json", '[{"type": "article-journal", "DOI": "10.5555/loom.7"}]', "10.5555/loom.7"),
    ],
)
def test_a_work_without_a_title_is_named_by_a_number(name: str, text: str, key: str) -> None:
    records, problems = _sorted_out(name, text.encode())
    assert [record.source_key for record in records] == [key]
    assert not [each for each in problems if each.level == "left out"]


def test_a_record_of_many_megabytes_is_left_out() -> None:
    huge = _RECORD.replace(b"T.", b"x" * 2_000_000)
    records, problems = _sorted_out("dblp-xml", huge + _RECORD)
    assert (len(records), len(problems)) == (1, 1)


def test_deep_nesting_ends() -> None:
    deep = b"<i>" * 5000 + b"T" + b"</i>" * 5000
    records, problems = _sorted_out("dblp-xml", _RECORD.replace(b"T.", deep))
    assert len(records) + len(problems) == 1


_HEADER = "Authors,Title,Publication,Volume,Number,Pages,Year,Publisher\r\n"


@every_row(
    "rows, records, levels",
    [
        pytest.param('"A, B; ",T,V,1,2,3,2020,P\r\n', 1, [], id="right"),
        pytest.param('"A, B; ",T,V,1,2,3,2020,P,,\r\n', 1, [], id="empty cells behind"),
        pytest.param('"A, B; ",T,V,1,2,3,2020,ACM, New York\r\n', 1, ["doubt"], id="one too many"),
        pytest.param('"A, B; ",T\r\n', 1, ["doubt"], id="the rest missing"),
        pytest.param('"A, B; ",T,U,V,1,2,3,4,5,6,7,8,9\r\n', 0, ["left out"], id="far too many"),
        pytest.param("lonely\r\n", 0, ["left out"], id="one cell"),
        pytest.param(",,,,,,2020,\r\n", 0, ["left out"], id="nothing but a year"),
        pytest.param("\r\n,,,,,,,\r\n", 0, [], id="blank rows"),
        pytest.param('"A, B; ","T\r\nU",V,1,2,3,2020,P\r\n', 1, [], id="a line break in a cell"),
        pytest.param('"A, B; ,T,V,1,2,3,2020,P\r\n"A, B; ",T,V,,,,2021,P\r\n', 1,
                     ["left out"], id="a quote never closed"),
        pytest.param('"A, B; ",T\0,V,1,2,3,2020,P\r\n', 1, [], id="NUL"),
    ],
)  # fmt: skip
def test_rows_of_a_scholar_csv(rows: str, records: int, levels: list[str]) -> None:
    found, problems = _sorted_out("scholar-csv", (_HEADER + rows).encode())
    assert (len(found), [problem.level for problem in problems]) == (records, levels)


def test_a_huge_cell_does_not_raise() -> None:
    found, problems = _sorted_out("scholar-csv", (_HEADER + f'"A","{"x" * 300_000}"').encode())
    assert len(found) + len(problems) >= 1


_N = 20_000
_RIS_HEAD = "TY  - JOUR\nTI  - T\n"


@pytest.mark.parametrize(
    "name, text",
    [
        pytest.param("dblp-xml", "<dblp>" + "<!--" * _N, id="comments never closed"),
        pytest.param("dblp-xml", "<dblp>" + '<article key="a">' * _N, id="records never closed"),
        pytest.param("dblp-xml", "<dblpperson>" + "<person>" * _N, id="people never closed"),
        pytest.param("scholar-csv", _HEADER + '"\n' * _N, id="a quote on every line"),
        pytest.param("scholar-csv", _HEADER + f'"{"A, B; " * _N}",T', id="many authors"),
        pytest.param("scholar-csv", _HEADER + f'"A, B; ",T,{"phd " * _N}', id="a long venue"),
        pytest.param("scholar-csv", _HEADER + f'"{"A" * _N}",T', id="a long name"),
        pytest.param("ris", _RIS_HEAD + "AB  - x\n" + "line\n" * _N, id="a long abstract"),
        pytest.param("ris", _RIS_HEAD + "DO  - " + "10.1234/" * _N, id="a long DOI"),
        pytest.param("ris", "TY  - JOUR\n" * _N, id="empty records"),
        pytest.param("enw", "%0 Book\n%T T\n%A " + "赵博，" * _N, id="a long list of authors"),
        pytest.param("nbib", "PMID- 1\nTI  - [" + "[" * _N, id="brackets"),
        pytest.param("csl-json", "[" * 5 * _N, id="nested arrays"),
        pytest.param("csl-json", '{"title":' * _N, id="nested objects"),
        pytest.param("csl-json", "[" + '{"id": "a" "b"},' * _N, id="damaged objects"),
        pytest.param("csl-json", '[{"title": "T", "volume": ' + "9" * _N + "}]", id="huge number"),
        pytest.param("dblp-json", '{"result": {"hits": {"hit": [' + "{" * _N, id="nested hits"),
        pytest.param("jsonl", '{"title": "x"\n' * _N, id="lines cut off"),
        pytest.param("csv", "title,author\nT," + "A and " * _N, id="many ands"),
    ],
)
def test_what_is_long_or_endless_ends(name: str, text: str) -> None:
    """Each would take minutes if anything in its reader were quadratic."""
    for item in read(name, text.encode()):
        assert isinstance(item, Record | Problem | Verbatim)
    owner(text.encode())


@every_row("codec", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le"])
def test_xml_in_any_encoding(codec: str) -> None:
    text = "<dblp>" + _RECORD.decode().replace("T.", "Über 数据库.") + "</dblp>"
    records, problems = _sorted_out("dblp-xml", text.encode(codec))
    assert [record.title for record in records] == ["Über 数据库"]
    assert not problems


READABLE = [name for name in READERS if (FIXTURES / folder_of(name)).is_dir()]


@pytest.mark.parametrize("name", READABLE)
@given(data=st.data())
def test_a_reader_yields_and_never_raises(name: str, data: st.DataObject) -> None:
    """A fixture with some bytes replaced, removed or doubled, or cut short."""
    paths = [p for p in CASES if p.parent.name == folder_of(name)]
    content = bytearray(data.draw(st.sampled_from(paths)).read_bytes()[:4000])
    for _ in range(data.draw(st.integers(1, 6))):
        at = data.draw(st.integers(0, max(0, len(content) - 1)))
        length = data.draw(st.integers(0, 12))
        content[at : at + length] = data.draw(st.binary(max_size=8))
    for item in read(name, bytes(content)):
        assert isinstance(item, Record | Problem | Verbatim)
    for item in read(name, io.BytesIO(bytes(content))):
        assert isinstance(item, Record | Problem | Verbatim)


@pytest.mark.parametrize("name", READABLE)
@given(noise=st.binary(max_size=300))
def test_a_reader_survives_noise(name: str, noise: bytes) -> None:
    assert list(read(name, noise)) is not None
