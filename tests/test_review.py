"""review on a terminal: a real one, with keys pressed; and the queue as a table."""

from __future__ import annotations

import csv
import io
import json
import os
import select
import subprocess
import sys
from pathlib import Path

import pytest
from rows import every_row

from pubman.cli.say.review import mark_differences

pty = pytest.importorskip("pty", reason="pseudo-terminals are a thing of POSIX")
termios = pytest.importorskip("termios", reason="pseudo-terminals are a thing of POSIX")
PROMPT = "[?] help: "


class Terminal:
    """``pubman review`` on a terminal of its own: read until it asks, then press a key."""

    def __init__(self, folder: Path) -> None:
        self._ours, theirs = pty.openpty()
        self.process = subprocess.Popen(
            [sys.executable, "-m", "pubman", "review"],
            cwd=folder, stdin=theirs, stdout=theirs, stderr=theirs, close_fds=True,
            env={**os.environ, "TERM": "dumb"},
        )  # fmt: skip
        os.close(theirs)

    def read_until(self, text: str) -> str:
        """Everything that was printed up to and including ``text``, or up to the end."""
        seen = b""
        while text.encode() not in seen:
            ready, _, _ = select.select([self._ours], [], [], 60)
            assert ready, f"nothing came for a minute; until then:\n{seen.decode()}"
            try:
                chunk = os.read(self._ours, 4096)
            except OSError:  # how Linux says that the other end is closed
                break
            if not chunk:
                break
            seen += chunk
        return seen.decode().replace("\r\n", "\n")

    def press(self, key: str, until: str = PROMPT) -> str:
        """Presses ``key`` and returns what is printed up to the next question."""
        # Keys pressed before the terminal is read key by key are discarded, by design.
        while termios.tcgetattr(self._ours)[3] & termios.ICANON:
            assert self.process.poll() is None, "it ended without asking"
            os.sched_yield()
        os.write(self._ours, key.encode())
        return self.read_until(until)

    def end(self) -> int:
        """Waits for the end."""
        code = self.process.wait(60)
        os.close(self._ours)
        return code


@pytest.fixture
def terminal(shelf):
    found = Terminal(shelf.folder)
    yield found
    found.process.kill()
    found.process.wait()


def decisions(shelf) -> list[str]:
    return [row[0] for row in shelf.ask("SELECT verdict FROM decisions")]


def states(shelf) -> list[str]:
    return [row[0] for row in shelf.ask("SELECT state FROM ownership ORDER BY state")]


def test_one_question_at_a_time(shelf, terminal):
    first = terminal.read_until(PROMPT)
    assert "3 questions. Any answer can be undone with pubman undo." in first
    assert "1 of 3   Are these the same paper?" in first
    assert "Best guess: same (" in first
    assert "I merge from 0.90 without asking" in first
    second = terminal.press("s")
    assert "Merged as tenplex." in second
    # The merged paper lists Bo Zhao, so the question about the other one is answered.
    assert "2 of 2   Is this paper yours?" in second
    last = terminal.press("n", until="Next: pubman export")
    assert "Hidden. I won't ask again" in last
    assert "2 answers, no questions left." in last
    assert terminal.end() == 0
    assert decisions(shelf) == ["same"]
    assert states(shelf) == ["hidden"]


def test_back_takes_the_last_answer_back(shelf, terminal):
    terminal.read_until(PROMPT)
    terminal.press("s")
    again = terminal.press("b")
    assert "Undone." in again
    assert "1 of 3   Are these the same paper?" in again
    terminal.press("q", until="left.")
    assert terminal.end() == 0
    assert decisions(shelf) == []


def test_skip_leaves_a_question_open(shelf, terminal):
    terminal.read_until(PROMPT)
    assert "2 of 3   Is this paper yours?" in terminal.press("k")
    assert "0 answers, 3 questions left." in terminal.press("q", until="left.")
    assert terminal.end() == 0
    assert decisions(shelf) == []


