"""How to say a verdict: short clauses for and against the two records being one work."""

from __future__ import annotations

from typing import Final

from pubman.match.differences import NOTHING
from pubman.match.verdict import Verdict

ALIKE: Final = 0.9
"""From this likeness, a title is evidence for one work."""
_SAID_OF_TITLES: Final = {
    ("notes", "differ"): "one title is marked as another kind of thing",
    ("notes", "weak"): "one title has a note the other lacks",
    ("notes", "version"): "one title says that it is another version",
    ("part", "differ"): "another part or edition",
    ("part", "one"): "only one title names a part or edition",
    ("numbers", "differ"): "other numbers in the titles",
    ("numbers", "more"): "one title has a number more",
}
_SAID: Final = {
    ("venue", "same"): "same venue",
    ("venue", "like"): "similar venues",
    ("venue", "unlike"): "venues named differently",
    ("venue", "other"): "another venue",
    ("venue", "form"): "venues of two kinds",
    ("pages", "range"): "same pages",
    ("pages", "first"): "same first page",
    ("pages", "page"): "on one page",
    ("pages", "differ"): "other pages",
    ("volume", "same"): "same volume",
    ("volume", "differ"): "another volume",
    ("number", "same"): "same issue",
    ("number", "differ"): "another issue",
    ("bound", "chapter"): "one is on some pages of a book",
    ("bound", "thesis"): "one is a thesis, which has one author",
    ("event", "same"): "same event",
    ("event", "differ"): "another event",
    ("doi", "same"): "same DOI",
    ("doi", "differ"): "two DOIs",
    ("isbn", "same"): "same ISBN",
    ("isbn", "differ"): "two ISBNs",
    ("arxiv", "same"): "same arXiv number",
    ("arxiv", "differ"): "two arXiv numbers",
    ("pmid", "same"): "same PMID",
    ("pmid", "differ"): "two PMIDs",
    ("pmcid", "same"): "same PMCID",
    ("related", "yes"): "their source ties them",
    ("translation", "yes"): "one journal is the translation of the other",
    ("title contained", "begins"): "one title begins the other",
    ("title contained", "ends"): "one title ends the other",
    ("title contained", "inside"): "one title is inside the other",
    ("title contained", "whole"): "one title is the other with words around it",
}
_SAID_BY: Final = {
    "arxiv": "its authors name the DOI of the paper at arXiv",
    "orcid": "they are one work at ORCID",
    "openalex": "they are one work at OpenAlex",
}
_AGAINST: Final = frozenset({"differ", "other", "unlike", "form", "chapter", "thesis"})
_SAID_ALREADY: Final = {
    "another number or part": ("part", "numbers"),
    "a number in one title alone": ("numbers",),
    "another venue": ("venue",),
    "years apart": ("year",),
    "another event": ("event",),
    "other words in the title": ("words",),
    "more words in one title": ("words",),
}
"""Doubts with the findings that already say the same."""


def explain(verdict: Verdict) -> tuple[list[str], list[str]]:
    """Return short clauses for and against the two records being one work, for people."""
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
    """Return one finding as a clause ("": nothing to say), and whether it supports one work."""
    text = str(value)
    match name:
        case "claim":
            return _SAID_BY.get(text, f"{text} names one with the DOI of the other"), True
        case "title":
            return _say_title(float(value))
        case "words":
            return _say_words(text), False
        case "authors":
            return _say_authors(text, ordered=verdict.evidence.get("order") == "same")
        case "year":
            return _say_years(text, verdict)
        case "doubt":
            said = any(each in verdict.evidence for each in _SAID_ALREADY.get(text, ()))
            return "" if said else text, False
        case "notes" | "part" | "numbers":
            return _SAID_OF_TITLES.get((name, text), ""), False
    return _SAID.get((name, text), ""), text not in _AGAINST


def _say_words(text: str) -> str:
    """Return ``boys / girls`` as a clause."""
    one, _, other = text.partition(" / ")
    if NOTHING in (one, other):
        return f'only one title says "{other if one == NOTHING else one}"'
    return f'one title says "{one}", the other "{other}"'


def _say_title(likeness: float) -> tuple[str, bool]:
    alike = f"titles {min(0.99, likeness):.0%} alike"
    return "same title" if likeness == 1 else alike, likeness >= ALIKE


def _say_authors(text: str, *, ordered: bool) -> tuple[str, bool]:
    """Return ``3 of 4 (6 in the longer list)`` as a clause."""
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
    # A preprint comes before its paper: a year or two are no evidence against it.
    usual = verdict.verdict == "version" and years in ("1", "2")
    return f"{years} {'year' if years == '1' else 'years'} apart", usual
