"""RIS, EndNote, CSL-JSON, CSV, JSON Lines: records read back as they were written."""

from __future__ import annotations

import csv
import io
import json
from dataclasses import fields, replace
from typing import Any

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from pages.samples import HOMEPAGE
from rows import every_row

from pubman.fields import KINDS
from pubman.formats import read
from pubman.formats.csl.writer import item as csl_item
from pubman.formats.hayagriva.vocabulary import WHOLE
from pubman.formats.items import Problem
from pubman.formats.jsonl import json_writer as json_export
from pubman.formats.jsonl import writer as jsonl
from pubman.formats.losses import lost
from pubman.formats.table.writer import safe_cell
from pubman.library.conversion import as_publications, convert
from pubman.listing import Options, Section
from pubman.pages import render
from pubman.record import Date, Link, Name, Record

FORMATS = ("ris", "enw", "csl-json", "csv", "jsonl", "hayagriva")

# Among plain words are some that formats could misread.
WORDS = (
    "Deep learning of Graphs R&D 50% a<b <i>x</i> &amp; {x} $x$ Müller's 数据库 naïve C++ #1 "
    "x_y \"so\" 'it' and others 1. – = @home -x +y ER TY %0 % [1] (2) a/b Ünder \\emph"
).split()
TEXT = st.lists(st.sampled_from(WORDS), min_size=1, max_size=5).map(" ".join)
NAMES = st.one_of(
    st.builds(
        Name,
        given=st.sampled_from(["Bo", "Jimmy C.-H.", "Marcel", "B.", "Łukasz", "Jean-Luc"]),
        particle=st.sampled_from(["", "", "van der", "de la"]),
        family=st.sampled_from(["Zhao", "Wagenländer", "O'Neil", "Aa", "Wójcik-Ørsted"]),
        suffix=st.sampled_from(["", "", "Jr.", "III"]),
    ),
    st.sampled_from(
        [
            Name(literal="OpenAI"),
            Name(literal="Barnes and Noble, Inc."),
            Name(literal="U.S. Food and Drug Administration"),
            Name(literal="Jane Doe and John Roe"),
            Name(literal="Smith & Wesson"),
            Name(family="王", given="小明"),
        ]
    ),
)
DATES = st.one_of(
    st.none(),
    st.builds(Date, year=st.integers(1850, 2030)),
    st.builds(Date, year=st.integers(1850, 2030), month=st.integers(1, 12)),
    st.builds(Date, year=st.integers(1850, 2030), month=st.integers(1, 12), day=st.integers(1, 28)),
)
RECORDS = st.builds(
    Record,
    source_key=st.sampled_from(["k1", "zhao2024", "conf/sosp/Z24", "a:b"]),
    kind=st.sampled_from(sorted(KINDS)),
    title=TEXT,
    title_translated=st.one_of(st.just(""), TEXT),
    authors=st.lists(NAMES, max_size=4).map(tuple),
    authors_cut=st.booleans(),
    editors=st.lists(NAMES, max_size=2).map(tuple),
    date=DATES,
    venue=st.one_of(st.just(""), TEXT),
    venue_key=st.sampled_from(["", "conf/sosp"]),
    series=st.sampled_from(["", "LNCS"]),
    volume=st.sampled_from(["", "74", "XII"]),
    number=st.sampled_from(["", "3", "1-2", "TR-12"]),
    pages=st.sampled_from(["", "195-210", "138:1-138:28", "e17", "195"]),
    edition=st.sampled_from(["", "2"]),
    publisher=st.sampled_from(["", "ACM", "Springer & Sons"]),
    school=st.sampled_from(["", "HU Berlin"]),
    place=st.sampled_from(["", "Austin, TX, USA"]),
    doi=st.sampled_from(["", "10.1145/3694715.3695975", "10.1002/(sici)1<1::aid>3.0.co;2-#"]),
    arxiv_id=st.sampled_from(["", "2312.05181", "cs/0112017"]),
    isbn=st.sampled_from(["", "9780306406157"]),
    issn=st.sampled_from(["", "2048-3694"]),
    url=st.sampled_from(["", "https://example.org/a?b=c&d=%20e"]),
    abstract=st.one_of(st.just(""), TEXT),
    language=st.sampled_from(["", "de", "zh"]),
    status=st.sampled_from(["", "to appear"]),
    award=st.sampled_from(["", "Best Paper"]),
    note=st.one_of(st.just(""), TEXT),
    keywords=st.sampled_from([(), ("systems",), ("deep learning", "数据库")]),
    tags=st.sampled_from([(), ("selected",), ("a", "b")]),
    links=st.sampled_from(
        [(), (Link(label="pdf", url="https://example.org/a.pdf"),),
         (Link(label="pdf", url="https://x.org/b.pdf"), Link(label="code", url="https://x.org/c"))]
    ),
    related=st.sampled_from([(), ("conf/x/Y",)]),
)  # fmt: skip

