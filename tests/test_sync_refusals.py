"""Lists that vanish, change their keys or become empty; and what a publication was before."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
from rows import every_row

from pubman.config import Config
from pubman.errors import ConfigError, PubmanError, Refused, Step, UsageError
from pubman.formats.items import Problem
from pubman.library.sync.accounts import account_at, accounts_named, accounts_of
from pubman.library.sync.apply import _summary
from pubman.library.sync.comparison import came_out_of, refuse_nothing, refuse_vanishing
from pubman.library.sync.renames import matching_records
from pubman.library.sync.source import Account
from pubman.people import Person
from pubman.record import Date, Name, Record
from pubman.store.imports.reading import Reading
from pubman.store.imports.result import ImportResult
from pubman.store.opening import open_store
from pubman.store.snapshots import COMPARED, Snapshot
from pubman.text.names import parse_name


def reading(**more: Any) -> Reading:
    told = {"account": "orcid:own:1", "complete": True, "records": (), **more}
    return Reading(location="x", format="", encoding="", source="orcid", sha256="", **told)


def arrived(known: int = 0, changed: int = 0, gone: int = 0, new: int = 0) -> ImportResult:
    return ImportResult(
        reading=reading(), known=list(range(known)), changed={n: {} for n in range(changed)},
        gone=list(range(gone)), new=list(range(new)),
    )  # fmt: skip


FORCE = Step("sync", "--orcid own:1 --force", "accept it: the records stay")
SPLIT = (
    "A source that splits a mix-up of two people does this. So does a damaged page.", FORCE,
)  # fmt: skip
REKEYED = (
    "A source that gives every record a new key does this. So does a wrong page.", FORCE,
)  # fmt: skip
VANISHING: dict[str, tuple[dict[str, int], str, tuple[Any, ...]]] = {
    "nothing": ({}, "", ()),
    "none gone": ({"known": 9, "new": 9}, "", ()),
    "two of two": ({"gone": 2}, "", ()),
    "three of three": ({"gone": 3}, "orcid own:1 lacks 3 of the 3 records it had.", SPLIT),
    "three of fourteen": (
        {"gone": 3, "known": 5, "changed": 6}, "orcid own:1 lacks 3 of the 14 records it had.",
        SPLIT,
    ),
    "three of fifteen": ({"gone": 3, "known": 6, "changed": 6}, "", ()),
    "three of sixteen": ({"gone": 3, "known": 13}, "", ()),
    "four of five, with new ones": (
        {"gone": 4, "known": 1, "new": 4}, "orcid own:1 lacks 4 of the 5 records it had.", SPLIT,
    ),
    "all, with new ones": (
        {"gone": 4, "new": 1},
        (
            "orcid own:1 names none of its 4 known records any more, and 1 under keys it has not "
            "used before."
        ),
        REKEYED,
    ),
}  # fmt: skip


@every_row("counts, said, hints", VANISHING.values(), ids=VANISHING)
def test_a_list_that_lacks_much_is_refused(
    counts: dict[str, int], said: str, hints: tuple[Any, ...]
) -> None:
    arrival = arrived(**counts)
    if not said:
        refuse_vanishing(arrival)
        return
    with pytest.raises(Refused) as caught:
        refuse_vanishing(arrival)
    assert (caught.value.message, caught.value.hints) == (said, hints)


def test_a_list_that_becomes_empty_is_refused(shelf) -> None:
    account = "own:own.bib"
    with open_store(shelf.folder / "pubs.db") as store:
        with pytest.raises(Refused) as caught:
            refuse_nothing(store, reading(account=account), force=False)
        assert caught.value.message == "own own.bib lists nothing, and it listed 5 before."
        assert caught.value.hints == (
            "Perhaps everything there was made private.",
            Step("sync", "--own --force", "accept it: the records stay"),
        )
        refuse_nothing(store, reading(account=account), force=True)
        refuse_nothing(store, reading(account=account, complete=False), force=False)
        refuse_nothing(store, reading(account=account, records=(Record(),)), force=False)
        unread = Problem(line=1, level="left out", message="x", source_key="")
        refuse_nothing(store, reading(account=account, left_out=(unread,)), force=False)
        refuse_nothing(store, reading(account="own:other.bib"), force=False)


@every_row(
    "counts, said",
    [
        ({}, "nothing new"),
        ({"known": 3}, "nothing new"),
        ({"new": 2}, "2 new"),
        ({"new": 2, "changed": 1, "gone": 4, "known": 9}, "2 new, 1 changed, 4 gone"),
    ],
)
def test_the_log_has_a_summary_of_a_list(counts: dict[str, int], said: str) -> None:
    assert _summary(arrived(**counts)) == said


def test_the_log_says_what_is_back() -> None:
    assert _summary(ImportResult(reading=reading(), back=[1, 2])) == "2 back"


# ----------------------------------------------------------------------------- what it was before


def snapshot(kind: str, status: str = "") -> Snapshot:
    values = dict.fromkeys((*COMPARED, "venue", "year"), "") | {"status": status}
    return Snapshot(id=1, key="k", kind=kind, records=frozenset({1}), values=values)


CAME_OUT = [
    ("preprint", "", "article", False, "preprint"),
    ("preprint", "", "article", True, "preprint"),
    ("preprint", "", "preprint", False, ""),
    ("preprint", "", "report", False, ""),
    ("article", "submitted", "article", True, "submitted"),
    ("article", "submitted", "article", False, ""),
    ("article", "submitted", "report", True, ""),
    ("article", "lost", "article", True, ""),
    ("article", "", "article", True, ""),
    ("report", "", "article", True, ""),
]


@every_row("old, status, new, typed, was", CAME_OUT)
def test_a_preprint_or_a_typed_entry_comes_out(
    old: str, status: str, new: str, typed: bool, was: str
) -> None:
    assert came_out_of(snapshot(old, status), snapshot(new), typed=typed) == was


PAPER = Record(
    source_key="a", kind="article", title="Tides", venue="Tides", venue_key="journals/t",
    volume="1", authors=(Name(family="Quell", given="Ada"),), date=Date(year=2020), raw="<a>",
    line=3, related=("x",), extra={"mdate": "2020", "dblp_page": "p", "shelf": "B"},
)  # fmt: skip
UNDER_ANOTHER_KEY = {
    "source_key": "b", "venue_key": "journals/u", "raw": "<b>", "line": 9, "related": (),
}  # fmt: skip
RENAMED: dict[str, tuple[dict[str, Any], bool]] = {
    "the key": ({}, True),
    "what depends on the key": (
        {"extra": {"mdate": "2021", "dblp_page": "q", "shelf": "B"}}, True,
    ),
    "another field": ({"extra": {"mdate": "2020", "dblp_page": "p", "shelf": "C"}}, False),
    "the title": ({"title": "Tide"}, False),
    "the volume": ({"volume": "2"}, False),
    "the year": ({"date": Date(year=2021)}, False),
    "the kind": ({"kind": "conference"}, False),
}  # fmt: skip


@every_row("change, is_one", RENAMED.values(), ids=RENAMED)
def test_a_record_under_another_key_is_the_same_record(
    change: dict[str, Any], is_one: bool
) -> None:
    new = replace(PAPER, **UNDER_ANOTHER_KEY, **change)
    assert matching_records({7: PAPER}, [new]) == ({7: "b"} if is_one else {})


def test_the_volume_of_a_preprint_is_its_number() -> None:
    old = replace(PAPER, kind="preprint")
    new = replace(old, **UNDER_ANOTHER_KEY, volume="abs/2001.00001")
    assert matching_records({7: old}, [new]) == {7: "b"}


def test_of_two_records_with_the_same_content_neither_is_followed() -> None:
    new = replace(PAPER, **UNDER_ANOTHER_KEY)
    assert matching_records({7: PAPER, 8: PAPER}, [new]) == {}
    assert matching_records({7: PAPER}, [new, replace(new, source_key="c")]) == {}
    other = replace(PAPER, title="Winds")
    assert matching_records(
        {7: PAPER, 8: other}, [new, replace(other, source_key="d")]
    ) == {7: "b", 8: "d"}  # fmt: skip


# --------------------------------------------------------------------------------------- accounts


ADA = Person(
    id="ada-quell", name=parse_name("Ada Quell"), pids=("12/3", "12/4"),
    orcid="0000-0002-1825-0097", accounts={"hal": "ada-quell"},
)  # fmt: skip
BEN = Person(id="ben-moor", name=parse_name("Ben Moor"), accounts={"openalex": "A1"})
PEOPLE = Config(people=(ADA, BEN))
ORCID = "orcid:0000-0002-1825-0097"
ACCOUNTS: dict[str, tuple[set[str], list[str]]] = {
    "all lists": (set(), ["dblp:12/3", "dblp:12/4", ORCID, "hal:ada-quell"]),
    "dblp": ({"dblp"}, ["dblp:12/3", "dblp:12/4"]),
    "several": ({"hal", "orcid"}, [ORCID, "hal:ada-quell"]),
    "a source that knows ORCIDs": ({"arxiv"}, ["arxiv:0000-0002-1825-0097"]),
    "a source that proposes": ({"openalex"}, ["openalex:0000-0002-1825-0097", "openalex:A1"]),
}


@every_row("sources, keys", ACCOUNTS.values(), ids=ACCOUNTS)
def test_the_accounts_at_a_source(sources: set[str], keys: list[str]) -> None:
    assert [each.key for each in accounts_of(PEOPLE, sources)] == keys


def test_an_account_names_its_person() -> None:
    assert accounts_of(PEOPLE, {"hal"}) == [
        Account(source="hal", id="ada-quell", name="Ada Quell", person="ada-quell")
    ]
    assert account_at(PEOPLE, "dblp", "12/4").person == "ada-quell"
    assert account_at(PEOPLE, "openalex", "A1").name == "Ben Moor"
    assert account_at(PEOPLE, "dblp", "9/9") == Account(source="dblp", id="9/9")


NAMED: dict[str, tuple[list[str], set[str], list[str]]] = {
    "by name": (["Ada Quell"], {"dblp"}, ["dblp:12/3", "dblp:12/4"]),
    "by number": (["12/4"], {"dblp"}, ["dblp:12/3", "dblp:12/4"]),
    "by account": (["ada-quell"], {"hal"}, ["hal:ada-quell"]),
    "by ORCID": (["0000-0002-1825-0097"], set(), [ORCID]),
    "by the address of an ORCID": (["https://orcid.org/0000-0002-1825-0097"], set(), [ORCID]),
    "twice": (["Ada Quell", " ada-quell "], {"hal"}, ["hal:ada-quell"]),
    "two people": (
        ["Ben Moor", "Ada Quell"], {"openalex"},
        ["openalex:A1", "openalex:0000-0002-1825-0097"],
    ),
}  # fmt: skip


@every_row("who, sources, keys", NAMED.values(), ids=NAMED)
def test_accounts_are_named_by_people(who: list[str], sources: set[str], keys: list[str]) -> None:
    assert [each.key for each in accounts_named(PEOPLE, who, sources)] == keys


def test_somebody_unknown_is_refused() -> None:
    with pytest.raises(UsageError) as caught:
        accounts_named(PEOPLE, ["Cy Dale"], {"dblp"})
    assert caught.value.message == "Nobody in pubman.toml is called Cy Dale or has that account."
    assert caught.value.hints == ("Ada Quell", "Ben Moor")


NOBODY: dict[str, tuple[Config, set[str], type[PubmanError], str, tuple[Any, ...]]] = {
    "nobody at all": (
        Config(), set(), ConfigError, "pubman.toml names nobody yet, so there is nobody to sync.",
        (
            Step("sync", '--dblp "Your Name"'),
            Step("sync", "--dblp 94/4810-19", "(the number in the address of your dblp page)"),
            'or write   orcid = "0000-..."   into pubman.toml',
        ),
    ),
    "nobody at a source": (
        Config(people=(BEN,)), {"dblp", "hal"}, UsageError,
        "Nobody in pubman.toml has an account at HAL.",
        ('write   orcid = "0000-..."   into pubman.toml, below your name',),
    ),
    "nobody at the usual sources": (
        Config(people=(BEN,)), set(), UsageError,
        "Nobody in pubman.toml has a dblp number or an ORCID.",
        (
            Step("sync", '--dblp "Ben Moor"'),
            'or write   orcid = "0000-..."   into pubman.toml',
        ),
    ),
}  # fmt: skip


@pytest.mark.parametrize("config, sources, kind, said, hints", NOBODY.values(), ids=NOBODY)
def test_nobody_to_sync_is_said(
    config: Config, sources: set[str], kind: type[PubmanError], said: str, hints: tuple[Any, ...]
) -> None:
    with pytest.raises(kind) as caught:
        accounts_of(config, sources)
    assert type(caught.value) is kind
    assert (caught.value.message, caught.value.hints) == (said, hints)
