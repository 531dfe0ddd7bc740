"""The page for a reader, a screen reader, a machine, and a browser without scripts."""

from __future__ import annotations

import re
from base64 import b64encode
from dataclasses import replace
from hashlib import sha256
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pages.reading import Seen, read
from pages.samples import HOMEPAGE, OPTIONS, PARTS, PATTERNS, PERSON, publication
from rows import every_row

from pubman.errors import ConfigError
from pubman.listing import THEMES, Options, Section
from pubman.pages import html_parts, render
from pubman.pages.arrangement import arrange
from pubman.pages.html_parts import unbroken
from pubman.record import Authorship, Link, Name, Publication


def page(*pubs: Publication, **more: Any) -> Seen:
    """The page of ``pubs`` under one heading."""
    options = replace(OPTIONS, **more)
    return read(render("html", [Section(heading="List", publications=pubs)], options))


@pytest.fixture(scope="module")
def homepage() -> Seen:
    return read(render("html", arrange(HOMEPAGE, sections=PARTS), OPTIONS))


# ---------------------------------------------------------------------------------------- reading


def test_headings_sections_and_entries_stand_in_order(homepage: Seen) -> None:
    assert homepage.texts("h1") == ["Bo Zhao"]
    assert homepage.texts("h2") == ["Publications", "Before PhD"]
    assert [each.attributes.get("id") for each in homepage.of("section")] == [
        "publications",
        "before-phd",
    ]
    keys = [each.attributes["id"] for each in homepage.of("li", class_="entry")]
    assert keys == [pub.key for pub in HOMEPAGE]


def test_every_link_has_a_name_of_its_own(homepage: Seen) -> None:
    names = [
        *homepage.texts("a", class_="pdf"),
        *homepage.texts("a", class_="doi"),
        *homepage.texts("a", class_="code"),
        *homepage.texts("summary"),
    ]
    assert len(set(names)) == len(names)
    assert "PDF of TENPLEX: Changing Resources of Deep Learning…" in names


def test_papers_of_one_title_are_told_apart_for_those_who_listen() -> None:
    same = [publication(n, "A B", "One title", when) for n, when in enumerate(["2023", "2024"], 1)]
    twins = [publication(3, "A B", "Twin", "2024"), publication(4, "A B", "Twin", "2024")]
    names = [each for each in page(*same, *twins).texts("summary") if " of " in each]
    assert names == [
        "BibTeX of One title, 2023",
        "BibTeX of One title, 2024",
        "BibTeX of Twin (b2024n3)",
        "BibTeX of Twin (b2024n4)",
    ]


def test_oneself_is_marked_by_identity_and_not_by_spelling() -> None:
    zhaos = [Authorship(name=Name(given="Bo", family="Zhao"), person=p) for p in ("", PERSON[0])]
    initials = Authorship(name=Name(given="B.", family="Zhao"), person=PERSON[0])
    pub = replace(publication(1, "", "t", "2024"), authorships=(*zhaos, initials))
    seen = page(pub)
    assert seen.texts("p", class_="authors") == ["Bo Zhao, Bo Zhao, B. Zhao"]
    assert seen.texts("b", class_="me") == ["Bo Zhao", "B. Zhao"]
    assert page(pub, highlight=False).of("b") == []


def test_marks_have_words_and_one_legend(homepage: Seen) -> None:
    authors = homepage.texts("p", class_="authors")[4]
    assert authors.startswith("Huanzhou Zhu* (equal contribution), Bo Zhao* (equal contribution), ")
    assert homepage.texts("p", class_="legend") == ["* equal contribution"]
    signs = [each for each in homepage.of("sup") if "title" in each.attributes]
    assert {each.attributes["title"] for each in signs} == {"equal contribution"}


def test_unknown_roles_take_signs_and_words_of_their_own() -> None:
    people = [("a", ("equal",)), ("b", ("data", "equal")), ("c", ("proofs",))]
    pub = replace(
        publication(1, "", "t", "2024"),
        authorships=tuple(Authorship(name=Name(literal=n), roles=roles) for n, roles in people),
    )
    seen = page(pub, roles={"proofs": "wrote the proofs"}, marks={"equal": "=", "data": "d"})
    assert seen.texts("p", class_="legend") == ["= equal contribution, d data, ‖ wrote the proofs"]


