"""Cite keys as a table: a work, and its possible keys, best first."""

from __future__ import annotations

from itertools import islice

from hypothesis import given
from hypothesis import strategies as st
from rows import every_row

from pubman.derive.cite_keys import proposals
from pubman.record import Date, Name, Work

PROPOSALS = {
    "family name, year, first telling word": (
        "Wagenländer", 2024, "Tenplex: Dynamic Parallelism", ["wagenlander2024tenplex",
        "wagenlander2024tenplexdynamic", "wagenlander2024tenplexdynamicb"],
    ),
    "articles and prepositions do not tell": ("Liu", 2017, "A Semi-Automatic Way", ["liu2017semi"]),
    "nor do those of other languages": ("Weiß", 2001, "Die Theorie", ["weiss2001theorie"]),
    "no year": ("Zhao", None, "Load Shedding", ["zhaoload", "zhaoloadshedding"]),
    "a title of one word": ("Li", 2015, "Beyond", ["li2015beyond", "li2015beyondb"]),
    "a title without Latin letters": ("Li", 2015, "循环分块", ["li2015", "li2015b"]),
    "digits alone do not tell": ("Li", 2015, "2001 odysseys", ["li2015odysseys"]),
}  # fmt: skip


def work(family: str, year: int | None, title: str) -> Work:
    date = Date(year=year) if year else None
    return Work(title=title, authors=(Name(family=family),), date=date)


@every_row(("family", "year", "title", "keys"), PROPOSALS.values(), ids=PROPOSALS)
def test_proposals(family: str, year: int | None, title: str, keys: list[str]) -> None:
    assert list(islice(proposals(work(family, year, title)), len(keys))) == keys


def test_a_particle_belongs_to_the_name() -> None:
    author = Name(given="Han", particle="van der", family="Aa")
    assert next(proposals(Work(title="Event", authors=(author,)))) == "vanderaaevent"


def test_nothing_known_is_untitled() -> None:
    assert next(proposals(Work())) == "untitled"


@given(st.text(max_size=20), st.integers(1900, 2100), st.text(max_size=40))
def test_keys_are_plain_ascii_and_never_run_out(family: str, year: int, title: str) -> None:
    keys = list(islice(proposals(work(family, year, title)), 40))
    assert all(key.isascii() and key.replace("_", "").isalnum() for key in keys)
    assert len(set(keys)) >= 30
