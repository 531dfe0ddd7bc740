"""What waits for a person: one paper or two, yours, gone upstream; and taking their answers."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

from pubman.errors import UsageError
from pubman.library import decisions as decide
from pubman.library.decisions import Decided
from pubman.library.session import Library
from pubman.store import search
from pubman.store.provenance import publications_of
from pubman.store.questions import open_questions

ANSWERS: Final[Mapping[str, tuple[str, ...]]] = {
    "same": ("same", "different", "extends"),
    "mine": ("mine", "hide"),
    "gone": ("keep", "hide"),
}
"""What each kind of question can be answered with, yes first."""
_BECAUSE: Final = {
    "title+authors": "nearly the same",
    "preprint": "nearly its preprint",
    "renamed preprint": "its preprint renamed?",
    "retitled": "one source lists both",
    "notes": "a note in one title",
    "generic title": "a title many papers bear",
    "authors": "same title, other authors",
    "doi": "same DOI, little else",
    "two arXiv numbers": "all but the arXiv number",
}
"""What the rule of a question means; rules not here say it themselves ("two DOIs")."""
_COLUMNS: Final = (
    "kind", "record_a", "record_b", "key_a", "key_b", "title_a", "title_b", "score", "reason",
)  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """One question: its kind, the publication (or two), how far pubman leans to yes, and why."""

    kind: str
    key_a: str
    key_b: str
    title_a: str
    title_b: str
    score: float
    reason: str
    record_a: int
    record_b: int

    @property
    def id(self) -> tuple[str, int, int]:
        """What tells it from every other question."""
        return self.kind, self.record_a, self.record_b

    def as_json(self) -> dict[str, Any]:
        """The question as plain data, with the answers it takes."""
        plain = {name: getattr(self, name) for name in _COLUMNS}
        return plain | {"answers": list(ANSWERS[self.kind])}

    def ask(self) -> str:
        """The question in words."""
        return {
            "same": "One paper or two?",
            "mine": "Yours?",
            "gone": "No list names it any more. Keep it?",
        }[self.kind]

    def because(self) -> str:
        """Why pubman asks, in a few words."""
        return _BECAUSE.get(self.reason, self.reason)

    def commands(self) -> tuple[str, ...]:
        """The commands that answer it, yes first."""
        if self.kind == "same":
            pair = f"{self.key_a} {self.key_b}"
            return (f"pubman same {pair}", f"pubman apart {pair}")
        yes = ANSWERS[self.kind][0]
        return (f"pubman {yes} {self.key_a}", f"pubman hide {self.key_a}")


def questions(library: Library, words: Sequence[str] = ()) -> list[Question]:
    """The open questions, the likeliest first; ``words`` narrow as in a search."""
    wanted = set(search.find(library.store, words, listed=False)) if words else None
    return [
        Question(
            kind=row["kind"],
            key_a=row["key_a"],
            key_b=row["key_b"] or "",
            title_a=row["title_a"] or "",
            title_b=row["title_b"] or "",
            score=row["score"],
            reason=row["reason"],
            record_a=row["record_a"],
            record_b=row["record_b"] or 0,
        )
        for row in open_questions(library.store)
        if wanted is None or row["publication_id"] in wanted
    ]


def answer(library: Library, question: Question, word: str) -> Decided:
    """Takes ``word`` for an answer to ``question``; for *extends*, A extends B.

    ``extended`` says it the other way round. ``UsageError`` for a word the question does not take.
    """
    a, b = _names(library, question)
    match (question.kind, word):
        case ("same", "same"):
            return decide.say_same(library, [a, b])
        case ("same", "different" | "apart"):
            return decide.say_apart(library, [a, b])
        case ("same", "extends"):
            return decide.say_extends(library, a, b)
        case ("same", "extended"):
            return decide.say_extends(library, b, a)
        case ("mine", "mine"):
            return decide.own(library, [a], "mine")
        case ("gone", "keep"):
            return decide.own(library, [a], "kept")
        case ("mine" | "gone", "hide"):
            return decide.own(library, [a], "hidden")
    known = ", ".join(ANSWERS[question.kind])
    raise UsageError(f"{word!r} is no answer to {question.kind!r} ({known}). Nothing was changed.")


def _names(library: Library, question: Question) -> tuple[str, str]:
    """KEYs for the two publications that still mean them when one of them was just joined."""
    keys = publications_of(library.store, [question.record_a, question.record_b])
    return keys.get(question.record_a, question.key_a), keys.get(question.record_b, question.key_b)


# --------------------------------------------------------------------------- the queue as a table


def as_csv(found: Iterable[Question]) -> str:
    """The queue as CSV with an empty column ``answer``, for a spreadsheet."""
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow([*_COLUMNS, "answer"])
    for question in found:
        cells = [getattr(question, name) for name in _COLUMNS]
        writer.writerow([*(_cell(value) for value in cells), ""])
    return text.getvalue()


def _cell(value: object) -> str:
    """A cell that no spreadsheet takes for a formula."""
    text = f"{value:.2f}" if isinstance(value, float) else str(value)
    return f"'{text}" if text.startswith(("=", "+", "-", "@")) else text


def take_answers(library: Library, text: str, name: str) -> list[Decided]:
    """Takes the answers of a table that :func:`as_csv` began, as one operation.

    Rows without an answer are left open; those whose question is settled by now are passed over. A
    row that cannot be read refuses the whole table.
    """
    reader = csv.DictReader(io.StringIO(text.removeprefix("\ufeff")))
    if reader.fieldnames is None or not {"kind", "record_a", "record_b", "answer"} <= set(
        reader.fieldnames
    ):
        raise UsageError(
            f"{name} is not a table of answers. Nothing was changed.",
            "pubman review --format csv > questions.csv     makes one",
        )
    open_questions = {question.id: question for question in questions(library)}
    answers: list[tuple[Question, str]] = []
    for row in reader:
        word = (row["answer"] or "").strip().lower()
        question = open_questions.get(_id(row, name, reader.line_num))
        if not word or question is None:
            continue
        if word not in (*ANSWERS[question.kind], "apart", "extended"):
            raise UsageError(
                f"{name}, line {reader.line_num}: {word!r} is no answer to {question.kind!r} "
                f"({', '.join(ANSWERS[question.kind])}). Nothing was changed."
            )
        answers.append((question, word))
    with library.operation("review", f"{name}  {len(answers)} answers"):
        return [answer(library, question, word) for question, word in answers]


def _id(row: Mapping[str, str], name: str, line: int) -> tuple[str, int, int]:
    try:
        return row["kind"], int(row["record_a"]), int(row["record_b"] or 0)
    except (TypeError, ValueError):
        raise UsageError(
            f"{name}, line {line}: record_a and record_b are numbers. Nothing was changed."
        ) from None
