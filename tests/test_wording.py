"""Everything that a user reads is plain English: no construction that has to be translated."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import click
import pytest

from pubman.cli import frame
from pubman.cli.commands import COMMANDS
from pubman.cli.say.examples import EXAMPLES

PACKAGE = Path(frame.__file__).resolve().parent.parent
ROOT = PACKAGE.parent

# The construction, and what to write instead.
BANNED = {
    r"\b(stands?|stood|standing)\b": "is, belongs",
    r"\b(lies|lie|lay)\b": "is",
    r"\b(mend|mends|mended|mending)\b": "fix, repair",
    r"\bwhoever\b": "who, anyone who",
    r"\bwhatever\b(?! (names|the sources|order))": "say it with a verb",
    r"(?<!there )\bis no\b(?! longer)": "is not a valid ... (use ...)",
    r"\bone a line\b": "one per line",
    r"\bnot so\?": "Wrong?",
    r"\bso it was\b(?! left)": "already",
    r"\bof before\b": "earlier",
    r"\bno longer\.(?=$| )": "does not ... any more",
    r"\b(listed|names?|is|are) no more\b": "is not ... any more",
    r"\bwhere (it|there|they|none|no|nobody|nothing|all|both|several|its|neither)\b"
    r"(?! (happened|went|appears|was))": "if, when",
    r"\banew\b": "again",
    r"\bjoined from\b": "merged from",
    r"\bwith a doubt\b|\bin doubt\b": "with a warning",
    r"\bwhose it is\b": "the owner",
    r"\bthe very same\b": "the same",
    r"\b(takes?|taken|taking|took) in\b": "import, add",
    r"\bis there already\b": "already exists",
    r"\bbut for\b": "except for",
    r"\bat most so many\b": "at most this many",
    r"\bthat is none\b": "that is not valid",
    r"\b(written|told|kept|given|left|asked) (is|are|was|were) the\b": "subject before verb",
    r"\ball the same\b": "anyway",
    r"\bupstream\b": "in its source",
    r"\bpubman leans\b": "Best guess",
    r"\bsays nothing\b": "has no effect",
    r"\bin vain\b": "without success",
    r"\bit needs not\b|\bneeds no\b(?! store)": "does not need",
    r"\b(do|does|did) again what\b": "redo",
    r"\bsuch a thing\b|\bno such thing\b": "name the thing",
    r"\bhad better\b": "should",
}
QUERIES = re.compile(r"\b(SELECT|INSERT|UPDATE|DELETE|WHERE|FROM|CREATE|PRAGMA)\b")
WORD_LISTS = {"pubman/library/checks/language.py", "pubman/library/checks/wording.py"}
"""Modules with lists of small words, in which every word may follow every other."""


def is_doc(node: ast.AST) -> bool:
    return (
        isinstance(node, ast.Expr)
        and isinstance(node.value, ast.Constant)
        and isinstance(node.value.value, str)
    )


def messages(path: Path) -> Iterator[tuple[str, str]]:
    """The place and the text of every string of a module that is neither a docstring nor SQL."""
    tree = ast.parse(path.read_text("utf-8"))
    docs = {id(node.value) for node in ast.walk(tree) if is_doc(node)}
    for node in ast.walk(tree):
        if not isinstance(node, ast.Constant) or not isinstance(node.value, str):
            continue
        text = node.value
        if id(node) not in docs and " " in text.strip() and not QUERIES.search(text):
            yield f"{path.relative_to(ROOT).as_posix()}:{node.lineno}", text


def banned(text: str) -> list[str]:
    return [f"{word} (write: {better})" for word, better in BANNED.items()
            if re.search(word, text, re.IGNORECASE)]  # fmt: skip


MODULES = [
    path for path in sorted(PACKAGE.rglob("*.py"))
    if path.relative_to(ROOT).as_posix() not in WORD_LISTS
]  # fmt: skip


@pytest.mark.parametrize("path", MODULES, ids=lambda path: path.relative_to(PACKAGE).as_posix())
def test_messages_are_plain_english(path):
    found = [(place, text, banned(text)) for place, text in messages(path) if banned(text)]
    assert found == []


@pytest.mark.parametrize("name", COMMANDS)
def test_help_is_plain_english(name):
    command = frame.load(name)
    texts = [command.help or "", command.epilog or "", COMMANDS[name].help]
    texts += [each.help or "" for each in command.params if isinstance(each, click.Option)]
    texts += [purpose for _, purpose in EXAMPLES[name]]
    found = [(text, banned(text)) for text in texts if banned(text)]
    assert found == []


@pytest.mark.parametrize(
    "text",
    [
        "The file stands beside the store.",
        "'x' is no year.",
        "Not so? pubman undo",
        "Same: so it was already.",
        "Leave it empty where there is none.",
        "1 entry, kept with a doubt",
        "pubs.db is there already.",
        "Mend it, save and quit.",
    ],
)
def test_the_old_dialect_is_found(text):
    assert banned(text)


@pytest.mark.parametrize(
    "text",
    [
        "There is no file x.bib.",
        "To see where it happened, set PUBMAN_DEBUG=1.",
        "The store is beside pubman.toml.",
        "This needs no store.",
    ],
)
def test_plain_english_is_let_through(text):
    assert banned(text) == []


BELOW_CLI = [path for path in MODULES if not path.is_relative_to(PACKAGE / "cli")
             and not path.is_relative_to(PACKAGE / "serve")]  # fmt: skip


@pytest.mark.parametrize("path", BELOW_CLI, ids=lambda path: path.relative_to(PACKAGE).as_posix())
def test_only_the_command_line_says_that_nothing_was_changed(path):
    said = [(place, text) for place, text in messages(path)
            if re.search(r"Nothing was (changed|written)", text)]  # fmt: skip
    assert said == []


# ------------------------------------------------------------------------------------- the terms


def test_the_list_of_terms_has_each_word_once():
    rows = re.findall(r"^\| ([^|]+) \|", (ROOT / "docs/reference/wording.md").read_text("utf-8"),
                      re.MULTILINE)  # fmt: skip
    words = [word.strip() for row in rows for word in row.split(",")]
    assert len(words) == len(set(words))
    assert {"record", "publication", "source", "duplicate", "merge", "split"} <= set(words)