# By format, the fields without a place; a kind without its own type becomes the nearest.
NO_PLACE = {
    "ris": "authors_cut venue_key status award tags related",
    "enw": "authors_cut venue_key status award tags related",
    "csl-json": "related",
    "csv": "related",
    "hayagriva": "authors_cut venue_key status award keywords tags related links",
    "jsonl": "related",  # of a publication: a record's are kept
}
MEETINGS = {"workshop": "conference", "demo": "conference"}
NEAREST = {
    "ris": MEETINGS | {"review": "article", "lecture notes": "other"},
    "enw": MEETINGS | {"review": "article", "lecture notes": "other", "talk": "other"},
}


def written(form: str, record: Record) -> str:
    return render(form, [Section(publications=tuple(as_publications([record])))], Options())


def read_back(form: str, text: str) -> Record:
    items = list(read(form, text.encode()))
    assert not [item for item in items if isinstance(item, Problem)]
    (record,) = (item for item in items if isinstance(item, Record))
    return record


def held(form: str, record: Record) -> dict[str, Any]:
    """The fields of ``record`` as far as ``form`` has a place for them."""
    found = {each.name: getattr(record, each.name) for each in fields(Record)}
    for name in (*NO_PLACE[form].split(), "raw", "line", "title_markup", "extra"):
        found.pop(name)
    if form in ("ris", "enw"):
        found["kind"] = NEAREST[form].get(record.kind, record.kind)
        found["links"] = tuple(link for link in record.links if link.label == "pdf")
        _one_publisher(found, record)
        if record.kind in ("book", "thesis"):
            found.pop("venue")
        if record.kind != "conference":
            found.pop("place")  # kept, under its tag
    if form == "csl-json":
        _one_publisher(found, record)
        if record.kind == "preprint":
            found.pop("venue"), found.pop("publisher")
    if form == "hayagriva" and record.kind in WHOLE:
        found.pop("venue")  # what a book has as a parent is its series
    if form == "csv":  # columns have an order of their own
        found["links"] = tuple(sorted(record.links, key=lambda link: link.label))
    return found


def _one_publisher(found: dict[str, Any], record: Record) -> None:
    """These formats have one place for the publisher, the university and the institution."""
    thesis = record.kind == "thesis"
    found["school"] = record.school if thesis else ""
    found["publisher"] = "" if thesis else record.publisher or record.school


def sound(form: str, record: Record) -> Record:
    """``record`` without values that the rules of a format change."""
    if form == "csl-json" and record.kind not in ("report", "patent") and record.number[:1] == "T":
        return replace(record, number="")
    return record


BARE = Record(kind="preprint", title="Deep", source_key="k1")


@pytest.mark.parametrize("form", FORMATS)
@example(record=BARE)
@given(record=RECORDS)
def test_what_is_written_reads_back_as_it_was(form: str, record: Record) -> None:
    record = sound(form, record)
    again = read_back(form, written(form, record))
    expected = held(form, record)
    assert {name: getattr(again, name) for name in expected} == expected


MOVED = frozenset({"kind", "venue_key", "publisher", "school", "place", "links", "raw", "line"})
"""Written differently, not lost: a workshop as a conference, a university as the publisher; links
are tested below."""


@pytest.mark.parametrize("form", FORMATS)
@example(record=replace(BARE, series="LNCS", arxiv_id="2312.05181"))
@given(record=RECORDS)
def test_what_does_not_read_back_is_said_to_be_lost(form: str, record: Record) -> None:
    record = sound(form, record)
    again = read_back(form, written(form, record))
    other = {each.name for each in fields(Record) if each.name not in MOVED | {"title_markup"}}
    other = {name for name in other if getattr(again, name) != getattr(record, name)}
    if form == "csl-json" and record.kind == "preprint":
        other.discard("venue")  # the server, which CSL has as the publisher
    other -= {"extra", "related"} if form == "jsonl" else {"extra"}
    assert other <= set(lost(record, form))


