"""What a careful author would fix before a list goes out, each finding with its fix.

=============  ===================================================================================
``scope``      what the rules look at, and what they report
``gaps``       rules about what is missing, out of date, or a dead link
``wording``    rules about titles in two styles, broken venues, remains of LaTeX and HTML
``names``      rules about a co-author spelt in two ways, authors in two orders
``notices``    rules about retractions and corrections
``language``   whether a title is English
``fixing``     fix all findings of one rule
=============  ===================================================================================

A rule is a function from a :class:`Scope` to findings. To add one, write the function and add a row
to ``RULES``. A finding that a person accepts is stored as a fact until the value changes.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from pubman.errors import Step, UsageError
from pubman.library.checks import gaps, names, notices, wording
from pubman.library.checks.scope import SELECTED, Finding, Fix, Scope, look
from pubman.library.session import Library
from pubman.store import keys as reading
from pubman.store import stored_records
from pubman.store.keys import records_of, resolve

__all__ = ["RULES", "Accepted", "Checked", "Finding", "Fix", "accept", "check", "count_findings"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Rule:
    """A rule: the word for what it looks at, what it looks for, and the function that finds it."""

    topic: str
    doc: str
    find: Callable[[Scope], Iterable[Finding]]


RULES: Final[Mapping[str, Rule]] = {
    "retraction": Rule(topic="retractions", doc="retracted or withdrawn, as a source says",
                       find=notices.retractions),
    "title": Rule(topic="titles", doc="titles in capitals, or in another style than most of yours",
                  find=wording.titles),
    "authors": Rule(topic="authors", doc="a co-author spelt in two ways, authors in two orders",
                    find=names.authors),
    "owner": Rule(topic="owners", doc="on your list, but none of the authors is you",
                  find=gaps.owners),
    "venue": Rule(topic="venues", doc="no venue, or one that looks broken", find=wording.venues),
    "year": Rule(topic="years", doc="no year", find=gaps.years),
    "status": Rule(topic="statuses", doc="to appear or submitted, although a source has the pages",
                   find=gaps.statuses),
    "preprint": Rule(topic="preprints", doc="a preprint whose published version is known",
                     find=gaps.preprints),
    "doi": Rule(topic="DOIs", doc="no DOI, although such papers have one, or the same DOI twice",
                find=gaps.dois),
    "pages": Rule(topic="pages", doc="no pages, although such papers have them", find=gaps.pages),
    "correction": Rule(topic="corrections", doc="a correction or an erratum exists",
                       find=notices.corrections),
    "text": Rule(topic="text", doc="remains of LaTeX, BibTeX or HTML", find=wording.remains),
    "link": Rule(topic="links", doc="links to files that do not exist", find=gaps.links),
    "duplicate": Rule(topic="duplicates", doc="open questions: one paper or two",
                      find=gaps.duplicates),
}  # fmt: skip
"""Every rule by the name that ``--accept KEY:RULE`` and ``--fix RULE`` take."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Checked:
    """What a check found: the findings, the number of publications, the topics without findings."""

    findings: tuple[Finding, ...]
    publications: int
    fine: tuple[str, ...]
    accepted: int


def check(library: Library, words: Sequence[str] = ()) -> Checked:
    """Return the findings on what ``words`` select, the newest publications first.

    It looks at what is yours and not hidden, submitted papers included. Names and titles are
    compared with all of it, not only with what ``words`` select.
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
        fine=tuple(rule.topic for name, rule in RULES.items() if name not in bad),
        accepted=len(chosen) - len(left),
    )


COUNTED_AT_ONCE: Final = 200
"""The most publications that ``status`` checks in passing. They take 0.04 s."""


def count_findings(library: Library) -> int | None:
    """Return how many findings :func:`check` has; None for a store too large to check in passing.

    Comparing the names and titles of 5,000 publications takes a second or two, which is too long
    for ``status``.
    """
    if reading.count(library.store, SELECTED) > COUNTED_AT_ONCE:
        return None
    return len(check(library).findings)


def _accepted(library: Library, scope: Scope) -> set[tuple[str, str, str]]:
    """Return what was accepted, with the present key of each record's publication."""
    keys = {stored.id: case.pub.key for case in scope.cases for stored in case.records}
    rows = stored_records.facts_about(library.store, "accepted", None)
    return {
        (keys[row["record_id"]], row["rule"], row["value"])
        for row in rows
        if row["record_id"] in keys
    }


@dataclass(frozen=True, slots=True, kw_only=True)
class Accepted:
    """What was accepted, and the number of the operation; 0 if all was accepted before."""

    findings: tuple[Finding, ...]
    operation: int


def accept(library: Library, named: Sequence[str]) -> Accepted:
    """Accept the findings ``named`` (``KEY:RULE``) until their values change."""
    wanted = [_named(library, each) for each in named]
    scope = look(library)
    if not {key for key, _ in wanted} <= scope.chosen:
        scope = look(library, ["is:all"])
    found: list[Finding] = []
    for text, (key, rule) in zip(named, wanted, strict=True):
        own = [each for each in RULES[rule].find(scope) if each.key == key]
        if not own:
            raise UsageError(f"There is no finding {text}.", Step("check", f"key:{key}"))
        found += own
    with library.operation("check", "accepted " + " ".join(named)) as operation:
        for finding in found:
            lead = records_of(library.store, resolve(library.store, finding.key).publication)[0]
            operation.put(
                "accepted", {"record_id": lead, "rule": finding.rule, "value": finding.value}
            )
    return Accepted(findings=tuple(found), operation=operation.id)


def _named(library: Library, text: str) -> tuple[str, str]:
    """Return the key and the rule of ``KEY:RULE``. A KEY may contain a colon itself."""
    key, _, rule = text.rpartition(":")
    if not key or rule not in RULES:
        raise UsageError(f"{text!r} is not valid (use KEY:RULE).", "rules: " + ", ".join(RULES))
    return resolve(library.store, key).key, rule
