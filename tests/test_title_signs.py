"""The charges in a title: what tells B⁺ from B⁻ if a title is folded to letters."""

from __future__ import annotations

from rows import every_row

from pubman.match.titles import read_title


@every_row(
    ("title", "signs"),
    [
        ("Decays of B⁺ mesons", "+"),
        ("Decays of B⁻ mesons", "-"),
        ("Decays of B⁺ and B⁻ mesons", "+-"),
        ("Decays of B+ mesons", "+"),
        ("Decays of B^- mesons", "-"),
        ("Decays of B^+ mesons into K- and K+", "+-+"),
        ("Decays of B mesons", ""),
        ("The decay B^+ -> K+ pi-", "++-"),
        ("The decay to K+ tau-, measured again", "+-"),
        ("The branching fraction of a D-", "-"),
        ("Typing in the pi-calculus", ""),
        ("Upper- and lower-case", ""),
        ("Agonists of mu- and delta-opioid receptors", ""),
        ("Cross talk of B- and T-lymphocytes", ""),
        ("T- oder B-Zellen", ""),
        ("Production of K- and pi-", "--"),
        ("A well-known decay", ""),
        ("Décroissance", ""),
    ],
)
def test_charges_are_signs_in_order(title: str, signs: str) -> None:
    assert read_title(title).signs == signs


@every_row(
    ("title", "core"),
    [
        ("Generics in C#", "generics in csharp"),
        ("Generics in C++", "generics in cplusplus"),
        ("Generics in f#", "generics in fsharp"),
        ("Generics in C", "generics in c"),
    ],
)
def test_languages_of_one_letter_have_words(title: str, core: str) -> None:
    assert read_title(title).core == core
