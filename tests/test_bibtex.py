"""BibTeX and biblatex: syntax, traps and repairs, fields, and properties of any text."""

from __future__ import annotations

import gc
import logging
from typing import Any

import pytest
from bibtexparser.splitter import Splitter
from hypothesis import example, given
from hypothesis import strategies as st
from rows import every_row

from pubman.formats.bibtex.blocks import split_blocks
from pubman.formats.bibtex.entry import read_entry
from pubman.formats.bibtex.fields import (
    ENTRY_TYPES,
    FIELD_NAMES,
    KIND_WORDS,
    MACROS,
    TYPES,
    entry_type,
)
from pubman.formats.bibtex.grammar import parse_entry
from pubman.formats.bibtex.reader import File, read
from pubman.formats.bibtex.values import TooLong, Unreadable, expand
from pubman.formats.dates import month_of, read_fields
from pubman.formats.items import Problem, Verbatim
from pubman.record import Date, Link, Record

logging.getLogger("bibtexparser").addHandler(logging.NullHandler())


def records(text: str) -> list[Record]:
    return [item for item in read(text) if isinstance(item, Record)]


def record(text: str) -> Record:
    [only] = records(text)
    return only


def problems(text: str) -> list[tuple[str, int, str]]:
    found = (item for item in read(text) if isinstance(item, Problem))
    return [(each.level, each.line, each.message) for each in found]


def article(*fields: str, key: str = "k", type_: str = "article") -> str:
    return f"@{type_}{{{key},\n" + "".join(f"  {field},\n" for field in fields) + "}\n"


# --------------------------------------------------------------------------------------- syntax

SYNTAX = {
    "a field in braces": ("@a{k, x = {1 {2} 3}}", {"x": "1 {2} 3"}),
    "a field in quotation marks": ('@a{k, x = "1 {"} 2"}', {"x": '1 {"} 2'}),
    "a number": ("@a{k, x = 2004}", {"x": "2004"}),
    "braces balance inside quotation marks": (
        '@a{k, x = "1 {", y = "} 2"}',
        {"x": '1 {", y = "} 2'},
    ),
    "a backslash escapes no brace": (
        "@a{k, x = {1 \\{ 2}, y = {\\} 3}}",
        {"x": "1 \\{ 2}, y = {\\} 3"},
    ),
    "parts joined": ('@a{k, x = 10 # "~" # jan # {, b}}', {"x": "10~January, b"}),
    "parentheses": ('@a(k, x = {1 (a)}, y = "b)")', {"x": "1 (a)", "y": "b)"}),
    "names in any case": ("@A{k, TITLE = {1}}", {"title": "1"}),
    "odd signs in a name": (
        "@a{k, !$&*+-./:;<>?@[\\]^_`|~ = {1}}",
        {"!$&*+-./:;<>?@[\\]^_`|~": "1"},
    ),
    "no trailing comma": ("@a{k,\n x = {1}\n}", {"x": "1"}),
    "commas to spare": ("@a{k,, x = {1},,}", {"x": "1"}),
    "no fields": ("@a{k}", {}),
    "a field without a value": ("@a{k, x = , y = {1}}", {"x": "", "y": "1"}),
    "a comment inside an entry": ("@a{k,\n % x = {0},\n y = {1}}", {"y": "1"}),
    "white space everywhere": ("@a\n{\n k ,\n x\n=\n{1}\n,\n}", {"x": "1"}),
}


@every_row("text, fields", SYNTAX.values(), ids=SYNTAX)
def test_syntax(text: str, fields: dict[str, str]) -> None:
    [block] = [block for block in split_blocks(text) if block.kind == "entry"]
    entry = parse_entry(block.raw)
    assert {each.name: expand(each.value, MACROS) for each in entry.fields} == fields
    assert (entry.type, entry.key, entry.doubts) == ("a", "k", [])
    for each in entry.fields:
        assert block.raw[each.start : each.end].lower().startswith(each.name)


@every_row(
    "text, key",
    [
        ("@a{b:c/d..e_f'(g, x = {1}}", "b:c/d..e_f'(g"),
        ("@a{with{brace, x = {1}}", "with{brace"),
        ("@a(with)}, x = {1})", "with)}"),
        ("@a{ÄÖ2004, x = {1}}", "ÄÖ2004"),
        ("@a{../../etc/passwd, x = {1}}", "../../etc/passwd"),
    ],
)
def test_keys_hold_odd_signs(text: str, key: str) -> None:
    assert record(text).source_key == key
    assert problems(text) == []


# --------------------------------------------------------------------------- traps and mending

