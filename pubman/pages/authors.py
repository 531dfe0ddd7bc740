"""The authors of an entry: names, own name, marks and their legend, collaborations, editors."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from pubman.frozen import quick_dataclass
from pubman.listing import Options
from pubman.pages.labels import Labels
from pubman.people import same_spelling
from pubman.record import Authorship, Name, Publication
from pubman.text.fold import fold
from pubman.text.markup import printable
from pubman.text.names import parse_name
from pubman.text.urls import safe_url


@dataclass(frozen=True, slots=True, kw_only=True)
class Mark:
    """The sign of a role and its meaning: ``*``, equal contribution.

    The meaning of a sign that an entry brought along is empty unless the list says what it means.
    """

    role: str
    sign: str
    wording: str


@quick_dataclass(frozen=True, slots=True, kw_only=True)
class Author:
    """One author as shown. ``skipped``: others were left out before this one."""

    name: str
    own: bool = False
    marks: tuple[Mark, ...] = ()
    url: str = ""
    skipped: bool = False


def legend_of(authors: Sequence[Author]) -> tuple[Mark, ...]:
    """Return each mark of ``authors`` that has a meaning once, in their order."""
    marks = (mark for author in authors for mark in author.marks if mark.wording)
    return tuple({mark.role: mark for mark in marks}.values())


def marks_of(pubs: Sequence[Publication], options: Options, labels: Labels) -> dict[str, Mark]:
    """Return the mark of every role in ``pubs``, the configured ones first.

    A role without a sign of its own takes the next free sign. A role that is a sign was written so
    in the entry: it stays as it is, and is explained only if ``options`` say what it means.
    """
    roles = dict.fromkeys(r for pub in pubs for each in pub.authorships for r in each.roles)
    signs = {**labels.marks, **options.marks}
    spare = [sign for sign in signs.pop("other", "") if sign not in {*signs.values(), *roles}]
    order = {role: at for at, role in enumerate(signs)}
    found = {}
    for role in sorted(roles, key=lambda role: order.get(role, len(order))):
        if is_sign(role):
            found[role] = Mark(role=role, sign=printable(role), wording=_meaning(role, options))
            continue
        sign = signs.get(role) or (spare.pop(0) if spare else f"({printable(role)})")
        wording = options.roles.get(role) or labels.roles.get(role) or role
        found[role] = Mark(role=role, sign=printable(sign), wording=printable(wording))
    return found


def is_sign(role: str) -> bool:
    """Return True for a role that is a sign as the entry has it: ``*``, ``†``."""
    return not any(map(str.isalnum, role))


def _meaning(sign: str, options: Options) -> str:
    """Return what a list says about a sign: ``roles."*"``, or the role that it gives this sign."""
    said = options.roles.get(sign, "")
    role = next((role for role, own in options.marks.items() if own == sign), "")
    return printable(said or options.roles.get(role, role))


def contributed_equally(authorships: Sequence[Authorship]) -> bool:
    """Return True if authors are marked as equal, or if two or more of them share a star."""
    roles = [role for each in authorships for role in each.roles]
    return "equal" in roles or any(roles.count(sign) > 1 for sign in ("*", "#"))


# -------------------------------------------------------------------------------- collaborations


_GROUP: Final = re.compile(
    r"(?i)\b(collaborations?|consorti(?:um|a)|teams?|groups?|network|project|"
    r"kollaboration|collaborazione|colaboración|合作组)\b"
)


def collaboration_of(pub: Publication) -> str:
    """Return the collaboration of ``pub`` as INSPIRE prints it: ``ATLAS Collaboration``.

    It is empty if one of the authors already is the collaboration.
    """
    said = printable(pub.extra.get("collaboration", ""))
    if not said:
        return ""
    if not _GROUP.search(said):
        several = "," in said or " and " in said or ";" in said
        said += " Collaborations" if several else " Collaboration"
    shown = re.sub(r"\bcollaboration(s?)\b", r"Collaboration\1", said)
    among = {fold(name.full) for name in pub.authors}
    return "" if fold(shown) in among or fold(said) in among else shown


# --------------------------------------------------------------------------------------- editors


def editors_of(pub: Publication, labels: Labels) -> str:
    """Return the editors in one line: ``A. Boo, C. Doo (eds.)``; ``""`` without editors."""
    names = ", ".join(printable(name.full) for name in pub.editors)
    return f"{names} ({_editors_word(pub, labels)})" if names else ""


def _editors_word(pub: Publication, labels: Labels) -> str:
    return labels.words["editor" if len(pub.editors) == 1 else "editors"]


def edits(pub: Publication) -> bool:
    """Return True if the editors of ``pub`` take the place of its authors: an edited volume."""
    return not pub.authors and bool(pub.editors) and pub.kind in ("book", "proceedings")


def editors_as_authors(pub: Publication, options: Options) -> tuple[Author, ...]:
    """Return the editors of ``pub`` as a list shows authors, oneself marked."""
    own = [parse_name(name) for _, name in options.people if name] if options.highlight else []
    return tuple(
        Author(name=printable(name.full), own=_is_one_of(name, own)) for name in pub.editors
    )


def _is_one_of(name: Name, people: Sequence[Name]) -> bool:
    return any(same_spelling(name, person) for person in people)


_KNOWN_NAMES: Final = 20_000


class Authors:
    """The authors of every entry of one page; ``names`` keeps each name's printed form."""

    def __init__(self, options: Options, marks: Mapping[str, Mark]) -> None:
        self.options = options
        self.marks = marks
        self.people = frozenset(person for person, _ in options.people if person)
        self.names: dict[int, tuple[Name, str]] = {}
        self.made: dict[int, tuple[Authorship, Author]] = {}

    def full(self, name: Name) -> str:
        """Return a name as shown. The names of one person are mostly one object, made once."""
        known = self.names.get(id(name))
        if known is None:
            if len(self.names) >= _KNOWN_NAMES:
                self.names.clear()
            # The object is kept as well, so that no other one gets its number.
            known = self.names[id(name)] = name, printable(name.full)
        return known[1]

    def of(self, pub: Publication) -> tuple[tuple[Author, ...], bool]:
        """Return the authors of ``pub`` that are shown, and whether there are more of them."""
        if pub.display.get("authors"):
            return (), False
        if edits(pub):
            return editors_as_authors(pub, self.options), False
        people = pub.authorships or tuple(Authorship(name=name) for name in pub.authors)
        limit = self.options.truncate_authors or len(people)
        if limit + 1 >= len(people):
            limit += 1  # One name takes no more room than the words that replace it.
        shown, skipped = [], False
        for place, person in enumerate(people):
            if place < limit or person.person in self.people:
                shown.append(self._author(person, skipped=True) if skipped else self._known(person))
                skipped = False
            else:
                skipped = True
        return tuple(shown), skipped or pub.authors_cut

    def _known(self, person: Authorship) -> Author:
        """Return an author. Those of one person are mostly one object too."""
        known = self.made.get(id(person))
        if known is None:
            if len(self.made) >= _KNOWN_NAMES:
                self.made.clear()
            known = self.made[id(person)] = person, self._author(person, skipped=False)
        return known[1]

    def _author(self, person: Authorship, *, skipped: bool) -> Author:
        name = self.full(person.name)
        if not (person.person or person.roles or person.url or skipped):
            return Author(name=name)  # as nearly every author
        return Author(
            name=name,
            own=self.options.highlight and person.person in self.people,
            marks=tuple([self.marks[role] for role in person.roles if role in self.marks]),
            url=safe_url(person.url),
            skipped=skipped,
        )
