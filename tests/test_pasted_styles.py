"""Lists pasted in thirteen citation styles: read, moved in, and printed again."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import pytest
from rows import every_row

from pubman.freelist.layouts import read_free_list

Person = tuple[str, str]


@dataclass(frozen=True)
class Paper:
    """A paper to be set in a style; ``volume`` is empty for a paper in proceedings."""

    people: tuple[Person, ...]
    title: str
    venue: str
    year: int
    pages: str
    volume: str = ""
    number: str = ""


PAPERS = (
    Paper((("Noether", "Emmy"),), "Ideals in rings and what becomes of them", "Annals of Rings",
          1921, "24–66", "83", "1"),
    Paper((("Noether", "Emmy"), ("Hasse", "Helmut")),
          "A proof of a main theorem: chains, ends and means", "Journal of Algebras", 1932,
          "399–404", "167", "2"),
    Paper((("van der Waerden", "Bartel L."), ("Noether", "Emmy"), ("Artin", "Emil")),
          "Elimination by hand", "Proceedings of the Symposium on Forms", 1928, "11–19"),
    Paper((("Hilbert", "David"), ("Courant", "Richard"), ("Born", "Max"), ("Noether", "Emmy")),
          "Is every form a sum of squares?", "Transactions on Forms", 1926, "101–118", "12", "4"),
    Paper((("Lovelace", "Ada"),), "Notes on the weaving of numbers", "Journal of Engines", 1843,
          "666–731", "3", "1"),
)  # fmt: skip


def first_letters(given: str, stop: str = ".", gap: str = " ") -> str:
    return gap.join(f"{word[0]}{stop}" for word in given.split())


def inverted(person: Person) -> str:
    return f"{person[0]}, {first_letters(person[1])}"


def behind(person: Person) -> str:
    return f"{person[0]} {first_letters(person[1], '', '')}"


def in_front(person: Person) -> str:
    return f"{first_letters(person[1])} {person[0]}"


def whole(person: Person) -> str:
    return f"{person[1]} {person[0]}"


def joined(names: list[str], last: str, between: str = ", ") -> str:
    if len(names) == 1:
        return names[0]
    return between.join(names[:-1]) + last + names[-1]


def apa(p: Paper, n: int) -> str:
    names = joined([inverted(each) for each in p.people], ", & ")
    where = f"{p.venue}, {p.volume}({p.number}), {p.pages}." if p.volume else ""
    return f"{names} ({p.year}). {p.title}. {where or f'In {p.venue} (pp. {p.pages}).'}"


def ieee(p: Paper, n: int) -> str:
    names = [in_front(each) for each in p.people]
    last = ", and " if len(names) > 2 else " and "
    where = f"{p.venue}, vol. {p.volume}, no. {p.number}" if p.volume else f"in {p.venue}"
    return f"[{n}] {joined(names, last)}, “{p.title},” {where}, pp. {p.pages}, {p.year}."


def mla(p: Paper, n: int) -> str:
    first = f"{p.people[0][0]}, {p.people[0][1]}"
    if len(p.people) == 2:
        first += f", and {whole(p.people[1])}"
    elif len(p.people) > 2:
        first += ", et al"
    where = f"{p.venue}, vol. {p.volume}, no. {p.number}" if p.volume else p.venue
    return f"{first}. “{p.title}.” {where}, {p.year}, pp. {p.pages}."


def chicago(p: Paper, n: int) -> str:
    names = [f"{p.people[0][0]}, {p.people[0][1]}", *(whole(each) for each in p.people[1:])]
    where = f"{p.venue} {p.volume} ({p.number}): {p.pages}" if p.volume else ""
    return (
        f"{joined(names, ', and ')}. {p.year}. “{p.title}.” {where or f'In {p.venue}, {p.pages}'}."
    )


def vancouver(p: Paper, n: int) -> str:
    names = ", ".join(behind(each) for each in p.people)
    where = f"{p.venue}. {p.year};{p.volume}({p.number}):{p.pages}" if p.volume else ""
    return f"{n}. {names}. {p.title}. {where or f'In: {p.venue}. {p.year}. p. {p.pages}'}."


def acm(p: Paper, n: int) -> str:
    names = [whole(each) for each in p.people]
    last = ", and " if len(names) > 2 else " and "
    where = f"{p.venue} {p.volume}, {p.number} ({p.year}), {p.pages}" if p.volume else ""
    return (
        f"[{n}] {joined(names, last)}. {p.year}. {p.title}. {where or f'In {p.venue}, {p.pages}'}."
    )


def ama(p: Paper, n: int) -> str:
    names = ", ".join(behind(each) for each in p.people)
    where = f"{p.venue}. {p.year};{p.volume}({p.number}):{p.pages}" if p.volume else ""
    return f"{n}. {names}. {p.title}. {where or f'In: {p.venue}. ; {p.year}:{p.pages}'}."


def acs(p: Paper, n: int) -> str:
    names = "; ".join(inverted(each) for each in p.people)
    where = f"{p.venue} {p.year}, {p.volume} ({p.number}), {p.pages}" if p.volume else ""
    return f"({n}) {names} {p.title}. {where or f'In {p.venue}; {p.year}; pp {p.pages}'}."


def harvard(p: Paper, n: int) -> str:
    names = joined([inverted(each) for each in p.people], " and ")
    where = f"{p.venue}, {p.volume}({p.number})" if p.volume else f"in {p.venue}"
    return f"{names} ({p.year}) ‘{p.title}’, {where}, pp. {p.pages}."


def abnt(p: Paper, n: int) -> str:
    names = "; ".join(f"{family.upper()}, {first_letters(given)}" for family, given in p.people)
    where = f"{p.venue}, v. {p.volume}, n. {p.number}" if p.volume else f"In: {p.venue}"
    return f"{names} {p.title}. {where}, p. {p.pages}, {p.year}."


def gbt(p: Paper, n: int) -> str:
    names = ", ".join(f"{family.upper()} {first_letters(given, '')}" for family, given in p.people)
    where = f"[J]. {p.venue}, {p.year}, {p.volume}({p.number})" if p.volume else ""
    return f"[{n}] {names}. {p.title}{where or f'[C]//{p.venue}. {p.year}'}: {p.pages}."


def nature(p: Paper, n: int) -> str:
    names = joined([inverted(each) for each in p.people], " & ")
    where = f"{p.venue} {p.volume}, {p.pages} ({p.year})" if p.volume else ""
    return f"{n}. {names} {p.title}. {where or f'in {p.venue} {p.pages} ({p.year})'}."


def lncs(p: Paper, n: int) -> str:
    names = ", ".join(inverted(each) for each in p.people)
    where = f"{p.venue} {p.volume}({p.number}), {p.pages} ({p.year})" if p.volume else ""
    return f"{n}. {names}: {p.title}. {where or f'In: {p.venue}, pp. {p.pages} ({p.year})'}."


Style = Callable[[Paper, int], str]
STYLES: tuple[Style, ...] = (
    apa, ieee, mla, chicago, vancouver, acm, ama, acs, harvard, abnt, gbt, nature, lncs,
)  # fmt: skip


def pasted(style: Style, between: str = "\n\n") -> str:
    lines = [style(paper, n) for n, paper in enumerate(PAPERS, 1)]
    return between.join(line.replace("..", ".").replace("?.", "?") for line in lines) + "\n"


@every_row("style", STYLES, ids=lambda style: style.__name__)
@every_row("between", ["\n\n", "\n"], ids=["paragraphs", "lines"])
def test_a_pasted_list_is_read(style: Style, between: str) -> None:
    found = read_free_list(pasted(style, between), "pasted text")
    records = [entry.record for entry in found.entries]
    assert [record.title for record in records] == [paper.title for paper in PAPERS]
    assert [record.year for record in records] == [paper.year for paper in PAPERS]
    for record, paper in zip(records, PAPERS, strict=True):
        shown = [f"{name.particle} {name.family}".strip().lower() for name in record.authors]
        wanted = [family.lower() for family, _ in paper.people]
        assert shown == wanted[: len(shown)]
        assert len(shown) == len(wanted) or record.authors_cut
        assert paper.venue in record.venue


@pytest.mark.parametrize("style", STYLES, ids=lambda style: style.__name__)
def test_a_pasted_list_is_printed_again(pubman, style: Style) -> None:  # type: ignore[no-untyped-def]
    pubman("init", "--name", "Emmy Noether")
    pubman("move-in", "-", stdin=pasted(style))
    out = pubman("export", "--format", "text", "-o", "-").out
    places = [out.find(paper.title) for paper in PAPERS]
    assert -1 not in places
    assert places == sorted(places)
