"""What the rules of a check look at, and what they report."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

from pubman.library.review import OpenQuestion, questions
from pubman.library.session import Library
from pubman.pages.arrangement import sort
from pubman.people import Person
from pubman.record import Publication
from pubman.store import keys as reading
from pubman.store import provenance, search, stored_records
from pubman.store.stored_records import Stored

VALUE: Final = "VALUE"
"""A placeholder in a fix for a value that only a person knows."""


MESSAGES: Final[Mapping[str, str]] = {
    "missing": "missing",
    "notice": "{what}: {source} says {said}",
    "over": '"{status}" ({owner}), but {source} has {part}',
    "published": "published as {other}, but listed separately",
    "published DOI": "a preprint, but its DOI is that of a published version",
    "published in": "its source says where it was published: {other}",
    "similar": "one paper or two? {other} is similar ({score})",
    "shared DOI": "{doi} is also the DOI of {other}",
    "nobody": "none of the authors is you",
    "cut": "the list of authors is cut, and nobody in it is you",
    "group": "only a group is named, and not you",
    "no file": "the file {url} does not exist",
    "order": "{source} has the authors in another order: {name} is number {number}",
    "spelling": '"{here}" here, "{there}" in {place}',
    "capitals": "in capitals",
    "style": "in {style}, most of yours in {usual}",
    "broken": "the name looks incomplete: {venue}",
    "dblp key": "{field} contains a dblp key: {excerpt}",
    "LaTeX command": "{field} contains a LaTeX command: {excerpt}",
    "HTML entity": "{field} contains an HTML entity: {excerpt}",
    "HTML element": "{field} contains an HTML element: {excerpt}",
    "wrong encoding": "{field} contains letters from a wrong encoding: {excerpt}",
    "symbol": "{field} contains a symbol that no name has: {excerpt}",
    "brace": "{field} contains a brace without its partner",
    "dollar": "{field} contains a $ without its partner",
}
"""What is wrong, by problem. The names in braces are details of the finding."""


@dataclass(frozen=True, slots=True)
class Fix:
    """How to fix a finding: a command of pubman and its arguments.

    ``in_bulk`` is true if the fix may be applied to all findings of a rule at once.
    """

    command: str
    arguments: tuple[str, ...]
    in_bulk: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """One problem of a publication: the rule that found it, what is wrong, and how to fix it.

    ``problem`` is a key of ``MESSAGES``. ``value`` is what the rule found. Accepting the finding
    accepts this value and no other.
    """

    key: str
    rule: str
    problem: str
    fix: Fix
    details: Mapping[str, str] = field(default_factory=dict)
    value: str = ""

    @property
    def message(self) -> str:
        """What is wrong, in a few words."""
        return MESSAGES[self.problem].format_map(self.details)


@dataclass(frozen=True, slots=True, kw_only=True)
class Case:
    """A publication with its records, the lead first, and the fields that a person set.

    ``claimed`` is true if a person has marked it as theirs.
    """

    pub: Publication
    records: tuple[Stored, ...]
    by_hand: frozenset[str]
    claimed: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Scope:
    """The publications that the rules look at. ``chosen`` are the keys that the words select.

    ``folders`` are those from which a relative link may start: the store's and those of the lists.
    ``joined`` is true if preprints are merged with the papers that they became. ``people`` are
    those of pubman.toml.
    """

    cases: tuple[Case, ...]
    chosen: frozenset[str]
    questions: tuple[OpenQuestion, ...]
    versions: tuple[tuple[str, str], ...]
    folders: tuple[Path, ...]
    joined: bool
    people: tuple[Person, ...]


SELECTED: Final = "mine IS 1 AND hidden = 0"
"""The condition for the publications of a check without words."""


def look(library: Library, words: Sequence[str] = ()) -> Scope:
    """Return the scope of a check: the user's own visible publications, narrowed by ``words``."""
    store = library.store
    ids = set(reading.ids_where(store, SELECTED))
    chosen = set(search.find(store, words, listed=False)) if words else ids
    if words and not search.parse_query(words).says_ownership:
        chosen &= ids
    pubs = sort(reading.publications(store, ids | chosen))
    return Scope(
        cases=tuple(_cases(library, pubs)),
        chosen=frozenset(pub.key for pub in pubs if pub.id in chosen),
        questions=tuple(each for each in questions(library) if each.kind == "same"),
        versions=tuple(reading.versions(store)),
        folders=tuple(_folders(library)),
        joined=library.config.preprints != "both",
        people=library.config.people,
    )


def _cases(library: Library, pubs: Sequence[Publication]) -> list[Case]:
    store = library.store
    members = provenance.records_by_publication(store)
    by_hand = provenance.fields_by_hand(store)
    wanted = {each for pub in pubs for each in members[pub.id]}
    stored = {each.id: each for each in stored_records.records(store, wanted)}
    states = stored_records.facts_about(store, "ownership", wanted)
    claimed = {row["record_id"] for row in states if row["state"] == "mine"}
    return [
        Case(
            pub=pub,
            records=tuple(stored[each] for each in members[pub.id]),
            by_hand=frozenset(by_hand.get(pub.id, ())),
            claimed=not claimed.isdisjoint(members[pub.id]),
        )
        for pub in pubs
    ]


def _folders(library: Library) -> list[Path]:
    outputs = (each.output for each in library.config.lists if each.output)
    folders = [library.folder, *((library.folder / output).parent for output in outputs)]
    return list(dict.fromkeys(folders))
