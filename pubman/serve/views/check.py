"""The findings of ``check``, by rule."""

from __future__ import annotations

from typing import Final

from starlette.requests import Request

from pubman.library import checks
from pubman.library.checks import RULES, Finding
from pubman.library.session import Library
from pubman.serve.desk import Desk
from pubman.serve.pages import Page, later

SHOWN: Final = 50
"""Findings of one rule on the page. The others follow when these are done."""


def page(desk: Desk, library: Library, _: Request) -> Page:
    """Return the findings, grouped by rule in the order of the rules."""
    checked = desk.background.get(library, "check", checks.check)
    if checked is None:
        return later("Check", "Checking your publications")
    groups: dict[str, list[Finding]] = {name: [] for name in RULES}
    for finding in checked.findings:
        groups.setdefault(finding.rule, []).append(finding)
    data = {
        "checked": checked,
        "groups": [(name, found) for name, found in groups.items() if found],
        "shown": SHOWN,
        "rules": RULES,
    }
    return Page(template="check.html", title="Check", data=data)
