"""The parts that several readers share: titles with HTML, dates, names, pages, rows."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rows import every_row

from pubman.formats import read
from pubman.formats.answer_values import clean_title, person
from pubman.formats.author_lists import read_name, whole_name
from pubman.formats.dates import read_date
from pubman.formats.languages import read_language
from pubman.formats.scholar.completion import split_authors
from pubman.formats.table.rows import rows
from pubman.formats.tagged.pubmed.reader import expand_pages
from pubman.record import Record
from pubman.text.html_text import read_title
from pubman.text.plain import tidy_pages


@every_row(
    "text, plain, markup",
    [
        ("Plain", "Plain", ""),
        ("H<sub>2</sub>O", "H2O", "H<sub>2</sub>O"),
        ("<jats:italic>E. coli</jats:italic> &amp; co", "E. coli & co", "<i>E. coli</i> &amp; co"),
        ("a &lt; b", "a < b", "a &lt; b"),
        ("a < b and c > d", "a < b and c > d", "a &lt; b and c &gt; d"),
        ("<p>In a\n paragraph</p>", "In a paragraph", ""),
        ('<span style="font-variant: small-caps;">x</span>', "x", "<sc>x</sc>"),
        ("never <i>closed", "never closed", "never <i>closed</i>"),
        ("closed</i> only", "closed only", ""),
        ("line<br/>break", "line break", ""),
        ("AT&T", "AT&T", "AT&amp;T"),
    ],
)
def test_titles_with_html(text: str, plain: str, markup: str) -> None:
    assert read_title(text) == (plain, markup)


@given(st.text(alphabet=st.sampled_from("aé &;<>/isub2"), max_size=40))
def test_a_title_keeps_its_letters_and_digits(text: str) -> None:
    plain, _ = read_title(f"x{text}y")
    assert plain.startswith("x")
    assert plain.endswith("y")
    assert read_title("".join(c for c in text if c.isalnum()))[0] == "".join(
        c for c in text if c.isalnum()
    )


@every_row(
    "texts, date",
    [
        (["2019"], "2019"),
        (["2019/08/12/T23:47:35Z"], "2019-08-12"),
        (["2015///"], "2015"),
        (["2021 Nov 5"], "2021-11-05"),
        (["November 2021"], "2021-11"),
        (["20-24 April 2020"], "2020-04"),
        (["2019 Spring"], "2019"),
        (["2019", "2019/08/12"], "2019-08-12"),
        (["2020", "2019/08/12"], "2020"),
        (["", "2019-13-45"], "2019"),
        (["2017年9月"], "2017-09"),
        (["31.12.2018"], "2018-12-31"),
        (["12/31/2018"], "2018-12-31"),
        (["31-12-2018"], "2018-12-31"),
        (["11/12/2018"], "2018"),
        (["05/2018"], "2018-05"),
        (["13/2018"], "2018"),
        (["20180507"], "2018-05-07"),
        (["201805"], "2018-05"),
        (["20181307"], "None"),
    ],
)
def test_dates(texts: list[str], date: str) -> None:
    assert str(read_date(*texts)) == date


@every_row("text", ["", "in press", "n.d.", "12", "3019"])
def test_no_date(text: str) -> None:
    assert read_date(text) is None


@every_row(
    "text, inverted",
    [
        ("Zhao, Bo", "Zhao, Bo"),
        ("Davis, Sammy, Jr.", "Davis, Jr., Sammy"),
        ("World Health Organization,", "World Health Organization"),
        ("Zhao B", "Zhao, B"),
        ("van der Aa H.", "van der Aa, H."),
        ("Bo Zhao", "Zhao, Bo"),
        ("B Zhao", "Zhao, B"),
    ],
)
def test_names(text: str, inverted: str) -> None:
    assert read_name(text).inverted == inverted


@every_row(
    "text, names, cut",
    [
        ("Zhao, Bo; van der Aa, Han; ", ["Bo Zhao", "Han van der Aa"], False),
        ("Zhao, Bo; ", ["Bo Zhao"], False),
        ("Zhao, Bo", ["Bo Zhao"], False),
        ("B Zhao, H van der Aa, ...", ["B Zhao", "H van der Aa"], True),
        ("M. A. Zhao, Zhen Li, and Ken Q. Pu", ["M. A. Zhao", "Zhen Li", "Ken Q. Pu"], False),
        ("刘松; 赵博; ", ["刘松", "赵博"], False),
        ("", [], False),
        (" ; ", [], False),
    ],
)
def test_scholar_authors(text: str, names: list[str], cut: bool) -> None:
    found, says_cut = split_authors(text)
    assert ([name.full for name in found], says_cut) == (names, cut)


@given(st.text(min_size=1, max_size=30))
def test_no_name_gets_lost(text: str) -> None:
    if text.strip():
        assert whole_name(text).full


@every_row(
    "text, pages",
    [
        ("135. e1-135. e7", "135.e1-135.e7"),
        ("1124--1147", "1124-1147"),
        ("12 – 15", "12-15"),
        ("1 007-1 009", "1007-1009"),
        ("4 pages", "4 pages"),
        ("e0346821", "e0346821"),
        ("", ""),
    ],
)
def test_pages(text: str, pages: str) -> None:
    assert tidy_pages(text) == pages
    assert tidy_pages(pages) == pages


@every_row(
    "text, pages",
    [("2127-41", "2127-2141"), ("456-92", "456-492"), ("12-15", "12-15"), ("e12-e15", "e12-e15")],
)
def test_pubmed_pages(text: str, pages: str) -> None:
    assert expand_pages(text) == pages


def test_languages() -> None:
    assert [read_language(each) for each in ("eng", "Chinese", "de", "")] == ["en", "zh", "de", ""]


_CELLS = st.text(alphabet=st.sampled_from('ab ,;"\n'), max_size=8)


@given(st.lists(st.lists(_CELLS, min_size=3, max_size=3), min_size=1, max_size=8))
def test_what_was_written_as_csv_is_read_again(table: list[list[str]]) -> None:
    quoted = [",".join('"' + cell.replace('"', '""') + '"' for cell in row) for row in table]
    text = "one,two,three\n" + "".join(f"{line}\n" for line in quoted)
    expected = [tuple(cell.strip() for cell in row) for row in table]
    assert [row.cells for row in rows(text)][1:] == [row for row in expected if any(row)]


@given(st.text(alphabet=st.sampled_from('ab,"\r\n'), max_size=60))
def test_rows_hold_all_text_in_order(text: str) -> None:
    at = 0
    for row in rows(text):
        assert text.index(row.raw, at) >= at
        at = text.index(row.raw, at) + len(row.raw)


def test_ris_names_in_one_line_and_its_other_tag_for_an_address() -> None:
    text = "TY  - JOUR\nAU  - Zhao, Bo; Liu, Song;\nTI  - T\nLK  - https://x.org/a\nER  - \n"
    (record,) = read("ris", text.encode())
    assert isinstance(record, Record)
    assert [name.full for name in record.authors] == ["Bo Zhao", "Song Liu"]
    assert record.url == "https://x.org/a"


@pytest.mark.parametrize(
    "text, title",
    [
        ("On $$B_{\\infty }$$-rings", "On B_∞-rings"),
        ("The $90 lamp and the $12 bulb", "The $90 lamp and the $12 bulb"),
    ],
)
def test_maths_of_tex_in_an_answer_is_read(text, title):
    assert clean_title(text)[0] == title


IN_CAPITALS = {
    "one word": ("ÖZTÜRK", "Öztürk"),
    "a short word, which may be initials": ("LI", "LI"),
    "two surnames": ("GARCÍA LÓPEZ", "García López"),
    "a hyphen": ("SMITH-JONES", "Smith-Jones"),
    "an apostrophe": ("O'BRIEN", "O'Brien"),
    "particles": ("VAN DER BERG", "van der Berg"),
    "initials with stops": ("J. R. R.", "J. R. R."),
    "ordinary letters": ("McDonald", "McDonald"),
    "a script without capitals": ("李", "李"),
}


@every_row("family, shown", IN_CAPITALS.values(), ids=IN_CAPITALS)
def test_a_family_name_in_capitals_gets_ordinary_letters(family: str, shown: str) -> None:
    name = person(family, "Ada")
    assert " ".join(filter(None, (name.particle, name.family))) == shown


def only(form: str, text: str) -> Record:
    """Return the one record of an answer."""
    (record,) = read(form, text.encode())
    assert isinstance(record, Record)
    return record


def test_a_title_that_pubmed_does_not_have_is_not_a_translation() -> None:
    record = only(
        "pubmed-xml",
        "<PubmedArticleSet><PubmedArticle><MedlineCitation><PMID>1</PMID><Article>"
        "<ArticleTitle>[Not Available].</ArticleTitle><VernacularTitle>Rivières.</VernacularTitle>"
        "</Article></MedlineCitation></PubmedArticle></PubmedArticleSet>",
    )
    assert (record.title, record.title_translated) == ("Rivières", "")


def test_a_paper_that_was_merged_with_its_preprint_appeared_where_the_paper_did() -> None:
    record = only(
        "semanticscholar",
        '{"data": [{"paperId": "a", "title": "A B", "venue": "NAACL", "journal": {"name": "ArXiv"},'
        ' "externalIds": {"ArXiv": "1810.04805", "DOI": "10.5555/s"}}]}',
    )
    assert (record.venue, record.kind, record.arxiv_id) == ("NAACL", "other", "1810.04805")


def test_a_retraction_counts_in_capitals_too() -> None:
    record = only(
        "crossref",
        '{"status": "ok", "message": {"DOI": "10.5555/s", "type": "journal-article",'
        ' "title": ["Sand"], "updated-by": [{"type": "Retraction", "DOI": "10.5555/r"}]}}',
    )
    assert record.extra["retraction"] == "Retraction 10.5555/r"
