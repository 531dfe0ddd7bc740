"""The open questions, and their answers: one paper or two, yours or not, keep or hide."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain
from typing import Any, Final

from pubman.derive.context import PROPOSERS
from pubman.errors import Refused, UsageError
from pubman.library import decisions as decide
from pubman.library.decisions import Decided
from pubman.library.session import Library
from pubman.store import matches, search
from pubman.store.keys import records_of, resolve
from pubman.store.provenance import publications_of
from pubman.store.questions import open_questions

ANSWERS: Final[Mapping[str, tuple[str, ...]]] = {
    "same": ("same", "different", "extends"),
    "mine": ("mine", "hide"),
    "gone": ("keep", "hide"),
}
"""The answers to each kind of question, the positive one first."""
_SHORT: Final[Mapping[str, Mapping[str, str]]] = {
    "same": {"yes": "same", "no": "different", "apart": "different"},
    "mine": {"yes": "mine", "no": "hide"},
    "gone": {"yes": "keep", "no": "hide"},
}
"""Other words for answers. Any question takes yes and no."""
COLUMNS: Final = (
    "kind", "record_a", "record_b", "key_a", "key_b", "title_a", "title_b", "score", "reason",
)  # fmt: skip
"""The attributes of a question that ``review`` prints, as JSON or as the columns of a table."""


@dataclass(frozen=True, slots=True, kw_only=True)
class OpenQuestion:
    """One question about a publication, or about two.

    ``kind`` is ``same``, ``mine`` or ``gone``. ``score`` says how likely the positive answer is.
    ``reason`` is the rule of the matcher that asks, or another reason in a few words. ``cause`` is
    the word by which questions are grouped and ``review --cause`` selects them: what differs.
    ``evidence`` is what the matcher found about two records, by name.
    """

    kind: str
    key_a: str
    key_b: str
    title_a: str
    title_b: str
    score: float
    reason: str
    record_a: int
    record_b: int
    cause: str
    evidence: Mapping[str, Any]

    @property
    def id(self) -> tuple[str, int, int]:
        """An id that no other question has."""
        return self.kind, self.record_a, self.record_b

    def as_json(self) -> dict[str, Any]:
        """Return the question as plain data, with the answers that it takes."""
        plain = {name: getattr(self, name) for name in COLUMNS}
        return plain | {
            "cause": self.cause,
            "evidence": dict(self.evidence),
            "answers": list(ANSWERS[self.kind]),
        }


@dataclass(frozen=True, slots=True, kw_only=True)
class Answered:
    """What a bulk answer did.

    ``skipped`` are questions whose answer would contradict an earlier decision, with the reason.
    ``operation`` is 0 if nothing was written.
    """

    answered: tuple[OpenQuestion, ...]
    skipped: tuple[tuple[OpenQuestion, str], ...] = ()
    operation: int = 0


def questions(
    library: Library, words: Sequence[str] = (), *, cause: str = ""
) -> list[OpenQuestion]:
    """Return the open questions, those of one cause together, the likeliest first.

    ``words`` narrow them as in a search, ``cause`` to one cause.
    """
    wanted = set(search.find(library.store, words, listed=False)) if words else None
    rows = open_questions(library.store)
    found = [_question(row) for row in rows if wanted is None or row["publication_id"] in wanted]
    if cause and cause not in {each.cause for each in found}:
        known = dict.fromkeys(each.cause for each in found)
        hint = f"causes: {', '.join(known)}" if known else "no questions are open"
        raise UsageError(f"No open question has the cause {cause!r}.", hint)
    return [each for each in _by_cause(found) if not cause or each.cause == cause]


def _by_cause(found: Iterable[OpenQuestion]) -> list[OpenQuestion]:
    """Return the questions with those of one kind and cause behind the first of them."""
    groups: dict[tuple[str, str], list[OpenQuestion]] = {}
    for question in found:
        groups.setdefault((question.kind, question.cause), []).append(question)
    return list(chain.from_iterable(groups.values()))


def _find_cause(row: Any, evidence: Mapping[str, Any]) -> str:
    """Return what the matcher cannot settle, or the kind of a question that it does not ask."""
    if row["kind"] != "same":
        return str(row["reason"] if row["reason"] in PROPOSERS else row["kind"])
    from pubman.match import Verdict  # noqa: PLC0415 - only if something is open

    return Verdict("ask", row["reason"], row["score"], evidence).cause


def _question(row: Any) -> OpenQuestion:
    evidence = json.loads(row["evidence"]) if row["evidence"] else {}
    return OpenQuestion(
        cause=_find_cause(row, evidence),
        evidence=evidence,
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


def answer(library: Library, question: OpenQuestion, word: str) -> Decided:
    """Answer ``question`` with ``word``. *extends* means that A extends B, *extended* the reverse.

    ``UsageError`` for a word that is not an answer to this kind of question, and ``Refused`` if the
    answer contradicts another one that was given after the question was read.
    """
    a, b = _names(library, question)
    if question.kind == "same":
        _refuse_contradiction(library, a, b, word)
    match (question.kind, _SHORT[question.kind].get(word, word)):
        case ("same", "same"):
            return decide.merge(library, [a, b])
        case ("same", "different"):
            return decide.split(library, [a, b])
        case ("same", "extends"):
            return decide.extend(library, a, b)
        case ("same", "extended"):
            return decide.extend(library, b, a)
        case ("mine", "mine"):
            return decide.own(library, [a], "mine")
        case ("gone", "keep"):
            return decide.own(library, [a], "kept")
        case ("mine" | "gone", "hide"):
            return decide.own(library, [a], "hidden")
    raise invalid_answer(word, question)


def _refuse_contradiction(library: Library, a: str, b: str, word: str) -> None:
    """Refuse an answer about two publications that other answers have settled in another way.

    ``same`` and ``apart`` replace an earlier decision. An answer to a question that is no longer
    open must not do so.
    """
    means_same = _SHORT["same"].get(word, word) == "same"
    store = library.store
    one, other = resolve(store, a).publication, resolve(store, b).publication
    if one == other:
        if not means_same:
            raise Refused("This contradicts your other decisions: the two are one publication.")
        return
    ours, theirs = set(records_of(store, one)), set(records_of(store, other))
    for row in matches.decisions_among(store, ours | theirs):
        across = (row["record_a"] in ours) != (row["record_b"] in ours)
        if across and means_same and row["verdict"] != "same":
            relation = "different from" if row["verdict"] == "different" else "linked to"
            raise Refused(
                f"This contradicts your other decisions: r{row['record_a']} is {relation} "
                f"r{row['record_b']}."
            )


def answer_all(
    library: Library, found: Sequence[OpenQuestion], word: str, *, dry_run: bool = False
) -> Answered:
    """Give every question in ``found`` the same answer, as one operation.

    Skip a question whose answer would contradict an earlier decision.
    """
    for question in found:
        _check_answer(word, question)
    answers = [(question, word) for question in found]
    return answer_what_holds(library, answers, lambda count: f"{count}: {word}", dry_run=dry_run)


def answer_what_holds(
    library: Library,
    answers: Sequence[tuple[OpenQuestion, str]],
    summary: Callable[[str], str],
    *,
    dry_run: bool = False,
) -> Answered:
    """Give every question its answer, as one operation, without those that contradict others.

    ``summary`` makes the line of the log from the number of answers in words.
    """
    left, skipped = list(answers), list[tuple[OpenQuestion, str]]()
    while left:
        text = summary(plural_answers(len(left)))
        try:
            operation = _answer_each(library, left, text, dry_run=dry_run)
        except _Contradiction as error:
            left = [each for each in left if each[0] is not error.question]
            skipped.append((error.question, error.message))
        else:
            answered = tuple(question for question, _ in left)
            return Answered(answered=answered, skipped=tuple(skipped), operation=operation)
    return Answered(answered=(), skipped=tuple(skipped))


class _Contradiction(Exception):
    """The answer to ``question`` contradicts an earlier decision."""

    def __init__(self, question: OpenQuestion, message: str) -> None:
        super().__init__(message)
        self.question, self.message = question, message


def _answer_each(
    library: Library, answers: Sequence[tuple[OpenQuestion, str]], summary: str, *, dry_run: bool
) -> int:
    with library.operation("review", summary, rehearsal=dry_run) as operation:
        for question, word in answers:
            try:
                answer(library, question, word)
            except Refused as error:
                raise _Contradiction(question, error.message) from error
    return operation.id


def plural_answers(count: int) -> str:
    """Return ``1 answer`` or ``5 answers``."""
    return f"{count} answer{'' if count == 1 else 's'}"


def _check_answer(word: str, question: OpenQuestion) -> None:
    if not is_answer(word, question):
        raise invalid_answer(word, question)


def is_answer(word: str, question: OpenQuestion) -> bool:
    """Return whether ``word`` answers this kind of question."""
    return word in (*ANSWERS[question.kind], *_SHORT[question.kind], "extended")


def invalid_answer(word: str, question: OpenQuestion, place: str = "") -> UsageError:
    """Return the error that ``word``, found at ``place``, does not answer ``question``."""
    known = ", ".join(ANSWERS[question.kind])
    return UsageError(
        f"{place}{word!r} is not an answer to a question of the kind {question.kind} (use {known})."
    )


def _names(library: Library, question: OpenQuestion) -> tuple[str, str]:
    """Return the current keys of the two publications, because one may just have been merged."""
    keys = publications_of(library.store, [question.record_a, question.record_b])
    return keys.get(question.record_a, question.key_a), keys.get(question.record_b, question.key_b)