def test_a_legend_at_the_end_of_the_line_leaves_plain_signs() -> None:
    pub = publication(1, "Ann Bee*, Cy Dee*+", "t", "2024")
    seen = page(pub, legend="entry")
    assert seen.texts("p", class_="authors") == [
        "Ann Bee*, Cy Dee*† (*equal contribution, †corresponding author)"
    ]
    assert seen.of("p", class_="legend") == []


def test_long_author_lists_are_cut_and_keep_oneself() -> None:
    names = [f"A{n} B" for n in range(9)]
    pub = publication(1, ", ".join([*names, "Bo Zhao", "Z Z"]), "t", "2024")
    assert page(pub, truncate_authors=2).texts("p", class_="authors") == [
        "A0 B, A1 B, …, Bo Zhao, et al."
    ]
    short = publication(1, "A B, C D, E F", "t", "2024")
    assert page(short, truncate_authors=2).texts("p", class_="authors") == ["A B, C D, E F"]
    cut = replace(short, authors_cut=True)
    assert page(cut).texts("p", class_="authors") == ["A B, C D, E F, et al."]


def test_the_title_links_only_to_an_address() -> None:
    base = publication(1, "A B", "t", "2024")
    tries = [
        (base, []),
        (replace(base, arxiv_id="2401.1"), ["https://arxiv.org/abs/2401.1"]),
        (replace(base, arxiv_id="2401.1", doi="10.1/x"), ["https://doi.org/10.1/x"]),
        (replace(base, doi="10.1/x", url="https://x.org/"), ["https://doi.org/10.1/x"]),
        (replace(base, url="https://x.org/"), ["https://x.org/"]),
        (replace(base, url="https://www-jstor-org.ezproxy.example.edu/stable/1"), []),
        (
            replace(base, url="https://doi-org.libproxy.example.edu/10.1234/ab.c"),
            ["https://doi.org/10.1234/ab.c"],
        ),
        (replace(base, url="javascript:x"), []),
    ]
    for pub, links in tries:
        assert [each.attributes["href"] for each in page(pub).of("a", class_="u-url")] == links


def test_a_label_that_the_line_repeats_is_left_out(homepage: Seen) -> None:
    labels = homepage.of("span", class_="label")
    assert [each.text for each in labels[:2]] == ["SOSP", "VLDB"]
    assert "arXiv" not in [each.text for each in labels]
    assert homepage.texts("span", class_="venue")[0].startswith("Symposium on Operating Systems")


def test_badges_links_chart_details_can_each_be_switched_off() -> None:
    pub = replace(HOMEPAGE[4], award="Best Paper")
    all_on = page(pub, HOMEPAGE[0])
    assert all_on.texts("span", class_="award") == ["★ Best Paper"]
    assert all_on.of("nav", class_="years")
    assert page(pub, badges=False).of("span", class_="label") == []
    assert page(pub, badges=False).texts("span", class_="venue")[0].endswith("2023 (Best Paper)")
    assert page(pub, links=False).of("a", class_="slides") == []
    assert page(pub, HOMEPAGE[0], chart=False).of("nav", class_="years") == []
    assert len(page(pub).of("summary")) == 2
    assert page(pub, bibtex=False, abstracts=False).of("summary") == []


def test_foreign_titles_say_their_language_and_direction() -> None:
    titles = [("论文", "zh"), ("Über", "de-CH"), ("x", "en"), ("y", "<b>"), ("שלום", "he")]
    pubs = [publication(n, "A B", t, "2024", language=code) for n, (t, code) in enumerate(titles)]
    found = [(e.attributes.get("lang"), e.attributes.get("dir")) for e in page(*pubs).of("p")]
    kept = [each for each in found if each != (None, None)]
    assert kept == [("zh", None), ("de-CH", None), ("he", "auto")]


def test_markup_of_titles_is_shown() -> None:
    pub = publication(
        1,
        "A B",
        "The lac operon",
        "2024",
        title_markup="The <i>lac</i> <sc>op</sc> &lt;b&gt; $O(n^2)$ <sub>2</sub> <tt>f</tt> <u>",
    )
    text = render("html", [Section(publications=(pub,))], Options())
    assert (
        'The <i>lac</i> <span class="sc">op</span> &lt;b&gt; '
        '<span class="maths">O(n<sup>2</sup>)</span> <sub>2</sub> <code>f</code> &lt;u&gt;</p>'
        in text
    )


