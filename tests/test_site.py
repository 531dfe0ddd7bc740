"""A whole site: its pages, the links between them, the graph of co-authors, the data files."""

from __future__ import annotations

import posixpath
import re
from dataclasses import replace
from urllib.parse import unquote
from xml.etree import ElementTree as ET

import pytest
from pages.reading import read
from pages.samples import HOMEPAGE, OPTIONS, PARTS, publication
from rows import every_row
from test_pages_hostile import HOSTILE
from test_pages_hostile import publication as hostile

from pubman.listing import Section
from pubman.pages.arrangement import arrange
from pubman.pages.coauthors import circle_of, graph
from pubman.pages.site import files
from pubman.record import Link
from pubman.text.file_names import FileNames

ADDRESS = "https://zhao.example.org/pubs/"


@pytest.fixture(scope="module")
def site() -> dict[str, str]:
    pubs = [replace(pub, tags=(*pub.tags, "systems")) if pub.id < 4 else pub for pub in HOMEPAGE]
    pubs[0] = replace(pubs[0], extended_by=(pubs[1].key,))
    options = replace(OPTIONS, address=ADDRESS)
    return {path: text for path, text, _ in files(arrange(pubs, sections=PARTS), options)}


def test_a_site_has_a_page_for_each_paper_topic_and_venue_and_the_data(site) -> None:
    assert sum(path.startswith("papers/") for path in site) == 16
    assert {"index.html", "coauthors.html", "topics/systems.html", "topics/index.html",
            "venues/index.html", "publications.bib", "publications.ris", "feed.atom",
            "sitemap.xml"} <= set(site)  # fmt: skip
    assert not any(path.startswith("people/") for path in site)


def test_every_link_inside_the_site_leads_to_a_file_or_an_anchor(site) -> None:
    for path, text in site.items():
        if not path.endswith(".html"):
            continue
        seen = read(text)
        anchors = {each.attributes.get("id") for each in seen.elements}
        for each in seen.of("a"):
            target, _, anchor = each.attributes["href"].partition("#")
            if re.match(r"[a-z]+:", target) or target.startswith(
                ("papers/tenplex.pdf", "../papers/tenplex.pdf")
            ):
                continue
            to = posixpath.normpath(posixpath.join(posixpath.dirname(path), unquote(target)))
            if target:
                known = to in site or not to.endswith((".html", ".bib", ".ris", ".atom"))
                assert known, (path, target)
            elif "=" not in anchor:
                assert anchor in anchors, (path, anchor)


def test_the_menu_marks_the_page_that_is_shown(site) -> None:
    for path in ("index.html", "topics/index.html", "coauthors.html"):
        current = [
            e for e in read(site[path]).of("a") if e.attributes.get("aria-current") == "page"
        ]
        assert len(current) == 1, path


def test_the_page_of_a_paper_knows_its_other_version_and_what_machines_want(site) -> None:
    seen = read(site[f"papers/{HOMEPAGE[0].key}.html"])
    assert HOMEPAGE[1].title in "".join(seen.texts("li"))
    about = {m.attributes.get("property") or m.attributes.get("name") for m in seen.of("meta")}
    assert {"citation_title", "og:title", "og:url", "description"} <= about
    assert seen.of("nav", class_="menu")


def test_every_page_describes_itself_and_says_its_address(site) -> None:
    for path, text in site.items():
        if path.endswith(".html"):
            about = {
                m.attributes.get("property") or m.attributes.get("name"): m.attributes.get(
                    "content"
                )
                for m in read(text).of("meta")
            }
            assert about["description"], path
            assert about["og:title"], path
            assert about["og:description"], path
            assert unquote(about["og:url"]) == ADDRESS + ("" if path == "index.html" else path)


def test_previews_have_the_photo_and_the_picture_by_their_whole_addresses() -> None:
    link = Link(label="picture: Moss", url="pictures/moss.png")
    pub = replace(HOMEPAGE[3], links=(link,))
    options = replace(OPTIONS, address=ADDRESS, photo="bo.jpg")
    made = {path: text for path, text, _ in files([Section(publications=(pub,))], options)}
    assert f'<meta property="og:image" content="{ADDRESS}bo.jpg">' in made["index.html"]
    paper = made[f"papers/{pub.key}.html"]
    assert f'<meta property="og:image" content="{ADDRESS}pictures/moss.png">' in paper
    without = {p: t for p, t, _ in files([Section(publications=(pub,))], OPTIONS)}
    assert "og:image" not in "".join(without.values())


def test_topics_are_tags_and_keywords_that_papers_share() -> None:
    pubs = [replace(pub, tags=(), keywords=("Moss", f"k{pub.id}")) for pub in HOMEPAGE[:3]]
    made = [path for path, _, _ in files([Section(publications=tuple(pubs))], OPTIONS)]
    assert [path for path in made if path.startswith("topics/")] == [
        "topics/index.html", "topics/Moss.html",
    ]  # fmt: skip


