"""Authors as records name them: what the derived rows say about each, made once per spelling.

The same co-authors occur on many papers, and a record keeps each name as a JSON object of its
parts. So the text of this object is all that is needed to find an author again.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from functools import lru_cache
from typing import Final, NamedTuple

from pubman.people import (
    Ground,
    Person,
    identify,
    is_likely,
    is_likely_if_begun,
    likely_letters,
    telling_words,
)
from pubman.record import Name
from pubman.store.rows import name_from_text, name_to_json, names_from_json, split_names
from pubman.text.fold import ascii_words, index_text, name_key
from pubman.text.name_beginnings import has_capitals

Recognised = tuple[Person, Ground] | None
"""The person that a name means, and how it was recognised."""

_HELD: Final = 16_384
"""Authors that are kept, as many as a list of five thousand papers has: about 10 MB."""
_PLAIN: Final = re.compile(r'"family":"([A-Za-z]+)","given":"([A-Za-z .\'-]+)"')
"""The parts of nearly every name in plain letters, as ``name_to_json`` writes them."""


class Author(NamedTuple):
    """What the rows of a publication say about an author, and who of ``pubman.toml`` it is.

    ``parts`` is the JSON object of the name, ``indexed`` its text in the search index. ``letters``
    are the letters with which its words begin, if these words are the only way to read it.
    """

    full: str
    key: str
    parts: str
    indexed: str
    marks: tuple[str, ...]
    found: Recognised
    letters: str


class Authors:
    """The authors of records, for the people of one ``pubman.toml``."""

    def __init__(self, people: Iterable[Person]) -> None:
        self.people = tuple(people)
        self._telling = telling_words(self.people)
        self._author: Callable[[str], Author] = lru_cache(maxsize=_HELD)(self._make)
        self._is_likely = lru_cache(maxsize=_HELD)(_is_likely)
        self._letters = {person.id: likely_letters(person) for person in self.people}

    def of_column(self, names: str) -> list[Author]:
        """Return the authors of a JSON column: a list of names in parts."""
        if names == "[]":
            return []
        try:
            return [*map(self._author, split_names(names))]
        except (ValueError, TypeError):  # other white space, or a name with these signs inside
            return self.of_names(names_from_json(names))

    def of_names(self, names: Iterable[Name]) -> list[Author]:
        """Return the authors with these names."""
        return [self._author(name_to_json(name)[1:-1]) for name in names]

    def _make(self, inside: str) -> Author:
        """Return the author with a name whose JSON object has this text between its braces."""
        plain = _PLAIN.fullmatch(inside)
        if plain and not has_capitals(inside):
            return self._plain(inside, plain[1], plain[2])
        name = name_from_text(f"{{{inside}}}")
        return Author(
            full=name.full,
            key=name_key(name),
            parts=name_to_json(name),
            indexed=index_text(name.full),
            marks=name.marks,
            found=identify(name, self.people),
            letters="",
        )

    def _plain(self, inside: str, family: str, given: str) -> Author:
        """Return the author of a name that can only be read as its words, as nearly every name."""
        full = f"{given} {family}"
        words = ascii_words(full)
        letters = "".join([word[0] for word in words])
        nobody = self._telling is not None and self._telling.isdisjoint(words)
        return Author(
            full,
            f"{words[-1]} {letters[:-1]}".rstrip(),
            f"{{{inside}}}",
            " ".join(words),
            (),
            None if nobody else identify(Name(family=family, given=given), self.people),
            letters,
        )

    def recognise(self, authors: Sequence[Author], owners: Sequence[str]) -> tuple[Recognised, ...]:
        """Return which person each author is. On an owner's list a likely name means the owner."""
        found = [author.found for author in authors]
        for person in self.people if owners else ():
            if person.id not in owners or any(each and each[0].id == person.id for each in found):
                continue
            none_of = self._letters[person.id].isdisjoint
            likely = [
                place
                for place, author in enumerate(authors)
                if not (author.letters and none_of(author.letters))
                and found[place] is None
                and self._is_likely(author.parts, person, begun=bool(author.letters))
            ]
            if len(likely) == 1:
                found[likely[0]] = (person, "spelling")
        return tuple(found)


def _is_likely(parts: str, person: Person, *, begun: bool) -> bool:
    name = name_from_text(parts)
    return is_likely_if_begun(name, person) if begun else is_likely(name, person)


@lru_cache(maxsize=4)
def authors_for(people: tuple[Person, ...]) -> Authors:
    """Return the authors for some people. One step of a command knows whom another has met."""
    return Authors(people)
