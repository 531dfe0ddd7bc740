"""check: what a careful author wants to know before a list goes out."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import asdict
from typing import Any, Final

import click

from pubman.cli.arguments import library
from pubman.cli.say.terminal import plural, print_json, print_text, say, width, wrap


@click.command("check")
@click.argument("words", nargs=-1)
@click.option("--accept", multiple=True, metavar="KEY:RULE",
              help="It is as it should be; lasts until the value changes.")  # fmt: skip
@click.option("--exit-code", is_flag=True, help="End with 3 where there are findings.")
@click.option("--format", "format_", type=click.Choice(["text", "json", "github"]),
              default="text", help="github: as notes of a workflow.")  # fmt: skip
@click.option("--all", "everything", is_flag=True,
              help="Every finding, not the first few of a rule.")  # fmt: skip
@click.option("--json", "as_json", is_flag=True, help="As JSON.")
def check(
    words: Sequence[str], accept: Sequence[str], exit_code: bool, format_: str,
    everything: bool, as_json: bool,
) -> int:  # fmt: skip
    """Say what a careful author would mend, each with the command that mends it.

    Missing DOIs and pages, a status that ended, preprints that came out, titles in another style
    than most, unknown venues, remains of LaTeX, names spelt in two ways, links to files that are
    not there, likely duplicates. WORDS narrow as in search.
    """
    from pubman.library.checks import accept as accept_findings
    from pubman.library.checks import check as find

    with library() as shelf:
        if accept:
            _tell_accepted(accept_findings(shelf, accept))
            return 0
        found = find(shelf, words)
    if as_json or format_ == "json":
        print_json({"publications": found.publications, "accepted": found.accepted,
                    "findings": [asdict(each) for each in found.findings]})  # fmt: skip
    elif format_ == "github":
        for finding in found.findings:
            print_text(_note(finding))
    else:
        _print(found, everything=everything)
    return 3 if exit_code and found.findings else 0


def _tell_accepted(done: Any) -> None:
    named = ", ".join(dict.fromkeys(f"{each.key}:{each.rule}" for each in done.findings))
    if not done.operation:
        say(f"{named}: accepted already. Nothing was changed.")
        return
    say(f"Accepted: {named}, until the value changes. (pubman undo)")


_SHOWN: Final = 5  # of one rule; a list without DOIs would else hide what is worse


def _print(found: Any, *, everything: bool) -> None:
    counts: Counter[str] = Counter()
    shown = []
    for finding in found.findings:
        counts[finding.rule] += 1
        if everything or counts[finding.rule] <= _SHOWN:
            shown.append(finding)
    _print_findings(shown)
    more = [f"{n - _SHOWN} {rule}" for rule, n in counts.items() if n > _SHOWN]
    if more and not everything:
        print_text(f"And {', '.join(more)}: pubman check --all")
    _print_end(found)


def _print_findings(findings: Sequence[Any]) -> None:
    keys = max((width(each.key) for each in findings), default=0)
    rules = max((len(each.rule) for each in findings), default=0)
    rest = " " * (min(keys, 24) + rules + 4)
    for finding in findings:
        key = finding.key + " " * (min(keys, 24) - width(finding.key))
        for line in wrap(finding.message, first=f"{key}  {finding.rule:{rules}}  ", rest=rest):
            print_text(line)
        print_text(f"{rest}{finding.command}")


def _print_end(found: Any) -> None:
    if not found.publications:
        print_text("There is no publication to look at.")
        return
    count = plural(len(found.findings), "finding") if found.findings else "No findings"
    fine = f" Fine: {', '.join(found.fine)}." if found.fine else ""
    accepted = f", {found.accepted} accepted" if found.accepted else ""
    for line in wrap(f"{count}{accepted} in {plural(found.publications, 'publication')}.{fine}"):
        print_text(line)
    if found.findings:
        first = found.findings[0]
        print_text(f"One is as it should be? pubman check --accept {first.key}:{first.rule}")
    print_text("The store itself: pubman doctor")


_PROPERTY = str.maketrans({"%": "%25", "\r": "%0D", "\n": "%0A", ":": "%3A", ",": "%2C"})
_DATA = str.maketrans({"%": "%25", "\r": "%0D", "\n": "%0A"})


def _note(finding: Any) -> str:
    """A finding as a workflow command of GitHub, with its escapes.

    https://docs.github.com/actions/reference/workflow-commands-for-github-actions
    """
    title = f"{finding.key} {finding.rule}".translate(_PROPERTY)
    said = f"{finding.message}\n{finding.command}".translate(_DATA)
    return f"::warning title={title}::{said}"
