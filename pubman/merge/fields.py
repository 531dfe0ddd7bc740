"""The fields of a publication, chosen among its records, and who gave each.

Records are asked in order: published before preprint, then by the source's rank, then by content.
The first that says something gives a field, with these exceptions, each for a reason:

* **authors**: a whole list before a cut one, the longer before the shorter; then, author by
  author, the fuller spelling (given names before initials, diacritics before none).
* **date**: a record that knows the month of the same year refines a mere year.
* **what only the published version has** (venue, volume, number, pages, DOI ...) never comes from
  a preprint when there is a published record.
* **status**: only the leading record's; a typed "submitted" ends when a source has the paper.
* **links, tags, extra**: the union, the higher-ranked record's value where two disagree.

What a person set comes last and wins.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any, Final

from pubman.record import EXTRA, RECORD_FIELDS, Date, Link, Name, Record
from pubman.text.fold import fold, name_key

_PUBLISHED_ONLY: Final = frozenset(
    "kind venue venue_key series volume number pages edition publisher school place doi isbn "
    "issn date".split()
)
_CHOSEN_APART: Final = frozenset({"authors", "date", "status", "title_markup"})
_FIRST_WINS: Final = tuple(each for each in RECORD_FIELDS if each not in _CHOSEN_APART)


GUESSED_RANK: Final = 5
"""The rank of records whose fields were read from running text. They speak only if they are alone:
a misread volume must not fill a gap of a record that a source gave."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Member:
    """A record of a group: its id, its source's rank, and the record."""

    id: int
    rank: int
    source: str
    record: Record

    @property
    def preprint(self) -> bool:
        """True for a preprint."""
        return self.record.kind == "preprint"


@dataclass(frozen=True, slots=True, kw_only=True)
class Override:
    """A field a person set on a record; ``value`` is already of the field's type."""

    record_id: int
    field: str
    value: Any
    set_at: str
    person: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Combined:
    """The fields of a publication.

    ``values`` holds every field of ``RECORD_FIELDS`` that anybody said, and those a person set
    besides; ``givers`` the record each came from; ``by_hand`` the fields a person set.
    """

    values: Mapping[str, Any]
    givers: Mapping[str, int]
    by_hand: frozenset[str]
    authors_cut: bool
    tags: tuple[str, ...]
    links: tuple[Link, ...]
    extra: Mapping[str, str]


def in_order(members: Iterable[Member]) -> list[Member]:
    """``members`` with the leading record first: published, then rank, then content."""
    ordered = list(members)
    if len(ordered) > 1:
        ordered.sort(key=_order)
    return ordered


def _order(member: Member) -> tuple[Any, ...]:
    record = member.record
    return (
        member.rank <= GUESSED_RANK,
        member.preprint,
        record.kind in ("report", "other"),
        -member.rank,
        member.source,
        str(record.date or "9999"),
        record.source_key,
    )


def combine(members: Sequence[Member], overrides: Sequence[Override] = ()) -> Combined:
    """The fields of the publication that rests on ``members`` (one or more, any order)."""
    everybody = in_order(members)
    ordered = [member for member in everybody if member.rank > GUESSED_RANK] or everybody
    values: dict[str, Any] = {}
    givers: dict[str, int] = {}
    published = [member for member in ordered if not member.preprint]
    for field in _FIRST_WINS:
        for member in published if published and field in _PUBLISHED_ONLY else ordered:
            if value := getattr(member.record, field):
                values[field], givers[field] = value, member.id
                break
    _choose_markup(ordered, values, givers)
    _choose_date(published or ordered, values, givers)
    if ordered[0].record.status:
        values["status"], givers["status"] = ordered[0].record.status, ordered[0].id
    cut = _choose_authors(ordered, values, givers)
    extra = _join_extra(ordered)
    by_hand = _apply(overrides, values, givers, extra)
    return Combined(
        values=values,
        givers=givers,
        by_hand=by_hand,
        authors_cut=cut and "authors" not in by_hand,
        tags=tuple(sorted({tag for member in ordered for tag in member.record.tags})),
        links=_join_links(ordered),
        extra=extra,
    )


def _choose_markup(
    ordered: Sequence[Member], values: dict[str, Any], givers: dict[str, int]
) -> None:
    """The marked-up title of the record that gave the title, or of one with the same title."""
    marked = [member for member in ordered if member.record.title_markup]
    title = fold(values.get("title", "")) if marked else ""
    for member in marked:
        if fold(member.record.title) == title:
            if member.id == givers.get("title") or member.record.title == values["title"]:
                values["title_markup"] = member.record.title_markup
                givers["title_markup"] = member.id
            return


