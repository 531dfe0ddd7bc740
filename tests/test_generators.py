"""What site generators get: the fields they read, and their own build of a minimal site."""

from __future__ import annotations

import html
import importlib.util
import json
import re
import shutil
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest
import yaml
from pages.samples import HOMEPAGE, OPTIONS, PARTS
from rows import every_row
from test_pages_hostile import HOSTILE
from test_pages_hostile import publication as hostile

from pubman.config import ListConfig
from pubman.listing import Section
from pubman.pages import academicpages, hugoblox, render
from pubman.pages.arrangement import arrange
from pubman.record import Link

SECTIONS = arrange(HOMEPAGE, sections=PARTS)
PAPER = replace(
    HOMEPAGE[0],
    tags=("selected", "systems"),
    abstract="We move {{ tensors }}. {% raw %} *Fast*.",
    links=(Link(label="PDF", url="a.pdf"), Link(label="slides", url="https://x.org/s")),
)


def front(text: str) -> dict[str, object]:
    found = yaml.safe_load(text.split("---\n")[1])
    assert isinstance(found, dict)
    return found


def test_academicpages_finds_its_fields() -> None:
    ((path, text, _),) = academicpages.files([Section(publications=(PAPER,))], OPTIONS)
    said = front(text)
    assert path == f"{PAPER.key}.md"
    assert said["collection"] == "publications"
    assert said["category"] == "conferences"
    assert said["permalink"] == f"/publication/{PAPER.key}"
    assert said["date"] == "2024-01-01"
    assert said["paperurl"] == "a.pdf"
    assert said["slidesurl"] == "https://x.org/s"
    assert str(said["citation"]).startswith("Marcel Wagenländer, Guo Li, Bo Zhao")
    assert "{{" not in text.split("---\n")[2]
    assert "{%" not in text.split("---\n")[2]


def test_hugoblox_finds_its_fields_and_a_bib() -> None:
    made = {
        path: text for path, text, _ in hugoblox.files([Section(publications=(PAPER,))], OPTIONS)
    }
    assert set(made) == {f"{PAPER.key}/index.md", f"{PAPER.key}/cite.bib"}
    said = front(made[f"{PAPER.key}/index.md"])
    assert said["publication_types"] == ["paper-conference"]
    assert said["featured"] is True
    assert said["tags"] == ["systems"]
    assert said["url_pdf"] == "a.pdf"
    assert said["publication_short"] == "SOSP"
    assert made[f"{PAPER.key}/cite.bib"].startswith("@inproceedings{")


def test_a_quarto_listing_is_a_list_of_items() -> None:
    items = yaml.safe_load(render("quarto-listing", SECTIONS, OPTIONS))
    assert len(items) == 16
    assert items[0]["title"] == HOMEPAGE[0].title
    assert items[0]["path"] == "https://doi.org/10.1145/3694715.3695975"
    assert yaml.safe_load(render("quarto-listing", (), OPTIONS)) == []


@every_row("text", HOSTILE.values(), ids=HOSTILE)
def test_hostile_text_stays_inside_its_value(text: str) -> None:
    section = Section(publications=(replace(hostile(text), kind="conference"),))
    items = yaml.safe_load(render("quarto-listing", [section], OPTIONS))
    assert len(items) == 1
    for module in (academicpages, hugoblox):
        for path, made, _ in module.files([section], OPTIONS):
            assert ".." not in path
            if path.endswith(".md"):
                assert front(made)["title"]


@pytest.mark.parametrize("name, expected", [("al-folio", "jekyll"), ("md", "markdown")])
def test_a_list_may_name_a_format_by_its_other_name(name: str, expected: str) -> None:
    assert ListConfig(name="x", format=name).format == expected


def test_a_folder_format_writes_its_files(shelf) -> None:
    with (shelf.folder / "pubman.toml").open("a", encoding="utf-8") as file:
        file.write('\n[[lists]]\nname = "blox"\nformat = "hugoblox"\noutput = "publication/"\n')
        file.write(
            '\n[[lists]]\nname = "ap"\nformat = "academicpages"\noutput = "_publications/"\n'
        )
    shelf("export")
    assert (shelf.folder / "publication/eires/index.md").is_file()
    assert (shelf.folder / "publication/eires/cite.bib").is_file()
    assert (shelf.folder / "_publications/eires.md").is_file()


