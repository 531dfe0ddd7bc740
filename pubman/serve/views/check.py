"""The findings of ``check``, by rule."""

from __future__ import annotations

from starlette.requests import Request

from pubman.library import checks
from pubman.library.checks import RULES, Finding
from pubman.library.session import Library
from pubman.serve.pages import Page


def page(library: Library, _: Request) -> Page:
    """Return the findings, grouped by rule in the order of the rules."""
    checked = checks.check(library)
    groups: dict[str, list[Finding]] = {name: [] for name in RULES}
    for finding in checked.findings:
        groups.setdefault(finding.rule, []).append(finding)
    data = {
        "checked": checked,
        "groups": [(name, found) for name, found in groups.items() if found],
        "rules": RULES,
    }
    return Page(template="check.html", title="Check", data=data)
