"""review: the open questions, one at a time on a terminal, as data otherwise."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from pubman.cli.arguments import library
from pubman.cli.command import command, dry_run_option
from pubman.cli.decide.claims import list_claims
from pubman.cli.decide.review_session import ReviewSession
from pubman.cli.say.terminal import print_json, say
from pubman.errors import BadInput, UsageError

if TYPE_CHECKING:
    from pubman.library.review import OpenQuestion
    from pubman.library.session import Library

_FORMATS = click.Choice(["text", "json", "csv"])


@command("review")
@click.argument("words", nargs=-1, metavar="[WORDS]...")
@click.option("--cause", default="", metavar="CAUSE", help="Only questions of this cause.")
@click.option(
    "--answer",
    default="",
    metavar="ANSWER",
    help="Answer all selected questions: same, different, mine, hide or keep; or yes or no.",
)
@dry_run_option("Show what --answer would change and write nothing.")
@click.option(
    "--format",
    "format_",
    type=_FORMATS,
    default="text",
    show_default=True,
    help="csv has an empty column for your answers.",
)
@click.option("--json", "as_json", is_flag=True, help="The same as --format json.")
@click.option(
    "--answers",
    type=click.Path(path_type=Path),
    metavar="FILE",
    help="Read the answers from a CSV file made with --format csv.",
)
@click.option("--exit-code", is_flag=True, help="Exit with 3 if questions are open.")
def review(
    words: Sequence[str],
    cause: str,
    answer: str,
    dry_run: bool,
    format_: str,
    as_json: bool,
    answers: Path | None,
    exit_code: bool,
) -> int:
    """Answer the open questions: one paper or two, yours or not, keep or hide.

    On a terminal it asks one question at a time. Every answer can be undone with pubman undo.
    Elsewhere it lists the questions. WORDS narrow them as in search (year:2019..).
    """
    from pubman.cli.say.review import print_list
    from pubman.library.question_table import as_csv
    from pubman.library.review import questions

    with library() as shelf:
        if answers is not None:
            _take_answers(shelf, answers, as_json=as_json)
            return 0
        found = questions(shelf, words, cause=cause)
        if answer:
            _answer_all(shelf, found, answer, dry_run=dry_run, as_json=as_json)
        elif dry_run:
            raise UsageError("--dry-run goes with --answer.")
        elif as_json or format_ == "json":
            print_json([question.as_json() for question in found])
        elif format_ == "csv":
            sys.stdout.write(as_csv(found))
        elif sys.stdin.isatty() and sys.stdout.isatty():
            ReviewSession(shelf, words, cause).run()
        else:
            if not words and not cause:
                list_claims(shelf)
            print_list(found)
        return 3 if exit_code and questions(shelf, words) else 0


def _take_answers(shelf: Library, path: Path, *, as_json: bool) -> None:
    from pubman.cli.say.review import tell_taken
    from pubman.cli.say.review_json import bulk_as_json
    from pubman.library.question_table import take_answers
    from pubman.library.review import questions

    try:
        text = path.read_text("utf-8-sig")
    except (OSError, UnicodeError) as error:
        raise BadInput(f"{path} cannot be read: {error}.") from error
    done = take_answers(shelf, text, path.name)
    left = len(questions(shelf))
    if as_json:
        print_json(bulk_as_json(done, left, dry_run=False))
    else:
        tell_taken(done, left)


def _answer_all(
    shelf: Library, found: Sequence[OpenQuestion], answer: str, *, dry_run: bool, as_json: bool
) -> None:
    from pubman.cli.say.review import NONE_OPEN, tell_bulk
    from pubman.cli.say.review_json import bulk_as_json
    from pubman.library.review import answer_all, questions

    if not found and not as_json:
        say(NONE_OPEN)
        return
    if len({question.kind for question in found}) > 1:
        causes = ", ".join(dict.fromkeys(question.cause for question in found))
        raise UsageError("--answer needs questions of one kind. Add --cause.", f"causes: {causes}")
    done = answer_all(shelf, found, answer.lower(), dry_run=dry_run)
    left = len(questions(shelf))
    if as_json:
        print_json(bulk_as_json(done, left, dry_run=dry_run))
    else:
        tell_bulk(done, answer, left, dry_run=dry_run)
