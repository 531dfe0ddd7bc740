"""check: what a careful author would fix before a list goes out."""

from __future__ import annotations

from collections.abc import Sequence

import click

from pubman.cli.arguments import library
from pubman.cli.command import command, dry_run_option, json_option
from pubman.cli.say.terminal import print_json, print_text
from pubman.errors import UsageError

_FORMATS = click.Choice(["text", "json", "github"])


@command("check")
@click.argument("words", nargs=-1, metavar="[WORDS]...")
@click.option("--fix", "rule", default="", metavar="RULE", help="Fix all findings of one rule.")
@dry_run_option("Show what --fix would change and write nothing.")
@click.option(
    "--accept",
    multiple=True,
    metavar="KEY:RULE",
    help="Accept this finding until the value changes.",
)
@click.option("--all", "everything", is_flag=True, help="Show every finding of a rule.")
@click.option("--exit-code", is_flag=True, help="Exit with 3 if there are findings.")
@click.option(
    "--format",
    "format_",
    type=_FORMATS,
    default="text",
    show_default=True,
    help="github prints notes for a workflow.",
)
@json_option("The same as --format json.")
def check(
    words: Sequence[str],
    rule: str,
    dry_run: bool,
    accept: Sequence[str],
    everything: bool,
    exit_code: bool,
    format_: str,
    as_json: bool,
) -> int:
    """Find gaps and mistakes in your publications, each with the command that fixes it.

    It looks for missing DOIs and pages, a status that is over, published preprints, titles in
    capitals, broken venues, remains of LaTeX, names spelt in two ways, dead links and likely
    duplicates. WORDS narrow it as in search.
    """
    from pubman.cli.say import checks as report
    from pubman.library import checks
    from pubman.library.checks.fixing import fix

    if dry_run and not rule:
        raise UsageError("--dry-run goes with --fix.")
    with library() as shelf:
        if accept:
            accepted = checks.accept(shelf, accept)
            if as_json:
                print_json(report.accepted_as_json(accepted))
            else:
                report.tell_accepted(accepted)
            return 0
        if rule:
            fixed = fix(shelf, rule, words, dry_run=dry_run)
            if as_json:
                print_json(report.fixed_as_json(fixed, dry_run=dry_run))
            else:
                report.tell_fixed(fixed, dry_run=dry_run)
            return 0
        found = checks.check(shelf, words)
    if as_json or format_ == "json":
        print_json(report.as_json(found))
    elif format_ == "github":
        for finding in found.findings:
            print_text(report.github_note(finding))
    else:
        report.print_findings(found, everything=everything)
    return 3 if exit_code and found.findings else 0
