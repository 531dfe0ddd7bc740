"""Text with markup and code in it, in every field, through every format."""

from __future__ import annotations

import json
import re
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pages.reading import ELEMENTS, read
from pages.samples import PERSON
from rows import every_row

from pubman.formats import read as read_source
from pubman.listing import Options, Section
from pubman.pages import EXPORTS, render
from pubman.record import Authorship, Date, Link, Name, Publication, Venue
from pubman.text.urls import safe_url

HOSTILE = {
    "a script": "<script>alert(1)</script>",
    "an image that fails": '"><img src=x onerror=alert(1)>',
    "the end of a script": "</script><script>alert(1)</script>",
    "the end of a style": "</style></title></head><body onload=alert(1)>",
    "quotes": "\"double\" 'single' `tick` &quot; &#34;",
    "a comment": "<!-- --> ]]> <![CDATA[ x ]]> <?php",
    "entities": "&lt;b&gt; &amp;amp; &copy &notit; &#x3c;",
    "templates": "{{ 7 * 7 }} {% raw %} {# x #} ${7*7} #{7}",
    "Markdown": "# h\n* a\n1. b\n[x](javascript:alert(1)) ![i](u) `c` ***b*** ~~s~~ | t | <u>",
    "LaTeX": r"\write18{ls} \input{/etc/passwd} ^^5c % $ & # _ ~ \end{document} \\",
    "LaTeX in maths": r"$\input{x}$ and $x\write18{ls}$",
    "open braces": "{{{ unbalanced } {",
    "closing braces": "}}} unbalanced } {",
    "a BibTeX entry": "x},\n}\n@misc{evil, title = {y}}\n@string{a = b}",
    "Typst": '#import "x" #eval("1") $ x $ @ref <label> = h',
    "a formula": "=cmd|' /C calc'!A0",
    "bidirectional overrides": "\u202eevil\u202c \u2066x \u200f\u061c safe",
    "controls": "a\x00b\x01c\x02title\x03d\x08\x1b[31m\x7f\x85\ufffe e",
    "line ends": "a\r\nb\rc\u2028d\u2029e\vf",
    "emoji": "👩‍🔬 🏳️‍🌈 1️⃣ 🎉",
    "right to left": "שלום עולם مرحبا بالعالم",
    "a lone surrogate": "a\ud800b",
    "combining marks": "Z̴̢̛a̸l̵g̶o̷" + "\u0301" * 50,
    "very long": "ab<c&d " * 1500,
    "a very long word": "x" * 10_000,
    "nothing but space": " \t\n ",
    "markup": "<i>open <b>crossed</i></b> <sub></sub> $a<b$ $ <sc>x</sc>",
}
URLS = [
    "javascript:alert(1)",
    "JaVaScRiPt:alert(1)",
    " javascript:alert(1)",
    "java\tscript:alert(1)",
    "\x01javascript:alert(1)",
    "data:text/html,<script>alert(1)</script>",
    "vbscript:x",
    "file:///etc/passwd",
    "//evil.example/x",
    "\\\\evil.example\\x",
    "/\\evil.example",
    "https:evil",
    "https://",
    "ftp://x.example/",
    "blob:https://x",
    "",
]
GOOD_URLS = {
    "https://x.org/a?b=c&d=e#f": "https://x.org/a?b=c&d=e#f",
    "http://x.org": "http://x.org",
    "mailto:a@b.org": "mailto:a@b.org",
    "papers/x.pdf": "papers/x.pdf",
    "/papers/x.pdf": "/papers/x.pdf",
    "../x.pdf#page=3": "../x.pdf#page=3",
    "a b.pdf": "a%20b.pdf",
    'x".pdf': "x%22.pdf",
    "https://x.org/100%": "https://x.org/100%25",
    "https://x.org/a%20b": "https://x.org/a%20b",
    "https://x.org/münchen": "https://x.org/m%C3%BCnchen",
    "#a": "#a",
}


def publication(text: str) -> Publication:
    """A publication with ``text`` in every field."""
    name = Name(given=text, family=text, literal="")
    links = (Link(label=text, url=text), Link(label="pdf", url=text), Link(label=text, url="x.pdf"))
    return Publication(
        id=1,
        key=text,
        kind="conference",
        title=text,
        title_markup=text,
        title_translated=text,
        authors=(name, Name(literal=text)),
        authorships=(
            Authorship(name=name, person=PERSON[0], roles=(text, "equal"), url=text),
            Authorship(name=Name(literal=text)),
        ),
        editors=(name,),
        date=Date(year=2024, month=11),
        venue=text,
        canonical=Venue(id="x", acronym=text[:12], name=text, kind="conference"),
        series=text,
        volume=text,
        number=text,
        pages=text,
        publisher=text,
        school=text,
        place=text,
        doi=text,
        arxiv_id=text,
        isbn=text,
        url=text,
        abstract=text,
        language=text,
        status=text,
        award=text,
        note=text,
        ordinal=text,
        era=text,
        tags=(text,),
        keywords=(text,),
        links=links,
        extra={"type": text, text: text},
    )


