"""What a careful author wants to know before a list goes out, each with the command that mends it.

=============  ===================================================================================
``scope``      what the rules look at, and what they find
``gaps``       what is missing, out of date, or leads nowhere
``wording``    titles in two styles, venues nobody knows, remains of LaTeX
``names``      a co-author spelt in two ways, authors in two orders
=============  ===================================================================================

A rule is a function from a :class:`Scope` to findings; a new one is such a function and a line of
``RULES``. A finding that a person accepts is a fact, and lasts until the value is another one.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from pubman.errors import UsageError
from pubman.library.checks import gaps, names, wording
from pubman.library.checks.scope import SELECTED, Finding, Scope, look
from pubman.library.session import Library
from pubman.store import derived
from pubman.store import keys as reading
from pubman.store.keys import records_of, resolve

__all__ = ["RULES", "Accepted", "Checked", "Finding", "accept", "check", "count_findings"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Rule:
    """A rule: what is fine where it finds nothing, what it looks for, and the function."""

    fine: str
    doc: str
    find: Callable[[Scope], Iterable[Finding]]


RULES: Final[Mapping[str, Rule]] = {
    "title": Rule(fine="titles", doc="titles in capitals, or in another style than most of yours",
                  find=wording.titles),
    "authors": Rule(fine="authors", doc="a co-author spelt in two ways, authors in two orders",
                    find=names.authors),
    "venue": Rule(fine="venues", doc="no venue, or one pubman does not know", find=wording.venues),
    "year": Rule(fine="years", doc="no year", find=gaps.years),
    "status": Rule(fine="statuses", doc="to appear or submitted, though a source has the pages",
                   find=gaps.statuses),
    "preprint": Rule(fine="preprints", doc="a preprint whose published version is known",
                     find=gaps.preprints),
    "doi": Rule(fine="DOIs", doc="no DOI where papers have one", find=gaps.dois),
    "pages": Rule(fine="pages", doc="no pages where papers have them", find=gaps.pages),
    "text": Rule(fine="text", doc="remains of LaTeX, BibTeX or HTML", find=wording.remains),
    "link": Rule(fine="links", doc="links to files that are not there", find=gaps.links),
    "duplicate": Rule(fine="duplicates", doc="questions: one paper or two", find=gaps.duplicates),
}  # fmt: skip
"""Every rule by the name that ``--accept KEY:RULE`` takes."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Checked:
    """What a check found: the findings, how many publications, which rules found nothing."""

    findings: tuple[Finding, ...]
    publications: int
    fine: tuple[str, ...]
    accepted: int


def check(library: Library, words: Sequence[str] = ()) -> Checked:
    """The findings on what ``words`` select, the newest publications first.

    Looks at what is yours and not hidden, the merely submitted included; names and titles are
    compared with the whole of it, whatever the words.
    """
    scope = look(library, words)
    found = [each for rule in RULES.values() for each in rule.find(scope)]
    order = {case.pub.key: place for place, case in enumerate(scope.cases)}
    chosen = [each for each in found if each.key in scope.chosen]
    known = _accepted(library, scope)
    left = [each for each in chosen if (each.key, each.rule, each.value) not in known]
    bad = {each.rule for each in left}
    return Checked(
        findings=tuple(sorted(left, key=lambda each: order[each.key])),
        publications=len(scope.chosen),
        fine=tuple(rule.fine for name, rule in RULES.items() if name not in bad),
        accepted=len(chosen) - len(left),
    )


COUNTED_AT_ONCE: Final = 200
"""Up to so many publications are looked at for the mere number of findings: 0.04 s."""


def count_findings(library: Library) -> int | None:
    """How many findings :func:`check` has; None for a store too large to look at in passing.

    Comparing the names and titles of 5,000 publications takes a second or two, and who asks for the
    state of the store does not wait for that.
    """
    if reading.count(library.store, SELECTED) > COUNTED_AT_ONCE:
        return None
    return len(check(library).findings)


def _accepted(library: Library, scope: Scope) -> set[tuple[str, str, str]]:
    """What was accepted, by the key of the publication that each record is part of now."""
    keys = {stored.id: case.pub.key for case in scope.cases for stored in case.records}
    rows = derived.facts_about(library.store, "accepted", None)
    return {(keys[row["record_id"]], row["rule"], row["value"]) for row in rows
            if row["record_id"] in keys}  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class Accepted:
    """What was accepted, and the number of the operation: 0 where all of it was before."""

    findings: tuple[Finding, ...]
    operation: int


def accept(library: Library, named: Sequence[str]) -> Accepted:
    """Notes that the findings ``named`` (``KEY:RULE``) are as they should be."""
    wanted = [_named(library, each) for each in named]
    scope = look(library)
    if not {key for key, _ in wanted} <= scope.chosen:
        scope = look(library, ["is:all"])
    found: list[Finding] = []
    for text, (key, rule) in zip(named, wanted, strict=True):
        own = [each for each in RULES[rule].find(scope) if each.key == key]
        if not own:
            raise UsageError(
                f"{text}: check finds no such thing. Nothing was changed.",
                f"pubman check key:{key}",
            )
        found += own
    with library.operation("check", "accepted " + " ".join(named)) as operation:
        for finding in found:
            lead = records_of(library.store, resolve(library.store, finding.key).publication)[0]
            operation.put(
                "accepted", {"record_id": lead, "rule": finding.rule, "value": finding.value}
            )
    return Accepted(findings=tuple(found), operation=operation.id)


def _named(library: Library, text: str) -> tuple[str, str]:
    """The key and the rule of ``KEY:RULE``; a KEY may hold a colon itself."""
    key, _, rule = text.rpartition(":")
    if not key or rule not in RULES:
        raise UsageError(
            f"{text!r} is no KEY:RULE. Nothing was changed.", "rules: " + ", ".join(RULES)
        )
    return resolve(library.store, key).key, rule