MENDED = {
    "a missing comma": ("@a{k, title = {A}\n year = 2004}", "no comma between two fields"),
    "a missing comma behind the key": (
        "@a{k\n title = {A}, year = 2004}",
        "no comma after the key",
    ),
    "a brace too many": ("@a{k, title = {A}},\n year = {2004}\n}", "a closing brace too many"),
    "a missing #": ('@a{k, title = {A} {}, year = "2004"}', "no # between two parts of a value"),
    "a bare value": ("@a{k, title = {A}, year = 2004 in press}", "a value without braces"),
    "words between fields": (
        "@a{k, title = {A}, what is this, year = 2004}",
        "text that is not a field",
    ),
    "a second year": (
        "@a{k, title = {A}, year = 2004, year = 2005}",
        "a second year, kept beside the first",
    ),
    "an unknown @string": (
        "@a{k, title = {A}, year = 2004, journal = zzq}",
        "no @string has this name: zzq",
    ),
    "a missing closing brace": ("@a{k, title = {A}, year = 2004", "no closing brace"),
    "a missing closing brace behind another": (
        "@a{k, title = {A}, year = {2004}",
        "no closing brace",
    ),
    "a sign too many": ("@a{k, title == {A}, year = 2004}", "a sign too many before a value"),
    "a comment before a value": (
        "@a{k, title = % so\n {A}, year = 2004}",
        "a sign too many before a value",
    ),
    "nothing behind #": ('@a{k, title = "A" #, year = # 2004}', "a sign too many before a value"),
    "a command without braces": (r"@a{k, title = \emph{A}, year = 2004}", "a value without braces"),
    "semicolons": ("@a{k, title = {A}; year = {2004}}", "; between two fields"),
    "a missing =": ("@a{k, title {A}, year = 2004}", "no = between a field and its value"),
    "a colon for =": ("@a{k, title: {A}, year = 2004}", "no = between a field and its value"),
    "a key with a space": ("@a{k 1, title = {A}, year = 2004}", "a key with white space in it"),
}


@every_row("text, doubt", MENDED.values(), ids=MENDED)
def test_what_can_be_mended_is_kept_with_a_doubt(text: str, doubt: str) -> None:
    got = record(text)
    assert (got.title, got.year, got.raw) == ("A", 2004, text)
    assert problems(text) == [("doubt", 1, doubt)]


@every_row(
    ("value", "title"),
    [
        ('"The "new" A"', 'The "new" A'),
        ('"The ""new"" A"', 'The "new" A'),
        ('"Of "new", old and "other" A"', 'Of "new", old and "other" A'),
        ('""New" A"', '"New" A'),
        ('"On "new""', 'On "new"'),
    ],
)
def test_quotation_marks_within_quotation_marks_are_mended_with_a_doubt(
    value: str, title: str
) -> None:
    text = f'@a{{k, title = {value}, journal = "J", year = "2004", volume = 3}}'
    got = record(text)
    assert (got.title, got.venue, got.year, got.volume) == (title, "J", 2004, "3")
    [(level, _, doubt)] = problems(text)
    assert (level, doubt) == ("doubt", "quotation marks inside a quoted value")


def test_an_umlaut_between_quotation_marks_is_mended_with_a_doubt() -> None:
    text = r'@a{k, title = "A {\ss} \"{o} \"u {B}", journal = "J\"a", year = "2004"}'
    got = record(text)
    assert (got.title, got.venue, got.year) == ("A ß ö ü B", "Jä", 2004)
    doubt = '\\" inside a quoted value, without braces'
    assert problems(text) == [("doubt", 1, doubt)]


def test_a_missing_sign_between_two_quoted_parts_is_no_quotation_mark_within() -> None:
    text = '@a{k, title = "One" "two", journal = "J"}'
    assert (record(text).title, record(text).venue) == ("Onetwo", "J")


LEFT_OUT = {
    "a value never closed that takes the entry's brace": (
        "@a{k, title = {{A}, year = {2004}}",
        "a value whose braces are never closed",
    ),
    "a value never closed": (
        "@a{k, title = {A, year = 2004}",
        "a value whose braces are never closed",
    ),
    "quotes never closed": (
        '@a{k, title = "A, year = 2004}',
        "a value whose quotation marks are never closed",
    ),
    "no brace after @string": ("@string 1", "no brace after @string"),
    "no = in an @string": ("@string{foo # }", "no = in an @string"),
    "no value in an @string": ("@string{foo = #}", "a field without a value"),
    "an @string never closed": ('@string{foo = "bar"', "an @string without a closing brace"),
    "an empty @preamble": ("@preamble{}", "a field without a value"),
    "no brace after @preamble": ("@preamble foo", "no brace after @preamble"),
}


@every_row("text, message", LEFT_OUT.values(), ids=LEFT_OUT)
def test_what_cannot_be_mended_is_left_out_with_its_text(text: str, message: str) -> None:
    [item] = read(text)
    assert item == Problem(
        level="left out", message=message, raw=text, line=1,
        source_key="k" if text.startswith("@a") else "",
    )  # fmt: skip


