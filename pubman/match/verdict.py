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


def explain(verdict: Verdict) -> tuple[list[str], list[str]]:
    """Short clauses for and against the two records being one work, for people."""
    evidence = verdict.evidence
    pro: list[str] = []
    con: list[str] = []
    for name, value in evidence.items():
        text = str(value)
        if name == "title" and isinstance(value, float):
            (pro if value >= 0.9 else con).append(f"titles {value:.0%} alike")
        elif name == "authors":
            matched, _, of = text.partition(" of ")
            if of:
                good = matched == of.split()[0]
                (pro if good else con).append(f"{text} authors agree")
        elif name in ("year", "years apart"):
            (pro if text in ("same", "0", "0.0", "1", "1.0") else con).append(
                "same year" if text == "same" else f"{text.removesuffix('.0')} years apart"
            )
        elif text in ("same", "like"):
            pro.append(f"{text} {name}" if text == "same" else f"{name} alike")
        elif text.startswith("conflict") or text in ("differ", "other", "form"):
            con.append(f"other {name}")
        elif text not in ("unknown", ""):
            (con if name in ("notes", "part", "numbers") else pro).append(f"{name} {text}")
    return pro, con
