"""Stores that another program changed, and copies of the file and its WAL at random moments.

``scripts/faults.py`` runs both and prints their lines of the table.
"""

from __future__ import annotations

import random
import shutil
import sqlite3
import subprocess
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import closing
from pathlib import Path
from typing import Final

Commands = Sequence[tuple[str, ...]]
Inside = Callable[..., tuple[int, str]]

ALTERED: Final[dict[str, tuple[str, ...]]] = {
    "a derived table dropped": ("DROP TABLE authorships",),
    "all verdicts dropped": ("DROP TABLE matches",),
    "the publications dropped": ("DROP TABLE publications",),
    "the search index dropped": ("DROP TABLE publications_fts",),
    "a table behind the search index gone": (
        "PRAGMA writable_schema = ON",
        "DELETE FROM sqlite_schema WHERE name = 'publications_fts_data'",
    ),
    "a view dropped": ("DROP VIEW bibliography",),
    "a view that never ends": (
        "DROP VIEW review",
        (
            "CREATE VIEW review AS WITH RECURSIVE n(x) AS (SELECT 1 UNION ALL SELECT x + 1 FROM n) "
            "SELECT x AS kind FROM n"
        ),
    ),
    "a trigger that deletes": (
        "CREATE TRIGGER harm AFTER INSERT ON tags BEGIN DELETE FROM records; END",
    ),
    "a fact table dropped": ("DROP TABLE tags",),
    "a column dropped": ("ALTER TABLE records DROP COLUMN award",),
    "authors that are not JSON": ("UPDATE records SET authors = 'x' WHERE id = 2",),
    "authors that are numbers": ("UPDATE records SET authors = '[{\"family\":7}]' WHERE id = 2",),
    "a date of letters": ("UPDATE records SET date = 'yyyy' WHERE id = 2",),
    "a title of bytes": ("UPDATE records SET title = x'ff00' WHERE id = 2",),
    "a title that is not UTF-8": ("UPDATE records SET title = CAST(x'ff41' AS TEXT) WHERE id = 2",),
    "a title of 60 MB": (
        "UPDATE records SET title = CAST(zeroblob(60000000) AS TEXT) WHERE id = 2",
    ),
    "extra fields that are a list": ("UPDATE records SET extra = '[1]' WHERE id = 2",),
    "a kind that is none": ("UPDATE records SET kind = 'x' WHERE id = 2",),
    "a position that is no number": (
        "INSERT INTO overrides VALUES (2, 'position', '', 'x', '2026')",
    ),
    "a tag of bytes": ("INSERT INTO tags VALUES (2, x'ff', 1)",),
    "blocks that are not JSON": ("UPDATE imports SET blocks = '{'",),
    "a log that is not JSON": ("UPDATE changes SET row_key = 'x' WHERE seq = 1",),
    "publications of bytes": ("UPDATE publications SET title = x'ff00'",),
    "names of publications that are not JSON": ("UPDATE authorships SET parts = 'x'",),
    "records deleted": ("DELETE FROM records WHERE id = 2",),
}
USED: Final[Commands] = (
    ("list", "--all"), ("search", "measures"), ("status",), ("review",), ("tag", "new", "k3"),
    ("rebuild",), ("dump", "out"), ("backup",), ("undo",),
)  # fmt: skip
"""The next commands of a person: each must work, or name the damage in one sentence."""
WRITERS: Final[Commands] = (
    ("import", "--mine", "more.bib"), ("undo",), ("tag", "selected", "k1", "k2", "k3"),
    ("sync", "--dblp", "--from-file", "page.xml"), ("rebuild",), ("hide", "k4"),
)  # fmt: skip


def alter(path: Path, statements: Sequence[str]) -> None:
    """Change a store as another program would, without any check."""
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("PRAGMA foreign_keys = OFF")
        connection.execute("PRAGMA ignore_check_constraints = ON")
        for statement in statements:
            connection.execute(statement)
        connection.commit()


def use_altered(folder: Path, inside: Inside) -> Iterator[str]:
    """Use an altered store, then repair it; yield every broken promise."""
    for words in USED:
        code, said = inside(folder, *words)
        if "Traceback" in said or "fault in pubman" in said:
            yield f"{words[0]}: no sentence: {said[-200:]}"
        elif code and "doctor --fix" not in said and "Run the command again" not in said:
            yield f"{words[0]}: no way out: {said[-200:]}"
    inside(folder, "doctor", "--fix")
    code, said = inside(folder, "doctor", "--exit-code")
    if code:
        yield f"not repaired: {said[-300:]}"
    for words in USED[:4]:
        code, said = inside(folder, *words)
        if code:
            yield f"{words[0]} after the repair: {said[-200:]}"


# ------------------------------------------------------------------------------------ crash states


def copies_while_writing(
    folder: Path,
    command: Callable[..., list[str]],
    environment: dict[str, str],
    count: int,
    dice: random.Random,
) -> Iterator[Path]:
    """Yield copies of the store, its WAL and its journal, made while commands write to it.

    A copy is what a crash of the machine could leave: the file first, then the files beside it.
    """
    process: subprocess.Popen[bytes] | None = None
    turn = 0
    for number in range(count):
        if process is None or process.poll() is not None:
            words = WRITERS[turn % len(WRITERS)]
            turn += 1
            process = subprocess.Popen(
                command(*words), cwd=folder, env=environment, stdin=subprocess.DEVNULL,
                stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
            )  # fmt: skip
        time.sleep(dice.uniform(0.0, 0.15))
        target = folder.with_name(f"crash-{number}")
        target.mkdir()
        for ending in ("", "-wal", "-journal"):
            source = folder / f"pubs.db{ending}"
            if source.exists():
                shutil.copy(source, target)
        shutil.copy(folder / "pubman.toml", target)
        yield target
        shutil.rmtree(target)
    if process is not None:
        process.wait()