def _choose_date(asked: Sequence[Member], values: dict[str, Any], givers: dict[str, int]) -> None:
    dated = [(member.record.date, member.id) for member in asked if member.record.date]
    if not dated:
        return
    date, giver = dated[0]
    for other, record_id in dated[1:]:
        if other.year == date.year and (
            (not date.month and other.month)
            or (date.month == other.month and not date.day and other.day)
        ):
            date, giver = other, record_id
    values["date"], givers["date"] = date, giver


# ---------------------------------------------------------------------------------------- authors


def _choose_authors(
    ordered: Sequence[Member], values: dict[str, Any], givers: dict[str, int]
) -> bool:
    """Chooses the list and spells each name as well as any list does; True for a cut list."""
    listed = [member for member in ordered if member.record.authors]
    if not listed:
        return False
    best = min(
        listed, key=lambda m: (m.record.authors_cut, -len(m.record.authors) * m.record.authors_cut)
    )
    values["authors"], givers["authors"] = best.record.authors, best.id
    if others := [member.record.authors for member in listed if member is not best]:
        values["authors"] = tuple(
            _spell_best(name, index, others) for index, name in enumerate(best.record.authors)
        )
    return best.record.authors_cut


def _spell_best(name: Name, index: int, others: Sequence[Sequence[Name]]) -> Name:
    """``name`` in the fullest spelling of its place in any list, with every list's ids."""
    spelt = name
    for authors in others:
        if index >= len(authors) or not _one_person(spelt, other := authors[index]):
            continue
        if _fullness(other) > _fullness(spelt):
            spelt = replace(
                other,
                pid=spelt.pid or other.pid,
                orcid=spelt.orcid or other.orcid,
                number=spelt.number or other.number,
                marks=spelt.marks or other.marks,
            )
        else:
            spelt = replace(
                spelt,
                pid=spelt.pid or other.pid,
                orcid=spelt.orcid or other.orcid,
                marks=spelt.marks or other.marks,
            )
    return spelt


def _one_person(a: Name, b: Name) -> bool:
    """True where two names at one place of two lists are spellings of one name."""
    if name_key(a) == name_key(b):
        return True
    key_a, key_b = name_key(a).split(" "), name_key(b).split(" ")
    return key_a[:-1] == key_b[:-1] and key_a[-1][:1] == key_b[-1][:1] and len(key_a) > 1


def _fullness(name: Name) -> tuple[int, int, int]:
    """How much a spelling says: whole given names, all of them, with diacritics."""
    words = [word for word in name.given.replace("-", " ").split() if len(word.rstrip(".")) > 1]
    not_initials = [word for word in words if not (word.isupper() and len(word) <= 3)]
    diacritics = sum(not char.isascii() for char in name.full)
    return (len(not_initials) > 0, diacritics, len(not_initials) + (not name.given.isupper()))


# ------------------------------------------------------------------------------- unions, overrides


def _join_links(ordered: Sequence[Member]) -> tuple[Link, ...]:
    links: dict[str, Link] = {}
    for member in ordered:
        for link in member.record.links:
            links.setdefault(link.label, link)
    return tuple(links.values())


def _join_extra(ordered: Sequence[Member]) -> dict[str, str]:
    extra: dict[str, str] = {}
    for member in reversed(ordered):
        extra.update(member.record.extra)
    return extra


def _apply(
    overrides: Sequence[Override],
    values: dict[str, Any],
    givers: dict[str, int],
    extra: dict[str, str],
) -> frozenset[str]:
    """Puts what a person set in place, the later over the earlier; returns the fields."""
    by_hand: set[str] = set()
    for override in sorted(overrides, key=lambda o: (o.set_at, o.record_id)):
        if override.person:
            continue  # an era of one person of several: see library.derive
        field, value = override.field, override.value
        if field == "month":
            date = values.get("date")
            if date is None:
                continue
            field = "date"
            value = Date(
                year=date.year, month=value or 0, day=date.day if value == date.month else 0
            )
        if field == "title":
            values.pop("title_markup", None)
        if field.startswith(EXTRA):
            extra[field.removeprefix(EXTRA)] = value
        else:
            values[field] = value
        givers[field] = override.record_id
        by_hand.add(override.field)
    for name in [name for name, value in extra.items() if not value]:
        del extra[name]
    return frozenset(by_hand)
