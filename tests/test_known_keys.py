"""A citation key that is known, on another work: nothing is overwritten."""

from __future__ import annotations

import json
from typing import Any

import pytest

GAUGES = (
    "@article{{smith2020, author = {{Ann Smith and Bo Lee}},\n"
    "  title = {{{title}}}, journal = {{Tides}}, year = 2020}}\n"
    "@article{{smith2019, author = {{Ann Smith}}, title = {{Names of Sandbanks}},\n"
    "  journal = {{Tides}}, year = 2019}}\n"
)
TERNS = (
    "@article{smith2020, author = {Ann Smith and Carl Ode},\n"
    "  title = {Breeding Terns on Roofs of Ferries}, journal = {Birds}, year = 2021}\n"
)
FIRST = "Tidal Gauges in Narrow Harbours"
RENAMED = "Cheap Sensors for the Sea Level"


@pytest.fixture
def thesis(pubman: Any) -> Any:
    """A store with one file, ``thesis/cite.bib``, and a folder ``talk`` for another."""
    for name in ("thesis", "talk"):
        (pubman.folder / name).mkdir()
    write(pubman, "thesis", FIRST)
    pubman("init", "--name", "Ann Smith")
    pubman("import", "--mine", "thesis/cite.bib")
    return pubman


def write(pubman: Any, folder: str, title: str) -> None:
    (pubman.folder / folder / "cite.bib").write_text(GAUGES.format(title=title), "utf-8")


def titles(pubman: Any) -> list[str]:
    """Return the titles of all publications but the one that no test changes."""
    found = [row[0] for row in pubman.ask("SELECT title FROM publications ORDER BY title")]
    return [title for title in found if title != "Names of Sandbanks"]


def causes(pubman: Any) -> list[str]:
    return [each["cause"] for each in json.loads(pubman("review", "--json").out)]


@pytest.mark.parametrize("together", [True, False])
def test_two_files_may_use_one_key(thesis: Any, together: bool) -> None:
    (thesis.folder / "talk" / "cite.bib").write_text(TERNS, "utf-8")
    files = ("thesis/cite.bib", "talk/cite.bib")
    for command in [files] if together else [(each,) for each in files]:
        thesis("import", "--mine", *command)
    assert titles(thesis) == ["Breeding Terns on Roofs of Ferries", FIRST]
    assert causes(thesis) == []
    again = thesis("import", "--mine", *files)
    assert "Nothing new" in again.said


@pytest.mark.parametrize("start", ["@article{,", "@article{", "@article(\n  "])
def test_an_entry_without_a_key_is_given_one_that_can_be_cited(pubman, start):
    end = ")" if "(" in start else "}"
    entry = "author = {Ada Lovelace}, title = {A Loom for Numbers}, year = 1851"
    (pubman.folder / "own.bib").write_text(f"{start}{entry}{end}", "utf-8")
    pubman("init", "--name", "Ada Lovelace")
    pubman("import", "--mine", "own.bib")
    written = pubman("export", "--format", "bib").out
    assert written.startswith(f"{start[:9]}lovelace1851loom,")
    (pubman.folder / "again.bib").write_text(written, "utf-8")
    assert "1 already known" in pubman("import", "--mine", "again.bib").said


def test_a_key_with_another_title_is_asked_about(thesis: Any) -> None:
    write(thesis, "thesis", RENAMED)
    thesis("import", "--mine", "thesis/cite.bib")
    assert titles(thesis) == [RENAMED, FIRST]
    assert causes(thesis) == ["key"]
    thesis("review", "--cause", "key", "--answer", "same")
    assert len(titles(thesis)) == 1
    assert "Nothing new" in thesis("import", "--mine", "thesis/cite.bib").said


def test_a_title_that_is_corrected_changes_the_entry(thesis: Any) -> None:
    write(thesis, "thesis", "Tidal Gauges in Narrow Harbors")
    thesis("import", "--mine", "thesis/cite.bib")
    assert titles(thesis) == ["Tidal Gauges in Narrow Harbors"]


def test_a_key_that_changes_hands_twice_finds_its_works_again(thesis: Any) -> None:
    for title in (RENAMED, "Moorings in Long Swell", FIRST, RENAMED):
        write(thesis, "thesis", title)
        thesis("import", "--mine", "thesis/cite.bib")
    assert titles(thesis) == [RENAMED, "Moorings in Long Swell", FIRST]
