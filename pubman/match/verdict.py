"""A verdict on two records: the outcome, the rule that fired and the evidence it rests on."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Final, Literal

from pubman.match.doubts import DOUBTS, Doubt
from pubman.match.evidence import Evidence

SOFT_RULES: Final = frozenset({"titles", "title+authors", "authors"})
"""Rules by which *different* only means that there is too little evidence for one work. A third
record may still connect the two; after any other rule, none may."""

RENAMED: Final = "renamed preprint"
"""The rule of a question about a preprint and a paper that share their authors and little else."""
RETITLED: Final = "retitled"
"""The rule by which two published records with two titles are one, each from another source:
grouping uses it only if no source has both."""
VARIANT: Final = "title variant"
"""The rule of a question about a few words in two titles, by the same people at one venue in one
year. Grouping answers it if the two lists agree on nearly all other works."""
ONE_TITLE: Final = "one title"
"""The rule of a question about one title, if a list does not say who wrote the work, or when and
where it appeared. Grouping answers it if the two lists agree on nearly all other works."""
CITED: Final = "citation"
"""The rule of a question about a citation whose title has more or fewer words than the work, or
garbled ones, if nothing else suggests two works. Grouping answers it if the citation fits one work
only, and the list has its works several times, as lists of citations do."""
GENERIC_TITLE: Final = "generic title"
"""The rule about titles that many works have: "Editorial"."""
NOTED: Final = "notes"
"""The rule about two titles of which one has a note: "(poster)"."""
ONE_KEY: Final = "one key"
"""The rule of a question about two entries that had one citation key in one list, one after the
other, under two titles."""
REWORDED: Final = "reworded preprint"
"""The rule by which a preprint is merged with a paper with more or fewer words in its title, if
neither has a partner with its own title."""

SUPPLEMENT: Final = "supplement"
"""The rule by which data, a program or slides are not the paper they belong to. ``extending`` says
which of the two is the supplement ("": their source does not say enough to link them)."""
CLAIM: Final = "claim"
"""The rule about a preprint and a paper whose DOI an author gave for it. It merges them if the
titles are alike and neither has a better partner. Otherwise it is a question."""
TRANSLATION: Final = "translation"
"""The rule of a question about a paper in both editions of a journal in two languages, with other
pages and perhaps another title. It is asked only if each list has one such paper."""
RELEASE: Final = "release"
"""The rule by which two deposits with two DOIs are two. ``extending`` says which is the later
release of one program ("": two programs)."""

Relation = Literal["same", "version", "extends", "ask", "different"]


@dataclass(frozen=True, slots=True)
class Verdict:
    """What ``compare`` concludes.

    ``score`` is the certainty of one work, 0 to 1. ``evidence`` is JSON-able: figures
    and short words by name. ``extending`` says which of the two is the extension ("": none).
    """

    verdict: Relation
    rule: str
    score: float
    evidence: Mapping[str, float | str] = field(default_factory=dict)
    extending: Literal["a", "b", ""] = ""

    @property
    def cause(self) -> str:
        """What a question is about, in a stable word or two: title, page, venue, doi ..."""
        doubt = _CAUSES.get(str(self.evidence.get("doubt", "")))
        if self.rule == CLAIM:
            return "claim"
        if self.rule in (VARIANT, ONE_TITLE, CITED) and not doubt:
            return "note" if "notes" in self.evidence else "authors"
        return doubt or _CAUSES_OF_RULES.get(self.rule, self.rule)


_CAUSES: Final[Mapping[str, str]] = {doubt.name: doubt.cause for doubt in DOUBTS}
_CAUSES_OF_RULES: Final[Mapping[str, str]] = {
    "title+authors": "evidence", VARIANT: "title", ONE_TITLE: "evidence",
    CITED: "evidence", "preprint": "preprint",
    RENAMED: "preprint", RETITLED: "title", REWORDED: "preprint", "doi": "identifier",
    "arxiv": "identifier", "pmid": "identifier", "pmcid": "identifier", "two DOIs": "identifier",
    "two PMIDs": "identifier", "two arXiv numbers": "identifier", GENERIC_TITLE: "short title",
    NOTED: "note", ONE_KEY: "key", TRANSLATION: "translation", "isbn": "identifier",
    "imprint": "same pages", "two proceedings": "year", "part of a book": "book",
}  # fmt: skip
"""The cause of a question that no doubt explains, by its rule."""


def describe(e: Evidence, doubt: Doubt | None = None, **more: str) -> dict[str, float | str]:
    """Return the evidence as a verdict carries it: named, JSON-able, readable."""
    found: dict[str, float | str] = {"title": round(e.likeness, 3)}
    if e.contained and e.likeness < 1.0:
        found["title contained"] = e.contained
    if e.difference.kind not in ("none", "spelling", "filler"):
        found["words"] = e.difference.show()
    found["authors"] = _describe_authors(e)
    found["year"] = "unknown" if e.gap is None else "same" if e.gap == 0 else f"{e.gap} apart"
    found["venue"] = e.places
    for name in ("pages", "volume", "number", "event"):
        value = getattr(e, name)
        if value != "unknown":
            found[name] = value
    for name in ("numbers", "part", "notes"):
        value = getattr(e, name)
        if value != "same":
            found[name] = value
    if doubt:
        found["doubt"] = doubt.name
    return found | more


def _describe_authors(e: Evidence) -> str:
    if not e.authors.known:
        return "unknown"
    more = e.authors.more > e.authors.fewer
    longer = f" ({e.authors.more} in the longer list)" if more else ""
    return f"{e.authors.matched} of {e.authors.fewer}{longer}"