def test_links_to_files_beside_the_site_lead_up_from_its_folders() -> None:
    pub = replace(HOMEPAGE[3], links=(Link(label="pdf", url="files/a.pdf"),))
    made = {path: text for path, text, _ in files([Section(publications=(pub,))], OPTIONS)}
    assert 'href="files/a.pdf"' in made["index.html"]
    assert 'href="../files/a.pdf"' in made[f"papers/{pub.key}.html"]


def test_a_lab_has_a_page_for_each_person() -> None:
    options = replace(OPTIONS, people=(("bo-zhao", "Bo Zhao"), ("x", "Ann Boo")))
    made = {path: text for path, text, _ in files([Section(publications=HOMEPAGE)], options)}
    assert "people/Bo_Zhao.html" in made
    assert read(made["people/Bo_Zhao.html"]).texts("h1") == ["Bo Zhao"]


def test_the_sitemap_names_every_page_by_its_whole_address(site) -> None:
    found = ET.fromstring(site["sitemap.xml"].encode())
    addresses = [each.text or "" for each in found.findall("{*}url/{*}loc")]
    assert addresses[0] == ADDRESS
    pages = {path for path in site if path.endswith(".html")} - {"index.html"}
    assert {address.removeprefix(ADDRESS) for address in addresses[1:]} == pages


def test_without_an_address_there_is_no_sitemap() -> None:
    made = [path for path, _, _ in files([Section(publications=HOMEPAGE)], OPTIONS)]
    assert "sitemap.xml" not in made


def test_co_authors_are_counted_once_per_paper_whatever_their_spelling() -> None:
    pubs = [
        publication(1, "Bo Zhao, Ann Boo, Cy Doo", "a", "2019"),
        publication(2, "Bo Zhao, Ann Boo", "b", "2021"),
    ]
    circle = circle_of(pubs, {"bo-zhao"})
    assert [(each.name, each.count, each.first, each.last) for each in circle.people] == [
        ("Ann Boo", 2, 2019, 2021),
        ("Cy Doo", 1, 2019, 2019),
    ]
    assert circle.pairs == {(0, 1): 1}


def test_the_graph_has_a_table_that_says_the_same(site) -> None:
    seen = read(site["coauthors.html"])
    drawn = seen.texts("text")
    rows = [text.split("\n")[0] for text in seen.texts("th")][4:]
    assert set(drawn) <= set(rows)
    assert len(seen.of("path")) > 5


def test_a_graph_of_one_is_sound() -> None:
    assert (
        graph(circle_of([publication(1, "Ann Boo", "a", "2019")], set()), "x").count("<circle") == 1
    )


@every_row("text", HOSTILE.values(), ids=HOSTILE)
def test_hostile_text_stays_text_on_every_page(text: str) -> None:
    pubs = (replace(hostile(text), id=1), replace(hostile(text), id=2))
    options = replace(
        OPTIONS, title=text, subtitle=text, address=text, photo=text, people=(("p", text),)
    )
    for path, made, _ in files([Section(heading=text, publications=pubs)], options):
        assert ".." not in path
        assert re.fullmatch(r"[\w./+-]+", path)
        if path.endswith(".html"):
            seen = read(made)
            assert seen.unclosed == []
            assert not [n for each in seen.elements for n in each.attributes if n.startswith("on")]


def test_names_of_files_differ_even_if_capitals_do_not_count() -> None:
    names = FileNames()
    assert [names.name_for(each) for each in ("A b", "a B", "..", "con")] == [
        "A_b", "a_B-2", "_", "_con",
    ]  # fmt: skip


# ----------------------------------------------------------------------------- on the command line


def test_a_site_is_written_kept_and_pruned(shelf) -> None:
    with (shelf.folder / "pubman.toml").open("a", encoding="utf-8") as file:
        file.write('\n[[lists]]\nname = "site"\nformat = "site"\noutput = "site/"\n')
    shelf("export", "site")
    made = {
        p.relative_to(shelf.folder / "site").as_posix() for p in (shelf.folder / "site").rglob("*")
    }
    assert {"index.html", "papers", "coauthors.html", "publications.bib"} <= made
    assert "0 changed" in shelf("export", "site").err
    (shelf.folder / "site" / "own.html").write_text("mine", encoding="utf-8")
    shelf("hide", "eires")
    assert (shelf.folder / "site/papers/eires.html").exists()
    shelf("export", "site", "--prune")
    assert not (shelf.folder / "site/papers/eires.html").exists()
    assert (shelf.folder / "site" / "own.html").read_text(encoding="utf-8") == "mine"


def test_a_site_never_shows_unpublished_work(shelf) -> None:
    shelf(
        "add",
        "--title",
        "Zymurgy",
        "--author",
        "Bo Zhao",
        "--year",
        "2026",
        "--status",
        "submitted",
    )
    with (shelf.folder / "pubman.toml").open("a", encoding="utf-8") as file:
        file.write('\n[[lists]]\nname = "site"\nformat = "site"\noutput = "site/"\n')
    shelf("export", "site")
    for path in (shelf.folder / "site").rglob("*"):
        assert "ymurgy" not in path.name
        assert path.is_dir() or "Zymurgy" not in path.read_text(encoding="utf-8")