def test_years_are_said_once_each_and_not_beside_their_heading() -> None:
    pubs = [publication(n, "A B", "t", when) for n, when in enumerate(["2024", "2024", "2023"], 1)]
    years = [each.attributes["class"] for each in page(*pubs).of("span", class_="year")]
    assert years == ["year", "year"]
    grouped = read(render("html", arrange(pubs, group_by=["year"]), Options()))
    assert grouped.texts("h2", class_="by-year") == ["2024", "2023"]
    assert grouped.of("span", class_="year") == []


def test_a_year_that_the_line_does_not_say_is_said_beside_each_entry() -> None:
    pubs = [publication(n, "A B", "t", "2024") for n in (1, 2)]
    years = page(*pubs, patterns={"default": "x"}).of("span", class_="year")
    assert [each.attributes for each in years] == [{"class": "year"}, {"class": "year again"}]


NUMBERS = {
    "up": ["[1]", "[2]", "[3]"],
    "down": ["[3]", "[2]", "[1]"],
    "kind": ["[J2]", "[C1]", "[J1]"],
}


@pytest.mark.parametrize("style, numbers", NUMBERS.items())
def test_entries_are_numbered(style: str, numbers: list[str]) -> None:
    kinds = ["article", "conference", "article"]
    pubs = [publication(n, "A B", "t", "2024", kind=kind) for n, kind in enumerate(kinds, 1)]
    assert page(*pubs, numbering=style).texts("span", class_="number") == numbers


def test_the_years_have_counts_and_lead_to_their_first_entry(homepage: Seen) -> None:
    years = homepage.texts("nav", class_="years")[0]
    assert years.strip().startswith("2024: 4")
    links = [each.attributes["href"] for each in homepage.of("a") if "data-year" in each.attributes]
    assert len(links) == 9
    assert links[0] == f"#{HOMEPAGE[0].key}"
    anchors = {each.attributes.get("id") for each in homepage.elements}
    assert {link[1:] for link in links} <= anchors


def test_a_year_with_a_section_of_its_own_leads_there() -> None:
    pubs = [publication(n, "A B", "t", when) for n, when in enumerate(["2024", "2023"], 1)]
    seen = read(render("html", arrange(pubs, group_by=["year"]), Options()))
    links = [each.attributes["href"] for each in seen.of("a") if "data-year" in each.attributes]
    assert links == ["#n2024", "#n2023"]


def test_the_header_says_how_many(homepage: Seen) -> None:
    assert homepage.texts("p", class_="sum") == ["16 publications", "3 selected", "10 years"]
    one = page(replace(HOMEPAGE[0], tags=("selected",)))
    assert one.texts("p", class_="sum") == ["1 publication"]
    two = page(replace(HOMEPAGE[0], tags=("selected",)), HOMEPAGE[1])
    assert two.texts("p", class_="sum")[:2] == ["2 publications", "1 selected"]


def test_the_head_describes_the_page(homepage: Seen) -> None:
    about = {m.attributes.get("name") or m.attributes.get("property"): m.attributes["content"]
             for m in homepage.of("meta") if "content" in m.attributes}  # fmt: skip
    assert about["description"] == "Bo Zhao – Publications: 16 publications, 3 selected, 10 years"
    assert about["og:title"] == "Bo Zhao – Publications"


def test_the_policy_allows_the_style_and_the_script_of_the_page_and_nothing_else() -> None:
    text = render("html", arrange(HOMEPAGE, sections=PARTS), replace(OPTIONS, accent="#a02040"))
    policy = re.search(r'Content-Security-Policy" content="([^"]*)"', text)
    assert policy
    for element, directive in (("style", "style-src"), ("script", "script-src")):
        inside = re.search(rf"<{element}>(.*?)</{element}>", text, re.DOTALL)
        assert inside
        digest = b64encode(sha256(inside[1].encode()).digest()).decode()
        assert f"{directive} 'sha256-{digest}'" in policy[1]
    assert "default-src 'none'" in policy[1]
    assert "connect-src 'self'" in policy[1]  # tools ask the own host for robots.txt
    assert " style=" not in text
    assert " onclick" not in text


@every_row("colour", ["red;}body{display:none", "url(https://x)", "</style>", "12"])
def test_an_accent_that_is_not_a_colour_is_refused(colour: str) -> None:
    with pytest.raises(ConfigError, match="not a colour"):
        page(HOMEPAGE[0], accent=colour)


def test_the_css_of_a_person_comes_last_and_cannot_end_the_style() -> None:
    text = render("html", (), replace(OPTIONS, style_sheet="h1{color:red}</style><script>x"))
    assert "h1{color:red}" in text.split("</style>")[0]
    assert "</style><script>x" not in text


