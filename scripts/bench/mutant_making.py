"""Small faults in functions: where they are, what they change, and which of them change nothing.

mutmut (``pip install mutmut``, not a dependency) decides what is changed: an operator, a number, a
text, an argument. The function before and after the change is made only when it is drawn.
"""

from __future__ import annotations

import ast
import difflib
import re
import textwrap
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import libcst
from mutmut.mutation.file_mutation import MutationVisitor
from mutmut.mutation.mutators import mutation_operators
from mutmut.mutation.pragma_handling import IgnoredCode


@dataclass(frozen=True, slots=True)
class Mutant:
    """One fault: the module, the function (``f`` or ``Class.f``), and its text before and after."""

    module: str
    function: str
    number: int
    before: str
    after: str

    @property
    def name(self) -> str:
        """The name that ``--only`` takes."""
        return f"{self.module}.{self.function}:{self.number}"

    @property
    def line(self) -> int:
        """The first line of the function that differs, counted from 1."""
        lines = zip(self.before.splitlines(), self.after.splitlines(), strict=False)
        return next((n for n, (old, new) in enumerate(lines, 1) if old != new), 1)

    @property
    def change(self) -> str:
        """The lines that differ."""
        lines = difflib.unified_diff(
            self.before.splitlines(), self.after.splitlines(), lineterm="", n=0
        )
        return "\n".join(f"      {line}" for line in list(lines)[3:] if line[:1] in "+-")

    @property
    def only_words(self) -> bool:
        """Whether only a text of several words differs: the words of a message."""
        return _dump(self.before, _without_texts) == _dump(self.after, _without_texts)

    @property
    def same(self) -> bool:
        """Whether a rule says that a fault which no test notices changes nothing at all."""
        return _dump(self.before, _normal) == _dump(self.after, _normal)


@dataclass(frozen=True, slots=True)
class Site:
    """A place of a fault that is not made yet, and the text of its function."""

    module: str
    function: str
    number: int
    text: str
    tree: Any
    change: Any

    def make(self) -> Mutant:
        """Return the fault with the text of its function before and after."""
        node = self.change.contained_by_top_level_function
        new = node.deep_replace(self.change.original_node, self.change.mutated_node)
        after = textwrap.dedent(self.tree.code_for_node(new))
        return Mutant(self.module, self.function, self.number, self.text, after)


def find(root: Path, pattern: str) -> Iterator[Site]:
    """Yield the place of every fault in the files that match *pattern*, in a fixed order."""
    for path in sorted(root.glob(pattern)):
        module = ".".join(path.relative_to(root).with_suffix("").parts)
        yield from _sites_in(path.read_text("utf-8"), module.removesuffix(".__init__"))


def _sites_in(text: str, module: str) -> Iterator[Site]:
    wrapper = libcst.MetadataWrapper(libcst.parse_module(text))
    visitor = MutationVisitor(mutation_operators, IgnoredCode(set(), set(), set()))
    tree = wrapper.visit(visitor)
    names = dict(_functions(tree.body))
    texts = {name: textwrap.dedent(tree.code_for_node(node)) for node, name in names.items()}
    numbers: Counter[str] = Counter()
    for change in visitor.mutations:
        if name := names.get(change.contained_by_top_level_function):
            numbers[name] += 1
            yield Site(module, name, numbers[name], texts[name], tree, change)


def _functions(body: Any, inside: str = "") -> Iterator[tuple[Any, str]]:
    for statement in body:
        if isinstance(statement, libcst.FunctionDef):
            yield statement, inside + statement.name.value
        elif isinstance(statement, libcst.ClassDef) and not inside:
            yield from _functions(statement.body.body, f"{statement.name.value}.")


# --------------------------------------------------------------- faults that change nothing

_SQL = re.compile(
    r"\s*(select|insert|update|delete|from|where|create|with|and|or|order|join)\b"
    r"|\w+ (=|<|>|<=|>=|is null|is not null|in \()( |$)?"
)
_QUOTED = re.compile(r"'[^']*'")


def _dump(function: str, change: Any) -> str:
    """Return the syntax tree of a function after *change* has seen all its nodes."""
    tree = ast.parse(function)
    for node in list(ast.walk(tree)):
        change(node)
    return ast.dump(tree)


def _without_texts(node: ast.AST) -> None:
    if isinstance(node, ast.Constant) and isinstance(node.value, str) and " " in node.value:
        node.value = ""


def _normal(node: ast.AST) -> None:
    """Write what means the same in the same way.

    Each rule is sure only for a fault that survived: ``row["ID"]`` fails at once if ``row`` is a
    dict, but ``sqlite3.Row`` ignores the case, as SQL itself does outside quotes.
    """
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        if _SQL.match(node.value.casefold()) and not _QUOTED.search(node.value):
            node.value = node.value.casefold()
    elif isinstance(node, ast.Subscript) and isinstance(node.ctx, ast.Load):
        if isinstance(node.slice, ast.Constant) and isinstance(node.slice.value, str):
            node.slice.value = node.slice.value.casefold()
    elif isinstance(node, ast.Call):
        _normal_call(node)


def _normal_call(node: ast.Call) -> None:
    """``cast`` ignores its type, ``zip`` needs no ``strict``, codecs have no case."""
    name = getattr(node.func, "id", getattr(node.func, "attr", ""))
    if name == "cast" and node.args:
        node.args[0] = ast.Constant(None)
    if name == "zip":
        node.keywords = [each for each in node.keywords if each.arg != "strict"]
    if name == "get" and len(node.args) == 2 and _is_none(node.args[1]):
        del node.args[1]
    for each in node.keywords:
        if each.arg == "encoding" and isinstance(each.value, ast.Constant):
            each.value.value = str(each.value.value).casefold()


def _is_none(node: ast.AST) -> bool:
    return isinstance(node, ast.Constant) and node.value is None
