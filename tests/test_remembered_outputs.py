"""An output that would be the same is not made again, and a changed one always is."""

from __future__ import annotations

import json
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

TOML = '\n[[lists]]\nname = "site"\nformat = "html"\noutput = "site.html"\ncss = "own.css"\n'


@pytest.fixture
def memory(home, shelf) -> Path:
    """The file that remembers, after an export of a page, a list and their style sheet."""
    (shelf.folder / "own.css").write_text("p { color: red }")
    with (shelf.folder / "pubman.toml").open("a") as file:
        file.write(TOML)
    shelf("export")
    return home / ".cache" / "pubman" / "outputs.json"


def mark(memory: Path) -> None:
    """Change the counts that are remembered, so that a report shows where it comes from."""
    known = json.loads(memory.read_text())
    memory.write_text(json.dumps({place: each | {"count": 4711} for place, each in known.items()}))


def by_sql(shelf) -> None:
    with closing(sqlite3.connect(shelf.folder / "pubs.db")) as connection, connection:
        connection.execute("UPDATE publications SET title = 'Another Title' WHERE key = 'tiling'")


def own_template(shelf) -> None:
    folder = shelf.folder / "templates" / "html"
    folder.mkdir(parents=True)
    text = "{% macro title(entry) %}<b>{{ entry.pub.key }}</b>{% endmacro %}"
    (folder / "title.html").write_text(text)


def append(name: str, text: str):
    def change(shelf) -> None:
        with (shelf.folder / name).open("a") as file:
            file.write(text)

    return change


CHANGES = {
    "a field": lambda shelf: shelf("set", "tiling", "title", "Another Title"),
    "undo": lambda shelf: (shelf("set", "tiling", "note", "new"), shelf("export"), shelf("undo")),
    "a value changed in SQL": by_sql,
    "pubman.toml": append("pubman.toml", 'title = "Another Heading"\n'),
    "the style sheet": append("own.css", "p { color: blue }"),
    "an own template": own_template,
}


def test_an_output_that_would_be_the_same_is_not_made_again(shelf, memory):
    before = (shelf.folder / "site.html").read_bytes()
    mark(memory)
    said = shelf("export").said
    assert "site.html: 4,711 publications" in said
    assert "page.txt: 4,711 publications" in said
    assert said.count("unchanged") == 2
    assert (shelf.folder / "site.html").read_bytes() == before


def test_the_report_is_the_same_as_without_the_memory(shelf, memory):
    remembered = shelf("export")
    memory.unlink()
    assert shelf("export") == remembered


@pytest.mark.parametrize("change", CHANGES.values(), ids=CHANGES)
def test_an_output_is_made_again_after(change, shelf, memory):
    before = (shelf.folder / "site.html").read_bytes()
    change(shelf)
    said = shelf("export").said
    after = (shelf.folder / "site.html").read_bytes()
    if change is not CHANGES["undo"]:  # it gives back what was there
        assert after != before, said
    memory.unlink()
    shelf("export")
    assert (shelf.folder / "site.html").read_bytes() == after


def test_a_wish_of_its_own_is_made(shelf, memory):
    shelf("export", "site", "-o", "other.html", "--title", "One")
    mark(memory)
    assert "4,711" in shelf("export", "site", "-o", "other.html", "--title", "One").said
    for words in (
        ("--title", "Two"),
        ("--title", "One", "--limit", "1"),
        ("--title", "One", "kind:article"),
    ):
        assert "4,711" not in shelf("export", "site", "-o", "other.html", *words).said


def test_an_output_edited_by_hand_is_still_left_alone(shelf, memory):
    (shelf.folder / "page.txt").write_text("my own words")
    assert "was changed since pubman wrote it" in shelf("export", "page", code=1).said


def test_a_deleted_output_is_written_again(shelf, memory):
    (shelf.folder / "page.txt").unlink()
    shelf("export", "page")
    assert (shelf.folder / "page.txt").exists()


@pytest.mark.parametrize("content", ["", "[]", "{", '{"x": 1}', '{"x": {"output": 1}}'])
def test_a_memory_that_cannot_be_read_is_ignored(content, shelf, memory):
    places = list(json.loads(memory.read_text()))
    memory.write_text(content.replace("x", places[0]))
    assert shelf("export").said.count("unchanged") == 2


def test_nothing_is_remembered_if_pages_look_for_files(shelf, memory):
    append("pubman.toml", '\n[links]\npdf = "{key}.pdf"\n')(shelf)
    memory.unlink()
    shelf("export")
    assert not memory.exists()


def test_nothing_is_remembered_if_the_cache_cannot_be_written(shelf, memory, monkeypatch):
    monkeypatch.setenv("XDG_CACHE_HOME", str(shelf.folder / "pubs.db"))
    assert shelf("export").said.count("unchanged") == 2
