"""A page about one paper: its tags and its content; pictures beside entries."""

from __future__ import annotations

from dataclasses import replace

from pages.reading import read
from pages.samples import OPTIONS, SOSP, publication
from rows import every_row
from test_pages_hostile import HOSTILE
from test_pages_hostile import publication as hostile

from pubman.listing import Options, Section
from pubman.pages import render
from pubman.pages.entry_links import Picture, picture_of
from pubman.record import Date, Link, Publication

PAPER = replace(
    publication(1, "Bo Zhao, Luo Mai", "On <Tensors> & more", "2024", venue="SOSP"),
    kind="conference",
    canonical=SOSP,
    pages="195–210",
    doi="10.1145/1.2",
    date=Date(year=2024, month=11),
    abstract="It is fast.",
    links=(Link(label="PDF", url="https://example.org/a.pdf"),),
)
KINDS = {
    "article": ("citation_journal_title", {}),
    "workshop": ("citation_conference_title", {}),
    "chapter": ("citation_inbook_title", {}),
    "thesis": ("citation_dissertation_institution", {"school": "Aalto"}),
    "report": ("citation_technical_report_institution", {"school": "Aalto"}),
}


def page_of(pub: Publication, options: Options = OPTIONS) -> str:
    return render("pages", [Section(heading="x", publications=(pub,))], options)


def tags(pub: Publication) -> list[tuple[str, str]]:
    found = [each.attributes for each in read(page_of(pub)).of("meta")]
    return [(each["name"], each["content"]) for each in found
            if each.get("name", "").startswith("citation_")]  # fmt: skip


def test_the_tags_of_a_paper() -> None:
    assert tags(PAPER) == [
        ("citation_title", "On <Tensors> & more"),
        ("citation_author", "Bo Zhao"),
        ("citation_author", "Luo Mai"),
        ("citation_publication_date", "2024/11"),
        ("citation_conference_title", SOSP.name),
        ("citation_firstpage", "195"),
        ("citation_lastpage", "210"),
        ("citation_doi", "10.1145/1.2"),
        ("citation_pdf_url", "https://example.org/a.pdf"),
    ]


@every_row("kind", KINDS)
def test_where_it_appeared_is_said_by_kind(kind: str) -> None:
    name, more = KINDS[kind]
    assert name in dict(tags(replace(PAPER, kind=kind, **more)))


def test_a_pdf_beside_the_page_is_no_address_for_scholar() -> None:
    pub = replace(PAPER, links=(Link(label="pdf", url="papers/a.pdf"),))
    assert "citation_pdf_url" not in dict(tags(pub))


def test_the_page_says_all_of_the_paper() -> None:
    seen = read(page_of(PAPER))
    assert seen.texts("h1") == ["On <Tensors> & more"]
    assert seen.texts("p", class_="abstract") == ["It is fast."]
    assert "10.1145/1.2" in seen.texts("pre")[0]
    assert seen.linked_data["@type"] == "ScholarlyArticle"


def test_several_publications_make_a_list_without_tags() -> None:
    sections = [Section(publications=(PAPER, replace(PAPER, id=2, key="b")))]
    assert render("pages", sections, OPTIONS) == render("html", sections, OPTIONS)
    assert "citation_" not in render("html", [Section(publications=(PAPER,))], OPTIONS)


@every_row("text", HOSTILE.values(), ids=HOSTILE)
def test_hostile_text_stays_text(text: str) -> None:
    seen = read(page_of(replace(hostile(text), kind="conference")))
    assert seen.unclosed == []
    assert len(seen.of("script")) == 2
    assert not [name for each in seen.elements for name in each.attributes if name[:2] == "on"]


# --------------------------------------------------------------------------------------- pictures

PICTURES = {
    ("picture", "p/a.png"): Picture(url="p/a.png", alt=""),
    ("Picture: A sketch of it", "../a b.png"): Picture(url="../a%20b.png", alt="A sketch of it"),
    ("picture", "https://elsewhere.org/a.png"): None,
    ("picture", "//elsewhere.org/a.png"): None,
    ("picture", "data:image/svg+xml,<svg onload=alert(1)>"): None,
    ("pictures", "a.png"): None,
}


@every_row("given, shown", PICTURES.items(), ids=[" ".join(x) for x in PICTURES])
def test_a_picture_is_shown_from_beside_the_page_only(
    given: tuple[str, str], shown: Picture | None
) -> None:
    label, url = given
    pub = replace(PAPER, links=(Link(label=label, url=url),))
    assert picture_of(pub) == shown
    seen = read(render("html", [Section(publications=(pub,))], OPTIONS))
    found = [each.attributes for each in seen.of("img")]
    assert [(each["src"], each.get("alt") or "") for each in found] == (
        [(shown.url, shown.alt)] if shown else []
    )


def test_a_picture_is_no_link_of_the_row() -> None:
    pub = replace(PAPER, links=(Link(label="picture: x", url="a.png"),))
    for form in ("html", "markdown", "latex", "typst", "hugo"):
        assert "[picture" not in render(form, [Section(publications=(pub,))], OPTIONS).lower()
