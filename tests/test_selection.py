"""Which publications a list holds: its limits, what lifts them, its sections, and what it reads."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from rows import every_row

from pubman.config import ListConfig, SectionConfig
from pubman.errors import ConfigError
from pubman.library.selection import ONE_LINE, choose, left_out, select
from pubman.library.session import Library, open_library

SETUP = (
    "hide tiling",
    "tag scalpel best",
    "tag eires best",
    "set shedding status submitted",
    "set eires status accepted",
    "set engine status submitted",
)
PUBLIC = {"tenplex", "scalpel", "eires"}
OTHERS = {"slags", "wagenlander", "engine"}


@pytest.fixture
def library(shelf) -> Iterator[Library]:
    """``tiling`` is hidden, ``shedding`` and ``engine`` are not published; two are "best"."""
    for command in SETUP:
        shelf("-q", *command.split())
    with open_library(shelf.folder / "pubs.db") as opened:
        yield opened


def keys_of(library: Library, words: list[str], **options: Any) -> set[str]:
    pubs, _ = select(library, ListConfig(name="it", **options), words)
    return {pub.key for pub in pubs}


LISTS: dict[str, tuple[dict[str, Any], list[str], set[str]]] = {
    "a list": ({}, [], PUBLIC),
    "a data format": ({"format": "csl-json"}, [], PUBLIC | {"slags", "wagenlander"}),
    "BibTeX": ({"format": "bibtex"}, [], PUBLIC | {"slags", "wagenlander"}),
    "a tag": ({"tag": "best"}, [], {"scalpel", "eires"}),
    "a tag that nothing has": ({"tag": "worst"}, [], set()),
    "a condition": ({"where": "year > 2021"}, [], {"tenplex", "scalpel"}),
    "a condition of spaces": ({"where": " "}, [], PUBLIC),
    "a condition with a comment": ({"where": "year > 2021 -- new"}, [], {"tenplex", "scalpel"}),
    "two conditions joined by or": (
        {"where": "year = 2024 OR year = 2021"}, [], PUBLIC,
    ),
    "a condition about owners": ({"where": "mine IS NULL"}, [], {"slags", "wagenlander"}),
    "in capitals": ({"where": "MINE IS NULL"}, [], {"slags", "wagenlander"}),
    "a condition about what is hidden": ({"where": "hidden = 1"}, [], {"tiling"}),
    "a condition about the status": ({"where": "status = 'submitted'"}, [], {"shedding"}),
    "about owners and the status": (
        {"where": "status = 'submitted' AND mine IN (0, 1)"}, [], {"shedding", "engine"},
    ),
    "one status": ({"status": ("submitted",)}, [], PUBLIC | {"shedding"}),
    "another status": ({"status": ("in preparation",)}, [], PUBLIC),
    "any status": ({"status": ("any",)}, [], PUBLIC | {"shedding"}),
    "words": ({}, ["scalpel"], {"scalpel"}),
    "words that find nothing": ({}, ["zebra"], set()),
    "words about what is not listed": ({}, ["shedding"], set()),
    "words about other people's": ({}, ["slags"], set()),
    "words in a data format": ({"format": "csl-json"}, ["slags"], {"slags"}),
    "words in BibTeX": ({"format": "bibtex"}, ["scalpel"], {"scalpel"}),
    "words about the status": ({}, ["status:submitted"], {"shedding"}),
    "words about the status, with data": (
        {"format": "csl-json"}, ["status:submitted"], {"shedding", "engine"},
    ),
    "words about others": ({}, ["is:asked"], {"slags", "wagenlander"}),
    "words about what is hidden": ({}, ["is:hidden"], {"tiling"}),
    "words about all": ({}, ["is:all"], PUBLIC | OTHERS | {"tiling", "shedding"}),
    "words and a condition": ({"where": "year = 2024"}, ["tenplex"], {"tenplex"}),
    "words and a condition that exclude each other": ({"where": "year = 2021"}, ["tenplex"], set()),
}  # fmt: skip


@every_row("options, words, keys", LISTS.values(), ids=LISTS)
def test_a_list_holds(library, options, words, keys) -> None:
    assert keys_of(library, words, **options) == keys


def test_a_list_keeps_the_order_of_the_store(library) -> None:
    pubs, sections = select(library, ListConfig(name="it"), [])
    assert [pub.id for pub in pubs] == sorted(pub.id for pub in pubs)
    assert sections == []


def parts(*sections: tuple[str, str, str]) -> tuple[SectionConfig, ...]:
    return tuple(SectionConfig(heading=each[0], where=each[1], tag=each[2]) for each in sections)


SECTIONS: dict[str, tuple[dict[str, Any], dict[str, set[str]]]] = {
    "by tag and condition": (
        {"sections": parts(("Best", "", "best"), ("New", "year > 2021", ""))},
        {"Best": {"scalpel", "eires"}, "New": {"tenplex", "scalpel"}},
    ),
    "each inside the list": (
        {"where": "year > 2021", "tag": "best", "sections": parts(("All", "", ""))},
        {"All": {"scalpel"}},
    ),
    "a condition inside another": (
        {"where": "year > 2015", "sections": parts(("Old", "year < 2024", ""))},
        {"Old": {"eires"}},
    ),
    "with two tags": (
        {"tag": "best", "sections": parts(("Worst", "", "worst"), ("All", "", ""))},
        {"Worst": set(), "All": {"scalpel", "eires"}},
    ),
    "a limit lifted in one": (
        {"sections": parts(("Hidden", "hidden = 1", ""), ("All", "", ""))},
        {"Hidden": {"tiling"}, "All": PUBLIC},
    ),
}


@every_row("options, expected", SECTIONS.values(), ids=SECTIONS)
def test_sections_hold(library, options, expected) -> None:
    pubs, sections = select(library, ListConfig(name="it", **options), [])
    keys = {pub.id: pub.key for pub in pubs}
    assert [heading for heading, _ in sections] == list(expected)
    assert {heading: {keys[each] for each in ids} for heading, ids in sections} == expected
    assert all(ids == sorted(ids) for _, ids in sections)
    assert set(keys.values()) == set().union(*expected.values())


@pytest.mark.parametrize(
    "options, said",
    [
        ({"where": "yaer > 2021"}, "yaer > 2021"),
        ({"where": "year > 2021", "sections": parts(("A", "yaer = 1", ""))}, "yaer = 1"),
    ],
    ids=["of the list", "of a section"],
)
def test_a_wrong_condition_is_named(library, options, said) -> None:
    with pytest.raises(ConfigError) as caught:
        select(library, ListConfig(name="it", **options), [])
    assert str(caught.value).startswith(f"pubman.toml, list 'it': where = {said!r}: ")
    assert "yaer" in str(caught.value).partition(": where")[2].partition(": ")[2]


# ------------------------------------------------------------------------------ what is read


@pytest.mark.parametrize(
    "options, whole",
    [
        ({"format": "bibtex"}, False),
        ({"format": "bibtex", "group_by": ("year",)}, False),
        ({"format": "bibtex", "group_by": ("person",)}, True),
        ({"format": "text"}, True),
    ],
    ids=["BibTeX", "BibTeX by year", "BibTeX by person", "text"],
)
def test_entries_in_their_own_text_are_not_read_whole(library, options, whole) -> None:
    pubs, _ = select(library, ListConfig(name="it", **options), [])
    with_text = [pub for pub in pubs if pub.raw]
    without = [pub for pub in pubs if not pub.raw]
    assert with_text
    assert without  # of two entries, or with a value that a person set
    assert all(pub.authors for pub in without)
    assert [bool(pub.authors) for pub in with_text] == [whole] * len(with_text)
    assert all(pub.title and pub.date for pub in pubs)


def test_entries_are_read_whole_if_a_person_has_another_name_now(shelf) -> None:
    text = (shelf.folder / "pubman.toml").read_text("utf-8")
    changed = text.replace('name = "Bo Zhao"', 'name = "Bo Zhao"\nshow = "current"', 1)
    (shelf.folder / "pubman.toml").write_text(changed, encoding="utf-8")
    with open_library(shelf.folder / "pubs.db") as library:
        pubs, _ = select(library, ListConfig(name="it", format="bibtex"), [])
        assert all(pub.authors for pub in pubs)


def test_chosen_publications_are_whole_unless_fields_are_named(library) -> None:
    (whole,) = choose(library, ["scalpel"])
    (short,) = choose(library, ["scalpel"], only=ONE_LINE)
    assert (whole.key, len(whole.authors)) == ("scalpel", 3)
    assert (short.key, short.title, short.authors) == ("scalpel", whole.title, ())
    assert {pub.key for pub in choose(library, [])} == PUBLIC


# ----------------------------------------------------------------------------- what is left out


def test_what_a_list_leaves_out_is_counted_by_reason(library) -> None:
    assert left_out(library) == {
        "hidden": 1, "not yours": 1, "waiting for your answer": 2, "not yet published": 1,
    }  # fmt: skip
    assert left_out(library, data=True) == {"hidden": 1, "not yet published": 2}


def test_reasons_that_leave_nothing_out_are_not_counted(shelf) -> None:
    with open_library(shelf.folder / "pubs.db") as library:
        assert left_out(library) == {"not yours": 1, "waiting for your answer": 2}
        assert left_out(library, data=True) == {}
