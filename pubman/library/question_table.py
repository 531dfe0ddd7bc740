"""The open questions as a CSV table for a spreadsheet, and the answers that come back in it."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Mapping

from pubman.errors import Step, UsageError
from pubman.library.review import (
    COLUMNS,
    Answered,
    OpenQuestion,
    answer_what_holds,
    invalid_answer,
    is_answer,
    questions,
)
from pubman.library.session import Library


def as_csv(found: Iterable[OpenQuestion]) -> str:
    """Return the questions as CSV with an empty column ``answer``, for a spreadsheet."""
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow([*COLUMNS, "answer"])
    for question in found:
        cells = [getattr(question, name) for name in COLUMNS]
        writer.writerow([*(_cell(value) for value in cells), ""])
    return text.getvalue()


def _cell(value: object) -> str:
    """Return a cell that a spreadsheet does not treat as a formula."""
    text = f"{value:.2f}" if isinstance(value, float) else str(value)
    return f"'{text}" if text.startswith(("=", "+", "-", "@")) else text


def take_answers(library: Library, text: str, name: str) -> Answered:
    """Apply the answers of a table that :func:`as_csv` made, as one operation.

    Rows without an answer stay open. Rows whose question was answered meanwhile are skipped, and so
    are answers that contradict earlier ones. A row that cannot be read refuses the whole table.
    """
    reader = csv.DictReader(io.StringIO(text.removeprefix("\ufeff")))
    needed = {"kind", "record_a", "record_b", "answer"}
    if not needed <= set(reader.fieldnames or ()):
        raise UsageError(
            f"{name} is not a table of answers.",
            Step("review", "--format csv > questions.csv", "makes one"),
        )
    still_open = {question.id: question for question in questions(library)}
    answers: list[tuple[OpenQuestion, str]] = []
    for row in reader:
        word = (row["answer"] or "").strip().lower()
        question = still_open.get(_id(row, name, reader.line_num))
        if not word or question is None:
            continue
        if not is_answer(word, question):
            raise invalid_answer(word, question, f"{name}, line {reader.line_num}: ")
        answers.append((question, word))
    return answer_what_holds(library, answers, lambda count: f"{name}  {count}")


def _id(row: Mapping[str, str], name: str, line: int) -> tuple[str, int, int]:
    try:
        return row["kind"], int(row["record_a"]), int(row["record_b"] or 0)
    except (TypeError, ValueError):
        raise UsageError(f"{name}, line {line}: record_a and record_b must be numbers.") from None