# ------------------------------------------------------------------------------ the generators


def build(program: list[str], folder: Path) -> None:
    done = subprocess.run(
        program, cwd=folder, capture_output=True, text=True, timeout=110, check=False
    )
    assert done.returncode == 0, done.stdout + done.stderr


HARD = replace(
    HOMEPAGE[0],
    title="1. A *star* <b>, [x](y), {{ 7 }} {{< ref >}} & _so_ on | a ~ b `c` # d",
    title_markup="",
    url="https://x.org/",
)


@pytest.mark.skipif(
    importlib.util.find_spec("mkdocs") is None, reason="no build by MkDocs: it is not installed"
)
def test_mkdocs_builds_the_page(tmp_path: Path) -> None:
    (tmp_path / "docs").mkdir()
    (tmp_path / "mkdocs.yml").write_text("site_name: Me\nplugins: []\n", encoding="utf-8")
    text = render("mkdocs", arrange([HARD, *HOMEPAGE[1:]], group_by=["year"]), OPTIONS)
    (tmp_path / "docs" / "index.md").write_text(text, encoding="utf-8")
    build([sys.executable, "-m", "mkdocs", "build", "--strict", "-q"], tmp_path)
    page = (tmp_path / "site" / "index.html").read_text(encoding="utf-8")
    shown = html.unescape(re.sub(r"<[^>]+>", "", page))
    assert HARD.title in shown
    assert page.count("<li>") >= 16
    assert "<strong>Bo Zhao</strong>" in page


@pytest.mark.skipif(not shutil.which("hugo"), reason="no build by Hugo: it is not on the PATH")
@pytest.mark.parametrize("form", ["hugo", "hugoblox"])
def test_hugo_builds_the_content(tmp_path: Path, form: str) -> None:
    (tmp_path / "content").mkdir()
    (tmp_path / "layouts/_default").mkdir(parents=True)
    (tmp_path / "layouts/_default/single.html").write_text("{{ .Title }}|{{ .Content }}")
    (tmp_path / "hugo.toml").write_text(
        'title = "Me"\ndisableKinds = ["taxonomy", "term", "home"]\n'
    )
    (tmp_path / "config.toml").write_text(
        'title = "Me"\ndisableKinds = ["taxonomy", "term", "home"]\n'
    )
    pubs = [HARD, *HOMEPAGE[1:]]
    if form == "hugo":
        text = render("hugo", arrange(pubs, group_by=["year"]), OPTIONS)
        (tmp_path / "content" / "publications.md").write_text(text, encoding="utf-8")
    else:
        for path, text, _ in hugoblox.files([Section(publications=tuple(pubs))], OPTIONS):
            file = tmp_path / "content/publication" / path
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_text(text, encoding="utf-8")
    build(["hugo", "--quiet"], tmp_path)
    pages = list((tmp_path / "public").rglob("index.html"))
    assert len(pages) == (1 if form == "hugo" else 16)
    if form == "hugo":
        shown = re.sub(r"<[^>]+>", "", pages[0].read_text(encoding="utf-8"))
        assert "{{&lt; ref &gt;}}" in shown.replace("&#123;", "{").replace("&#125;", "}")


# ------------------------------------------------------------------------------------- the embed


def test_a_script_holds_the_list_and_cannot_end_its_element() -> None:
    text = render("embed", SECTIONS, OPTIONS)
    body = re.search(r"root\.innerHTML = (.*);$", text, re.MULTILINE)
    assert body
    inside = json.loads(body[1])
    assert inside.count('<li class="entry') == 16
    assert "<script" not in inside
    assert "</" not in text
    assert ":host" in text


@every_row("text", HOSTILE.values(), ids=HOSTILE)
def test_hostile_text_stays_text_in_the_script(text: str) -> None:
    made = render("embed", [Section(heading=text, publications=(hostile(text),))], OPTIONS)
    assert "<" not in made.split("\n", 3)[3].split("sheet.replaceSync")[0]
    assert "</script" not in made
    assert made.count("\n") == 10