def test_an_entry_never_closed_does_not_take_the_next_one_with_it() -> None:
    text = "@article{a,\n title = {A},\n year = 2001,\n\n@article{b,\n title = {B}\n}\n"
    a, b = records(text)
    assert (a.source_key, a.title, a.year, b.source_key, b.line) == ("a", "A", 2001, "b", 5)
    assert problems(text) == [("doubt", 1, "no closing brace")]


def test_a_value_never_closed_costs_its_own_entry_only() -> None:
    text = (
        "@article{a,\n title = {A,\n year = 2001\n}\n@article{b, title = {B}}\n@book{c, title={C}}"
    )
    assert [each.source_key for each in records(text)] == ["b", "c"]
    assert problems(text) == [("left out", 1, "a value whose braces are never closed")]


@every_row(
    "value",
    [
        "Third workshop\n@ {SIGIR} 2023",
        "Our format\n@article{foo, bar} is simple",
        "mail to me@example.org {or} @home",
        "\n@twitter and\n@misc{x,\n y}",
    ],
)
def test_an_at_sign_inside_a_value_ends_nothing(value: str) -> None:
    text = article(f"title = {{{value}}}", "year = 2004") + article("title = {B}", key="b")
    first, second = records(text)
    assert first.title == " ".join(value.replace("{", "").replace("}", "").split())
    assert (first.year, second.title) == (2004, "B")
    assert problems(text) == []


def test_duplicate_keys_are_all_kept() -> None:
    text = "".join(article(f"title = {{{title}}}") for title in "ABC")
    assert [each.source_key for each in records(text)] == ["k", "k#2", "k#3"]
    assert [each[2] for each in problems(text)] == [
        "entry 2 with the key k",
        "entry 3 with the key k",
    ]


def test_both_values_of_a_duplicate_field_are_kept() -> None:
    got = record(article("title = {A}", "note = {x}", "note = {y}"))
    assert (got.note, got.extra) == ("x", {"note#2": "y"})


def test_equal_duplicate_fields_are_no_doubt() -> None:
    assert problems(article("title = {A}", "note = {x y}", "note = {x\n y}", "note = {}")) == []


def test_an_entry_without_a_key_is_called_by_title_and_year() -> None:
    text = "@article{,\n title = {The {A}}, year = 2004}\n@article{title = {The A}, year = 2004}"
    assert [each.source_key for each in records(text)] == ["the a|2004", "the a|2004#2"]
    assert {each[2] for each in problems(text)} == {"an entry without a key"}


def test_comments_are_no_entries() -> None:
    text = (
        "% @article{a, title = {A}}\n"
        "@comment{jabref-meta: databaseType:bibtex;}\n"
        "@comment{@article{b,\n title = {B}\n}\n}\n"
        "mail me@example.org {x}, @ home\n"
        "@comment @book{c, title = {C}}\n"
    )
    assert [each.source_key for each in records(text)] == ["c"]
    assert problems(text) == []


def test_strings_expand_and_can_build_on_each_other() -> None:
    text = '@string{acm = "ACM"}\n@STRING(P = acm # { Press})\n' + article("publisher = p # {, NY}")
    assert record(text).publisher == "ACM Press, NY"


def test_strings_that_double_are_stopped() -> None:
    doubling = "".join(f"@string{{a{i + 1} = a{i} # a{i}}}\n" for i in range(60))
    text = '@string{a0 = "xxxxxxxxxx"}\n' + doubling + article("title = a60", "note = {n}")
    left_out = [each for each in problems(text) if each[0] == "left out"]
    assert {each[2] for each in left_out} == {"@string values that grow without end"}
    assert len(left_out) < 5  # after one that is left out, the doubling begins again
    assert record(text).note == "n"


def test_strings_that_grow_over_many_entries_are_stopped() -> None:
    file = File(macros={"a": "x" * 40}, left=100)
    assert file.expand(((True, "a"), (False, "!"))) == "x" * 40 + "!"
    assert file.expand(((False, "y" * 1000),)) == "y" * 1000  # a literal text costs nothing
    file.expand(((True, "a"),))
    with pytest.raises(TooLong):
        file.expand(((True, "a"),))


def test_crlf_and_old_macintosh_line_ends() -> None:
    text = article("title = {A\n B}", "year = 2004") + "\n" + article("title = {C}", key="c")
    for end in ("\r\n", "\r"):
        ended = text.replace("\n", end)
        assert [(each.title, each.line) for each in records(ended)] == [("A B", 1), ("C", 7)]


# --------------------------------------------------------------------------------------- fields

