"""The names that citations have before their titles."""

from __future__ import annotations

import pytest
from rows import every_row

from pubman.match.bylines import find_title, names_before
from pubman.match.debris import without_debris
from pubman.match.people import people
from pubman.match.titles import read_title
from pubman.record import Name

FAMILIES = frozenset({"haugen", "otieno", "hernndez", "li"})


def title_of(text: str) -> str:
    """Return what is left of *text* without the names before it."""
    title = read_title(text)
    words = title.core.split()
    return " ".join(words[find_title(words, FAMILIES, title.breaks) :])


@every_row(
    ("text", "title"),
    [
        ("Haugen, S. Ripening of pears", "ripening of pears"),
        ("S. Haugen and P. Otieno, Ripening of pears", "ripening of pears"),
        ("andP. Otieno. Ripening of pears", "ripening of pears"),
        ("andOtieno. Ripening of pears", "ripening of pears"),
        ("Otienno, P. Ripening of pears", "ripening of pears"),
        ("Hern andez, M. (2000) Ripening of pears", "ripening of pears"),
        ("J. (1994), Ripening of pears", "ripening of pears"),
        ("1994. Ripening of pears", "ripening of pears"),
        ("et al. Ripening of pears", "et al ripening of pears"),
        ("etal. Ripening of pears", "ripening of pears"),
        ("Ripening of pears", "ripening of pears"),
        ("Siri M. Haugen Ripening of pears", "ripening of pears"),
        ("Siri Haugen Ripening of pears", "ripening of pears"),
        ("Ripening of a Haugen", "ripening of a haugen"),
        ("HaugenS (2000) Ripening of pears", "ripening of pears"),
        ("LiK (2000) Ripening of pears", "ripening of pears"),
        ("Lik lak ripening of pears", "lik lak ripening of pears"),
        ("1984 and the ripening of pears", "1984 and the ripening of pears"),
        ("A reply to the pears of Otieno", "the pears of otieno"),
        ("In defence of Otieno", "in defence of otieno"),
        ("On pears", "on pears"),
    ],
)
def test_names_initials_and_years_are_before_a_title(text: str, title: str) -> None:
    assert title_of(text) == title


@every_row(
    ("text", "names"),
    [
        pytest.param("Otieno. Ripening of pears", {"otieno"}, id="a mark after one name"),
        pytest.param("Otieno (1994) ripening of pears", {"otieno"}, id="a year after one name"),
        pytest.param("Otieno pears in chambers", set(), id="one name may be a word of the title"),
        pytest.param("Haugen Otieno pears", {"haugen", "otieno"}, id="two names"),
        pytest.param("Safer pears. Otieno, P. ripening", set(), id="other words before"),
        pytest.param("Otienno, P. Ripening of pears", {"otieno"}, id="a slip in a name"),
    ],
)
def test_names_before_a_title_are_authors(text: str, names: set[str]) -> None:
    title = read_title(text)
    assert names_before(title.core, FAMILIES, title.breaks) == names


@every_row(
    ("given", "family", "read"),
    [
        ("S. Ceri", "andJ", "ceri"),
        ("S. Ceri", "andJr", "ceri"),
        ("S.", "Ando", "ando"),
        ("S. Ceri", "Ando", "ando"),
        ("H.", "Andl", "andl"),
    ],
)
def test_the_beginning_of_the_next_name_is_no_family_name(
    given: str, family: str, read: str
) -> None:
    (person,) = people((Name(family=family, given=given),))
    assert person.family == read


@every_row(
    ("text", "title"),
    [
        ("updating pears acm sigmod 2001", "updating pears"),
        ("ripening of pears in vldb95", "ripening of pears"),
        ("ripening of pears techreport os 99", "ripening of pears"),
        ("ripening of pears technical note os tn 3", "ripening of pears"),
        ("foreword to the vldb 98", "foreword to the vldb 98"),
        ("report from the acm", "report from the acm"),
        ("pears acm", "pears acm"),
        ("understanding ieee 802 11", "understanding ieee 802 11"),
    ],
)
def test_the_place_of_printing_is_behind_a_title(text: str, title: str) -> None:
    assert without_debris(text) == title
