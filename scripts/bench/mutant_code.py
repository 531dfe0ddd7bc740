"""The code of functions: replaced while they are in use, and marked where a test gets to.

A function keeps its identity, so everybody who has imported it sees the new code.
"""

from __future__ import annotations
import __future__

import ast
import importlib
import inspect
from types import FunctionType
from typing import Any

from mutant_making import Mutant

Mark = tuple[str, int]
"""A statement: ``module.function``, and the line in the function."""


def function_of(module: str, name: str) -> FunctionType:
    """Return the function object that a name in a module means."""
    found: Any = importlib.import_module(module)
    for part in name.split("."):
        found = inspect.getattr_static(found, part)
    return getattr(found, "__func__", found)  # type: ignore[no-any-return]


def replace(module: str, name: str, tree: ast.Module) -> None:
    """Give a function the code of *tree*, for everyone who has imported it."""
    target = function_of(module, name)
    made: dict[str, Any] = {}
    flag = __future__.annotations.compiler_flag
    code = compile(tree, target.__code__.co_filename, "exec", flag, dont_inherit=True)
    exec(code, target.__globals__, made)  # noqa: S102 - the code is pubman's own
    new = made[target.__name__]
    new = getattr(new, "__func__", new)
    target.__code__ = new.__code__
    target.__defaults__, target.__kwdefaults__ = new.__defaults__, new.__kwdefaults__


def marked(function: str, label: str) -> ast.Module:
    """Return the syntax tree of a function with a mark before each statement."""
    tree = ast.parse(function)
    for node in list(ast.walk(tree)):
        for part in ("body", "orelse", "finalbody"):
            statements = getattr(node, part, None)
            if isinstance(statements, list) and node is not tree:
                setattr(
                    node, part, [each for one in statements for each in (_mark(one, label), one)]
                )
    return ast.fix_missing_locations(tree)


def _mark(statement: ast.stmt, label: str) -> ast.stmt:
    return ast.parse(f"__reached__.add(({label!r}, {statement.lineno}))").body[0]


def mark_of(mutant: Mutant) -> Mark:
    """Return the mark of the statement that a fault changes."""
    body = ast.parse(mutant.before).body[0].body  # type: ignore[attr-defined]
    found = body[0].lineno  # a change of the signature concerns every call
    for node in (inner for statement in body for inner in ast.walk(statement)):
        if isinstance(node, ast.stmt) and node.lineno <= mutant.line <= (node.end_lineno or 0):
            found = max(found, node.lineno)
    return f"{mutant.module}.{mutant.function}", found
