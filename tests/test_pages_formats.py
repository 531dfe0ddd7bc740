"""The formats as a set, and Markdown, plain text and JSON one by one."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from dataclasses import replace
from typing import Any
from xml.etree import ElementTree as ET

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pages.reading import read
from pages.samples import GOLDENS, HOMEPAGE, OPTIONS, PARTS, publication
from rows import every_row
from test_pages_hostile import HOSTILE, written

from pubman.errors import UsageError
from pubman.fields import KINDS, STATUSES
from pubman.listing import Options, Section
from pubman.pages import EXPORTS, render
from pubman.pages.arrangement import arrange
from pubman.pages.labels import load_labels
from pubman.pages.markdown import escape
from pubman.record import Link, Publication
from pubman.text.markup import Element, Leaf, parse_markup, printable

ONE = publication(
    1, "Ann Bee*, Bo Zhao+", "On *This* & That_", "2024-11", kind="article", venue="J"
)


def one(form: str, pub: Publication = ONE, **more: Any) -> str:
    """A list of one publication."""
    options = replace(OPTIONS, title="", updated="", **more)
    return render(form, [Section(publications=(pub,))], options)


# ------------------------------------------------------------------------------------------- all


@every_row("form", EXPORTS)
def test_a_format_gives_the_same_text_again_with_one_newline_at_its_end(form: str) -> None:
    sections = arrange(HOMEPAGE, sections=PARTS, group_by=("year",))
    text = render(form, sections, OPTIONS)
    assert render(form, sections, OPTIONS) == text
    assert text.endswith("\n")
    assert not text.endswith("\n\n")
    assert "\r" not in text


@every_row("form", EXPORTS)
def test_a_format_takes_an_empty_list(form: str) -> None:
    assert render(form, (), OPTIONS).endswith("\n")


@every_row("form", EXPORTS)
def test_a_format_takes_a_publication_of_which_nothing_is_known(form: str) -> None:
    assert "None" not in render(form, [Section(publications=(Publication(),))], OPTIONS)


def test_an_unknown_format_is_refused_with_the_known_ones() -> None:
    with pytest.raises(UsageError) as caught:
        render("pdf2", (), OPTIONS)
    assert caught.value.message == "'pdf2' is not a format that pubman writes."
    assert caught.value.hints == (f"formats: {', '.join(EXPORTS)}",)


def test_the_registry_loads_no_template_engine() -> None:
    code = "import pubman.pages, pubman.pages.arrangement, sys; print('jinja2' in sys.modules)"
    found = subprocess.run(
        [sys.executable, "-c", code], check=True, capture_output=True, text=True, timeout=60
    )
    assert found.stdout.strip() == "False"


# -------------------------------------------------------------------------------------- Markdown


def test_the_homepage_as_markdown() -> None:
    text = render("markdown", arrange(HOMEPAGE, sections=PARTS), OPTIONS)
    assert text == (GOLDENS / "homepage.md").read_text(encoding="utf-8")


def test_an_entry_in_markdown() -> None:
    people = (("bo-zhao", "Bo Zhao"),)
    assert one("markdown", replace(ONE, doi="10.1/(x)"), people=people) == (
        "- [On \\*This\\* & That\\_](https://doi.org/10.1/%28x%29)  \n"
        "  Ann Bee\\*, **Bo Zhao**†  \n"
        "  J, November 2024  \n"
        "  [DOI](https://doi.org/10.1/%28x%29)\n\n"
        "\\* equal contribution, † corresponding author\n"
    )


def test_headings_deepen_and_stop_at_six() -> None:
    inner = Section(heading="b", publications=(ONE,))
    options = Options(heading_level=6, fragment=True)
    text = render("markdown", [Section(heading="a", sections=(inner,))], options)
    assert [line for line in text.splitlines() if line.startswith("#")] == ["###### a", "###### b"]


def test_links_of_the_head_are_written() -> None:
    link = Link(label="dblp", url="https://dblp.org/")
    bad = Link(label="x", url="javascript:x")
    text = render("markdown", (), Options(title="A", profiles=(link, bad), updated="2026-11-21"))
    assert text == "# A\n\n[dblp](https://dblp.org/)\n\nLast updated: 2026-11-21\n"


@given(st.text(alphabet="*_`[]<>#+-=.!|~$&;1a \\(){}:/@\"'", max_size=30))
def test_markdown_shows_any_text_as_it_is(text: str) -> None:
    markdown = pytest.importorskip("markdown_it").MarkdownIt("commonmark")
    tokens = markdown.enable(["table", "strikethrough"]).parse(escape(printable(text)))
    if not printable(text):
        return
    assert [token.type for token in tokens] == ["paragraph_open", "inline", "paragraph_close"]
    assert "".join(part.content for part in tokens[1].children) == printable(text)


# ------------------------------------------------------------------------------------ plain text


def test_an_entry_in_plain_text() -> None:
    assert one("text") == (
        "Ann Bee*, Bo Zhao† (*equal contribution, †corresponding author)\n"
        "On *This* & That_\n"
        "J, November 2024\n"
    )


def test_numbers_and_links_can_be_had_in_plain_text() -> None:
    pub = replace(ONE, doi="10.1/x")
    text = one("text", pub, numbering="kind", patterns={"entry": "{{ title }}\n{{ links }}"})
    assert text == "[J1] On *This* & That_\nDOI: https://doi.org/10.1/x\n"


# ------------------------------------------------------------------------------------------ JSON


def test_json_holds_every_field_that_is_known() -> None:
    document = json.loads(render("json", arrange(HOMEPAGE, sections=PARTS), OPTIONS))
    assert document["schema_version"] == 1
    assert [part["heading"] for part in document["sections"]] == ["Publications", "Before PhD"]
    assert len(document["publications"]) == 16
    first = document["publications"][0]
    assert first["key"] == document["sections"][0]["keys"][0]
    assert first["date"] == "2024"
    assert first["authors"][2] == {
        "name": "Bo Zhao",
        "family": "Zhao",
        "given": "Bo",
        "person": "bo-zhao",
    }
    assert first["links"][0] == {
        "label": "code",
        "url": "https://github.com/kungfu-team/tenplex",
    }
    assert "abstract" not in first


# ------------------------------------------------------------------------------- labels, markup


@every_row("language", ["en", "de", "es", "fr", "ja", "zh"])
def test_a_language_has_a_word_for_everything(language: str) -> None:
    labels = load_labels(language)
    assert len(set(labels.months)) == 12
    assert set(labels.kinds) == set(labels.headings) == set(labels.numbers) == set(KINDS)
    assert set(labels.statuses) == set(STATUSES)
    assert all(labels.words.values())
    assert labels.month(0) == labels.month(13) == ""


MARKUP = {
    "plain": (Leaf("plain"),),
    "a &lt;b&gt; &amp;amp;": (Leaf("a <b> &amp;"),),
    "<i>a</i>b": (Element("i", (Leaf("a"),)), Leaf("b")),
    "<i>a": (Leaf("<i>"), Leaf("a")),
    "a</i>": (Leaf("a"), Leaf("</i>")),
    "<u>a</u>": (Leaf("<u>a"), Leaf("</u>")),
    "<i onclick=x>a</i>": (Leaf("<i onclick=x>a"), Leaf("</i>")),
    "$x^2$-tree": (Leaf("x^2", maths=True), Leaf("-tree")),
    "costs &#36;5": (Leaf("costs $5"),),
    "$ alone": (Leaf("$ alone"),),
    "\\{0, 1\\}": (Leaf("{0, 1}"),),
    "<i><b>x</i></b>": (
        Leaf("<i>"),
        Element("b", (Leaf("x"), Leaf("</i>"))),
    ),
}


@every_row("markup, pieces", MARKUP.items())
def test_a_title_is_taken_apart(markup: str, pieces: tuple[object, ...]) -> None:
    assert parse_markup(markup) == pieces


def test_deep_nesting_is_text() -> None:
    assert parse_markup("<i>" * 10_000)


@given(st.text())
def test_printable_text_is_so_twice_over(text: str) -> None:
    assert printable(printable(text)) == printable(text)


# --------------------------------------------------------------------------------- Hugo, Quarto


def test_a_page_for_hugo_has_front_matter_and_no_shortcode_of_the_data() -> None:
    pub = replace(ONE, title="{{< x >}} {{% y %}}", venue="J")
    options = Options(title='A "b"', subtitle="c: d", updated="2026-11-21")
    text = render("hugo", [Section(heading="H", publications=(pub,))], options)
    assert text.startswith(
        '+++\ntitle = "A \\"b\\""\ndescription = "c: d"\nlastmod = "2026-11-21"\n+++\n\n## H\n\n- &'
    )
    assert "{{" not in text
    assert "+++" not in render("hugo", (), replace(options, fragment=True))


def test_a_page_for_quarto_has_front_matter_and_escapes_what_pandoc_reads() -> None:
    pub = replace(ONE, title="@ref ^a^ 'q' ... -- {{< x >}}", venue="J")
    text = render("quarto", [Section(publications=(pub,))], Options(title="A", updated="soon"))
    assert text.startswith('---\ntitle: "A"\n---\n\n- ')
    assert r"\@ref \^a\^ \'q\' \... \-- \{{\< x \>}\}" in text


# ------------------------------------------------------------------------------------------ Atom

ATOM = "{http://www.w3.org/2005/Atom}"


def test_a_feed_has_what_atom_demands() -> None:
    sections = arrange(HOMEPAGE, sections=[("Selected", [1, 3]), ("All", range(1, 17))])
    feed = ET.fromstring(render("atom", sections, OPTIONS))
    assert [feed.findtext(ATOM + name) for name in ("title", "updated")] == [
        "Bo Zhao",
        "2024-01-01T00:00:00Z",
    ]
    entries = feed.findall(ATOM + "entry")
    identities = [each.findtext(ATOM + "id") for each in entries]
    assert len(set(identities)) == len(entries) == 16
    assert identities[0] == "https://doi.org/10.1145/3694715.3695975"
    assert identities[2] == "urn:pubman:key:liu2024n2"
    assert len(entries[0].findall(ATOM + "author")) == 5


@every_row("text", HOSTILE.values(), ids=HOSTILE)
def test_a_feed_stays_a_feed(text: str) -> None:
    feed = ET.fromstring(written(text, "atom").encode("utf-8"))
    assert len(feed.findall(ATOM + "entry")) == 3
    assert {each.tag for each in feed.iter()} <= {
        ATOM + name
        for name in "feed title id updated author name generator entry link summary".split()
    }


RETRACTED = {
    "as a source says": ({}, "Sorting with Sand"),
    "as the title says too": ({}, "RETRACTED: Sorting with Sand"),
    "as the publisher of a medical journal says": ({}, "Retracted article: Sorting with Sand"),
    "as the title says alone": ({"extra": {}}, "WITHDRAWN: Sorting with Sand"),
    "as the note says": ({"note": "Retracted in 2020"}, "Sorting with Sand"),
}


@every_row("more, title", RETRACTED.values(), ids=RETRACTED)
@every_row("form", ["html", "markdown", "text", "latex", "typst", "atom"])
def test_a_retraction_is_said_once(form: str, title: str, more: dict[str, Any]) -> None:
    told = {"extra": {"retraction": "retraction 10.5555/notice"}} | more
    pub = publication(1, "A B", title, "2019", **told)
    options = replace(OPTIONS, bibtex=False)
    said = render(form, [Section(heading="", publications=(pub,))], options)
    said = said if isinstance(said, str) else said.decode()
    if form == "html":
        said = read(said).of("li", class_="entry")[0].text
    elif form == "atom":
        said = said.partition("<title>")[2].partition("</entry>")[0]
    found = re.findall(r"(?i)retracted|withdrawn", said)
    assert len(found) == (2 if "note" in more and form == "html" else 1), said
