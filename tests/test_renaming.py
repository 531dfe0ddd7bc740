"""A paper whose system was renamed: only the coined names before a colon differ."""

from __future__ import annotations

from rows import every_row
from test_match import read_profile

from pubman.match.evidence import weigh
from pubman.match.renaming import _renames_system, are_in_order, is_reworded

REST = "tracking the moult of harbour seals"
AUTHORS = "Quell, Ada; Moor, Ben; Dale, Cy"


def sides(one: str, other: str, years: int = 1, authors: str = AUTHORS):
    preprint = {
        "kind": "preprint", "title": one, "authors": AUTHORS, "year": 2020, "venue": "arXiv",
        "arxiv": "2001.00001", "source": "one",
    }  # fmt: skip
    paper = {
        "kind": "conference", "title": other, "authors": authors, "year": 2020 + years,
        "venue": "Seals", "source": "two",
    }  # fmt: skip
    return read_profile(preprint), read_profile(paper)


TITLES = {
    "two coined names": (f"Sealtrix: {REST}", f"Moultoz: {REST}", True),
    "no colon in the first": (f"Sealtrix {REST}", f"Moultoz: {REST}", False),
    "no colon in the second": (f"Sealtrix: {REST}", f"Moultoz {REST}", False),
    "no colons": (f"Sealtrix {REST}", f"Moultoz {REST}", False),
    "the first is a word": (f"Learning: {REST}", f"Moultoz: {REST}", False),
    "the second is a word": (f"Sealtrix: {REST}", f"Learning: {REST}", False),
    "another word differs, too": (
        f"Sealtrix: {REST}",
        f"Moultoz: {REST}".replace("moult", "diet"),
        False,
    ),
    "more words at the end": (f"Sealtrix: {REST}", f"Moultoz: {REST} in Iceland", False),
    "another animal at the end": (f"Sealtrix: {REST}", f"Moultoz: {REST} and grey whales", False),
    "two words before the colon": (f"Sealtrix Two: {REST}", f"Moultoz Two: {REST}", False),
    "one name": (f"Sealtrix: {REST}", f"Sealtrix: {REST}", False),
}


@every_row("one, other, renamed", TITLES.values(), ids=TITLES)
def test_a_system_is_renamed_if_only_its_name_differs(one: str, other: str, renamed: bool) -> None:
    a, b = sides(one, other)
    assert _renames_system(a, b, weigh(a, b)) == renamed
    assert _renames_system(b, a, weigh(b, a)) == renamed
    assert is_reworded(a, b, weigh(a, b)) == renamed or one == other


@every_row("years, found", [(-1, False), (0, True), (2, True), (3, False)])
def test_a_preprint_appears_within_two_years(years: int, found: bool) -> None:
    a, b = sides(f"Sealtrix: {REST}", f"Moultoz: {REST}", years)
    assert is_reworded(a, b, weigh(a, b)) == found


TEAMS = {
    "the same team": ("Quell, Ada; Moor, Ben; Dale, Cy", True),
    "initials": ("A Quell; B Moor; C Dale", True),
    "one more": ("Quell, Ada; Moor, Ben; Dale, Cy; Fell, Di", False),
    "one fewer": ("Quell, Ada; Moor, Ben", False),
}


@every_row("authors, found", TEAMS.values(), ids=TEAMS)
def test_a_renamed_system_is_of_the_whole_team(authors: str, found: bool) -> None:
    a, b = sides(f"Sealtrix: {REST}", f"Moultoz: {REST}", authors=authors)
    assert is_reworded(a, b, weigh(a, b)) == found


ORDERS = {
    "the same order": ("Quell, A; Moor, B; Dale, C", True),
    "with somebody between": ("Quell, A; Fell, D; Moor, B; Dale, C", True),
    "a slip in a name": ("Quel, A; Moor, B; Dale, C", True),
    "another order": ("Moor, B; Quell, A; Dale, C", False),
    "somebody is missing": ("Quell, A; Moor, B; Gill, E", False),
}


@every_row("authors, in_order", ORDERS.values(), ids=ORDERS)
def test_authors_in_their_own_order(authors: str, in_order: bool) -> None:
    one, other = (
        read_profile({"title": "x", "authors": each}).people for each in (AUTHORS, authors)
    )
    assert are_in_order(one, other) == in_order
    assert are_in_order(other, one) == in_order


def test_the_order_of_the_alphabet_says_nothing() -> None:
    people = read_profile({"title": "x", "authors": "Dale, C; Moor, B; Quell, A"}).people
    assert not are_in_order(people, people)
