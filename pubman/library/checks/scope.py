"""What the rules of a check look at, and what they find."""

from __future__ import annotations

import shlex
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from pubman.library.review import Question, questions
from pubman.library.session import Library
from pubman.pages.arrangement import sort
from pubman.record import Publication
from pubman.store import derived, provenance, search
from pubman.store import keys as reading
from pubman.store.derived import Stored


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """One thing found: where, by which rule, what is wrong, and the command that mends it.

    ``value`` is what the rule found; accepting the finding accepts this value and no other.
    """

    key: str
    rule: str
    message: str
    command: str
    value: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Case:
    """A publication with its records, the lead first, and the fields a person set."""

    pub: Publication
    records: tuple[Stored, ...]
    by_hand: frozenset[str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Scope:
    """Everything the rules look at; ``chosen`` are the keys that the words selected.

    ``folders`` are those a relative link may start from: the store's and those of the lists.
    ``joined``: preprints stand in the line of the paper they became.
    """

    cases: tuple[Case, ...]
    chosen: frozenset[str]
    questions: tuple[Question, ...]
    versions: tuple[tuple[str, str], ...]
    folders: tuple[Path, ...]
    joined: bool


SELECTED: Final = "mine IS 1 AND hidden = 0"
"""What a check without words looks at."""


def look(library: Library, words: Sequence[str] = ()) -> Scope:
    """The scope of a check: what is yours and not hidden, and what ``words`` select."""
    store = library.store
    ids = set(reading.ids_where(store, SELECTED))
    chosen = set(search.find(store, words, listed=False)) if words else ids
    if words and not search.parse(words).says_ownership:
        chosen &= ids
    pubs = sort(reading.publications(store, ids | chosen))
    return Scope(
        cases=tuple(_cases(library, pubs)),
        chosen=frozenset(pub.key for pub in pubs if pub.id in chosen),
        questions=tuple(each for each in questions(library) if each.kind == "same"),
        versions=tuple(reading.versions(store)),
        folders=tuple(_folders(library)),
        joined=library.config.preprints != "both",
    )


def _cases(library: Library, pubs: Sequence[Publication]) -> list[Case]:
    store = library.store
    members = provenance.records_by_publication(store)
    by_hand = provenance.fields_by_hand(store)
    wanted = {each for pub in pubs for each in members[pub.id]}
    stored = {each.id: each for each in derived.records(store, wanted)}
    return [
        Case(
            pub=pub,
            records=tuple(stored[each] for each in members[pub.id]),
            by_hand=frozenset(by_hand.get(pub.id, ())),
        )
        for pub in pubs
    ]


def _folders(library: Library) -> list[Path]:
    outputs = (each.output for each in library.config.lists if each.output)
    folders = [library.folder, *((library.folder / output).parent for output in outputs)]
    return list(dict.fromkeys(folders))


def quoted(text: str) -> str:
    """``text`` as one word of a command line, in double quotes where they do."""
    return shlex.quote(text) if set(text) & set('"$`\\!') else f'"{text}"'