def test_help_asks_again(terminal):
    terminal.read_until(PROMPT)
    assert "leave it open" in terminal.press("?")
    terminal.press("q", until="left.")
    assert terminal.end() == 0


def test_every_answer_is_undone_by_itself(shelf, terminal):
    terminal.read_until(PROMPT)
    terminal.press("d")
    terminal.press("q", until="left.")
    assert terminal.end() == 0
    assert decisions(shelf) == ["different"]
    shelf("undo")
    assert decisions(shelf) == []
    assert len(shelf("review").out.splitlines()) == 5


# --------------------------------------------------------------------------- the queue as a table


def table(shelf, *answers: str) -> str:
    """The queue as CSV, with ``answers`` filled in from the top."""
    rows = list(csv.reader(io.StringIO(shelf("review", "--format", "csv").out)))
    for row, answer in zip(rows[1:], answers, strict=False):
        row[-1] = answer
    text = io.StringIO()
    csv.writer(text).writerows(rows)
    return text.getvalue()


def answer(shelf, text: str, code: int = 0):
    (shelf.folder / "answers.csv").write_text(text, "utf-8")
    return shelf("review", "--answers", "answers.csv", code=code)


def test_answers_of_a_table_are_one_operation(shelf):
    before = shelf.ask("SELECT count(*) FROM operations")
    outcome = answer(shelf, table(shelf, "same", "hide", "mine"))
    assert outcome.err.startswith("3 answers, no questions left.")
    assert shelf.ask("SELECT count(*) FROM operations") == [(before[0][0] + 1,)]
    shelf("undo")
    assert len(shelf("review").out.splitlines()) == 5


NARROWED = {
    "title:tenplex": lambda question: "Tenplex" in question["title_a"] + question["title_b"],
    "year:..1900": lambda _: False,
    "kind:conference,article,preprint,other,workshop": lambda _: True,
    "tag:selected": lambda question: "tenplex" in (question["key_a"], question["key_b"]),
    'person:"Bo Zhao"': lambda question: question["kind"] == "same",
}


@pytest.mark.parametrize("words", NARROWED)
def test_the_words_of_search_narrow_the_questions(shelf, words):
    shelf("tag", "selected", "tenplex")
    every = json.loads(shelf("review", "--json", "is:all").out)
    assert every
    found = json.loads(shelf("review", "--json", words).out)
    assert found == [question for question in every if NARROWED[words](question)]


def test_rows_without_an_answer_stay_open(shelf):
    assert answer(shelf, table(shelf, "", "hide")).err.startswith("1 answer, 2 questions left.")


def test_the_same_table_again_changes_nothing(shelf):
    text = table(shelf, "different", "hide", "mine")
    answer(shelf, text)
    rows = shelf.rows()
    assert answer(shelf, text).err == "0 answers, no questions left.\n"
    assert shelf.rows() == rows


BAD = {
    "a word that is no answer": ("kind,record_a,record_b,answer\nsame,{a},{b},maybe\n", "maybe"),
    "an answer of another kind": ("kind,record_a,record_b,answer\nsame,{a},{b},mine\n", "mine"),
    "a column is missing": ("kind,record_a\nsame,1\n", "not a table of answers"),
    "no number": ("kind,record_a,record_b,answer\nsame,x,y,same\n", "numbers"),
    "an empty file": ("", "not a table of answers"),
}


@pytest.mark.parametrize(("text", "says"), BAD.values(), ids=BAD)
def test_a_bad_table_changes_nothing(shelf, text, says):
    ids = shelf.ask("SELECT record_a, record_b FROM questions WHERE kind = 'same'")[0]
    before = shelf.rows()
    outcome = answer(shelf, text.format(a=ids[0], b=ids[1]), code=2)
    assert says in outcome.err
    assert "Nothing was changed." in outcome.said
    assert shelf.rows() == before


