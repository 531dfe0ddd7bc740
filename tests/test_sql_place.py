"""SQL text and connections stay inside ``pubman/store``."""

import ast
import re
from pathlib import Path

import pytest
from rows import every_row

import pubman

PACKAGE = Path(pubman.__file__).parent
STATEMENT = re.compile(
    r"\bSELECT\s.+\sFROM\s|\bINSERT\s+(?:OR\s+\w+\s+)?INTO\s|\bUPDATE\s+\w+\s+SET\s"
    r"|\bDELETE\s+FROM\s|\bCREATE\s+(?:TEMP\s+)?(?:TABLE|VIEW|INDEX)\s|\bPRAGMA\s+\w",
    re.IGNORECASE | re.DOTALL,
)
TYPED = re.compile(r"pubman query|select \* from bibliography\n")
"""What people may type, as help texts and hints show it. Nothing runs these."""
OUTSIDE = sorted(
    path.relative_to(PACKAGE).as_posix()
    for path in PACKAGE.rglob("*.py")
    if not path.is_relative_to(PACKAGE / "store")
)


def texts(tree: ast.AST) -> list[str]:
    """Every string of a module except docstrings; the text parts of f-strings are joined."""
    nodes = list(ast.walk(tree))
    docstrings = {
        id(node.body[0].value)
        for node in nodes
        if isinstance(node, ast.Module | ast.ClassDef | ast.FunctionDef)
        and node.body
        and isinstance(node.body[0], ast.Expr)
    }
    found = []
    for node in nodes:
        if isinstance(node, ast.JoinedStr):
            parts = (
                part.value if isinstance(part, ast.Constant) else " x " for part in node.values
            )
            found.append("".join(map(str, parts)))
        elif isinstance(node, ast.Constant) and isinstance(node.value, str):
            found += [] if id(node) in docstrings else [node.value]
    return found


def sql_in(source: str) -> list[str]:
    found = texts(ast.parse(source))
    return [text for text in found if STATEMENT.search(text) and not TYPED.search(text)]


def test_no_sql_outside_the_store():
    found = {name: sql_in((PACKAGE / name).read_text("utf-8")) for name in OUTSIDE}
    assert {name: sql for name, sql in found.items() if sql} == {}


def uses_of_the_connection(name):
    """The lines of a module that use the connection of a store."""
    source = (PACKAGE / name).read_text("utf-8")
    tree = ast.parse(source) if ".connection" in source else ast.Module([], [])
    return [
        node.lineno
        for node in ast.walk(tree)
        if isinstance(node, ast.Attribute)
        and node.attr == "connection"
        and ast.unparse(node.value).endswith("store")
    ]


def test_nothing_outside_the_store_uses_its_connection():
    used = {name: uses_of_the_connection(name) for name in OUTSIDE}
    assert {name: lines for name, lines in used.items() if lines} == {}


@every_row(
    "source",
    [
        pytest.param('x = "SELECT a FROM b WHERE c"', id="one string"),
        pytest.param('x = f"SELECT a FROM {b} WHERE c"', id="an f-string"),
        pytest.param('x = ("SELECT a "\n"FROM b")', id="strings side by side"),
        pytest.param('x = "delete from records"', id="lower case"),
        pytest.param('x = "INSERT OR REPLACE INTO t VALUES (1)"', id="insert or replace"),
        pytest.param('x = "update t set a = 1"', id="update"),
        pytest.param('x = "PRAGMA journal_mode"', id="pragma"),
    ],
)
def test_the_check_finds_sql(source):
    assert len(sql_in(source)) >= 1


def test_the_check_reads_past_prose():
    assert (
        sql_in('"""SELECT a FROM b is what it runs."""\nx = "Select the entries you want."') == []
    )
