"""Rows that the facts give, beside those that are stored: how many are alike, table by table."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Any, Final

from pubman.derive.cite_keys import KeyMaker
from pubman.derive.context import Context
from pubman.derive.publications import make_portion
from pubman.derive.rows import COLUMNS, Rows
from pubman.store import derived
from pubman.store.chosen import choose
from pubman.store.file import Store
from pubman.store.stored_records import Stored

_WHOLE: Final = ("ties", "questions")
"""Tables that are small, so they are compared as a whole."""


@dataclass(slots=True)
class Comparison:
    """How many rows were made, and how many of them are stored alike, by table.

    ``rest`` are the rows that were made of small tables, and ``hidden`` the records of hidden
    publications. Comparisons of parts of a store can be added.
    """

    made: Counter[str] = field(default_factory=Counter)
    alike: Counter[str] = field(default_factory=Counter)
    rest: dict[str, list[tuple[Any, ...]]] = field(
        default_factory=lambda: {table: [] for table in _WHOLE}
    )
    hidden: set[int] = field(default_factory=set)

    def compare(
        self,
        context: Context,
        read: Callable[[Sequence[int]], Sequence[Stored]],
        groups: Sequence[Sequence[int]],
        keys: KeyMaker,
    ) -> None:
        """Make the rows of some groups, and compare them with the stored ones."""
        self.hidden |= make_portion(
            context, read, groups, keys, lambda rows: self.take(context.store, rows)
        )

    def take(self, store: Store, rows: Rows) -> None:
        """Compare the rows of some publications with the stored ones."""
        choose(store, [row[0] for row in rows.tables["publications"]])
        for table, columns in COLUMNS.items():
            made = rows.tables[table]
            if table in _WHOLE:
                self.rest[table] += made
                continue
            stored = derived.stored_rows(store, table, columns)
            self.made[table] += len(made)
            self.alike[table] += _alike(made, stored)

    def add(self, other: Comparison) -> None:
        """Add the comparison of other groups of the same store."""
        self.made += other.made
        self.alike += other.alike
        self.hidden |= other.hidden
        for table, rows in other.rest.items():
            self.rest[table] += rows

    def finish(self, store: Store) -> dict[str, int]:
        """Return how many rows differ in each table that differs."""
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
