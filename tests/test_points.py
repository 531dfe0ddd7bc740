"""The points of evidence, at the edges of every table and threshold."""

from __future__ import annotations

import math
from dataclasses import replace
from typing import Any

import pytest
from rows import every_row

from pubman.match.authors import Agreement
from pubman.match.differences import Difference
from pubman.match.evidence import Evidence
from pubman.match.points import BASE, points, score

PLAIN = Evidence(
    likeness=1.0, contained="", difference=Difference("none"), bits=60.0, swapped=0.0,
    numbers="same", part="same", notes="same", short=False, authors=Agreement(0, 0, 0), weak=False,
    bodies="unknown", gap=None, cited=False, places="unknown", event="unknown", pages="unknown",
    volume="unknown", number="unknown", edition=False, early=False, informal=False,
    reports=False, listed=False,
)  # fmt: skip
"""One title, and nothing else is known."""
ANOTHER = Difference("replaced", ("pine",), ("larch",), 1)


def test_unknown_findings_have_no_points() -> None:
    known = {name: value for name, value in points(PLAIN).items() if value}
    assert known == {"title": 5.0, "authors": -0.8}


@every_row(
    "likeness, found",
    [
        (0.0, -6.0), (0.25, -5.0), (0.5, -4.0), (0.575, -2.75), (0.65, -1.5), (0.7, -0.75),
        (0.75, 0.0), (0.8, 1.0), (0.84, 1.7), (0.88, 2.6), (0.93, 3.8), (0.95, 4.2), (0.97, 4.6),
        (1.0, 5.0),
    ],
)  # fmt: skip
def test_a_title_counts_by_its_likeness(likeness: float, found: float) -> None:
    e = replace(PLAIN, likeness=likeness, difference=ANOTHER)
    assert points(e)["title"] == pytest.approx(found)


TITLES = {
    "inside the other": ({"likeness": 0.6, "contained": "begins", "difference": ANOTHER}, 3.6),
    "inside the other, and nearly as long": ({"likeness": 0.97, "contained": "begins"}, 4.6),
    "slips only": ({"likeness": 0.6, "difference": Difference("spelling")}, 3.8),
    "small words only": ({"likeness": 0.6, "difference": Difference("filler")}, 3.8),
    "slips only, and alike": ({"likeness": 0.97, "difference": Difference("spelling")}, 4.6),
    "telling enough": ({"bits": 40.0}, 5.0),
    "hardly telling enough": ({"bits": 39.0}, 5.0 - 1 / 15),
    "not telling": ({"bits": 25.0}, 4.0),
    "not telling, but hardly alike": (
        {"bits": 25.0, "likeness": 0.75, "difference": ANOTHER}, -1.0,
    ),
    "not telling and not alike": (
        {"bits": 25.0, "likeness": 0.65, "difference": ANOTHER}, -1.5,
    ),
}  # fmt: skip


@every_row("change, found", TITLES.values(), ids=TITLES)
def test_a_title_counts_by_what_it_shares(change: dict[str, Any], found: float) -> None:
    assert points(replace(PLAIN, **change))["title"] == pytest.approx(found)


@every_row(
    "swapped, found", [(0.0, 0.0), (4.0, 0.0), (5.0, -0.15), (30.0, -3.9), (31.0, -4.0), (90, -4)]
)
def test_words_in_place_of_others_count_beyond_a_small_one(swapped: float, found: float) -> None:
    assert points(replace(PLAIN, swapped=swapped))["swapped words"] == pytest.approx(found)


AUTHORS = {
    "nobody known": (Agreement(0, 0, 3), False, -0.8),
    "strangers": (Agreement(0, 2, 2), False, -6.0),
    "one name under two initials": (Agreement(0, 1, 1, 1), False, -0.6),
    "one of two": (Agreement(1, 2, 2), False, -0.25),
    "one of two, the other under two initials": (Agreement(1, 2, 2, 1), False, 0.45),
    "two of three": (Agreement(2, 3, 3), False, 1 / 3),
    "one of one": (Agreement(1, 1, 1), False, 1.9),
    "one of one, of a longer list": (Agreement(1, 1, 2), False, 1.5),
    "two of two": (Agreement(2, 2, 2), False, 2.6),
    "three of three": (Agreement(3, 3, 3), False, 3.3),
    "four of four": (Agreement(4, 4, 4), False, 3.5),
    "four of four, of a longer list": (Agreement(4, 4, 5), False, 3.1),
    "a list that breaks off": (Agreement(1, 1, 9), True, 0.3),
    "a list that breaks off, with another name": (Agreement(1, 2, 9), True, -0.25),
}


