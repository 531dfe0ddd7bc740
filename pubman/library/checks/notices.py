"""Rules about what happened to a paper after it was published: retracted, withdrawn, corrected."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from pubman.library.checks.scope import Case, Finding, Fix, Scope

_WHAT: Final = {"retraction": "retracted or withdrawn", "correction": "corrected"}


def retractions(scope: Scope) -> Iterator[Finding]:
    """Papers that a source calls retracted or withdrawn. One source is enough."""
    return _notices(scope, "retraction")


def corrections(scope: Scope) -> Iterator[Finding]:
    """Papers to which a source knows a correction or an erratum."""
    return _notices(scope, "correction")


def _notices(scope: Scope, name: str) -> Iterator[Finding]:
    for case in scope.cases:
        said = case.pub.extra.get(name, "")
        if not said:
            continue
        details = {"what": _WHAT[name], "source": _source_of(case, name), "said": said}
        yield Finding(
            key=case.pub.key,
            rule=name,
            problem="notice",
            fix=Fix("hide", (case.pub.key,))
            if name == "retraction"
            else Fix("show", (case.pub.key,)),
            details=details,
            value=said,
        )


def _source_of(case: Case, name: str) -> str:
    """Return the source that says so."""
    givers = (each.source for each in case.records if each.record.extra.get(name))
    return next(givers, "your entry")
