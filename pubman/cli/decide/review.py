"""review: the questions that wait, one at a time on a terminal, as data otherwise."""

from __future__ import annotations

import difflib
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import click

from pubman.cli.arguments import library
from pubman.cli.say.terminal import (
    complain,
    cut,
    plural,
    print_json,
    print_table,
    print_text,
    say,
    suggest,
)
from pubman.errors import BadInput, PubmanError
from pubman.library.review import Question

_KEYS = {
    "same": {"s": "same", "d": "different", "e": "extends"},
    "mine": {"y": "mine", "n": "hide"},
    "gone": {"y": "keep", "n": "hide"},
}
_CHOICES = {
    "same": "[s]ame  [d]ifferent  [e]xtends",
    "mine": "[y] mine  [n] not mine",
    "gone": "[y] keep  [n] hide",
}
_HELP = """s  one paper: one line, whichever source gives the better field
d  two papers: two lines, and never asked again
e  two papers, one the extended version of the other: two lines, tied
y, n  yes, no    k  leave it open, go on    b  back: take the last answer back
o  open the DOI or address in the browser    q  stop; the answers stand"""


@click.command("review")
@click.argument("words", nargs=-1)
@click.option("--format", "format_", type=click.Choice(["text", "json", "csv"]), default="text",
              help="json, or csv with an empty column for answers.")  # fmt: skip
@click.option("--json", "as_json", is_flag=True, help="The same as --format json.")
@click.option("--answers", type=click.Path(path_type=Path), metavar="FILE",
              help="Take the answers of a CSV made with --format csv, all at once.")  # fmt: skip
def review(words: Sequence[str], format_: str, as_json: bool, answers: Path | None) -> None:
    """Answer what waits for you: one paper or two, yours or not, gone upstream.

    On a terminal it asks, one question at a time; a wrong answer costs nothing (pubman undo).
    Elsewhere it lists. WORDS narrow it as in search (year:2019..).
    """
    from pubman.library import review as waiting

    with library() as shelf:
        if answers is not None:
            _take_answers(shelf, answers)
            return
        found = waiting.questions(shelf, words)
        if as_json or format_ == "json":
            print_json([question.as_json() for question in found])
        elif format_ == "csv":
            sys.stdout.write(waiting.as_csv(found))
        elif sys.stdin.isatty() and sys.stdout.isatty():
            _ask_all(shelf, found, words)
        else:
            _list(found)


def _list(found: Sequence[Question]) -> None:
    print_table(
        [
            (number, f"{q.kind}?", q.key_a, q.key_b or "-", f"{q.score:.2f}", q.because())
            for number, q in enumerate(found, 1)
        ],
        right=[0],
    )
    if not found:
        say("No questions wait.")
        return
    kinds = {question.kind for question in found}
    commands = ["pubman same|apart|extends A B"] if "same" in kinds else []
    commands += ["pubman mine|hide KEY"] if "mine" in kinds else []
    commands += ["pubman keep|hide KEY"] if "gone" in kinds else []
    print_text(f"Answer: {', '.join(commands)}, or pubman review in a terminal")


def _take_answers(shelf: Any, path: Path) -> None:
    from pubman.library import review as waiting

    try:
        text = path.read_text("utf-8-sig")
    except (OSError, UnicodeError) as error:
        raise BadInput(f"{path} cannot be read: {error}. Nothing was changed.") from error
    done = waiting.take_answers(shelf, text, path.name)
    left = len(waiting.questions(shelf))
    say(f"{plural(len(done), 'answer')}, {plural(left, 'question')} left."
        + (" (pubman undo)" if done else ""))  # fmt: skip


# --------------------------------------------------------------------------------- on a terminal


def _ask_all(shelf: Any, found: Sequence[Question], words: Sequence[str]) -> None:
    """Asks until nothing is open or the person stops; every answer is an operation of its own."""
    from pubman.library import review as waiting

    if not found:
        say("No questions wait.")
        return
    say(f"{plural(len(found), 'question')}. A wrong answer costs nothing: pubman undo.")
    passed: list[tuple[Question, int]] = []  # with the operation that answered it; 0: left open
    while True:
        left_open = {question.id for question, operation in passed if not operation}
        waits = [q for q in waiting.questions(shelf, words) if q.id not in left_open]
        if not waits:
            break
        number = len(passed) + 1
        say("")
        say(f"{number} of {number - 1 + len(waits)}   {waits[0].ask()}")
        say("")
        _show(shelf, waits[0])
        word = _ask(shelf, waits[0], back=bool(passed))
        if word == "q":
            break
        if word == "b":
            _step_back(shelf, passed)
        elif word == "k":
            passed.append((waits[0], 0))
        else:
            _answer(shelf, waits[0], word, passed)
    answers = sum(1 for _, operation in passed if operation)
    left = len(waiting.questions(shelf, words))
    say("")
    say(f"{plural(answers, 'answer')}, {plural(left, 'question')} left.")
    if answers and not left:
        suggest("pubman export")


