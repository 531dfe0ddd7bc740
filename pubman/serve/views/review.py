"""The questions about duplicates, one at a time: two columns, the differences, the best guess."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from markupsafe import Markup
from starlette.requests import Request

from pubman.fields import RECORD_FIELDS
from pubman.library import explain
from pubman.library.explain import Ground
from pubman.library.review import OpenQuestion, questions
from pubman.library.session import Library
from pubman.merge.values import write_value
from pubman.serve.desk import Desk
from pubman.serve.forms import name_of
from pubman.serve.pages import Page, marked
from pubman.store.stored_records import Stored

_COMPARED: Final = (
    "title", "authors", "date", "venue", "volume", "number", "pages", "kind", "doi", "arxiv_id",
    "pmid", "publisher", "place", "school", "url", "note",
)  # fmt: skip


BULK: Final = 200
"""Questions of one cause that one click can answer."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Side:
    """One side of a question: a record, its publication and its source."""

    key: str
    record: int
    place: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Compared:
    """One field of both sides, with the words that differ marked."""

    field: str
    a: Markup
    b: Markup
    same: bool


def page(_desk: Desk, library: Library, request: Request) -> Page:
    """Return the next question that is not skipped, and how many questions have the same cause."""
    skipped = list(filter(None, request.query_params.get("skip", "").split(",")))
    waiting = [each for each in questions(library) if each.kind != "mine"]
    left = [each for each in waiting if name_of(each) not in skipped]
    data: dict[str, object] = {
        "total": len(waiting),
        "left": left,
        "skipped": skipped,
        "question": left[0] if left else None,
        "asked": name_of,
        "alike": _alike(left),
    }
    if left:
        data |= _about(library, left[0])
    return Page(template="review.html", title="Review", data=data)


def _alike(left: list[OpenQuestion]) -> list[OpenQuestion]:
    """Return the questions with the cause of the first, which one click can answer."""
    return [each for each in left if _cause(each) == _cause(left[0])][:BULK]


def _about(library: Library, question: OpenQuestion) -> dict[str, object]:
    """Return what the page shows of a question: two records, or one publication."""
    if question.kind == "same":
        return _pair(library, question)
    return {"why": explain.why(library, question.key_a)}


def _cause(question: OpenQuestion) -> tuple[str, str]:
    return question.kind, question.cause


def _pair(library: Library, question: OpenQuestion) -> dict[str, object]:
    a, b = f"r{question.record_a}", f"r{question.record_b}"
    first, second, ground = explain.why_two(library, a, b)
    sides = [
        Side(key=key, record=each.id, place=explain.place_of(library, each))
        for key, each in ((question.key_a, first), (question.key_b, second))
    ]
    return {
        "sides": sides,
        "ground": ground,
        "rows": compared(first, second),
        "guess": guess(ground),
    }


def guess(ground: Ground) -> str:
    """Return the answer to preselect."""
    return "same" if ground.score >= 0.5 else "different"


def compared(first: Stored, second: Stored) -> list[Compared]:
    """Return the fields that at least one of two records has."""
    found = []
    for field in (each for each in _COMPARED if each in RECORD_FIELDS):
        a, b = (write_value(field, getattr(each.record, field)) for each in (first, second))
        if a or b:
            left, right = marked(a, b)
            found.append(Compared(field=field, a=left, b=right, same=a == b))
    return found