FIELDS: dict[str, tuple[str, dict[str, Any]]] = {
    "title with markup": (
        article(r"title = {The \emph{lac} {Operon}}"),
        {"title": "The lac Operon", "title_markup": "The <i>lac</i> Operon"},
    ),
    "subtitle": (article("title = {A}", "subtitle = {B}"), {"title": "A: B"}),
    "an annex to the title": (
        article("title = {A}", "subtitle = {B}", "titleaddon = {C}"),
        {"title": "A: B. C", "extra": {}},
    ),
    "an annex behind a quotation": (
        article("title = {A ``B?''}", "titleaddon = {C}"),
        {"title": "A “B?” C"},
    ),
    "subtitle behind a question": (article("title = {A?}", "subtitle = {B}"), {"title": "A? B"}),
    "pages": (article("pages = {1--10, 20–25}"), {"pages": "1-10, 20-25"}),
    "an article number": (article("eid = {e135}"), {"pages": "e135"}),
    "year and month": (article("year = 2004", "month = nov"), {"date": Date(year=2004, month=11)}),
    "month with a day": (
        article("year = 2004", 'month = "10~" # jan'),
        {"date": Date(year=2004, month=1, day=10)},
    ),
    "a date": (article("date = {2004-11-03}"), {"date": Date(year=2004, month=11, day=3)}),
    "a DOI as an address": (
        article("doi = {https://doi.org/10.1145/3694715.3695975}"),
        {"doi": "10.1145/3694715.3695975"},
    ),
    "a DOI escaped": (article(r"doi = {10.1007/978-3\_1}"), {"doi": "10.1007/978-3_1"}),
    "a DOI in the address": (
        article("url = {https://doi.org/10.1145/1.2}"),
        {"doi": "10.1145/1.2", "url": "https://doi.org/10.1145/1.2"},
    ),
    "an address is only unescaped": (
        article(r"url = {https://x.org/a\_b\%20c~d}"),
        {"url": "https://x.org/a_b%20c~d"},
    ),
    "arXiv as arXiv writes it": (
        article(
            "eprint={2312.05181}", "archivePrefix={arXiv}", "primaryClass={cs.DC}", type_="misc"
        ),
        {"arxiv_id": "2312.05181", "kind": "preprint", "extra": {"primaryclass": "cs.DC"}},
    ),
    "arXiv as dblp writes it": (
        article("journal = {CoRR}", "volume = {abs/2312.05181}"),
        {"arxiv_id": "2312.05181", "kind": "preprint"},
    ),
    "a place": (
        article("location = {Austin, {TX}}", type_="inproceedings"),
        {"place": "Austin, TX"},
    ),
    "biblatex names": (
        article("journaltitle = {J}", "langid = {ngerman}", "institution = {TU}"),
        {"venue": "J", "language": "de", "school": "TU"},
    ),
    "organization for publisher": (article("organization = {IEEE}"), {"publisher": "IEEE"}),
    "keywords": (article("keywords = {a, b; c,, b}"), {"keywords": ("a", "b", "c")}),
    "to appear": (article("note = {To appear.}"), {"status": "to appear"}),
    "to appear there": (
        article("note = {To appear in PVLDB}"),
        {"status": "to appear", "note": "To appear in PVLDB"},
    ),
    "in press for a year": (article("year = {in press}"), {"status": "to appear"}),
    "pubstate": (article("pubstate = {submitted}"), {"status": "submitted"}),
    "a homepage's fields": (
        article(
            "selected={true}",
            "code={https://x.org/c}",
            "slides={a.pdf}",
            "abbr={SOSP}",
            "preview={x.png}",
            "award={Best Paper}",
        ),
        {
            "tags": ("selected",),
            "links": (Link(label="code", url="https://x.org/c"), Link(label="slides", url="a.pdf")),
            "award": "Best Paper",
            "extra": {"abbr": "SOSP", "preview": "x.png"},
        },
    ),
    "what has no place": (
        article(r"annote = {50\% \'etude}", "file = {:C\\:\\\\x.pdf:PDF}"),
        {"extra": {"annote": "50% étude", "file": ":C\\:\\\\x.pdf:PDF"}},
    ),
    "an ISBN": (article("isbn = {978-3-16-148410-0}"), {"isbn": "9783161484100"}),
    "an ISSN": (article("issn = {2150-8097}"), {"issn": "2150-8097"}),
}


@every_row("text, fields", FIELDS.values(), ids=FIELDS)
def test_fields(text: str, fields: dict[str, Any]) -> None:
    got = record(text)
    assert {name: getattr(got, name) for name in fields} == fields
    assert got.extra == fields.get("extra", {})


