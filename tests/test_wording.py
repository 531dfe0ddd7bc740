"""Messages, pages, docstrings and comments are plain English, not the first version's dialect."""

from __future__ import annotations

import ast
import io
import re
import tokenize
from collections.abc import Collection, Iterator
from functools import cache
from pathlib import Path

import click
from rows import every_row

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
    r"\btold apart\b": "distinguished",
    r"\bso many (entries|names|words|authors|letters|percent)\b": "this many",
    r"\b(thereby|whence|thereof|hence|amid|upon|lest|likewise)\b": "an ordinary word",
    r"\bspeaks? of\b": "shows, is about",
    r"\bgives? way to\b": "is replaced by",
    r"\bbears? (a|an|the|nearly)\b": "has",
    r"\bcomes? in with\b": "import ... with",
    r"\bone (line|row|entry) (a|an|each) (?!time)": "one ... per ...",
    r"\btakes? .{1,20} out again\b": "remove, split off",
    r"\bfor ever\b": "permanently, forever",
}
FINE_IN_CODE = {
    r"\b(stands?|stood|standing)\b", r"\bsays nothing\b", r"\ball the same\b", r"\bupstream\b",
    r"\bit needs not\b|\bneeds no\b(?! store)", r"(?<!there )\bis no\b(?! longer)",
    next(word for word in BANNED if "bwhere" in word),
}  # fmt: skip
"""Constructions that docstrings and comments may have: they have a plain meaning there, too."""
FINE_IN_PAGES = {
    r"\bit needs not\b|\bneeds no\b(?! store)", next(word for word in BANNED if "bwhere" in word),
}  # fmt: skip
CONDITION = re.compile(r"(?:^|[.:;] )Where (it|there|they|that|one|two|both|no|nothing|an?|the)\b")
"""A sentence that begins with a condition, for which "If" is plainer."""
QUERIES = re.compile(r"\b(SELECT|INSERT|UPDATE|DELETE|WHERE|FROM|CREATE|PRAGMA)\b")
WORD_LISTS = {"pubman/library/checks/language.py", "pubman/library/checks/wording.py"}
"""Modules with lists of small words, in which every word may follow every other."""


def is_doc(node: ast.AST) -> bool:
    return (
        isinstance(node, ast.Expr)
        and isinstance(node.value, ast.Constant)
        and isinstance(node.value.value, str)
    )


@cache
def messages(path: Path) -> tuple[tuple[str, str], ...]:
    """The place and the text of every string of a module that is neither a docstring nor SQL."""
    nodes = list(ast.walk(ast.parse(path.read_text("utf-8"))))
    docs = {id(node.value) for node in nodes if is_doc(node)}
    return tuple(
        (f"{path.relative_to(ROOT).as_posix()}:{node.lineno}", text)
        for node in nodes
        if isinstance(node, ast.Constant)
        and isinstance(text := node.value, str)
        and id(node) not in docs
        and " " in text.strip()
        and not QUERIES.search(text)
    )


def banned(text: str, fine: Collection[str] = ()) -> list[str]:
    return [f"{word} (write: {better})" for word, better in BANNED.items()
            if word not in fine and _compiled(word).search(text)]  # fmt: skip


@cache
def _compiled(word: str) -> re.Pattern[str]:
    return re.compile(word, re.IGNORECASE)


@cache
def _any_of(words: frozenset[str]) -> re.Pattern[str]:
    either = "|".join(f"(?:{word})" for word in sorted(words))
    return re.compile(either, re.IGNORECASE | re.MULTILINE)


def banned_in(texts: Collection[str], fine: Collection[str] = ()) -> list[tuple[str, list[str]]]:
    """Each of ``texts`` that has a banned construction, with its constructions.

    Nearly always nobody has one. One search through all of them tells, because a construction never
    goes beyond the end of a line.
    """
    if not _any_of(frozenset(BANNED).difference(fine)).search("\n".join(texts)):
        return []
    return [(text, wrong) for text in texts if (wrong := banned(text, fine))]


def statements(node: ast.AST) -> Iterator[ast.AST]:
    """The statements below a node, at any depth. Expressions hold none."""
    for part in ("body", "orelse", "finalbody", "handlers", "cases"):
        for each in getattr(node, part, ()):
            yield each
            yield from statements(each)


