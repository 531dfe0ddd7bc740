"""Compare the stored conclusions with what the facts give, in a stream. Nothing is written.

The verdicts about pairs are taken as they are stored; only a whole rebuild compares records again.
Groups, publications and all their rows are made again, some hundred publications at a time.
"""

from __future__ import annotations

from collections import Counter
from typing import Any, Final

from pubman.derive.cite_keys import KeyMaker
from pubman.derive.context import Context
from pubman.derive.publications import make_rows
from pubman.derive.rows import COLUMNS, Rows
from pubman.derive.stages import group_again
from pubman.store import derived
from pubman.store.chosen import choose

_WHOLE: Final = ("ties", "questions")
"""Tables that are small, so they are compared as a whole."""


class _Comparison:
    """Counts, table by table, the rows that were made and those that are stored alike."""

    def __init__(self, context: Context) -> None:
        self.context = context
        self.made: Counter[str] = Counter()
        self.alike: Counter[str] = Counter()
        self.rest: dict[str, list[tuple[Any, ...]]] = {table: [] for table in _WHOLE}

    def take(self, rows: Rows) -> None:
        """Compare the rows of some publications with the stored ones."""
        choose(self.context.store, [row[0] for row in rows.tables["publications"]])
        for table, columns in COLUMNS.items():
            made = rows.tables[table]
            if table in _WHOLE:
                self.rest[table] += made
                continue
            stored = (
                derived.stored_fields(self.context.store)
                if table == "publication_fields"
                else derived.stored_rows(self.context.store, table, columns)
            )
            self.made[table] += len(made)
            self.alike[table] += _alike(made, stored)

    def finish(self) -> dict[str, int]:
        """Return how many rows differ in each table that differs."""
        store = self.context.store
        for table, made in self.rest.items():
            stored = derived.all_rows_of(store, table, COLUMNS[table])
            self.made[table] = len(made)
            self.alike[table] = _alike(made, stored)
        found = {}
        for table in COLUMNS:
            alike = self.alike[table]
            count = self.made[table] - alike + derived.count_rows(store, table) - alike
            if count:
                found[table] = count
        return found


def _alike(made: list[tuple[Any, ...]], stored: list[tuple[Any, ...]]) -> int:
    """Return how many rows occur in both lists."""
    if len(made) == len(stored):  # the usual case: the same rows, perhaps in another order
        if made == stored:
            return len(made)
        distinct = set(made)
        if len(distinct) == len(made) and distinct.issuperset(stored):
            return len(set(stored))
    return sum((Counter(made) & Counter(stored)).values())


def differing_rows(context: Context) -> dict[str, int]:
    """Return in which derived tables how many rows are not what the facts give."""
    read, grouping = group_again(context)
    comparison = _Comparison(context)
    make_rows(context, read, grouping, KeyMaker(context.store, None), comparison.take)
    return comparison.finish()