LOSSES = {
    "a field of its own": ("ris", ONE_TAG := {"extra": {"biburl": "x", "M3": "y"}}, ["biburl"]),
    "the same where there is room": ("csl-json", ONE_TAG, []),
    "a link but the PDF": (
        "enw", {"links": (Link(label="pdf", url="https://x.org"), Link(label="c", url="u"))},
        ["links"],
    ),
    "the PDF alone": ("ris", {"links": (Link(label="pdf", url="https://x.org"),)}, []),
    "a sign behind a name": (
        "bibtex", {"authors": (Name(family="Zhao", marks=("*",)),)}, ["marks and numbers of names"],
    ),
    "the day": ("bibtex", {"date": Date(year=2020, month=4, day=1)}, ["day"]),
    "the day in biblatex": ("biblatex", {"date": Date(year=2020, month=4, day=1)}, []),
    "a tag": ("bibtex", {"tags": ("selected", "x")}, ["tags"]),
    "two publishers": ("ris", {"publisher": "ACM", "school": "MIT"}, ["school"]),
    "the venue of a book": ("ris", {"kind": "book", "venue": "V"}, ["venue"]),
    "nothing in pubman's own": ("jsonl", {"award": "A", "related": ("k",), "tags": ("t",)}, []),
    "nothing is asked of a page": ("html", {"award": "A"}, []),
}  # fmt: skip


@every_row("form, changes, expected", LOSSES.values(), ids=LOSSES)
def test_losses(form: str, changes: dict[str, Any], expected: list[str]) -> None:
    assert list(lost(Record(title="T", **changes), form)) == expected


@given(st.lists(RECORDS, min_size=1, max_size=4))
def test_json_lines_give_equal_records_back(records: list[Record]) -> None:
    records = [
        replace(each, source_key=f"{each.source_key}{n}", extra={"x-y": each.title, "b": "c"})
        for n, each in enumerate(records)
    ]
    lines = "".join(jsonl.pieces(records))
    again = [item for item in read("jsonl", lines.encode()) if isinstance(item, Record)]
    assert [replace(each, raw="", line=0) for each in again] == records


@pytest.mark.parametrize("form", FORMATS)
@given(record=RECORDS)
def test_written_again_it_is_the_same_text(form: str, record: Record) -> None:
    once = convert(written(form, record).encode(), form, source=form).content
    assert convert(once, form, source=form).content == once


def test_json_in_pieces_is_the_document_of_one_section() -> None:
    whole = render("json", [Section(publications=HOMEPAGE)], Options())
    assert "".join(json_export.pieces(HOMEPAGE)) == whole
    assert "".join(json_export.pieces(())) == render("json", [Section()], Options())


@every_row("form", FORMATS)
def test_a_list_of_the_homepage_reads_back(form: str) -> None:
    text = render(form, [Section(publications=HOMEPAGE)], Options())
    records = [item for item in read(form, text.encode()) if isinstance(item, Record)]
    assert [each.title for each in records] == [pub.title for pub in HOMEPAGE]
    assert [each.source_key for each in records] == [pub.key for pub in HOMEPAGE]
    assert [[n.full for n in each.authors] for each in records] == [
        [name.full for name in pub.authors] for pub in HOMEPAGE
    ]
    assert convert(text.encode(), form).source == form


# ----------------------------------------------------------------------------- format by format


ONE = Record(
    source_key="zhao2024", kind="conference", title="A <b> & C", title_markup="A &lt;b&gt; &amp; C",
    authors=(Name(family="Zhao", given="Bo"), Name(literal="OpenAI")), venue="SOSP",
    date=Date(year=2024, month=11), pages="195-210", doi="10.1145/1.2", arxiv_id="2312.05181",
)  # fmt: skip


def test_ris() -> None:
    assert written("ris", ONE) == (
        "TY  - CONF\nID  - zhao2024\nTI  - A &lt;b&gt; &amp; C\nAU  - Zhao, Bo\nAU  - OpenAI,\n"
        "PY  - 2024\nDA  - 2024/11//\nT2  - SOSP\nSP  - 195\nEP  - 210\nDO  - 10.1145/1.2\n"
        "UR  - https://arxiv.org/abs/2312.05181\nER  - \n"
    )


def test_endnote() -> None:
    assert written("enw", ONE) == (
        "%0 Conference Proceedings\n%F zhao2024\n%A Zhao, Bo\n%A OpenAI,\n%T A &lt;b&gt; &amp; C\n"
        "%D 2024\n%8 2024-11\n%B SOSP\n%P 195-210\n%R 10.1145/1.2\n"
        "%U https://arxiv.org/abs/2312.05181\n"
    )