@pytest.mark.parametrize("theme", THEMES)
def test_a_theme_is_named_on_the_page(theme: str) -> None:
    assert page(HOMEPAGE[0], theme=theme).of("html")[0].attributes["data-theme"] == theme


def test_a_photo_is_shown_from_beside_the_page_only() -> None:
    assert [e.attributes["src"] for e in page(HOMEPAGE[0], photo="me.jpg").of("img")] == ["me.jpg"]
    assert page(HOMEPAGE[0], photo="https://elsewhere.org/me.jpg").of("img") == []


def selected_page() -> Seen:
    pick = replace(HOMEPAGE[0], tags=("selected",), abstract="We move tensors quickly. It is new.")
    sections = [
        Section(heading="Selected", publications=(pick,), selected=True),
        Section(heading="All", publications=(pick, HOMEPAGE[1])),
    ]
    return read(render("html", sections, OPTIONS))


def test_selected_publications_have_a_summary_and_are_not_repeated_in_full() -> None:
    seen = selected_page()
    assert seen.texts("p", class_="summary") == ["We move tensors quickly."]
    entries = seen.of("li", class_="entry")
    assert ["brief" in each.attributes["class"] for each in entries] == [False, True, False]
    brief = entries[1].text
    assert HOMEPAGE[0].title in brief
    assert "see above" in brief
    assert "Luo Mai" not in brief
    assert len(seen.of("pre")) == 2


@every_row(
    "note, title, expected",
    [
        ("Retracted in 2020", "A title", True),
        ("", "RETRACTED: A title", True),
        ("", "Retracted papers and why", False),
        ("Withdrawn by the authors", "A title", True),
        ("Not retracted", "A title", False),
    ],
)
def test_a_retracted_paper_is_marked(note: str, title: str, *, expected: bool) -> None:
    seen = page(publication(1, "A B", title, "2019", note=note))
    assert bool(seen.of("strong", class_="warning")) == expected


def test_a_long_list_of_authors_folds_around_oneself() -> None:
    names = [f"Ann{n} Boo" for n in range(2933)]
    names.insert(2000, "Bo Zhao")
    seen = page(publication(1, ", ".join(names), "t", "2019"))
    shown = seen.texts("p", class_="authors")[0]
    assert shown.startswith("Ann0 Boo, Ann1 Boo")
    assert shown.endswith("Ann9 Boo, …, Bo Zhao and 2,923 more")
    assert seen.texts("summary")[0] == "All 2,934 authors of t"
    few = page(publication(1, ", ".join(names[:24]), "t", "2019"))
    assert "more" not in few.texts("p", class_="authors")[0]


UNBROKEN = {
    "pages and the last year": (
        "Fern, pp. 3–20, 2019",
        'Fern, <span class="nb">pp. 3–20, 2019</span>',
    ),
    "an article number": (
        "Fern 7: 12:1–12:9, 2019",
        'Fern 7: <span class="nb">12:1–12:9, 2019</span>',
    ),
    "pages before a place": (
        "Fern, pp. 3–20, Bonn, 2019",
        'Fern, <span class="nb">pp. 3–20</span>, <span class="nb">Bonn, 2019</span>',
    ),
    "neither": ("Fern, in press", "Fern, in press"),
    "markup of a pattern": ("<i>Fern</i> 3–20", "<i>Fern</i> 3–20"),
}


@every_row("line, expected", UNBROKEN.values(), ids=UNBROKEN)
def test_pages_and_years_are_never_torn(line: str, expected: str) -> None:
    assert unbroken(line) == expected


_TORN = ["p. ", "pp. ", "–", "12", "1–2", " ", "2020", ", ", "Conf", "\xa0", "x" * 16, "pp.", "."]


@given(st.lists(st.sampled_from(_TORN), max_size=14).map("".join), st.sampled_from(["", " 2020."]))
def test_the_quick_way_to_keep_a_line_together_leads_to_the_same_line(line: str, end: str) -> None:
    whole = line + end
    year = html_parts._YEAR_AT_END.search(whole, max(len(whole) - 5, 0))
    kept = html_parts._LAST_YEAR.sub(html_parts._nowrap, whole) if year else whole
    head, mark, tail = kept.partition("<")
    assert unbroken(whole) == html_parts._RANGE.sub(html_parts._nowrap, head) + mark + tail


