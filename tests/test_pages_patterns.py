"""Lines from patterns: what missing values leave, what each kind reads like, what goes wrong."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st
from jinja2 import Environment
from pages.samples import COSMIC, SOSP, publication
from rows import every_row

from pubman.errors import ConfigError
from pubman.fields import KINDS
from pubman.listing import Options, Section
from pubman.pages import patterns, render
from pubman.pages.labels import load_labels
from pubman.pages.pattern_pieces import pieces_of
from pubman.pages.pattern_values import Values
from pubman.pages.patterns import apply, check_patterns, choose, endash, fill, slot
from pubman.record import Publication

KNOWN = {"a": "A", "b": "", "c": "", "dot": "Inc.", "d": "D", "semi": "x;", "comma": ", y"}
TIDY = {
    "{{ a }}, {{ b }}, {{ d }}.": "A, D.",
    "{{ a }}, {{ b }}, {{ c }}, {{ d }}.": "A, D.",
    "{{ a }}, {{ b }} {{ d }}": "A, D",
    "{{ a }}, {{ b }} {{ c }}": "A",
    "{{ a }}, {{ b }}.": "A.",
    "{{ b }}, {{ a }}": "A",
    "{{ b }}, {{ c }}, {{ a }}": "A",
    "{{ a }} ({{ b }}), {{ d }}": "A, D",
    "{{ a }} ({{ b }}, {{ d }})": "A (D)",
    "{{ a }} ({{ b }}, {{ c }})": "A",
    "{{ a }} ({{ d }}, {{ b }})": "A (D)",
    "{{ a }} [{{ b }}]": "A",
    "{{ a }}({{ b }}): {{ d }}": "A: D",
    "{{ a }}: {{ b }}; {{ d }}": "A; D",
    "In {{ 'the ' if b }}{{ a }}": "In A",
    "In {{ b }}{{ a }}": "In A",
    "{{ a }}{{ b }} {{ d }}": "A D",
    "{{ dot }}.": "Inc.",
    "{{ dot }}, {{ a }}.": "Inc., A.",
    "{{ a }}{{ b }}.": "A.",
    "{{ b }}": "",
    "a, , b (): c..": "a, , b (): c..",
    "{{ a }}\n{{ b }}\n{{ d }}": "A\n\nD",
    "{{ a }}\t{{ b }}": "A\t",
    "{{ semi }}{{ b }}, {{ d }}": "x;, D",
    "{{ b }}{{ comma }}": ", y",
    "{{ a }}{{ b }}{{ ': ' ~ d if d }}": "A: D",
}
LINES = {
    "a conference": (
        publication(1, "A B", "t", "2024-11", kind="conference", canonical=SOSP, place="Austin"),
        "Symposium on Operating Systems Principles (SOSP), Austin, November 2024",
    ),
    "a conference with an ordinal": (
        publication(1, "A B", "t", "2024", kind="conference", canonical=SOSP, ordinal="30th"),
        "30th Symposium on Operating Systems Principles (SOSP), 2024",
    ),
    "a conference only as written": (
        publication(1, "A B", "t", "2024", kind="conference", venue="Proc. X", pages="1-9"),
        "Proc. X, pp. 1–9, 2024",
    ),
    "a conference whose name as written says when and where": (
        publication(
            1, "A B", "t", "2024", kind="conference", venue="CHI 2024, Bonn, May 11", place="Bonn"
        ),
        "CHI 2024, Bonn, May 11",
    ),
    "a workshop": (
        publication(1, "A B", "t", "2015", kind="workshop", canonical=COSMIC),
        "International Workshop on Code Optimisation for Multi and Many Cores (COSMIC), 2015",
    ),
    "an article": (
        publication(
            1, "A B", "t", "2017", kind="article", venue="J", volume="40", number="9", pages="1--2"
        ),
        "J 40(9): 1–2, 2017",
    ),
    "an article to appear": (
        publication(1, "A B", "t", "2024", kind="article", venue="J", status="to appear"),
        "J, 2024 (to appear)",
    ),
    "a preprint": (
        publication(1, "A B", "t", "2024-01", kind="preprint", venue="CoRR", arxiv_id="2401.1"),
        "arXiv:2401.1, January 2024",
    ),
    "a thesis": (
        publication(1, "A B", "t", "2022", kind="thesis", school="HU Berlin"),
        "Thesis, HU Berlin, 2022",
    ),
    "a book": (
        publication(1, "A B", "t", "2022", kind="book", publisher="Springer", edition="2nd"),
        "2nd edition, Springer, 2022",
    ),
    "a chapter": (
        publication(1, "A B", "t", "2022", kind="chapter", venue="Handbook", pages="3-4"),
        "In Handbook, pp. 3–4, 2022",
    ),
    "a report": (
        publication(1, "A B", "t", "2022", kind="report", number="7", school="MIT"),
        "Report 7, MIT, 2022",
    ),
    "a patent": (
        publication(1, "A B", "t", "2022", kind="patent", number="US 1"),
        "Patent US 1, 2022",
    ),
    "a data set": (
        publication(1, "A B", "t", "2022", kind="dataset", publisher="Zenodo"),
        "Data set, Zenodo, 2022",
    ),
    "something else": (
        publication(1, "A B", "t", "2022", kind="other", venue="A talk", place="Bonn"),
        "A talk, Bonn, 2022",
    ),
    "an award and a note": (
        publication(1, "A B", "t", "2022", venue="V", award="Best Paper", note="Invited"),
        "V, 2022 (Best Paper) (Invited)",
    ),
}


@every_row("pattern, line", TIDY.items())
def test_a_missing_value_leaves_nothing_behind(pattern: str, line: str) -> None:
    assert apply("default", pattern, KNOWN) == line


@every_row("pub, line", LINES.values(), ids=LINES)
def test_each_kind_has_a_line_of_its_own(pub: Publication, line: str) -> None:
    text = render("text", [Section(publications=(pub,))], Options())
    assert text.splitlines()[2] == line


@every_row("kind", KINDS)
def test_every_kind_reads_well_with_nothing_known(kind: str) -> None:
    text = render("text", [Section(publications=(Publication(id=1, kind=kind),))], Options())
    assert not [sign for sign in ("None", ", ,", "()", " ,", "\n,") if sign in text]


def test_values_are_text_and_not_markup() -> None:
    pub = publication(1, "A B", "a {{ 7*7 }} & <b>", "2024", venue="{% raw %}")
    line = "{{ title }} / {{ venue.name }}"
    text = render("text", [Section(publications=(pub,))], Options(patterns={"default": line}))
    assert text.splitlines()[2] == "a {{ 7*7 }} & <b> / {% raw %}"
    page = render("html", [Section(publications=(pub,))], Options(patterns={"default": line}))
    assert "a {{ 7*7 }} &amp; &lt;b&gt; / {% raw %}" in page


def test_ones_own_pattern_goes_first_then_ones_own_default_then_the_shipped() -> None:
    own = {"default": "d", "article": "a"}
    assert choose("article", own) == ("article", "a")
    assert choose("book", own) == ("default", "d")
    assert choose("book", {})[0] == "book"
    assert choose("unheard of", {})[0] == "unheard of"


def test_a_pattern_says_all_that_its_line_is_to_say() -> None:
    pub = publication(1, "A B", "t", "2024", kind="article", status="to appear", award="Best")
    text = render(
        "text", [Section(publications=(pub,))], Options(patterns={"article": "{{ year }}"})
    )
    assert text.splitlines()[2] == "2024"


def test_line_patterns_wrap_authors_and_titles() -> None:
    pub = publication(1, "Ann Bee*, Cy Dee", "Title", "2024", venue="V")
    patterns = {
        "authors": "{{ authors }}{{ ' (*equal contribution)' if equal }}.",
        "title": "“{{ title }}”",
    }
    options = Options(patterns=patterns, legend="none")
    lines = render("text", [Section(publications=(pub,))], options).splitlines()
    assert lines[:2] == ["Ann Bee*, Cy Dee (*equal contribution).", "“Title”"]


def test_an_entry_pattern_lays_out_the_same_lines_in_every_format() -> None:
    pub = publication(1, "Ann Bee", "T & U", "2024", venue="V", url="https://x.org/")
    options = Options(
        patterns={"entry": "{{ year }} & {{ title }}, {{ venue_line }}\n{{ authors }}"}
    )
    sections = [Section(publications=(pub,))]
    assert render("text", sections, options) == "2024 & T & U, V, 2024\nAnn Bee\n"
    assert render("markdown", sections, options) == (
        "- 2024 & [T & U](https://x.org/), V, 2024  \n  Ann Bee\n"
    )
    page = render("html", sections, options)
    assert (
        '<p class="line">2024 &amp; <a class="u-url" href="https://x.org/">T &amp; U</a>, V, '
        "2024</p>" in page
    )


WRONG = {
    "an unknown name": ({"artikel": "x"}, "artikel", "article"),
    "a syntax error": ({"article": "{{ title"}, "article", ""),
    "an unknown value": ({"default": "{{ plce }}"}, "plce", "place"),
    "a sum of words": ({"default": "{{ title + 1 }}"}, "default", ""),
    "an escape from the sandbox": ({"default": "{{ ''.__class__.__mro__ }}"}, "default", ""),
    "a call that is not safe": ({"default": "{{ pub.__init__.__globals__ }}"}, "default", ""),
    "a file": ({"default": "{% include 'labels.toml' %}"}, "default", ""),
}


@every_row("patterns, named, hint", WRONG.values(), ids=WRONG)
def test_a_pattern_that_cannot_be_used_is_named(
    patterns: dict[str, str], named: str, hint: str
) -> None:
    pub = publication(1, "A B", "t", "2024", kind="article", venue="V")
    with pytest.raises(ConfigError) as caught:
        render("text", [Section(publications=(pub,))], Options(patterns=patterns))
    assert named in caught.value.message
    assert hint in " ".join(caught.value.hints)


def test_shipped_patterns_pass_their_own_check() -> None:
    check_patterns({kind: choose(kind, {})[1] for kind in KINDS})


PAGES = {
    "195-210": "195–210",
    "138:1--138:28": "138:1–138:28",
    "e1": "e1",
    "1 - 2, 5-6": "1–2, 5–6",
    "456–492": "456–492",
}


@every_row("pages, shown", PAGES.items())
def test_pages_are_shown_with_an_en_dash(pages: str, shown: str) -> None:
    assert endash(pages) == shown


def test_slots_are_filled_and_the_rest_is_escaped() -> None:
    line = f"<{slot('title')}> & {slot('links')}"
    assert fill(line, str.upper, {"title": "<b>t</b>"}) == "<<b>t</b>> & "


def test_display_overrides_stand_for_whole_lines() -> None:
    pub = publication(1, "A B*", "t", "2024", kind="article", venue="V", status="to appear")
    pub = replace(pub, display={"authors": "We", "title": "It", "venue": "There."})
    options = Options(patterns={"article": "x", "authors": "<{{ authors }}>", "title": "x"})
    assert render("text", [Section(publications=(pub,))], options) == "We\nIt\nThere.\n"


def test_values_hold_every_field_a_pattern_may_name() -> None:
    pub = publication(1, "A B", "t", "2024-11", canonical=SOSP, ordinal="30th")
    known = Values(pub, load_labels("de"), names=["A B"], badge=False)
    assert known["month_name"] == "November"
    assert known["ordinal_words"] == "the 30th "
    assert known["extra"]["nothing"] == ""


def _tidy_by_patterns_alone(text: str) -> str:
    """Return what ``tidy`` returns, the slow way."""
    if "(" in text or "[" in text:
        text = patterns._BRACKETS.sub("\0", text)
    text = patterns._ALONE.sub("", patterns._BETWEEN.sub("", patterns._LEADING.sub(r"\1", text)))
    text = text.replace("\x01.", "").replace("\x01", "").replace("\x04", "")
    return patterns._TRAILING_SPACE.sub("", text)


_PARTS = ["\0", ", ", ",", ";", ":", ".", "(", ")", "[", " ", "\n", "a", "2020", "\x01", "\x04"]


@given(st.lists(st.sampled_from([*_PARTS, "\0", "\0, ", ", \0"]), max_size=14).map("".join))
def test_the_quick_way_to_tidy_a_line_leads_to_the_same_line(text: str) -> None:
    assert patterns.tidy(text) == _tidy_by_patterns_alone(text)


# ------------------------------------------------------------------------------------- in pieces

WHOLE = {
    "statements": "{% if year %}{{ year }}{% endif %}",
    "a set value": "{% set x = year %}{{ x }}",
    "the publication": "{{ pub.title }}, {{ year }}",
    "all words": "{{ word }}",
    "all further fields": "{{ extra | length }}",
    "a method of a mapping": "{{ extra.get('x') }}",
    "a property of a venue": "{{ venue.__class__ }}",
    "an unknown value": "{{ yeer }}",
    "no value": "{{ 'in' }} {{ year }}",
}


def test_only_a_pattern_of_plain_values_is_taken_to_pieces():
    for about, source in WHOLE.items():
        assert pieces_of(ENVIRONMENT, source) is None, about
    for kind, source in patterns.defaults().items():
        assert pieces_of(ENVIRONMENT, source) is not None, kind


ENVIRONMENT = Environment(autoescape=False, keep_trailing_newline=True)
ENVIRONMENT.filters["endash"] = endash


def test_a_pattern_in_pieces_reads_as_the_whole_does():
    own = {
        "parts": "{{ extra.howpublished }}: {{ venue.rank or venue.kind }}, {{ word.pages }}",
        "tests": "{{ 'x' if place in venue.name and not dated else tags | join(', ') }}\n",
        "calls": "{{ title.upper() }} {{ year + 1 if year }} {{ pages | endash }}",
        "no else": "{{ (volume if number) or 'q' }}{{ 'a' ~ (place if dated) }}{{ not volume }}",
        "others": "{{ venue.name == title }}{{ title != volume }}{{ volume and word.pages }}",
    }
    known = [pub for pub, _ in LINES.values()]
    known += [replace(pub, title=f"{pub.title} & more", volume="7") for pub in known]
    for source in (*patterns.defaults().values(), *own.values()):
        pieces = pieces_of(ENVIRONMENT, source)
        whole = ENVIRONMENT.from_string(source)
        assert pieces is not None
        for language, badge in (("en", True), ("de", False), ("en", False)):
            for pub in (*known, *known):  # the second time from what was kept
                values = Values(pub, load_labels(language), names=("A B",), badge=badge)
                assert pieces.fill(values) == whole.render(dict(values)), (source, pub.key)


def test_a_long_list_reads_as_a_short_one():
    pubs = [
        publication(n, "A B", f"t{n}", "2024", kind="article", venue="J", volume=str(n % 7))
        for n in range(1, 502)
    ]
    short, long = (
        render("text", [Section(publications=tuple(pubs[:count]))], Options())
        for count in (500, 501)
    )
    assert long.startswith(short.rstrip("\n"))
    assert [short.count(f"J {n}, 2024") for n in range(1, 7)] == [72, 72, 72, 71, 71, 71]
    assert long.count("J 4, 2024") == 72