@every_row(
    "type_, fields, kind",
    [
        ("article", ["journal = {TODS}"], "article"),
        ("inproceedings", ["booktitle = {SOSP}"], "conference"),
        ("Conference", ["booktitle = {SOSP}"], "conference"),
        ("inproceedings", ["booktitle = {Workshop on Data}"], "workshop"),
        ("inproceedings", ["booktitle = {SOSP Posters and Demos}"], "demo"),
        ("phdthesis", ["school = {ETH}"], "thesis"),
        ("mastersthesis", [], "thesis"),
        ("article", ["journal = {arXiv preprint arXiv:2306.09206}"], "preprint"),
        ("misc", ["eprint = {2306.09206}"], "preprint"),
        ("techreport", [], "report"),
        ("incollection", [], "chapter"),
        ("inbook", [], "chapter"),
        ("book", [], "book"),
        ("proceedings", [], "proceedings"),
        ("patent", [], "patent"),
        ("misc", ["note = {US Patent 7,472,127}"], "patent"),
        ("dataset", [], "dataset"),
        ("software", [], "software"),
        ("manual", ["organization = {Garmin}"], "report"),
        ("manual", ["note = {R package version 0.9-2}"], "software"),
        ("manual", ["url = {https://bioconductor.org/packages/x}"], "software"),
        ("manual", ["note = {Version 2.1}"], "software"),
        ("misc", [], "other"),
        ("neverheardof", [], "other"),
        ("ourlabreport", ["journal = {J}"], "report"),
        ("diplomathesis", [], "thesis"),
    ],
)
def test_kinds(type_: str, fields: list[str], kind: str) -> None:
    assert record(article("title = {A}", *fields, type_=type_)).kind == kind


def test_dblp_records() -> None:
    got = record(
        article("title = {A {B}.}", "bibsource = {dblp computer science bibliography}",
                key="DBLP:conf/sosp/X24", type_="inproceedings")
    )  # fmt: skip
    assert (got.source_key, got.venue_key, got.title) == ("DBLP:conf/sosp/X24", "conf/sosp", "A B")
    assert got.extra == {"bibsource": "dblp computer science bibliography"}


def test_authors_and_editors() -> None:
    got = record(article("author = {Zhao*, Bo and {OpenAI} and others}", "editor = {A and B}"))
    assert [name.full for name in got.authors] == ["Bo Zhao", "OpenAI"]
    assert (got.authors[0].marks, got.authors_cut) == (("*",), True)
    assert [name.full for name in got.editors] == ["A", "B"]


def test_a_name_that_cannot_be_split_keeps_its_entry() -> None:
    text = article("author = {Foo, a, b, c and D. E}", "title = {A}")
    assert [name.full for name in record(text).authors] == ["Foo, a, b, c", "D. E"]
    assert problems(text)[0][0] == "doubt"


@every_row(
    "year, date, doubt",
    [
        ("2004", "2004", False),
        ("2004a", "2004", False),
        ("c. 2004", "2004", False),
        ("2004-05", "2004-05", False),
        ("04", "None", True),
        ("9999", "None", True),
        ("soon", "None", True),
    ],
)
def test_years(year: str, date: str, doubt: bool) -> None:
    text = article(f"year = {{{year}}}")
    assert str(record(text).date) == date
    assert bool(problems(text)) is doubt
    if date != year:
        assert record(text).extra == {"year": year}


@every_row(
    "text, date, exact",
    [
        ("2004-11-03/2004-11-07", "2004-11-03", False),
        ("2004/", "2004", False),
        ("2004-22", "2004", False),
        ("2004-11~", "2004-11", False),
        ("2004?", "2004", False),
        ("2004-11-03T10:00:00", "2004-11-03", True),
        ("November 2004", "2004-11", True),
        ("2004-02-31", "2004-02-31", True),
        ("2004-13", "2004", True),
        ("14.02.2018", "2018-02-14", True),
        ("14. 2. 2018", "2018-02-14", True),
        ("02/14/2018", "2018-02-14", True),
        ("14-02-2018", "2018-02-14", True),
        ("2018/02/14", "2018-02-14", True),
        ("2018-2-4", "2018-02-04", True),
        ("4/3/2018", "2018", False),  # the third of April or the fourth of March
        ("3/3/2018", "2018-03-03", True),
        ("2017/2018", "2017", False),
        ("14 lutego 2018", "2018-02-14", True),
    ],
)
def test_biblatex_dates(text: str, date: str, exact: bool) -> None:
    dated = read_fields(text, "", "", "")
    if text in ("2004-22", "2004-13"):  # a season, and no month at all
        exact = False
    assert (str(dated.date), dated.exact) == (date, exact)


@every_row(
    "year, month, date, exact",
    [
        ("14 February 2018", "", "2018-02-14", True),
        ("June 2018", "", "2018-06", True),
        ("2018-06-05", "", "2018-06-05", True),
        ("5.6.2018", "", "2018-06-05", True),
        ("2018", "jun", "2018-06", True),
        ("2018a", "", "2018", False),
        ("2018/2019", "", "2018", False),
        ("about 1850", "", "1850", False),
    ],
)
def test_years_that_hold_a_date(year: str, month: str, date: str, exact: bool) -> None:
    dated = read_fields("", year, month, "")
    assert (str(dated.date), dated.exact) == (date, exact)


