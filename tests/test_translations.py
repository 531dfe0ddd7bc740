"""Journals in two languages: their names, and papers that are in both editions."""

from __future__ import annotations

from typing import Any

import pytest
from test_groups import edge, make
from test_match import read_profile

from pubman.match import TRANSLATION, are_distinct, block_keys, compare
from pubman.match.packing import pack_profile, unpack_sketch
from pubman.match.translations import JOURNALS, are_twins, find_bilingual
from pubman.merge.groups import group
from pubman.text.fold import fold

NAMES = [
    (name, f"{at} {side}")
    for at, editions in enumerate(JOURNALS)
    for side, names in zip(("original", "translation"), editions, strict=True)
    for name in names.split("|")
]
GERMAN = {
    "kind": "article", "title": "Hohle Kugeln aus Zinkoxid durch Zuckerperlen",
    "authors": "Okonkwo, Ngozi; Brandt, Jonas", "year": 2011, "venue": "Angewandte Chemie",
    "volume": "123", "pages": "3187-3190", "doi": "10.1002/ange.2011x0001", "source": "one",
}  # fmt: skip
ENGLISH = GERMAN | {
    "title": "Hollow spheres of zinc oxide from sugar beads", "venue": "Angew. Chem. Int. Ed.",
    "volume": "50", "pages": "3111-3114", "doi": "10.1002/anie.2011x0001", "source": "two",
}  # fmt: skip


@pytest.mark.parametrize(("name", "edition"), NAMES, ids=[name for name, _ in NAMES])
def test_every_name_is_found_as_its_edition(name: str, edition: str) -> None:
    assert find_bilingual(fold(name)) == edition


@pytest.mark.parametrize(
    ("written", "name"),
    [
        ("Angew. Chem.", "Angewandte Chemie"),
        ("Angew. Chem. Int. Ed. Engl.", "Angewandte Chemie International Edition English"),
        ("Zh. Eksp. Teor. Fiz.", "Zhurnal Eksperimentalnoi i Teoreticheskoi Fiziki"),
        ("J. Exp. Theor. Phys.", "Journal of Experimental and Theoretical Physics"),
        ("Funktsional. Anal. i Prilozhen.", "Funktsionalnyi Analiz i ego Prilozheniya"),
        ("Math. USSR-Sb.", "Mathematics of the USSR Sbornik"),
        ("Theory Probab. Its Appl.", "Theory of Probability and its Applications"),
    ],
)
def test_abbreviated_names(written: str, name: str) -> None:
    assert find_bilingual(fold(written)) == find_bilingual(fold(name)) != ""


@pytest.mark.parametrize("name", ["", "Chemie", "Angewandte Botanik", "Mathematical Surveys", "J."])
def test_other_journals(name: str) -> None:
    assert find_bilingual(fold(name)) == ""


def test_twins_are_the_two_editions_of_one_journal() -> None:
    assert are_twins("7 original", "7 translation")
    assert not are_twins("7 original", "7 original")
    assert not are_twins("7 original", "17 translation")
    assert not are_twins("", "")
    assert not are_twins("", "7 original")


CHANGES: dict[str, tuple[dict[str, Any], bool]] = {
    "nothing": ({}, True),
    "the next year": ({"year": 2012}, True),
    "two years later": ({"year": 2013}, False),
    "no year": ({"year": None}, False),
    "an author more": ({"authors": "Okonkwo, Ngozi; Brandt, Jonas; Silva, Ana"}, False),
    "an English title": ({"title": "Growth of silver needles on the wings of moths"}, False),
    "the same edition": ({"venue": "Angewandte Chemie International Edition"}, False),
    "another journal": ({"venue": "Chemie in unserer Zeit"}, False),
}


@pytest.mark.parametrize(("change", "asked"), CHANGES.values(), ids=CHANGES)
def test_two_titles_in_two_languages(change: dict[str, Any], *, asked: bool) -> None:
    a, b = read_profile(GERMAN | change), read_profile(ENGLISH)
    verdict = compare(a, b)
    assert (verdict.verdict == "ask") == asked
    if asked:
        assert verdict.rule == TRANSLATION == verdict.cause
        assert block_keys(a) & block_keys(b)
        assert not are_distinct(*(unpack_sketch(pack_profile(each)) for each in (a, b)))


@pytest.mark.parametrize(("number", "asked"), [(3, True), (4, False)])
def test_numbers_do_not_change_in_a_translation(number: int, *, asked: bool) -> None:
    a = read_profile(GERMAN | {"title": "Hohle Kugeln aus Zinkoxid in 3 Schritten"})
    b = read_profile(ENGLISH | {"title": f"Hollow spheres of zinc oxide in {number} steps"})
    assert (compare(a, b).verdict == "ask") == asked


def test_nothing_is_asked_if_a_list_has_two_such_papers() -> None:
    nodes = [make(1, source="own"), make(2, source="other"), make(3, source="other")]
    asked = [edge(1, 2, "ask", 0.4, rule=TRANSLATION), edge(1, 3, "ask", 0.4, rule=TRANSLATION)]
    assert len(group(nodes[:2], asked[:1], []).questions) == 1
    assert not group(nodes, asked, []).questions
