"""No function makes too many decisions: branches, boolean operators, ternaries, comprehensions.

Ruff's C901 counts branches only. This counts what a reader has to keep in mind, as radon does.
"""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

from rows import every_row

import pubman

PACKAGE = Path(pubman.__file__).resolve().parent
LIMIT = 15
"""A function has fewer decisions than this."""

_FUNCTION = (ast.FunctionDef, ast.AsyncFunctionDef)
_BRANCH = (ast.If, ast.IfExp, ast.For, ast.AsyncFor, ast.While, ast.ExceptHandler, ast.Assert)


def complexity(function: ast.AST) -> int:
    """One, and one more for each decision; a function inside counts with its own."""
    return 1 + sum(_decisions(node) for node in ast.walk(function))


def _decisions(node: ast.AST) -> int:
    if isinstance(node, _BRANCH):
        return 1
    if isinstance(node, ast.BoolOp):
        return len(node.values) - 1
    if isinstance(node, ast.comprehension):
        return 1 + len(node.ifs)
    if isinstance(node, ast.Match):
        return len(node.cases)
    return 0


def functions(tree: ast.AST, prefix: str = "") -> Iterator[tuple[str, ast.AST]]:
    for node in ast.iter_child_nodes(tree):
        if isinstance(node, _FUNCTION):
            yield f"{prefix}{node.name}", node
        elif isinstance(node, ast.ClassDef):
            yield from functions(node, f"{prefix}{node.name}.")
        else:
            yield from functions(node, prefix)


def found(path: Path) -> dict[str, int]:
    module = path.relative_to(PACKAGE).as_posix()
    tree = ast.parse(path.read_text("utf-8"))
    return {f"{module}:{name}": complexity(node) for name, node in functions(tree)}


MODULES = sorted(PACKAGE.rglob("*.py"))


def test_no_function_makes_too_many_decisions():
    counted = {name: count for path in MODULES for name, count in found(path).items()}
    assert len(counted) > len(MODULES)
    assert {name: count for name, count in counted.items() if count >= LIMIT} == {}


@every_row(
    ("code", "decisions"),
    [
        ("def f(): return 1", 1),
        ("def f(a, b, c): return a and b or c", 3),
        ("def f(a): return 1 if a else 2", 2),
        ("def f(a): return [x for x in a if x if x > 1]", 4),
        ("def f(a):\n if a: return 1\n elif a: return 2\n return 3", 3),
        ("def f(a):\n try: g()\n except A: pass\n except B: pass", 3),
        ("def f(a):\n match a:\n  case 1: pass\n  case _: pass", 3),
        ("def f(a):\n while a:\n  for x in a: assert x", 4),
    ],
)
def test_decisions_are_counted(code, decisions):
    assert complexity(ast.parse(code).body[0]) == decisions