def _answer(shelf: Any, question: Question, word: str, passed: list[tuple[Question, int]]) -> None:
    from pubman.library import review as waiting

    if word == "extends" and _asks_direction(question):
        word = "extended"
    try:
        done = waiting.answer(shelf, question, word)
    except PubmanError as error:
        complain(error.message, error.hints)
        passed.append((question, 0))
        return
    passed.append((question, done.operation))
    say({
        "same": f"Same: one line, key {done.keys[0]}.",
        "different": "Different: two lines, and not asked again.",
        "extends": f"{done.keys[0]} extends {done.keys[-1]}: two lines, tied.",
        "extended": f"{done.keys[0]} extends {done.keys[-1]}: two lines, tied.",
        "mine": "Mine: on your lists.",
        "keep": "Kept, and not asked again.",
        "hide": "Hidden, and not asked again, also when it comes back from elsewhere.",
    }[word])  # fmt: skip


def _asks_direction(question: Question) -> bool:
    """True where B is the extended version of A."""
    say(f"Which extends the other?  [a] {question.key_a}  [b] {question.key_b}")
    return _key("ab") == "b"


def _step_back(shelf: Any, passed: list[tuple[Question, int]]) -> None:
    from pubman.library import history

    if passed:
        _, operation = passed.pop()
        if operation:
            history.undo(shelf, operation)
            say("Taken back.")


def _ask(shelf: Any, question: Question, *, back: bool) -> str:
    """The answer, or ``k``, ``b`` or ``q``."""
    keys = _KEYS[question.kind]
    choices = f"{_CHOICES[question.kind]}  [k] skip  " + ("[b]ack  " if back else "")
    say("")
    while True:
        click.echo(f"{choices}[o]pen  [q]uit  [?] help: ", nl=False, err=True)
        pressed = _key("".join(keys) + "koq?" + ("b" if back else ""))
        if pressed in keys:
            return keys[pressed]
        if pressed == "o":
            _open(shelf, question)
        elif pressed == "?":
            say(_HELP)
        else:
            return pressed


def _key(allowed: str) -> str:
    """One key out of ``allowed``, echoed; Ctrl-C and the end of input stop."""
    while True:
        pressed = click.getchar().lower()
        if pressed in ("\x04", ""):
            pressed = "q"
        if pressed and pressed in allowed:
            click.echo(pressed, err=True)
            return pressed


def _open(shelf: Any, question: Question) -> None:
    from pubman.store.keys import publications, resolve

    for key in (question.key_a, question.key_b):
        if key:
            pub = publications(shelf.store, [resolve(shelf.store, key).publication])[0]
            url = f"https://doi.org/{pub.doi}" if pub.doi else pub.url
            if url:
                click.launch(url)
            else:
                say(f"{key} has neither DOI nor address.")


# ------------------------------------------------------------------------------- one question shown


def _show(shelf: Any, question: Question) -> None:
    from pubman.library import explain

    if question.kind != "same":
        _show_one(shelf, question)
        return
    first, second, ground = explain.why_two(shelf, f"r{question.record_a}", f"r{question.record_b}")
    titles = mark_differences(first.record.title, second.record.title)
    for name, key, each, title in (
        ("A", question.key_a, first, titles[0]),
        ("B", question.key_b, second, titles[1]),
    ):
        place = explain.place_of(shelf, each)
        say(f"{name}  {key:28}  {place}", indent=2)
        _say_record(each.record, title)
        say("")
    if ground.pro:
        say("for      " + "; ".join(ground.pro), indent=2, hang=11)
    if ground.con:
        say("against  " + "; ".join(ground.con), indent=2, hang=11)
    from pubman.match.points import SAME_FROM

    leans = "same" if ground.score >= 0.5 else "different"
    alone = f"alone it decides from {SAME_FROM:.2f}"
    if ground.score >= SAME_FROM:
        alone = "but other records speak against it"
    say(f'pubman leans to "{leans}" ({ground.score:.2f}; {alone})', indent=2)


def _show_one(shelf: Any, question: Question) -> None:
    from pubman.library import explain

    why = explain.why(shelf, question.key_a)
    lead = why.records[0]
    say(f"{question.key_a:28}  {explain.place_of(shelf, lead)}", indent=2)
    _say_record(lead.record, lead.record.title)
    if question.kind == "mine":
        say("")
        names = [each.name.full for each in why.publication.authorships if each.person]
        say(f'for      the name "{", ".join(names)}"', indent=2)
        say("against  no list of yours names it", indent=2)


def _say_record(record: Any, title: str) -> None:
    say(title, indent=5)
    people = ", ".join(name.full for name in record.authors)
    if people:
        say(cut(people, 300), indent=5)
    parts = [record.venue, str(record.date or ""), record.pages, record.doi and f"doi {record.doi}"]
    text = ", ".join(part for part in parts if part)
    if text:
        say(text, indent=5)


def mark_differences(a: str, b: str) -> tuple[str, str]:
    """Both titles with what only one of them has in brackets, word by word.

    >>> mark_differences("Changing Resources of Jobs", "Changing Jobs")
    ('Changing [Resources of] Jobs', 'Changing Jobs')
    """
    words_a, words_b = a.split(), b.split()
    folded = [[word.casefold().strip(".,:;") for word in words] for words in (words_a, words_b)]
    matcher = difflib.SequenceMatcher(a=folded[0], b=folded[1], autojunk=False)
    marked: tuple[list[str], list[str]] = ([], [])
    for kind, a1, a2, b1, b2 in matcher.get_opcodes():
        for words, start, end, out in ((words_a, a1, a2, marked[0]), (words_b, b1, b2, marked[1])):
            text = " ".join(words[start:end])
            if text:
                out.append(text if kind == "equal" else f"[{text}]")
    return " ".join(marked[0]), " ".join(marked[1])
