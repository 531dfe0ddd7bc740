"""Citation keys: ``wagenlander2024tenplex``, given once.

A key is the family name of the first author, the year and the first telling word of the title, in
ASCII; on a clash one more word, then a letter. The best of a publication's keys is shown: one set
by hand, then one of the person's own .bib, then a generated one. Of two equal ones, the older is
shown. All of them resolve.
"""

from __future__ import annotations

import re
import string
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import islice
from typing import Any, Final

from pubman.record import Date, Work
from pubman.store import derived, stored_records
from pubman.store.facts import Operation, now
from pubman.store.file import Store
from pubman.store.keys import CiteKey, keys_of
from pubman.store.rows import names_from_json
from pubman.text.fold import fold

_RANK: Final = {"hand": 0, "own": 1, "generated": 2}
_NOT_TELLING: Final = frozenset(
    "a an and are as at be by can do does for from how in into is it its of on or our should the "
    "this to toward towards under use using via we what when where which who why with without "
    "das dem den der des die ein eine einem einen einer im und von zur zum "
    "de del du el en et la las le les los sur un une y".split()
)
_OTHER: Final = re.compile("[^a-z0-9]+")
_PREFIX_QUERIES: Final = 200  # up to this many new keys, each queries the store; else load all


class KeyMaker:
    """Gives keys to the publications of one run. New ones are written at the end."""

    def __init__(self, store: Store, ids: set[int] | None) -> None:
        self._store = store
        self._known = keys_of(store, ids)
        self._all: set[str] | None = derived.taken_keys(store, [""]) if ids is None else None
        self._new: list[tuple[str, int, str, str]] = []
        self._at = now()

    @property
    def made_new(self) -> bool:
        """Whether a publication had no key, and was given one."""
        return bool(self._new)

    def only_key(self, record_id: int) -> str:
        """Return the key of the publication of one record if no other has to be compared."""
        every = self._known.get(record_id, ())
        if len(every) != 1:
            return ""
        key = every[0]
        may_be_nameless = key.origin == "generated" and key.key[:1].isdigit()
        return key.key if key.origin in _RANK and not may_be_nameless else ""

    def key_of(self, ids: Sequence[int], work: Work) -> str:
        """Return the key of the publication of the records ``ids``, the lead first."""
        every = [key for each in ids for key in self._known.get(each, ())]
        keys = [key for key in every if key.origin in _RANK and not _is_nameless(key, work)]
        if keys:
            best = min(_RANK[key.origin] for key in keys)
            mine = [key for key in keys if _RANK[key.origin] == best]
            if best == 0:
                return max(mine, key=lambda key: (key.given_at, key.key)).key
            return min(mine, key=lambda key: (key.given_at, ids.index(key.record_id), key.key)).key
        key = self._free(work)
        self._new.append((key, ids[0], "generated", self._at))
        return key

    def write(self) -> None:
        """Write the keys that were given."""
        derived.give_keys(self._store, self._new)

    def _free(self, work: Work) -> str:
        taken = self._taken(work)
        key = next(key for key in proposals(work) if key not in taken)
        if self._all is not None:
            self._all.add(key)
        return key

    def _taken(self, work: Work) -> Collection[str]:
        if self._all is not None:
            return self._all
        if len(self._new) >= _PREFIX_QUERIES:
            self._all = derived.taken_keys(self._store, [""]) | {key for key, *_ in self._new}
            return self._all
        beginning = next(proposals(work))
        return derived.taken_keys(self._store, [beginning]) | {key for key, *_ in self._new}


def _is_nameless(key: CiteKey, work: Work) -> bool:
    """Return whether a key was made before the authors of a work were known: ``2024tenplex``.

    ORCID lists works without authors. Once another source names them, the work gets a better key,
    and this one still resolves.
    """
    return key.origin == "generated" and key.key[:1].isdigit() and bool(_ascii(_who(work)))


_MADE_FROM: Final = frozenset({"title", "authors", "editors", "date"})
"""The columns of a record that its key is made from."""
_PROPOSED: Final = 40
"""How many proposals are compared with a key. Two papers with this many equal ones are no case."""


def retire_keys(
    operation: Operation, changed: Mapping[int, Mapping[str, tuple[Any, Any]]]
) -> list[str]:
    """Retire generated keys after their source corrected the values; return these keys.

    ``changed`` has the old and the new value of each changed column, by record. The publication
    gets a new key, made from the corrected values, and the retired one still resolves. Without
    this rule, one bad answer of a server would leave a wrong name in a key permanently.
    """
    ids = {each for each, columns in changed.items() if columns.keys() & _MADE_FROM}
    if not ids:
        return []
    keys = keys_of(operation.store, ids)
    retired = []
    for stored in stored_records.records(operation.store, ids, raw=False):
        after = set(islice(proposals(stored.record), _PROPOSED))
        before = set(islice(proposals(_as_before(stored.record, changed[stored.id])), _PROPOSED))
        own = keys.get(stored.id, ())
        wrong = [key for key in own if key.origin == "generated" and key.key in before - after]
        # The corrected values may be those from before a bad answer. Then their key comes back.
        right = [key for key in own if key.origin == "former" and key.key in after]
        for key in wrong:
            operation.put("cite_keys", {"key": key.key, "origin": "former"})
            retired.append(key.key)
        for key in right[:1] if wrong else ():
            operation.put("cite_keys", {"key": key.key, "origin": "generated"})
    return retired


def _as_before(work: Work, changed: Mapping[str, tuple[Any, Any]]) -> Work:
    """Return ``work`` with the values that its source gave earlier."""
    old = {name: changed[name][0] for name in _MADE_FROM & changed.keys()}
    values: dict[str, Any] = {}
    for name, value in old.items():
        if name == "date":
            values[name] = Date.parse(value) if value else None
        elif name == "title":
            values[name] = value or ""
        else:
            values[name] = names_from_json(value)
    return replace(work, **values)


def proposals(work: Work) -> Iterator[str]:
    """Keys for ``work``, the best first, without end.

    >>> from pubman.record import Date, Name
    >>> liu = Name(family="Liu")
    >>> next(proposals(Work(title="A Semi-Automatic Way", authors=(liu,), date=Date(year=2017))))
    'liu2017semi'
    """
    stem = _ascii(_who(work)) + (str(work.date.year) if work.date else "")
    words = _telling_words(work.title)
    first = next(words, "")
    base = stem + first or "untitled"
    yield base
    if second := next(words, ""):
        base = stem + first + second
        yield base
    for letter in string.ascii_lowercase[1:]:
        yield base + letter
    number = 2
    while True:
        yield f"{base}_{number}"
        number += 1


def _who(work: Work) -> str:
    for name in (*work.authors, *work.editors):
        return f"{name.particle} {name.family}" if name.family else name.literal
    return ""


def _telling_words(title: str) -> Iterator[str]:
    for folded in fold(title.replace("/", " ")).split():
        word = folded if folded.isascii() else _ascii(folded)
        if word and word not in _NOT_TELLING and not word.isdigit():
            yield word


def _ascii(text: str) -> str:
    folded = fold(text)
    return folded if folded.isascii() and folded.isalnum() else _OTHER.sub("", folded)
