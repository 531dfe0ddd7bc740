"""The report of check: findings by rule, each with the command that fixes it."""

from __future__ import annotations

import shlex
from collections.abc import Sequence
from itertools import groupby
from typing import Any, Final

from pubman.cli.say.terminal import plural, print_text, print_wrapped, say, width
from pubman.library.checks import RULES, Accepted, Checked, Finding, Fix
from pubman.library.checks.fixing import Fixed

_SHOWN: Final = 5
"""How many findings of one rule are shown; more need --all."""


def command(finding: Finding) -> str:
    """Return the command that fixes a finding, to be pasted."""
    text = _command(finding.fix)
    if finding.problem == "similar":
        pair = " ".join(finding.fix.arguments)
        return f"{text}     or: pubman apart {pair}"
    return text


def _command(fix: Fix) -> str:
    return f"pubman {fix.command} {' '.join(map(_quoted, fix.arguments))}"


def _quoted(text: str) -> str:
    """Return ``text`` as one word of a command line, in double quotes if these are safe."""
    if shlex.quote(text) == text:
        return text
    return shlex.quote(text) if set(text) & set('"$`\\!') else f'"{text}"'


def as_json(found: Checked) -> dict[str, Any]:
    """Return what a check found as plain data."""
    return {
        "publications": found.publications,
        "accepted": found.accepted,
        "findings": [_finding_as_json(each) for each in found.findings],
    }


def _finding_as_json(finding: Finding) -> dict[str, Any]:
    return {
        "key": finding.key,
        "rule": finding.rule,
        "message": finding.message,
        "command": command(finding),
        "bulk": finding.fix.in_bulk,
        "value": finding.value,
    }


def accepted_as_json(done: Accepted) -> dict[str, Any]:
    """Return what was accepted as plain data."""
    return {
        "operation": done.operation or None,
        "accepted": [_finding_as_json(each) for each in done.findings],
    }


def fixed_as_json(done: Fixed, *, dry_run: bool) -> dict[str, Any]:
    """Return what a bulk fix changed, and what is left for a person, as plain data."""
    return {
        "operation": done.operation or None,
        "dry_run": dry_run,
        "fixed": [_finding_as_json(each) for each in done.fixed],
        "left": [_finding_as_json(each) for each in done.left],
    }


# --------------------------------------------------------------------------------- on the screen


def print_findings(found: Checked, *, everything: bool) -> None:
    """Print the findings, grouped by rule; only the first few of each unless ``everything``."""
    if not found.publications:
        print_text("There is no publication to check.")
        return
    order = list(RULES)
    findings = sorted(found.findings, key=lambda each: order.index(each.rule))
    for rule, group in groupby(findings, key=lambda each: each.rule):
        _print_rule(rule, list(group), everything=everything)
    _print_end(found, findings)


def _print_rule(rule: str, findings: Sequence[Finding], *, everything: bool) -> None:
    heading = f"{rule} ({len(findings)}): {RULES[rule].doc}"
    print_wrapped(heading, styles={rule: "heading"})
    shown = findings if everything else findings[:_SHOWN]
    if all(each.problem == "missing" for each in shown):
        _print_missing(shown)
    else:
        _print_each(shown)
    if len(findings) > len(shown):
        print_text(f"  and {len(findings) - len(shown)} more: pubman check --all")
    bulk = sum(each.fix.in_bulk for each in findings)
    if bulk > 1:
        print_text(f"  Fix all {bulk} at once: pubman check --fix {rule}")
    print_text("")


def _print_missing(findings: Sequence[Finding]) -> None:
    """Print keys only, and one command: the findings differ in nothing else."""
    keys = ", ".join(each.key for each in findings)
    print_wrapped(keys, first="  ", rest="  ")
    field = findings[0].fix.arguments[1]
    key = findings[0].key if len(findings) == 1 else "KEY"
    print_text(f"  pubman set {key} {field} VALUE")


def _print_each(findings: Sequence[Finding]) -> None:
    keys = min(max((width(each.key) for each in findings), default=0), 24)
    rest = " " * (keys + 4)
    for finding in findings:
        gap = " " * (keys - width(finding.key))
        lead = f"  {finding.key}{gap}  "
        print_wrapped(finding.message, first=lead, rest=rest, styles={finding.key: "key"})
        print_text(f"{rest}{command(finding)}")


def _print_end(found: Checked, findings: Sequence[Finding]) -> None:
    count = plural(len(findings), "finding") if findings else "No findings"
    accepted = f", {found.accepted} accepted" if found.accepted else ""
    fine = f" No problems with {_listed(found.fine)}." if found.fine else ""
    total = plural(found.publications, "publication")
    print_wrapped(f"{count}{accepted} in {total}.{fine}")
    if findings:
        first = findings[0]
        print_text("To accept a finding as it is:")
        print_text(f"  pubman check --accept {first.key}:{first.rule}")


def _listed(words: Sequence[str]) -> str:
    *first, last = words
    return f"{', '.join(first)} or {last}" if first else last


def tell_accepted(done: Accepted) -> None:
    """Print which findings were accepted."""
    named = ", ".join(dict.fromkeys(f"{each.key}:{each.rule}" for each in done.findings))
    if not done.operation:
        say(f"Already accepted: {named}. Nothing was changed.")
        return
    say(f"Accepted: {named}, until the value changes. (pubman undo)")


def tell_fixed(done: Fixed, *, dry_run: bool) -> None:
    """Print what a bulk fix changed, and what is left for a person."""
    for each in done.fixed:
        say(f"{each.key}: {each.message}", sign="~", hang=6)
        say(command(each), indent=6, hang=8)
    if dry_run:
        say(f"Dry run: nothing was written. {plural(len(done.fixed), 'fix', 'fixes')} to make.")
    elif done.operation:
        say(f"{plural(len(done.fixed), 'finding')} fixed. (pubman undo)")
    elif not done.left:
        say(f"There are no findings of the rule {done.rule}.")
    if done.left:
        count = plural(len(done.left), "finding")
        verb = "needs" if len(done.left) == 1 else "need"
        say(f"{count} of the rule {done.rule} {verb} a value that only you know. For example:")
        say(command(done.left[0]), indent=2)


# ------------------------------------------------------------------------------- GitHub workflows

_PROPERTY: Final = str.maketrans({"%": "%25", "\r": "%0D", "\n": "%0A", ":": "%3A", ",": "%2C"})
_DATA: Final = str.maketrans({"%": "%25", "\r": "%0D", "\n": "%0A"})


def github_note(finding: Finding) -> str:
    """Return a finding as a workflow command of GitHub, with its escapes.

    https://docs.github.com/actions/reference/workflow-commands-for-github-actions
    """
    title = f"{finding.key} {finding.rule}".translate(_PROPERTY)
    text = f"{finding.message}\n{command(finding)}".translate(_DATA)
    return f"::warning title={title}::{text}"
