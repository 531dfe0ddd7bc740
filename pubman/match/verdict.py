"""A verdict on two records, and how to say it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Final, Literal

SOFT_RULES: Final = frozenset({"titles", "title+authors", "authors"})
"""Rules by which *different* only means that too little speaks for one work. A third record may
still join the two; after any other rule nothing may."""

RENAMED: Final = "renamed preprint"
"""The rule of a question about a preprint and a paper that share their authors and little else."""

RETITLED: Final = "retitled"
"""The rule by which two published records under two titles are one, each from a source of its own:
grouping takes it only where no source names both."""
REWORDED: Final = "reworded preprint"
"""The rule by which a preprint joins a paper of more or fewer words, where neither has a partner
under its own title."""

Outcome = Literal["same", "version", "extends", "ask", "different"]


@dataclass(frozen=True, slots=True)
class Verdict:
    """What ``compare`` concludes: the outcome, the rule that fired, and the evidence it rests on.

    ``score`` is how far the evidence leans to one work, 0 to 1. ``evidence`` is JSON-able: figures
    and short words by name. ``extending`` says which of the two is the extension ("": none).
    """

    verdict: Outcome
    rule: str
    score: float
    evidence: Mapping[str, float | str] = field(default_factory=dict)
    extending: Literal["a", "b", ""] = ""


ALIKE: Final = 0.9
"""From this likeness a title speaks for one work."""
_SAID_OF_TITLES: Final = {
    ("notes", "differ"): "one title is marked as another kind of thing",
    ("notes", "weak"): "one title bears a note the other lacks",
    ("part", "differ"): "another part or edition",
    ("part", "one"): "only one title names a part or edition",
    ("numbers", "differ"): "other numbers in the titles",
    ("numbers", "more"): "one title holds a number more",
}
_SAID: Final = {
    ("venue", "same"): "same venue",
    ("venue", "like"): "venues alike",
    ("venue", "unlike"): "venues named differently",
    ("venue", "other"): "another venue",
    ("venue", "form"): "venues of two kinds",
    ("pages", "same"): "same first page",
    ("pages", "differ"): "other pages",
    ("volume", "same"): "same volume",
    ("volume", "differ"): "another volume",
    ("number", "same"): "same issue",
    ("number", "differ"): "another issue",
    ("doi", "same"): "same DOI",
    ("doi", "differ"): "two DOIs",
    ("isbn", "same"): "same ISBN",
    ("isbn", "differ"): "two ISBNs",
    ("arxiv", "same"): "same arXiv number",
    ("arxiv", "differ"): "two arXiv numbers",
    ("related", "yes"): "their source ties them",
    ("title contained", "begins"): "one title begins the other",
    ("title contained", "ends"): "one title ends the other",
    ("title contained", "inside"): "one title stands inside the other",
    ("title contained", "whole"): "one title is the other with words around it",
}
_AGAINST: Final = frozenset({"differ", "other", "unlike", "form"})
_SAID_ALREADY: Final = {
    "another number or part": ("part", "numbers"),
    "a number in one title alone": ("numbers",),
    "another venue": ("venue",),
    "years apart": ("year",),
}
"""Doubts that the findings named beside them put into words themselves."""


def explain(verdict: Verdict) -> tuple[list[str], list[str]]:
    """Short clauses for and against the two records being one work, for people."""
    pro: list[str] = []
    con: list[str] = []
    if not verdict.evidence and verdict.rule == "titles":
        con.append("their titles have too little in common")
    for name, value in verdict.evidence.items():
        clause, speaks_for = _say(name, value, verdict)
        if clause:
            (pro if speaks_for else con).append(clause)
    return pro, con


def _say(name: str, value: float | str, verdict: Verdict) -> tuple[str, bool]:
    """One finding as a clause ("": nothing to say), and whether it speaks for one work."""
    text = str(value)
    if name == "title":
        likeness = float(value)
        alike = f"titles {min(0.99, likeness):.0%} alike"
        return "same title" if likeness == 1 else alike, likeness >= ALIKE
    if name == "authors":
        return _say_authors(text, ordered=verdict.evidence.get("order") == "same")
    if name == "year":
        return _say_years(text, verdict)
    if name == "doubt":
        said = any(each in verdict.evidence for each in _SAID_ALREADY.get(text, ()))
        return "" if said else text, False
    if name in ("notes", "part", "numbers"):
        return _SAID_OF_TITLES.get((name, text), ""), False
    return _SAID.get((name, text), ""), text not in _AGAINST


def _say_authors(text: str, *, ordered: bool) -> tuple[str, bool]:
    """``3 of 4 (6 in the longer list)`` as a clause."""
    counts, _, longer = text.partition(" (")
    if " of " not in counts:
        return "", True
    matched, fewer = (int(each) for each in counts.split(" of "))
    order = ", in the same order" if ordered else ""
    if matched == 0:
        return "no author in common", False
    if matched < fewer:
        return f"only {matched} of {fewer} authors agree", False
    if longer:
        whole = longer.partition(" ")[0]
        return f"{matched} of {whole} authors, all that one list names{order}", True
    return ("same author" if matched == 1 else f"same {matched} authors") + order, True


def _say_years(text: str, verdict: Verdict) -> tuple[str, bool]:
    if text == "same":
        return "same year", True
    years = text.removesuffix(" apart")
    if years == text:
        return "", True
    # A preprint comes before its paper: a year or two speak against nothing.
    usual = verdict.verdict == "version" and years in ("1", "2")
    return f"{years} {'year' if years == '1' else 'years'} apart", usual
