"""The rows of a publication of one record that nobody edited, as nearly all publications are.

All its fields are the record's, so there is nothing to choose, and most of its columns are those of
the record as they are stored. So neither the record nor the names of its authors have to be made.
The rows are the same as those of a group of one record.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache
from itertools import compress
from operator import itemgetter
from typing import Final

from pubman.derive.authors import Author
from pubman.derive.rows import Rows, State, add_search, name_of
from pubman.merge.fields import NOTICES, own_extra
from pubman.record import Date, Name, Venue
from pubman.store.rows import (
    REST,
    TEXT_COLUMNS,
    TEXTS,
    dump,
    names_from_json,
    names_to_json,
    texts_to_json,
    words_from_json,
)
from pubman.store.stored_records import Stored

_VALUES: Final = ("kind", *TEXT_COLUMNS, "date", "authors", "editors", "keywords")
_FIELDS: Final = sorted(_VALUES)
_in_order: Final = itemgetter(*map(_VALUES.index, _FIELDS))
"""Brings values of :data:`_VALUES` into the order in which their table is stored."""
_MARKUP: Final = TEXT_COLUMNS.index("title_markup")
_TITLE: Final = TEXT_COLUMNS.index("title")
_place: Final = itemgetter(*map(TEXT_COLUMNS.index, ("venue_key", "venue", "series", "number")))
_searched: Final = itemgetter(
    *map(
        TEXT_COLUMNS.index,
        ("title", "title_translated", "venue", "school", "abstract", "note", "award"),
    )
)
_TEXT: Final = r'"[^"\\\x00-\x1f]++"'  # without backtracking it takes a fifth of the time
_USUAL_EXTRA: Final = re.compile(rf"\{{(?:{_TEXT}:{_TEXT}(?:,{_TEXT}:{_TEXT})*+)?\}}")
"""Further fields, none of them empty, as ``texts_to_json`` writes them."""
_NAME: Final = rf'\{{"family":{_TEXT},"given":{_TEXT}\}}'
_USUAL_NAMES: Final = re.compile(rf"\[(?:{_NAME}(?:,{_NAME})*+)?\]")
"""Names, as ``names_to_json`` writes nearly all of them."""
_NOTICES: Final = tuple(f'"{name}":' for name in NOTICES)


_date: Final = lru_cache(maxsize=4096)(Date.parse)


class SingleRecord:
    """What a record says about its publication, by the columns of the record."""

    __slots__ = (
        "_cut", "_extra", "_keywords", "_stored", "_texts", "authors", "date", "editors",
        "has_links", "has_tags", "kind",
    )  # fmt: skip

    def __init__(self, stored: Stored) -> None:
        columns = stored.columns
        texts = columns[TEXTS]
        self._stored = stored
        self.kind: str = columns[1]
        self._texts: Sequence[str | None] = (
            [text or None for text in texts] if "" in texts else texts
        )
        rest = columns[REST]
        date, self.authors, self._cut, self.editors, self._keywords, tags, links, _, extra, *_ = (
            rest
        )
        self.has_tags, self.has_links = tags != "[]", links != "[]"
        self.date: Date | None = _date(date) if date else None
        self._extra: str = extra

    @property
    def place(self) -> tuple[str, str, str, str]:
        """Its dblp stream, venue, series and number, by which its canonical venue is found."""
        key, text, series, number = _place(self._texts)
        return key or "", text or "", series or "", number or ""

    @property
    def volume_editors(self) -> tuple[Name, ...]:
        """Its editors, if they made it: see :attr:`Work.volume_editors`."""
        if self.editors == "[]" or (self.authors != "[]" and self.kind != "proceedings"):
            return ()
        return names_from_json(self.editors)

    def add_publication(
        self, rows: Rows, head: tuple[int, str, str], venue: Venue | None, state: State
    ) -> None:
        """Add the publication itself. ``head`` is its id, key and kind."""
        date, editors, keywords = self.date, self.editors, self._keywords
        rows.tables["publications"].append(
            (
                *head,
                *self._texts,
                "[]" if editors == "[]" else _names_again(editors),
                keywords if keywords == "[]" else dump(words_from_json(keywords)),
                int(bool(self._cut)),
                str(date) if date else None,
                date.year if date else None,
                (date.month or None) if date else None,
                venue.id if venue else None,
                self._usual_extra() or texts_to_json(own_extra(self._stored.record)),
                None,
                None,
                *state[:-1],
                None,
                None,
                None,
                state[-1],
            )
        )

    def _usual_extra(self) -> str:
        """Return the further fields as they are stored, if nothing about them has to be decided."""
        extra = self._extra
        if _USUAL_EXTRA.fullmatch(extra) and not any(name in extra for name in _NOTICES):
            return extra
        return ""

    def add_fields(self, rows: Rows) -> None:
        """Add that the record gave each field it has."""
        lead, texts = self._stored.id, self._texts
        lists = [each != "[]" for each in (self.authors, self.editors, self._keywords)]
        names = compress(_FIELDS, _in_order((self.kind, *texts, self.date, *lists)))
        found = [(lead, name, lead, 0) for name in names]
        if texts[_MARKUP] and not texts[_TITLE]:
            found.remove((lead, "title_markup", lead, 0))
        rows.tables["publication_fields"] += found

    def add_search(self, rows: Rows, authors: Sequence[Author], venue: Venue | None) -> None:
        """Add the text by which it is found."""
        title, translated, place, school, abstract, note, award = _searched(self._texts)
        words = words_from_json(self._keywords)
        texts = (title, translated), (name_of(venue), place, school), (abstract,)
        add_search(rows, self._stored.id, authors, (*texts, (note, award, *words)))


@lru_cache(maxsize=1024)
def _names_again(names: str) -> str:
    """Return a JSON list of names as this version writes it."""
    return names if _USUAL_NAMES.fullmatch(names) else names_to_json(names_from_json(names))
