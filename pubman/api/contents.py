"""What a library holds, for programs: its publications, and what pubman knows about them.

Nothing here writes.
"""

from __future__ import annotations

import shlex
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from pubman.config import Config
from pubman.library import checks, editor, explain, review, safekeeping
from pubman.library.explain import Ground, Why
from pubman.library.log import LogLine, read_log
from pubman.library.presentation import present
from pubman.library.review import OpenQuestion
from pubman.library.selection import choose
from pubman.library.session import Library as Session
from pubman.library.stats import Figures, figures
from pubman.library.status import Status, status
from pubman.pages.arrangement import sort
from pubman.record import Publication
from pubman.store import search
from pubman.store.doctor import Diagnosis
from pubman.store.keys import publications, resolve
from pubman.store.query import ask
from pubman.store.schema import Table, describe
from pubman.store.stored_records import Stored

Words = str | Sequence[str]
"""Search words, as one text or as several: ``"year:2021.. tag:selected"``."""


def split_words(words: Words) -> Sequence[str]:
    """Return search words as a sequence. One text is split as a shell splits it."""
    return shlex.split(words) if isinstance(words, str) else tuple(words)


class Contents:
    """The part of a library that can be looked at."""

    def __init__(self, session: Session) -> None:
        self._session = session

    def __iter__(self) -> Iterator[Publication]:
        return iter(self.publications())

    @property
    def path(self) -> Path:
        """The file of the store."""
        return self._session.store.path

    @property
    def config(self) -> Config:
        """What ``pubman.toml`` says: people, eras, lists, venues, sources."""
        return self._session.config

    def publications(self, words: Words = ()) -> tuple[Publication, ...]:
        """Return your publications, newest first; ``words`` narrow them as in a search."""
        found = sort(choose(self._session, split_words(words)))
        return tuple(present(self._session, found))

    def list(self, words: Words = ()) -> tuple[Publication, ...]:
        """Return the same as :meth:`publications`."""
        return self.publications(words)

    def search(self, words: Words) -> tuple[Publication, ...]:
        """Return the publications that ``words`` find, yours and others, the best match first."""
        store = self._session.store
        ids = search.find(store, split_words(words), listed=False, ranked=True)
        by_id = {pub.id: pub for pub in publications(store, ids)}
        return tuple(present(self._session, [by_id[each] for each in ids]))

    def show(self, key: str) -> Publication:
        """Return one publication with all its fields."""
        found = resolve(self._session.store, key).publication
        return present(self._session, publications(self._session.store, [found]))[0]

    def why(self, key: str) -> Why:
        """Explain a publication: its records, the rules, and the source of each field."""
        return explain.why(self._session, key)

    def why_two(self, a: str, b: str) -> tuple[Stored, Stored, Ground]:
        """Return the records of two KEYs, and how pubman compares them."""
        return explain.why_two(self._session, a, b)

    def status(self) -> Status:
        """Return what is in the store, what waits, and what was done last."""
        return status(self._session)

    def log(self, limit: int | None = None) -> Sequence[LogLine]:
        """Return the changes, the latest first."""
        return read_log(self._session, limit)

    def stats(self, by: str = "year", words: Words = ()) -> Figures:
        """Count your publications by ``year``, ``kind``, ``venue``, ``coauthor`` or ``person``."""
        return figures(self._session, by, split_words(words))

    def check(self, words: Words = ()) -> checks.Checked:
        """Return gaps and mistakes in your publications, each with its fix."""
        return checks.check(self._session, split_words(words))

    def review(self, words: Words = (), *, cause: str = "") -> Sequence[OpenQuestion]:
        """Return the open questions, the likeliest first."""
        return review.questions(self._session, split_words(words), cause=cause)

    def entry(self, key: str) -> str:
        """Return the BibTeX entry of a publication, as :meth:`edit` expects it."""
        return editor.open_entry(self._session, key).text

    def query(self, sql: str, *values: Any) -> Sequence[dict[str, Any]]:
        """Return the rows of a SQL query. Only reading is possible."""
        answer = ask(self._session.store.path, sql, values)
        return [dict(zip(answer.columns, row, strict=True)) for row in answer.rows]

    def schema(self, *names: str) -> Sequence[Table]:
        """Return the tables and views, with the meaning of every column."""
        return describe(self._session.store, names)

    def doctor(self) -> Sequence[Diagnosis]:
        """Return what is wrong with the store itself."""
        return safekeeping.examine(self._session)