def test_csl_json() -> None:
    (item,) = json.loads(written("csl-json", ONE))
    assert item == {
        "id": "zhao2024", "type": "paper-conference", "title": "A &lt;b&gt; &amp; C",
        "author": [{"family": "Zhao", "given": "Bo"}, {"literal": "OpenAI"}],
        "issued": {"date-parts": [[2024, 11]]}, "container-title": "SOSP", "page": "195-210",
        "DOI": "10.1145/1.2", "custom": {"arxiv_id": "2312.05181"},
    }  # fmt: skip


def test_a_table() -> None:
    assert written("csv", ONE) == (
        "key,kind,title,author,venue,year,date,pages,doi,arxiv_id\n"
        'zhao2024,conference,A &lt;b&gt; &amp; C,"Zhao, Bo and {OpenAI}",SOSP,2024,2024-11,'
        "195-210,10.1145/1.2,2312.05181\n"
    )


@every_row("text", ["=cmd|' /C calc'!A0", "+1", "-1", "@SUM(1)", "'=1", "''+x"])
def test_no_cell_is_a_formula_and_each_reads_back(text: str) -> None:
    assert safe_cell(text)[0] == "'"
    record = replace(ONE, note=text, title=text, title_markup="")
    cells = list(csv.reader(io.StringIO(written("csv", record))))
    assert not [cell for row in cells for cell in row if cell[:1] in tuple("=+-@")]
    again = read_back("csv", written("csv", record))
    assert (again.note, again.title) == (text, text)


@every_row("text", ["it's", "'quoted'", "a=b", "3-4"])
def test_other_cells_stay_as_they_are(text: str) -> None:
    assert safe_cell(text) == text


def test_marked_up_titles_are_html() -> None:
    record = replace(ONE, title="lac & H2O", title_markup="<i>lac</i> &amp; H<sub>2</sub>O")
    for form in ("ris", "enw", "csl-json", "csv"):
        again = read_back(form, written(form, record))
        assert (again.title, again.title_markup) == (record.title, record.title_markup)
    maths = replace(ONE, title="k-means", title_markup="$k$-means")
    assert read_back("ris", written("ris", maths)).title == "k-means"


def test_tags_that_pubman_does_not_use_go_back_out() -> None:
    record = replace(
        ONE, extra={"M3": "own & <i>so</i>", "timestamp": "x", "9": "y", "archive": "z"}
    )
    assert "M3  - own &amp; &lt;i&gt;so&lt;/i&gt;\n" in written("ris", record)
    assert "%9 y\n" in written("enw", record)
    assert dict(read_back("csl-json", written("csl-json", record)).extra) == dict(record.extra)
    assert dict(read_back("csv", written("csv", record)).extra) == dict(record.extra)


def test_the_fields_of_a_homepage_come_in_and_go_back_out() -> None:
    raw = (
        "@article{k, title = {T}, author = {Bo Zhao}, year = {2020}, abbr = {VLDBJ},\n"
        "  preview = {k.png}, selected = {true}, code = {https://x.org/c}, slides = {s.pdf},\n"
        "  award = {Best Paper}, altmetric = {123}}"
    )
    record = read_back("bibtex", raw)
    assert (record.tags, record.award) == (("selected",), "Best Paper")
    assert [link.label for link in record.links] == ["code", "slides"]
    text = written("jekyll", record)
    for field in ("abbr", "preview", "selected", "code", "slides", "award", "altmetric"):
        value = raw.split(f"{field} = ")[1].partition("}")[0]
        assert "  " + field.ljust(9) + f" = {value}" in text


@every_row("type_", ["webpage", "post-weblog", "speech", "motion_picture"])
def test_a_type_of_csl_is_not_its_genre(type_: str) -> None:
    """APA would print it: [Webpage]."""
    text = json.dumps([{"id": "a", "type": type_, "title": "T", "URL": "https://e.org"}])
    (record,) = (item for item in read("csl-json", text.encode()) if isinstance(item, Record))
    written = csl_item(replace(record, raw=""))
    assert (written["type"], "genre" in written) == (type_, False)


@every_row("form", ["ris", "enw", "csl-json", "csv", "jsonl"])
def test_a_cite_key_of_digits_is_kept(form: str) -> None:
    entry = b"@article{1102917, title = {A key of digits}, author = {Doe, Jane}, year = 2001}"
    assert b"1102917" in convert(entry, form, source="bibtex").content
