"""A long page is read, made and written in pieces, and is the same page to the letter."""

from __future__ import annotations

import contextlib
import shutil
from pathlib import Path

import pytest

from pubman.cli import main
from pubman.config import ListConfig
from pubman.library.lists import make
from pubman.library.session import open_library
from pubman.store import publications as reading

ENTRY = """@{type}{{key{n},
  title = {{Title {n} of <moss> \\& {{\\"o}}ther {{things}}}},
  author = {{Bo Zhao{star} and {{\\'E}}va Nagy{star} and Person {n}}},
  year = {{{year}}}, {venue} = {{Venue {place}}}, pages = {{{n}--{last}}},
  keywords = {{moss, word{place}}}, selected = {{{selected}}}, doi = {{{doi}}}, note = {{{note}}},
}}
"""
LISTS = {
    "years": {},
    "kinds and years": {"group_by": ("kind", "year")},
    "venues": {"group_by": ("venue",), "order": "title"},
    "people": {"group_by": ("person",)},
    "tags": {"group_by": ("tag",), "order": "oldest"},
    "as in the file": {"order": "file"},
    "numbered": {"numbering": "kind", "legend": "entry", "truncate_authors": 1},
    "a fragment": {"fragment": True, "heading_level": 4},
    "the first": {"limit": 17},
    "without": {"bibtex": False, "chart": False, "selected": False, "links": False},
    "German": {"language": "de"},
    "own lines": {"patterns": {"article": "{{ venue.name }} {{ year }}", "entry": "{{ title }}"}},
}


def entries(count: int) -> str:
    return "".join(
        ENTRY.format(
            type="article" if n % 3 else "inproceedings",
            venue="journal" if n % 3 else "booktitle",
            n=n,
            last=n + 9,
            star="$^{*}$" if n % 5 == 0 else "",
            year=1995 + n % 9,
            place=n % 4,
            selected="true" if n % 20 == 1 else "false",
            doi=f"10.1000/{n}" if n % 2 else "",
            note="Best Paper Award" if n % 11 == 0 else "",
        )
        for n in range(count)
    )


@pytest.fixture(scope="module")
def _made(tmp_path_factory: pytest.TempPathFactory, _shelf_made: Path) -> Path:
    folder = tmp_path_factory.mktemp("pieces") / "made"
    shutil.copytree(_shelf_made, folder)
    (folder / "many.bib").write_text(entries(90), encoding="utf-8")
    commands = (
        ["import", "--mine", "many.bib"],
        ["set", "key7", "note", "a note by hand"],
        ["set", "key8", "title", "Retracted: a title by hand"],
    )
    with contextlib.chdir(folder):
        for command in commands:
            assert main(["-q", *command]) == 0
    return folder


@pytest.fixture
def folder(_made: Path, tmp_path: Path) -> Path:
    """A folder with a store of ninety publications, some of them selected."""
    return Path(shutil.copytree(_made, tmp_path, dirs_exist_ok=True))


def test_a_page_in_pieces_is_the_same_page(folder: Path) -> None:
    with open_library(folder / "pubs.db") as library:
        for name, options in LISTS.items():
            config = ListConfig(name="", format="html", **options)
            whole = make(library, config, aside=True)
            pieces = make(library, config, aside=True, at_once=0)
            assert pieces.aside is not None
            assert pieces.content == whole.content, name
            told = (pieces.count, pieces.sections, pieces.left_out, pieces.digest, pieces.size)
            assert told == (
                whole.count,
                whole.sections,
                whole.left_out,
                whole.digest,
                whole.size,
            ), name


def test_own_templates_get_the_whole_page(folder: Path) -> None:
    (folder / "templates" / "html").mkdir(parents=True)
    (folder / "templates" / "html" / "sections.html").write_text(
        "{% for part in parts %}{% for entry in part.entries %}my {{ entry.spoken }}\n"
        "{% endfor %}{% endfor %}{{ page.entries | length }}"
    )
    config = ListConfig(name="", format="html", group_by=("kind",))
    with open_library(folder / "pubs.db") as library:
        whole = make(library, config)
        pieces = make(library, config, aside=True, at_once=0)
    assert pieces.content == whole.content
    assert "\nmy Title 3 of" in whole.text
    assert '"name":"Title 3 of' in whole.text, "and machines get all entries"


def test_the_file_of_a_page_in_pieces_is_written_and_then_unchanged(folder: Path) -> None:
    from pubman.library import outputs

    config = ListConfig(name="", format="html")
    path = folder / "page.html"
    with open_library(folder / "pubs.db") as library:
        made = make(library, config, aside=True, at_once=0)
        first = outputs.write(library, made, path)
        again = outputs.write(library, made, path)
        assert path.read_bytes() == made.content
        path.write_bytes(path.read_bytes() + b"by hand")
        with pytest.raises(outputs.Refused):
            outputs.write(library, made, path)
    assert (first.changed, again.changed) == (True, False)


def test_publications_come_in_portions_in_the_order_asked_for(folder: Path) -> None:
    with open_library(folder / "pubs.db") as library:
        every = reading.publications(library.store)
        ids = [pub.id for pub in every][::-1]
        twice = [*ids, ids[3]]
        portions = [*reading.in_portions(library.store, twice, at_once=25)]
    assert [pub for some in portions for pub in some] == [*every[::-1], every[::-1][3]]
    assert [len(some) for some in portions[:-1]] == [25] * (len(portions) - 1)


def test_a_publication_that_is_gone_asks_to_read_again(folder: Path) -> None:
    with (
        open_library(folder / "pubs.db") as library,
        pytest.raises(reading.ReadAgain),
    ):
        list(reading.in_portions(library.store, [1, 999_999]))
