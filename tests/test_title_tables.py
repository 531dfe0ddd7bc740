"""Every pattern of every table about titles and venues matches its own example."""

from __future__ import annotations

import re

import pytest
from rows import every_row

from pubman.match.notes import LEADING, LEADING_NOTE, NOTE, NOTES
from pubman.match.recurring import GENERIC, RECURRING
from pubman.match.series import REPOSITORIES, SERIES, is_repository, is_series
from pubman.match.titles import read_title
from pubman.text.fold import fold


@every_row(("name", "pattern", "example"), NOTES)
def test_a_note_matches_its_example(name: str, pattern: str, example: str) -> None:
    piece = fold(example.partition(":")[0] if example.startswith("Re:") else example)
    found = NOTE.match(piece)
    assert re.fullmatch(pattern, piece)
    assert found is not None
    assert found.lastgroup == name


@every_row(("name", "pattern", "example"), LEADING)
def test_a_leading_note_matches_its_example(name: str, pattern: str, example: str) -> None:
    found = LEADING_NOTE.match(fold(example))
    assert re.match(pattern, fold(example))
    assert found is not None
    assert found.lastgroup == name


@every_row(("pattern", "example"), RECURRING)
def test_a_recurring_title_matches_its_example(pattern: str, example: str) -> None:
    assert re.fullmatch(pattern, fold(example))
    assert GENERIC.fullmatch(fold(example))


@every_row(("pattern", "example"), REPOSITORIES)
def test_a_repository_matches_its_example(pattern: str, example: str) -> None:
    assert re.fullmatch(pattern, fold(example))
    assert is_repository(fold(example))


@every_row(
    "venue",
    ["Journal of Pure and Applied Algebra", "Cryptology ePrint Archive", "Archives of Surgery",
     "Deposits of Minerals"],
)  # fmt: skip
def test_a_venue_is_no_repository(venue: str) -> None:
    assert not is_repository(fold(venue))


@every_row(("pattern", "example"), SERIES)
def test_a_series_matches_its_example(pattern: str, example: str) -> None:
    assert re.fullmatch(pattern, fold(example))
    assert is_series(fold(example))


@every_row(
    "title",
    ["Chair recognition in images", "Editors in concurrent use", "Reports of war in the press",
     "Message passing on trees", "Software for linear algebra on small machines"],
)  # fmt: skip
def test_a_telling_title_does_not_recur(title: str) -> None:
    assert not read_title(title).generic


@every_row(
    ("title", "notes"),
    [
        pytest.param("Publisher's Note: Joins on trees", {"erratum"}, id="before a colon"),
        pytest.param("Joins on trees---reply", {"reply"}, id="behind a dash"),
        pytest.param("Joins on trees [Poster abstract]", {"poster"}, id="in square brackets"),
        pytest.param("Joins on trees? A study protocol", set(), id="more than a note"),
        pytest.param("Joins on trees? Study protocol", {"protocol"}, id="behind a question"),
        pytest.param("Dataset for: Joins on all trees", {"data"}, id="leading in"),
        pytest.param("Data for trees", set(), id="too short to be about another work"),
        pytest.param("(Re)thinking joins", set(), id="a bracket inside a word"),
        pytest.param("[Re] Joins on trees", {"reply"}, id="a replication"),
        pytest.param("RETRACTED: Joins on trees", set(), id="a mark on the article itself"),
    ],
)
def test_notes_in_any_place(title: str, notes: set[str]) -> None:
    assert read_title(title).notes == notes
