"""The matcher: the pairs of ``cases/*.toml``, and what must hold of every pair."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pubman.match import (
    Profile,
    Verdict,
    block_keys,
    candidates,
    compare,
    explain,
    plausible,
    profile,
)
from pubman.match.authors import agree, people
from pubman.match.places import read_place, venue_likeness
from pubman.match.titles import read_title
from pubman.record import Date, Name, Record
from pubman.venues import VenueTable

CASES = Path(__file__).parent / "cases"
TABLE = VenueTable.load()


def read_name(text: str) -> Name:
    """``Zhao, Bo`` or ``B Zhao``; one word is a name in one piece."""
    family, comma, given_name = text.partition(", ")
    if comma:
        return Name(family=family, given=given_name)
    front, _, last = text.rpartition(" ")
    return Name(family=last, given=front) if front else Name(literal=text)


def read_record(said: dict[str, Any]) -> Record:
    """The record of one side of a pair."""
    texts = ("title", "venue", "venue_key", "volume", "number", "pages", "doi", "isbn", "edition")
    return Record(
        kind=said.get("kind", "other"),
        authors=tuple(map(read_name, filter(None, said.get("authors", "").split("; ")))),
        authors_cut=said.get("authors_cut", False),
        date=Date(year=said["year"]) if "year" in said else None,
        arxiv_id=said.get("arxiv", ""),
        school=said.get("school", ""),
        source_key=said.get("key", ""),
        related=tuple(said.get("related", ())),
        **{name: said.get(name, "") for name in texts},
    )


def read_profile(said: dict[str, Any]) -> Profile:
    record = read_record(said)
    source = said.get("source", "file")
    return profile(
        record, venue=TABLE.resolve(record), source=source, own_duplicates=source != "dblp"
    )


def read_cases() -> Iterator[Any]:
    for path in sorted(CASES.glob("*.toml")):
        for case in tomllib.loads(path.read_text(encoding="utf-8"))["pair"]:
            yield pytest.param(case, id=case["id"])


def joins(verdict: Verdict) -> bool:
    return verdict.verdict in ("same", "version")


@pytest.mark.parametrize("case", list(read_cases()))
def test_pair(case: dict[str, Any]) -> None:
    a, b = read_profile(case["a"]), read_profile(case["b"])
    verdict = compare(a, b)
    allowed = {case["answer"]} | {
        other for other in ("ask", "different", "extends") if case.get(f"or_{other}")
    }
    assert verdict.verdict in allowed, (case["why"], verdict)
    if verdict.verdict == "extends" and "extending" in case:
        assert verdict.extending == case["extending"]
    if joins(verdict) or verdict.verdict == "ask":
        assert block_keys(a) & block_keys(b), "the pair would never be looked at"


@pytest.mark.parametrize("case", list(read_cases()))
def test_pair_is_symmetric(case: dict[str, Any]) -> None:
    a, b = read_profile(case["a"]), read_profile(case["b"])
    assert compare(a, b) == mirrored(compare(b, a))


def test_there_are_more_negatives_than_positives() -> None:
    cases = [param.values[0] for param in read_cases()]
    positive = sum(case["answer"] in ("same", "version") for case in cases)
    assert len(cases) >= 120
    assert positive * 2 < len(cases)


def mirrored(verdict: Verdict) -> Verdict:
    swap = {"a": "b", "b": "a", "": ""}
    return replace(verdict, extending=swap[verdict.extending])  # type: ignore[arg-type]