def options(text: str) -> Options:
    """Options with ``text`` in every text."""
    link = Link(label=text, url=text)
    return Options(
        title=text,
        subtitle=text,
        updated=text,
        profiles=(link,),
        downloads=(link,),
        people=(PERSON,),
        roles={text: text},
        marks={text: text},
    )


def written(text: str, form: str) -> str:
    sections = [
        Section(heading=text, publications=(publication(text),)),
        Section(
            heading=text,
            sections=(
                Section(
                    heading=text,
                    publications=(
                        replace(publication(text), id=2, title_markup=""),
                        replace(
                            publication(text),
                            id=3,
                            display={"authors": text, "title": text, "venue": text},
                        ),
                    ),
                ),
            ),
        ),
    ]
    return render(form, sections, options(text))


@pytest.mark.parametrize("form", EXPORTS)
@every_row("text", HOSTILE.values(), ids=HOSTILE)
def test_every_format_takes_it_and_gives_it_as_one_file(text: str, form: str) -> None:
    found = written(text, form)
    found.encode("utf-8")
    assert found.endswith("\n")
    assert "\x00" not in found
    if form != "json":
        assert not re.search("[\x01-\x08\x0b-\x1f\u202a-\u202e\u2066-\u2069]", found)


@every_row("text", HOSTILE.values(), ids=HOSTILE)
def test_a_page_stays_a_page(text: str) -> None:
    seen = read(written(text, "html"))
    assert seen.unclosed == []
    assert {each.tag for each in seen.elements} <= ELEMENTS
    for each in seen.elements:
        assert not [name for name in each.attributes if name.startswith("on")]
        for name in ("href", "src"):
            address = each.attributes.get(name)
            safe = address is None or address == safe_url(address) != ""
            icon = each.tag == "link" and address == "data:,"
            assert safe or icon or str(address).startswith("#")
    identifiers = [each.attributes["id"] for each in seen.elements if "id" in each.attributes]
    assert len(set(identifiers)) == len(identifiers)
    assert not [each for each in identifiers if not each or re.search(r"\s", each)]
    assert len(seen.of("script")) == 2
    assert len(seen.linked_data["itemListElement"]) == 3  # type: ignore[arg-type]


@every_row("name", ["a script", "an image that fails", "entities", "quotes"])
def test_what_looks_like_markup_is_shown_as_it_was_written(name: str) -> None:
    text = HOSTILE[name]
    pub = replace(publication("x"), title=text, title_markup="")
    page = render("html", [Section(publications=(pub,))], Options())
    assert read(page).texts("p", class_="title") == [text]


@every_row("text", HOSTILE.values(), ids=HOSTILE)
def test_bibtex_is_read_back_as_three_entries(text: str) -> None:
    data = written(text, "bibtex").encode("utf-8", "replace")
    assert data.count(b"\n@") + data.startswith(b"@") == 3
    found = list(read_source("bibtex", data))
    records = [each for each in found if type(each).__name__ == "Record"]
    assert len(records) == 3


@every_row("text", HOSTILE.values(), ids=HOSTILE)
def test_markdown_shows_no_more_than_text_and_safe_links(text: str) -> None:
    markdown = pytest.importorskip("markdown_it").MarkdownIt("commonmark")
    page = markdown.enable(["table", "strikethrough"]).render(written(text, "markdown"))
    seen = read(page)
    expected = {"h1", "h2", "h3", "p", "ul", "li", "a", "strong", "em", "sub", "sup", "br"}
    assert {each.tag for each in seen.elements} <= expected
    assert len(seen.of("li")) == 3
    for each in seen.of("a"):
        assert re.match(r"https?://|mailto:|(?![\w+.-]*:)", each.attributes["href"])


@every_row("text", HOSTILE.values(), ids=HOSTILE)
def test_json_says_what_was_said(text: str) -> None:
    found = json.loads(written(text, "json"))["publications"]
    assert len(found) == 3
    assert found[0]["title"] == text.encode("utf-8", "replace").decode()


@every_row("url", URLS)
def test_an_address_that_is_none_is_not_linked(url: str) -> None:
    assert safe_url(url) == ""


@every_row("url, safe", GOOD_URLS.items())
def test_an_address_is_linked(url: str, safe: str) -> None:
    assert safe_url(url) == safe


@given(st.text())
def test_a_safe_address_is_safe_twice_over(url: str) -> None:
    assert safe_url(safe_url(url)) == safe_url(url)
    assert not re.search(r"[\s\"'<>\x00-\x1f\\]", safe_url(url).replace("'", ""))


@settings(max_examples=20)
@given(st.text(max_size=60))
def test_any_text_makes_a_sound_page(text: str) -> None:
    seen = read(written(text, "html"))
    assert seen.unclosed == []
    assert {each.tag for each in seen.elements} <= ELEMENTS
