"""The open questions on a terminal: one at a time, answered by single keys."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

import click

from pubman.cli.browser import open_in_browser
from pubman.cli.decide.claims import ask_claims
from pubman.cli.say.terminal import complain, plural, say, suggest
from pubman.errors import PubmanError

if TYPE_CHECKING:
    from pubman.library.review import OpenQuestion
    from pubman.library.session import Library


@dataclass(frozen=True, slots=True, kw_only=True)
class _Passed:
    """A question that was answered or skipped.

    ``operation`` is the number of the change, 0 for a skipped question. ``answers`` counts the
    questions that were answered with it.
    """

    question: OpenQuestion
    operation: int = 0
    answers: int = 0


class ReviewSession:
    """Questions asked one after another, until none is open or the person stops.

    ``passed`` holds the steps so far, in order, so that a person can go back.
    """

    def __init__(self, shelf: Library, words: Sequence[str], cause: str) -> None:
        self.shelf, self.words, self.cause = shelf, words, cause
        self.passed: list[_Passed] = []

    def run(self) -> None:
        """Ask the questions, and then say how many were answered."""
        from pubman.cli.say.keyboard import single_keys
        from pubman.cli.say.review import NONE_OPEN, counted

        if not self.words and not self.cause:
            with single_keys():
                if not ask_claims(self.shelf):
                    return
        waiting = self._waiting()
        if not waiting:
            say(NONE_OPEN)
            return
        say(f"{plural(len(waiting), 'question')}. Any answer can be undone with pubman undo.")
        with single_keys():
            while waiting and self._ask_one(waiting):
                waiting = self._waiting()
        left = len(self._all())
        say("")
        answers = sum(each.answers for each in self.passed)
        say(counted(answers, left))
        if answers and not left:
            suggest("pubman export")

    def _all(self) -> list[OpenQuestion]:
        from pubman.library.review import questions

        found = questions(self.shelf, self.words)
        return [each for each in found if self.cause in ("", each.cause)]

    def _waiting(self) -> list[OpenQuestion]:
        """Return the open questions without those that were skipped."""
        skipped = {each.question.id for each in self.passed if not each.operation}
        return [question for question in self._all() if question.id not in skipped]

    def _ask_one(self, waiting: Sequence[OpenQuestion]) -> bool:
        """Ask the first question. Return False if the person quits."""
        from pubman.cli.say.review import ask

        question = waiting[0]
        alike = [each for each in waiting if each.cause == question.cause]
        number = len(self.passed) + 1
        people = [person.name.full for person in self.shelf.config.people]
        say("")
        say(f"{number} of {number - 1 + len(waiting)}   {ask(question, people)}")
        say("")
        _show(self.shelf, question)
        word = self._choose(question, len(alike))
        if word == "q":
            return False
        if word == "b":
            self._step_back()
        elif word == "k":
            self.passed.append(_Passed(question=question))
        elif word == "a":
            self._answer_all_alike(question, alike)
        else:
            self._answer(question, word)
        return True

    def _choose(self, question: OpenQuestion, alike: int) -> str:
        """Return the answer, or one of ``k``, ``b``, ``a`` and ``q``."""
        from pubman.cli.say.keyboard import read_key
        from pubman.cli.say.review import HELP, choices, keys_of

        keys, back = keys_of(question), bool(self.passed)
        allowed = "".join(keys) + "koq?" + ("b" if back else "") + ("a" if alike > 1 else "")
        say("")
        while True:
            _prompt(choices(question, back=back, alike=alike))
            pressed = read_key(allowed)
            if pressed == "o":
                _open(self.shelf, question)
            elif pressed == "?":
                say(HELP)
            else:
                return keys.get(pressed, pressed)

    def _answer(self, question: OpenQuestion, word: str) -> None:
        from pubman.cli.say.review import answered
        from pubman.library.review import answer

        if word == "extends" and _is_reversed(question):
            word = "extended"
        try:
            done = answer(self.shelf, question, word)
        except PubmanError as error:
            complain(f"{error.message} I skipped this question.", error.hints)
            self.passed.append(_Passed(question=question))
            return
        self.passed.append(_Passed(question=question, operation=done.operation, answers=1))
        say(answered(word, done))

    def _answer_all_alike(self, question: OpenQuestion, alike: Sequence[OpenQuestion]) -> None:
        from pubman.cli.say.keyboard import read_key
        from pubman.cli.say.review import choices_for_all, keys_of, tell_bulk
        from pubman.library.review import answer_all

        keys = {key: word for key, word in keys_of(question).items() if word != "extends"}
        _prompt(choices_for_all(question, len(alike)))
        pressed = read_key("".join(keys) + "kq")
        if pressed not in keys:
            return
        done = answer_all(self.shelf, alike, keys[pressed])
        self.passed += [_Passed(question=each) for each, _ in done.skipped]
        if done.operation:
            count = len(done.answered)
            self.passed.append(_Passed(question=question, operation=done.operation, answers=count))
        tell_bulk(done, keys[pressed], len(self._all()), dry_run=False)

    def _step_back(self) -> None:
        from pubman.library import history

        last = self.passed.pop()
        if last.operation:
            history.undo(self.shelf, last.operation)
            say("Undone.")


def _prompt(text: str) -> None:
    click.echo(text, nl=False, err=True)


def _is_reversed(question: OpenQuestion) -> bool:
    """Ask which of the two extends the other. Return True if B extends A."""
    from pubman.cli.say.keyboard import read_key

    _prompt(f"Which one is the extended version?  [a] {question.key_a}  [b] {question.key_b}: ")
    return read_key("ab") == "b"


def _open(shelf: Library, question: OpenQuestion) -> None:
    from pubman.store.keys import publications, resolve

    for key in filter(None, (question.key_a, question.key_b)):
        pub = publications(shelf.store, [resolve(shelf.store, key).publication])[0]
        url = f"https://doi.org/{pub.doi}" if pub.doi else pub.url
        if url:
            open_in_browser(url)
        else:
            say(f"{key} has neither a DOI nor an address.")


def _show(shelf: Library, question: OpenQuestion) -> None:
    from pubman.cli.say.review import show_evidence, show_ownership, show_pair, show_single
    from pubman.library import explain
    from pubman.match.points import SAME_FROM

    if question.kind == "same":
        a, b, ground = explain.why_two(shelf, f"r{question.record_a}", f"r{question.record_b}")
        places = explain.place_of(shelf, a), explain.place_of(shelf, b)
        show_pair(question, (a.record, b.record), places)
        show_evidence(ground, SAME_FROM)
        return
    why = explain.why(shelf, question.key_a)
    lead = why.records[0]
    show_single(question.key_a, explain.place_of(shelf, lead), lead.record)
    if question.kind == "mine":
        show_ownership(why.publication)
