"""Answers that contradict others: the question is skipped, that is said, and the rest goes on."""

from __future__ import annotations

import csv
import io
import json

import pytest
from test_review import Terminal

from pubman.errors import Refused
from pubman.library.review import answer, answer_all, questions
from pubman.library.session import open_library

ENTRY = (
    "@article{{{key}, title = {{Notes on the {word} engine of bronze}},\n"
    "  author = {{Lovelace, Ada and Babbage, Charles}}, journal = {{Notes}}, year = 1843}}\n"
)
ENGINES = {"one": "cold", "two": "warm", "three": "loud"}


@pytest.fixture
def engines(pubman):
    """Three papers of three files. Each pair of them is a question."""
    pubman("init", "--name", "Ada Lovelace")
    for name, word in ENGINES.items():
        text = ENTRY.format(key=name, word=word)
        (pubman.folder / f"{name}.bib").write_text(text, "utf-8")
        pubman("import", "--mine", f"{name}.bib")
    assert len(asked(pubman)) == 3
    return pubman


def asked(shelf):
    found = json.loads(shelf("review", "--json").out)
    return [(each["key_a"], each["key_b"]) for each in found]


def publications(shelf):
    return shelf.ask("SELECT count(*) FROM publications")[0][0]


def table(shelf, answers):
    rows = list(csv.DictReader(io.StringIO(shelf("review", "--format", "csv").out)))
    for row in rows:
        row["answer"] = answers.get((row["key_a"], row["key_b"]), "")
    text = io.StringIO()
    writer = csv.DictWriter(text, rows[0])
    writer.writeheader()
    writer.writerows(rows)
    (shelf.folder / "answers.csv").write_text(text.getvalue(), "utf-8")


PAIRS = [("one", "two"), ("one", "three"), ("two", "three")]


@pytest.mark.parametrize(
    ("words", "left"),
    [
        (("same", "same", "different"), 1),
        (("different", "same", "same"), 2),
        (("no", "yes", "yes"), 2),
        (("same", "same", "extends"), 1),
    ],
    ids=["a difference", "a sameness", "yes and no", "an extension"],
)
def test_a_table_of_answers_skips_the_one_that_contradicts(engines, words, left):
    table(engines, dict(zip(PAIRS, words, strict=True)))
    outcome = engines("review", "--answers", "answers.csv")
    assert "two three: skipped. This contradicts your other decisions" in outcome.said
    assert "2 answers" in outcome.said
    assert publications(engines) == left
    engines("undo")
    assert len(asked(engines)) == 3


def test_a_question_that_was_answered_elsewhere_is_not_turned_around(engines):
    with open_library(engines.folder / "pubs.db") as library:
        found = questions(library)
        answer(library, found[0], "different")
        with pytest.raises(Refused, match="is different from"):
            answer(library, found[0], "same")
        done = answer_all(library, found, "same")
        assert [each.id for each, _ in done.skipped] == [found[0].id, found[2].id]


def test_review_on_a_terminal_skips_says_so_and_goes_on(engines):
    terminal = Terminal(engines.folder)
    try:
        terminal.read_until("[?] help: ")
        engines("apart", "one", "three")  # elsewhere, while the question waits
        said = " ".join(terminal.press("s").split())
        assert "This contradicts your other decisions" in said
        assert "I skipped this question." in said
        assert "Are these the same paper?" in said
        terminal.press("d")
        terminal.press("q", until="left.")
        assert terminal.end() == 0
    finally:
        terminal.process.kill()
        terminal.process.wait()
    verdicts = engines.ask("SELECT verdict FROM decisions ORDER BY verdict")
    assert verdicts == [("different",), ("different",)]


def test_a_review_that_was_killed_goes_on(engines):
    terminal = Terminal(engines.folder)
    terminal.read_until("[?] help: ")
    terminal.press("s")
    terminal.process.kill()
    terminal.end()
    assert publications(engines) == 2
    again = Terminal(engines.folder)
    try:
        said = again.read_until("[?] help: ")
        assert "question" in said
        said = again.press("d", until="left.")
        assert "Traceback" not in said
        assert again.end() == 0
    finally:
        again.process.kill()
        again.process.wait()
    assert publications(engines) == 2
    assert asked(engines) == []


def test_the_browser_answers_the_others_too(engines):
    actions = pytest.importorskip("pubman.serve.actions")
    forms = pytest.importorskip("pubman.serve.forms")
    engines("apart", "one", "two")
    with open_library(engines.folder / "pubs.db") as library:
        names = [forms.name_of(each) for each in questions(library)]
        assert len(names) == 2
        form = forms.Form(fields={"word": ["same"], "question": names})
        done = actions.ACTIONS["answer"](library, form)
    assert "1 question answered: same. 1 skipped: This contradicts" in done.text
    assert publications(engines) == 2