@pytest.mark.parametrize("language", ["ar", "he", "fa"])
def test_languages_from_the_right_turn_the_page(language: str) -> None:
    seen = page(HOMEPAGE[0], HOMEPAGE[1], title="", language=language)
    root = seen.of("html")[0].attributes
    assert (root["lang"], root["dir"]) == (language, "rtl")
    assert not seen.texts("h1")[0].isascii()


def test_a_language_without_words_is_an_error_that_names_the_others() -> None:
    with pytest.raises(ConfigError, match="no words for the language 'tlh'") as caught:
        page(HOMEPAGE[0], language="tlh")
    assert "he (Hebrew)" in caught.value.hints[0]


def test_a_fragment_is_the_sections_alone() -> None:
    text = render(
        "html", arrange(HOMEPAGE, sections=PARTS), replace(OPTIONS, fragment=True, heading_level=3)
    )
    seen = read(text)
    assert text.startswith('<section class="part" id="publications">')
    assert seen.texts("h3") == ["Publications", "Before PhD"]
    assert not {"html", "style", "script", "h1", "h2", "svg"} & {e.tag for e in seen.elements}


def test_the_homepage_pattern_lays_out_its_lines(homepage: Seen) -> None:
    entry = "{{ authors }}\n{{ title }}\n{{ venue_line }}"
    options = replace(
        OPTIONS,
        patterns={**PATTERNS, "entry": entry},
        badges=False,
        links=False,
        bibtex=False,
        legend="entry",
    )
    seen = read(render("html", arrange(HOMEPAGE, sections=PARTS), options))
    text = render("text", arrange(HOMEPAGE, sections=PARTS), replace(options, title="", updated=""))
    shown = [line for line in text.splitlines() if line and line not in dict(PARTS)]
    assert seen.texts("p", class_="line") == shown


# --------------------------------------------------------------------------------------- machines


def test_nothing_is_asked_of_another_host(homepage: Seen) -> None:
    for each in homepage.elements:
        assert "src" not in each.attributes
        assert each.tag != "link" or each.attributes["href"] == "data:,"
    assert "url(" not in "".join(homepage.texts("style"))
    assert "@import" not in "".join(homepage.texts("style"))


def test_the_script_is_small_and_only_adds(homepage: Seen) -> None:
    assert len(homepage.texts("script")[1].encode()) < 12_000
    controls = homepage.of("div", class_="controls")
    assert ["hidden" in each.attributes for each in controls] == [True]


def test_linked_data_has_one_line_for_each_publication(homepage: Seen) -> None:
    data = homepage.linked_data
    assert data["@type"] == "ItemList"
    assert data["numberOfItems"] == 16
    items = data["itemListElement"]
    assert isinstance(items, list)
    assert items[0]["name"] == HOMEPAGE[0].title
    assert items[0]["author"][2] == {"@type": "Person", "name": "Bo Zhao"}
    script = homepage.texts("script")[0]
    assert len(script.strip().splitlines()) == 18


def test_zotero_finds_a_span_for_each_entry(homepage: Seen) -> None:
    spans = [each.attributes["title"] for each in homepage.of("span", class_="Z3988")]
    assert len(spans) == 16
    assert "rft.au=Han+van+der+Aa" in spans[8]
    assert "rft_id=info:doi/10.1145/3448016.3457304" in spans[8]
    assert "rft_val_fmt=info:ofi/fmt:kev:mtx:dissertation" in spans[7]


def test_zotero_takes_a_paper_of_a_meeting_for_one(homepage: Seen) -> None:
    span = homepage.of("span", class_="Z3988")[0].attributes["title"]
    assert "rft_val_fmt=info:ofi/fmt:kev:mtx:book&rft.genre=proceeding&rft.atitle=TENPLEX" in span
    assert "rft.btitle=Symposium+on+Operating+Systems+Principles" in span


def test_a_long_page_tells_machines_the_essentials() -> None:
    doi = replace(HOMEPAGE[0], id=500, key="own")
    bare = [replace(HOMEPAGE[3], id=n, key=f"k{n}", doi="", abstract="") for n in range(1, 351)]
    assert "rft.au=" in page(doi, *bare[1:]).of("span", class_="Z3988")[0].attributes["title"]
    seen = page(doi, *bare)
    first, second = [each.attributes["title"] for each in seen.of("span", class_="Z3988")][:2]
    assert "rft_id=info:doi/10.1145" in first
    assert "rft.au=" not in first
    assert "rft.au=Bo+Zhao" in second
    items = seen.linked_data["itemListElement"]
    assert isinstance(items, list)
    assert set(items[0]) == {"@type", "@id", "name", "datePublished"}