@every_row(
    "text, month",
    [
        ("nov", (11, 0)), ("November", (11, 0)), ("11", (11, 0)), ("Nov.", (11, 0)),
        ("10~January", (1, 10)), ("January 10", (1, 10)), ("May 3-7", (5, 0)),
        ("Mai", (5, 0)), ("Jan/Feb", (1, 0)), ("13", (0, 0)), ("soon", (0, 0)), ("", (0, 0)),
    ],
)  # fmt: skip
def test_months(text: str, month: tuple[int, int]) -> None:
    assert month_of(text) == month


# ---------------------------------------------------------------------------------- inheritance

VOLUME = article(
    "title = {Proceedings of SOSP}", "editor = {E. F.}", "year = 2024", "doi = {10.1234/vol}",
    "publisher = acm", "pages = {1--900}", key="Vol", type_="proceedings",
)  # fmt: skip


@pytest.mark.parametrize("first", ["child", "volume"])
def test_crossref(first: str) -> None:
    child = article("title = {A}", "crossref = {vol}", "pages = 3", type_="inproceedings")
    parts = [child, VOLUME] if first == "child" else [VOLUME, child]
    text = '@string{acm = "ACM"}\n' + "".join(parts)
    got = next(each for each in records(text) if each.source_key == "k")
    assert (got.title, got.venue, got.year, got.pages) == ("A", "Proceedings of SOSP", 2024, "3")
    assert (got.publisher, got.doi, got.editors[0].full) == ("ACM", "", "E. F.")
    assert got.extra == {"crossref": "vol"}
    assert problems(text) == []


def test_crossref_and_xdata_that_lead_nowhere_or_in_a_circle() -> None:
    text = article("title = {A}", "crossref = {none}") + article(
        "title = {B}", "crossref = {b}", "xdata = {b, none}", key="b"
    )
    assert [each.title for each in records(text)] == ["A", "B"]
    assert [each[2] for each in problems(text)] == [
        "it refers to an entry that is not in the file: none",
        "it refers to an entry that is not in the file: none",
    ]


def test_xdata_gives_its_fields_and_is_no_work() -> None:
    text = "@xdata{acm, publisher = {ACM}, location = {New York}}\n" + article("xdata = {acm}")
    got = record(text)
    assert (got.publisher, got.place) == ("ACM", "New York")


def test_a_book_chapter_takes_the_author_of_its_book() -> None:
    book = article("title = {B}", "author = {F. L}", "date = {2001}", key="b", type_="book")
    got = records(book + article("title = {C}", "crossref = {b}", type_="inbook"))[1]
    assert (got.venue, got.authors[0].full, got.year) == ("B", "F. L", 2001)


# --------------------------------------------------------------------------------------- tables


def test_every_kind_is_written_as_a_type_that_is_read_as_it() -> None:
    for kind, type_ in ENTRY_TYPES.items():
        assert entry_type(kind) == type_
        if kind not in ("workshop", "demo", "preprint", *KIND_WORDS):
            assert TYPES[type_] == kind


@every_row("kind", KIND_WORDS)
def test_a_kind_that_shares_an_entry_type_is_told_by_its_word(kind: str) -> None:
    text = f"@{ENTRY_TYPES[kind]}{{k, title = {{A}}, type = {{{KIND_WORDS[kind]}}}}}"
    (found,) = records(text)
    assert (found.kind, dict(found.extra)) == (kind, {})


TALKS = {
    "howpublished says the event": (
        "howpublished = {Talk at the Spring Meeting}",
        "Spring Meeting",
    ),
    "the note names an event": (
        "note = {Summer School on Knots 2015}",
        "Summer School on Knots 2015",
    ),
}


@pytest.mark.parametrize("field, event", TALKS.values(), ids=TALKS)
def test_a_loose_entry_with_an_event_is_a_talk(field: str, event: str) -> None:
    (found,) = records(f"@misc{{k, title = {{Knots}}, year = 2015, {field}}}")
    assert (found.kind, found.venue, found.note) == ("talk", event, "")


@pytest.mark.parametrize(
    "field",
    ["note = {Best paper}", "doi = {10.1000/1}, note = {Spring Meeting}", "howpublished = {Web}"],
)
def test_a_loose_entry_without_an_event_is_no_talk(field: str) -> None:
    (found,) = records(f"@misc{{k, title = {{Knots}}, year = 2015, {field}}}")
    assert found.kind == "other"


@pytest.mark.parametrize("type_, kind", [("online", "website"), ("www", "website")])
def test_an_online_resource_is_a_website(type_: str, kind: str) -> None:
    (found,) = records(f"@{type_}{{k, title = {{Knots}}, url = {{https://example.org}}}}")
    assert found.kind == kind


def test_every_field_name_reads_into_its_field() -> None:
    for names in FIELD_NAMES.values():
        assert len(set(names)) == len(names)