@every_row("found, weak, expected", AUTHORS.values(), ids=AUTHORS)
def test_authors_count_by_how_many_agree(found: Agreement, weak: bool, expected: float) -> None:
    got = points(replace(PLAIN, authors=found, weak=weak))["authors"]
    assert got == pytest.approx(expected)


@pytest.mark.parametrize("bodies, found", [("same", 0.0), ("differ", -0.8), ("unknown", -0.8)])
def test_a_body_counts_if_no_person_is_known(bodies: str, found: float) -> None:
    assert points(replace(PLAIN, bodies=bodies))["authors"] == found


@every_row(
    "gap, published, informal",
    [
        (None, 0.0, 0.0), (0, 1.2, 1.2), (1, -0.8, 0.6), (2, -2.5, 0.0), (3, -3.0, -0.7),
        (4, -3.5, -2.0), (5, -4.5, -3.5), (40, -4.5, -3.5),
    ],
)  # fmt: skip
def test_years_count_by_their_gap(gap: int | None, published: float, informal: float) -> None:
    assert points(replace(PLAIN, gap=gap))["year"] == published
    assert points(replace(PLAIN, gap=gap, informal=True))["year"] == informal


@every_row(
    "pages, volume, found",
    [
        ("range", "same", 4.5), ("range", "unknown", 3.5), ("range", "differ", 1.0),
        ("first", "same", 4.0), ("first", "unknown", 2.5), ("first", "differ", 0.5),
        ("page", "same", 3.0), ("page", "unknown", 1.5), ("page", "differ", -2.0),
        ("differ", "same", -2.0), ("differ", "unknown", -2.0), ("differ", "differ", -6.0),
        ("unknown", "same", 0.7), ("unknown", "unknown", 0.0), ("unknown", "differ", -2.0),
    ],
)  # fmt: skip
def test_pages_and_volume_count_together(pages: str, volume: str, found: float) -> None:
    e = replace(PLAIN, pages=pages, volume=volume)
    assert points(e)["imprint"] == found
    assert points(replace(e, number="same"))["imprint"] == found + 0.5
    assert points(replace(e, number="differ"))["imprint"] == found - 1.0


OTHERS = {
    "same venue": ({"places": "same"}, "venue", 1.5),
    "a venue like it": ({"places": "like"}, "venue", 0.8),
    "a venue unlike it": ({"places": "unlike"}, "venue", -0.7),
    "another venue": ({"places": "other"}, "venue", -2.5),
    "a venue of another form": ({"places": "form"}, "venue", -1.0),
    "two editions": ({"edition": True}, "edition", -2.0),
    "other numbers": ({"numbers": "differ"}, "numbers", -4.0),
    "other numbers in a longer title": (
        {"numbers": "differ", "contained": "begins"}, "numbers", -4.0,
    ),
    "more numbers": ({"numbers": "more"}, "numbers", -1.0),
    "more numbers in a longer title": ({"numbers": "more", "contained": "begins"}, "numbers", -0.3),
    "a part of one": ({"part": "one"}, "part", -2.0),
    "another part": ({"part": "differ"}, "part", -6.0),
    "a weak note": ({"notes": "weak"}, "notes", -0.3),
    "a note about a version": ({"notes": "version"}, "notes", -0.3),
    "another note": ({"notes": "differ"}, "notes", -4.0),
}  # fmt: skip


@every_row("change, name, found", OTHERS.values(), ids=OTHERS)
def test_every_other_finding_has_its_points(
    change: dict[str, Any], name: str, found: float
) -> None:
    assert points(replace(PLAIN, **change))[name] == found


def test_the_score_is_the_probability_of_the_sum() -> None:
    assert score(PLAIN) == pytest.approx(1 / (1 + math.exp(-(BASE + 5.0 - 0.8))))


def test_the_score_of_overwhelming_evidence_is_finite() -> None:
    worst = replace(
        PLAIN, likeness=0.0, difference=ANOTHER, swapped=90.0, authors=Agreement(0, 2, 2), gap=9,
        places="other", pages="differ", volume="differ", edition=True, numbers="differ",
        part="differ", notes="differ",
    )  # fmt: skip
    assert sum(points(worst).values()) < -30
    assert score(worst) == pytest.approx(math.exp(-30))