def test_bibtex_is_shown_without_columns_but_ones_own_as_it_is() -> None:
    own = "@misc{x,\n  title   = {A = b},\n}"
    made = page(replace(HOMEPAGE[0], abstract="")).texts("pre")[0]
    assert "  author = {Wagenl" in made
    assert page(replace(HOMEPAGE[0], raw=own)).texts("pre") == [own]


def test_downloads_are_linked_for_people_and_machines() -> None:
    files = (Link(label="BibTeX", url="all.bib"), Link(label="x", url="javascript:x"))
    seen = page(HOMEPAGE[0], downloads=files)
    assert [each.attributes for each in seen.of("link")][1:] == [
        {
            "rel": "alternate",
            "type": "application/x-bibtex",
            "title": "BibTeX",
            "href": "all.bib",
        }
    ]
    assert seen.texts("nav", class_="downloads")[0].split() == ["Download:", "BibTeX"]


def test_the_same_facts_give_the_same_bytes_and_a_change_touches_one_entry() -> None:
    before = render("html", arrange(HOMEPAGE, sections=PARTS), OPTIONS)
    assert render("html", arrange(HOMEPAGE, sections=PARTS), OPTIONS) == before
    changed = [replace(HOMEPAGE[0], place="Bonn, Germany"), *HOMEPAGE[1:]]
    after = render("html", arrange(changed, sections=PARTS), OPTIONS)
    pairs = zip(before.splitlines(), after.splitlines(), strict=True)
    assert [new for old, new in pairs if old != new] == [
        line for line in after.splitlines() if "Bonn" in line
    ]


# ---------------------------------------------------------------------- languages, templates


@every_row(
    "language, heading, words",
    [
        ("de", "Publikationen", "BibTeX zu t"),
        ("zh", "论文", "t 的 BibTeX"),
        ("fr", "Publications", "BibTeX de t"),
        ("es", "Publicaciones", "BibTeX de t"),
        ("ja", "業績", "「t」のBibTeX"),
        ("de-CH", "Publikationen", "BibTeX zu t"),
        ("ar", "المنشورات", "BibTeX: t"),
    ],
)
def test_a_page_speaks_its_language(language: str, heading: str, words: str) -> None:
    seen = page(publication(1, "A B", "t", "2024"), title="", language=language)
    assert seen.texts("h1") == [heading]
    assert seen.texts("summary") == [words]
    assert seen.of("html")[0].attributes["lang"] == language


def test_templates_of_ones_own_replace_one_at_a_time(tmp_path: Path) -> None:
    folder = tmp_path / "templates" / "html"
    folder.mkdir(parents=True)
    (folder / "title.html").write_text(
        '{% from "pubman/html/title.html" import title as shipped with context %}'
        "{% macro title(entry) %}<i>{{ shipped(entry) }}</i> {{ entry.pub.title }}{% endmacro %}"
    )
    (tmp_path / "templates" / "labels.toml").write_text('[en.words]\nbibtex = "Cite"\n')
    seen = page(publication(1, "A B", "<t>", "2024"), template_dir=tmp_path / "templates")
    assert seen.texts("p", class_="title") == ["<t> <t>"]
    assert seen.texts("summary") == ["Cite of <t>"]
    assert seen.texts("p", class_="authors") == ["A B"]


WRONG = {
    "syntax": "{% macro title(entry) %}{{ entry.title }}",
    "no macro": "nothing",
    "unknown value": "{% macro title(entry) %}{{ entry.titel }}{% endmacro %}",
}


@pytest.mark.parametrize("source", WRONG.values(), ids=WRONG)
def test_a_template_that_cannot_be_used_is_named(source: str, tmp_path: Path) -> None:
    (tmp_path / "html").mkdir()
    (tmp_path / "html" / "title.html").write_text(source)
    with pytest.raises(ConfigError, match=re.escape("html/title.html")):
        page(publication(1, "A B", "t", "2024"), template_dir=tmp_path)


def test_ones_own_labels_that_cannot_be_read_are_named(tmp_path: Path) -> None:
    (tmp_path / "labels.toml").write_text("[en")
    with pytest.raises(ConfigError, match=r"labels\.toml"):
        page(publication(1, "A B", "t", "2024"), template_dir=tmp_path)


def test_an_empty_list_is_still_a_page() -> None:
    seen = read(render("html", (), OPTIONS))
    assert seen.texts("h1") == ["Bo Zhao"]
    assert seen.of("li") == []