# ------------------------------------------------------------------------------------ bad input


@every_row(
    "text",
    [
        "", "\n\n", "\ufeff", "\x00\x00@\x00", "\ufeff@a{k, title = {A}}", "@", "@a", "@a{", "@a{k",
        "@a{k,", "@a{k,title", "@a{k,title=", "@a{k,title={", "%PDF-1.7 @ {}", "@{}", "@a{}", "@()",
        "@comment{", "@string{", "@preamble{", "}}}@a{k, x = {1}}}}", "@a{k, = {1}}", "@a{k, # }",
        "@a{k, title = {\u202eA\u2066}}",
    ],
)  # fmt: skip
def test_any_beginning_is_read_without_an_exception(text: str) -> None:
    assert "".join(item.raw for item in read(text)) == text


LONG = {
    "broken blocks": "@article{a,\n title = {A,\n" * 20_000,
    "quotation marks side by side": "@a{k, title = " + '"a" ' * 50_000 + "}",
    "signs without values": "@a{k, title = " + "# = " * 50_000 + "}",
    "words without an end": "@a{k, title = \\" + "a {b} " * 50_000 + "}",
    "broken blocks without a comma": "@article{a\n" * 10_000,
    "blocks on one line": "@a{k, x = {1" * 20_000,
    "at signs": "@" * 100_000,
    "at signs and braces": "@a{" * 50_000,
    "comments never closed": "@comment{\n" * 8_000,
    "strings never closed": "@string{a = {\n" * 20_000,
    "nested braces": "@article{a, title = {" + "{" * 100_000 + "}" * 100_000 + "}}",
    "nested braces never closed": "@article{a, title = {" + "{" * 100_000,
    "a long value": "@article{a, title = {" + "x {y} " * 200_000 + "}}",
    "many fields": "@article{a, " + "x = {1}, " * 20_000 + "}",
    "many bare words": "@article{a, x = " + "b " * 50_000 + "}",
    "many parts": "@article{a, x = " + "{b} # " * 50_000 + "{c}}",
    "many parts without #": "@article{a, x = " + "{b} " * 5_000 + "}",
    "early ends": "@article{a, x = {1}" + "}, y = {1}" * 20_000 + "}",
    "one key": "@a{k,}\n" * 10_000,
    "spaces": "@a{k, x = {1}" + " " * 200_000 + "@" + " " * 200_000,
    "line ends and at signs": "@a{k, x = {" + "\n @" * 50_000 + "}}",
    "spaces behind a key": "@a{k" + " " * 100_000 + "x",
    "spaces behind a crossref": "@a{k, crossref = {" + " " * 100_000,
    "spaces among keywords": "@a{k, keywords = {a" + " " * 100_000 + "b}}",
    "spaces among authors": "@a{k, author = {a" + " " * 100_000 + "b}}",
    "spaces among pages": "@a{k, pages = {1" + " " * 100_000 + "2}}",
    "spaces in a date": "@a{k, date = {" + "1 " * 50_000 + "}, month = {" + "1 " * 50_000 + "}}",
    "braces in an address": "@a{k, url = {\\url{" + "{}" * 50_000 + "} x}}",
    "entities": "@a{k, title = {" + "&a" * 50_000 + "}}",
    "slashes in a note": "@a{k, note = {" + "10.1/" * 50_000 + "}}",
    "slashes in an address": "@a{k, url = {" + "10.1234/" * 50_000 + "}}",
    "arxiv in a note": "@a{k, note = {" + "arxiv:" * 50_000 + "}}",
    "titles of journals": "@article{k, journal = {" + "us patent a@ " * 20_000 + "}}",
    "entries inside a value": "@a{k, x = {" + "\n@article{b, y}" * 10_000 + "}}",
}  # fmt: skip


@pytest.mark.parametrize("text", LONG.values(), ids=LONG)
def test_long_and_broken_files_take_one_pass(text: str) -> None:
    assert sum(len(item.raw) for item in read(text)) == len(text)


# ----------------------------------------------------------------------------------- properties

PIECES = st.sampled_from(
    ["@article{", "@string{", "@comment{", "@", "{", "}", '"', "(", ")", ",", "=", "#", "\n", " ",
     "%", "key", "title", "year = 2004", "author = {A. B and C}", "= {x}", "crossref = {key}",
     "jan", "1", "\\", "é", "\x00", "\r", "$", "xdata = {key}"]
)  # fmt: skip
TEXTS = st.lists(PIECES, max_size=40).map("".join) | st.text(max_size=60)


