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
    ("part", "differ"): "other part or edition",
    ("part", "one"): "only one title names a part or edition",
    ("numbers", "differ"): "other numbers in the titles",
    ("numbers", "more"): "one title holds a number more",
}
_CALLED: Final = {"number": "issue", "doi": "DOI", "isbn": "ISBN", "arxiv": "arXiv number"}
_WHERE: Final = {
    "begins": "one title begins the other",
    "ends": "one title ends the other",
    "inside": "one title stands inside the other",
    "whole": "one title is the other with words around it",
}


def explain(verdict: Verdict) -> tuple[list[str], list[str]]:
    """Short clauses for and against the two records being one work, for people."""
    pro: list[str] = []
    con: list[str] = []
    for name, value in verdict.evidence.items():
        clause, speaks_for = _say(name, value)
        if clause:
            (pro if speaks_for else con).append(clause)
    return pro, con


def _say(name: str, value: float | str) -> tuple[str, bool]:
    """One finding as a clause ("": nothing to say), and whether it speaks for one work."""
    text = str(value)
    if name == "title":
        return f"titles {float(value):.0%} alike", float(value) >= ALIKE
    if name == "title contained":
        return _WHERE.get(text, ""), True
    if name == "authors" and " of " in text:
        matched, _, fewer = text.split()[:3]
        _, bracket, longer = text.partition(" (")
        return f"{matched} of {fewer} authors agree{bracket}{longer}", matched == fewer
    if name == "year" and text.endswith("apart"):
        years = text.removesuffix(" apart")
        return f"{years} {'year' if years == '1' else 'years'} apart", False
    if name == "doubt":
        return text, False
    if name in ("notes", "part", "numbers"):
        return _SAID_OF_TITLES.get((name, text), ""), False
    called = _CALLED.get(name, name)
    if text in ("same", "yes"):
        return f"same {called}" if text == "same" else called, True
    if text == "like":
        return f"{called} alike", True
    return (
        (f"other {called}", False) if text in ("differ", "other", "unlike", "form") else ("", True)
    )