def docs_and_comments(path: Path) -> Iterator[str]:
    """Every docstring and every comment of a module, without the code quoted in it."""
    source = path.read_text("utf-8")
    for node in statements(ast.parse(source)):
        if is_doc(node):
            yield re.sub(r"``[^`]*``", "", node.value.value)
    if "#" not in source:
        return
    for token in tokenize.generate_tokens(io.StringIO(source).readline):
        if token.type == tokenize.COMMENT:
            yield token.string


def prose(path: Path) -> str:
    """The text of a page of Markdown, without code and the targets of links."""
    text = re.sub(r"^```.*?^```$", "", path.read_text("utf-8"), flags=re.DOTALL | re.MULTILINE)
    return re.sub(r"\]\([^)]*\)", "]", re.sub(r"`[^`\n]*`", "", text))


MODULES = [
    path for path in sorted(PACKAGE.rglob("*.py"))
    if path.relative_to(ROOT).as_posix() not in WORD_LISTS
]  # fmt: skip


NOT_PROSE = {"docs/reference/wording.md", "docs/reference/schema.md"}
"""The list of terms names words to avoid, and the comments of released tables cannot change."""
PAGES = [
    path for path in sorted([*ROOT.glob("*.md"), *ROOT.glob("docs/**/*.md")])
    if path.relative_to(ROOT).as_posix() not in NOT_PROSE
]  # fmt: skip


def test_messages_are_plain_english():
    found = {path: banned_in([text for _, text in messages(path)]) for path in MODULES}
    assert {path: wrong for path, wrong in found.items() if wrong} == {}


def test_docstrings_and_comments_are_plain_english():
    found = {path: banned_in([*docs_and_comments(path)], FINE_IN_CODE) for path in MODULES}
    assert {path: wrong for path, wrong in found.items() if wrong} == {}


@every_row("path", PAGES, ids=lambda path: path.relative_to(ROOT).as_posix())
def test_documentation_is_plain_english(path):
    paragraphs = re.split(r"\n\s*\n", prose(path))
    assert banned_in(paragraphs, FINE_IN_PAGES) == []
    assert [each for each in paragraphs if CONDITION.search(" ".join(each.split()))] == []


@every_row("name", COMMANDS)
def test_help_is_plain_english(name):
    command = frame.load(name)
    texts = [command.help or "", command.epilog or "", COMMANDS[name].help]
    texts += [each.help or "" for each in command.params if isinstance(each, click.Option)]
    texts += [purpose for _, purpose in EXAMPLES[name]]
    found = [(text, banned(text)) for text in texts if banned(text)]
    assert found == []


@every_row(
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
        "Initials and given names are told apart.",
        "One line a person, and a further line for a further stay.",
        "So many names make a list.",
        "An erratum bears nearly the title of its paper.",
    ],
)
def test_the_old_dialect_is_found(text):
    assert banned(text)
    assert banned_in(["A line.", f"Two lines.\n{text}", "A line."])


@every_row(
    "text, found",
    [
        ("Where that is wrong, say so.", True),
        ("The rule asks. Where two sources disagree, the rank decides.", True),
        ("Where is my store?", False),
        ("See where it comes from.", False),
    ],
)
def test_a_condition_is_told_from_a_place(text, found):
    assert bool(CONDITION.search(text)) == found


@every_row(
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


def test_only_the_command_line_says_that_nothing_was_changed():
    said = [(place, text) for path in BELOW_CLI for place, text in messages(path)
            if re.search(r"Nothing was (changed|written)", text)]  # fmt: skip
    assert said == []


# ------------------------------------------------------------------------------------- the terms


def test_the_list_of_terms_has_each_word_once():
    rows = re.findall(r"^\| ([^|]+) \|", (ROOT / "docs/reference/wording.md").read_text("utf-8"),
                      re.MULTILINE)  # fmt: skip
    words = [word.strip() for row in rows for word in row.split(",")]
    assert len(words) == len(set(words))
    assert {"record", "publication", "source", "duplicate", "merge", "split"} <= set(words)