DIFFERENCES = {
    "words only one has": ("a b c", "a c", ("a [b] c", "a c")),
    "other words": ("a b c", "a d c", ("a [b] c", "a [d] c")),
    "case and punctuation are no difference": ("Tenplex: A", "TENPLEX A", ("Tenplex: A",) * 2),
    "nothing in common": ("a", "b", ("[a]", "[b]")),
    "an empty title": ("", "b", ("", "[b]")),
}


@every_row(("a", "b", "marked"), DIFFERENCES.values(), ids=DIFFERENCES)
def test_differences_are_marked(a, b, marked):
    found = mark_differences(a, b)
    assert tuple(text.replace("TENPLEX A", "Tenplex: A") for text in found) == marked


# ------------------------------------------------------------------------ keys typed ahead, in bulk


def test_keys_typed_ahead_are_taken_one_by_one(shelf, terminal):
    terminal.read_until(PROMPT)
    end = terminal.press("d\ryn", until="left.")
    assert "Kept apart. I won't ask again." in end
    assert "Marked as yours." in end
    assert "Hidden. I won't ask again" in end
    assert "3 answers, no questions left." in end
    assert terminal.end() == 0
    assert decisions(shelf) == ["different"]
    assert states(shelf) == ["hidden", "mine"]


def test_an_arrow_key_is_no_answer(shelf, terminal):
    terminal.read_until(PROMPT)
    second = terminal.press("\x1b[Dk")
    assert "2 of 3" in second
    terminal.press("q", until="left.")
    assert terminal.end() == 0
    assert decisions(shelf) == []


def test_all_questions_of_one_cause_at_a_key(shelf, terminal):
    terminal.read_until(PROMPT)
    assert "[a]ll 2 like this" in terminal.press("k")
    assert "All 2 (only the name matches): " in terminal.press("a", until="none: ")
    end = terminal.press("y", until="left.")
    assert "2 answers, 1 question left." in end
    assert states(shelf) == ["mine", "mine"]


def test_all_questions_of_one_cause_by_a_command(shelf):
    before = shelf.rows()
    rehearsed = shelf("review", "--cause", "mine", "--answer", "mine", "--dry-run")
    assert "mine: slags" in rehearsed.err
    assert rehearsed.err.endswith("Dry run: nothing was written.\n")
    assert shelf.rows() == before
    done = shelf("review", "--cause", "mine", "--answer", "mine")
    assert done.err.endswith("2 answers, 1 question left. (pubman undo)\n")
    assert states(shelf) == ["mine", "mine"]
    shelf("undo")
    assert states(shelf) == []


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["--answer", "same"], "--answer needs questions of one kind. Add --cause."),
        (["--cause", "nosuch"], "No open question has the cause 'nosuch'."),
        (["--cause", "mine", "--answer", "same"], "'same' is not an answer to a question"),
        (["--dry-run"], "--dry-run goes with --answer."),
    ],
    ids=lambda value: " ".join(value) if isinstance(value, list) else "",
)
def test_a_bulk_answer_that_cannot_be_meant_is_refused(shelf, arguments, words):
    before = shelf.rows()
    assert words in shelf("review", *arguments, code=2).said
    assert shelf.rows() == before


def test_open_questions_have_an_exit_code_of_their_own(shelf):
    assert shelf("review", "--exit-code", code=3).out
    shelf("review", "--cause", "mine", "--answer", "hide")
    shelf("apart", "tenplex", "wagenlander")
    shelf("review", "--exit-code")


def test_papers_of_other_people_are_not_asked_about(shelf):
    assert len(json.loads(shelf("review", "--json").out)) == 3
    shelf("mine", "--not-mine", "--source", "own")
    shelf("hide", "wagenlander")
    asked = json.loads(shelf("review", "--json").out)
    assert [each for each in asked if each["kind"] == "same"] == []
    waiting = json.loads(shelf("status", "--json").out)["waiting"]
    assert waiting == len(asked)