@given(TEXTS)
def test_the_parts_joined_are_the_file(text: str) -> None:
    items = list(read(text))
    assert "".join(item.raw for item in items) == text
    line = 1
    for item in items:
        if item.raw:
            assert item.line == line
            line += item.raw.replace("\r\n", "\n").replace("\r", "\n").count("\n")
    keys = [item.source_key for item in items if isinstance(item, Record)]
    assert len(set(keys)) == len(keys)
    assert all(isinstance(item, Record | Problem | Verbatim) for item in items)


@given(TEXTS)
def test_reading_is_a_function_of_the_text(text: str) -> None:
    assert list(read(text)) == list(read(text))


VALUES = st.recursive(
    st.text(st.sampled_from(list("aB1é -.,:;@=#%\n")), max_size=8),
    lambda inner: st.lists(inner, max_size=3).map(lambda parts: "{" + "x".join(parts) + "}"),
    max_leaves=4,
)
ENTRIES = st.lists(
    st.tuples(st.sampled_from(["title", "author", "note", "x-y", "year"]), VALUES),
    max_size=4,
    unique_by=lambda pair: pair[0],
)


@example([("title", "{\n@x{}}")])
@given(ENTRIES)
def test_bibtexparser_reads_the_same_fields(fields: list[tuple[str, str]]) -> None:
    raw = "@article{key,\n" + "".join(f"  {name} = {{{value}}},\n" for name, value in fields) + "}"
    library = Splitter(raw).split()
    if library.failed_blocks:  # an @ at the start of a line inside a value
        return
    theirs = [(each.key, each.value[1:-1]) for each in library.entries[0].fields]
    ours = [(each.name, expand(each.value, {})) for each in parse_entry(raw).fields]
    assert [(name, value.strip()) for name, value in ours] == [
        (name, value.strip()) for name, value in theirs
    ]


FIELD_PIECES = st.sampled_from(
    ["title", "author", " = ", "=", "{", "}", "{x}", "{a, b}", '"', '"x"', ",", ",\n", "\n@",
     "@b{c,", "%", "#", "2004", "jan", " ", "\\", "\x00", "(", ")", "note = {y},", "{\n@x}", "é"]
)  # fmt: skip


@given(st.lists(FIELD_PIECES, max_size=25).map("".join))
def test_whoever_reads_an_entry_it_says_the_same(fields: str) -> None:
    """If bibtexparser's result counts, the grammar reads the same fields and repairs nothing."""
    raw = "@article{key," + fields + "}"
    try:
        read = read_entry(raw)
    except Unreadable:
        with pytest.raises(Unreadable):
            parse_entry(raw)
        return
    ours = parse_entry(raw)
    assert (read.type, read.key, read.doubts) == (ours.type, ours.key, ours.doubts)
    assert [(f.name, f.value) for f in read.fields] == [(f.name, f.value) for f in ours.fields]


def test_bibtexparser_is_not_misled_by_what_stands_in_a_value() -> None:
    raw = "@article{key,\n title = {Called\n@home{, or 100% {of} it = all\n}},\n year = 2004\n}"
    assert [(f.name, expand(f.value, {})) for f in read_entry(raw).fields] == [
        ("title", "Called\n@home{, or 100% {of} it = all\n}"),
        ("year", "2004"),
    ]


def test_what_cannot_be_read_holds_no_memory() -> None:
    """An error that keeps its frames keeps the whole text: 6 kB for each of 100,000 bad blocks."""
    gc.collect()
    gc.disable()
    try:
        before = len(gc.get_objects())
        for _ in read("@article{k, title = {never closed\n" * 200):
            pass
        assert len(gc.get_objects()) - before < 200
    finally:
        gc.enable()


@every_row(
    "dates, year, said",
    [
        ("year = 2019, month = {Spring}", 2019, "2019-21"),
        ("year = {2019}, month = {Fall}", 2019, "2019-23"),
        ("date = {2019-24}", 2019, "2019-24"),
        ("year = {2019}, month = {Springtime}", 2019, ""),
    ],
)
def test_a_season_is_kept_as_biblatex_writes_it(dates: str, year: int, said: str) -> None:
    found = record(f"@article{{moss, title = {{T}}, {dates}}}")
    assert (found.date, found.extra.get("date", "")) == (Date(year=year), said)


@every_row(
    "text, degree",
    [
        ("@phdthesis{moss, author={A. Boo}, title={T}, school={S}, year=2001}", "phdthesis"),
        ("@mastersthesis{moss, author={A. Boo}, title={T}, school={S}}", "mathesis"),
        ("@phdthesis{m, author={A. Boo}, title={T}, type={Habilitation}}", "Habilitation"),
        ("@phdthesis{boo2001moss, author={A. Boo}, title={T}, school={S}, year=2001}", ""),
    ],
    ids=["a PhD", "a master's", "a type of its own", "Scholar calls any thesis a PhD"],
)
def test_the_type_of_an_entry_names_the_degree(text: str, degree: str) -> None:
    found = record(text)
    assert (found.kind, found.extra.get("type", "")) == ("thesis", degree)
