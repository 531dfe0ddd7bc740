"""The fields of a publication, chosen from its records, with the source of each.

Records are asked in their order (:mod:`pubman.merge.members`). The first that has a value gives a
field, with these exceptions, each for a reason:

* **authors**: a complete list before a cut one, a longer before a shorter; then, author by
  author, the fuller spelling (given names before initials, diacritics before none).
* **date**: a record with a month of the same year is used instead of a year alone. If two have a
  month, Crossref's is used.
* **kind**: the guess of a program (OpenAlex, Semantic Scholar) counts only if no other source has
  a kind; such a work is a preprint if all others say so.
* **title**: see :mod:`pubman.merge.titling`.
* **venue, pages, ISSN, publisher, abstract**: see :mod:`pubman.merge.precedence`.
* **fields of the published version** (venue, volume, number, pages, DOI ...) never come from
  a preprint or a report if there is a published record.
* **status**: only the leading record's; a typed "submitted" ends when a source has the paper.
* **links, tags, extra**: the union, and the higher-ranked record's value if two disagree.

A person's edits come last and win: see :mod:`pubman.merge.overrides`.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from operator import attrgetter
from typing import Any, Final

from pubman.fields import RECORD_FIELDS
from pubman.formats.ranks import GUESSED_RANK
from pubman.frozen import quick_dataclass
from pubman.merge.authorship import spell_names
from pubman.merge.members import Member, find_published, in_order
from pubman.merge.overrides import Override, apply_overrides
from pubman.merge.precedence import PREFERRED, by_preference
from pubman.merge.titling import choose_title
from pubman.record import Date, Link, Record, Work
from pubman.text.fold import fold

_PUBLISHED_ONLY: Final = frozenset(
    "kind venue venue_key series volume number pages edition publisher school place doi pmid "
    "pmcid isbn issn date".split()
)
_CHOSEN_APART: Final = frozenset({"title", "authors", "date", "status", "title_markup"})
_FIRST_WINS: Final = tuple(each for each in RECORD_FIELDS if each not in _CHOSEN_APART)


@quick_dataclass(frozen=True, slots=True, kw_only=True)
class Combined:
    """The fields of a publication.

    ``values`` has every field of ``RECORD_FIELDS`` with a value, and the other fields that a person
    set; ``givers`` the record of each; ``by_hand`` the fields that a person set.
    """

    values: Mapping[str, Any]
    givers: Mapping[str, int]
    by_hand: frozenset[str]
    authors_cut: bool
    tags: tuple[str, ...]
    links: tuple[Link, ...]
    extra: Mapping[str, str]


def combine(members: Sequence[Member], overrides: Sequence[Override] = ()) -> Combined:
    """Return the fields of the publication that consists of *members* (one or more, any order)."""
    if len(members) == 1 and not overrides:
        return _fields_of(members[0])
    everybody = in_order(members)
    ordered = [member for member in everybody if member.rank > GUESSED_RANK] or everybody
    values: dict[str, Any] = {}
    givers: dict[str, int] = {}
    published = find_published(ordered)
    _choose_first(ordered, published, values, givers)
    _choose_title(ordered, values, givers)
    _choose_markup(ordered, values, givers)
    _choose_date(published or ordered, values, givers)
    if ordered[0].record.status:
        values["status"], givers["status"] = ordered[0].record.status, ordered[0].id
    cut = _choose_authors(ordered, values, givers)
    extra = _join_extra(ordered)
    _join_notices([member.record for member in everybody], extra)
    by_hand = apply_overrides(overrides, values, givers, extra)
    return Combined(
        values=values,
        givers=givers,
        by_hand=by_hand,
        authors_cut=cut and "authors" not in by_hand,
        tags=tuple(sorted({tag for member in ordered for tag in member.record.tags})),
        links=join_links(member.record for member in ordered),
        extra=extra,
    )


_fields: Final = attrgetter(*RECORD_FIELDS)


def given_fields(work: Work) -> list[str]:
    """Return the names of the fields that ``work`` has, in the order of the table of fields."""
    said = zip(RECORD_FIELDS, _fields(work), strict=True)
    names = [name for name, value in said if value]
    if work.title_markup and not work.title:
        names.remove("title_markup")
    return names


def own_extra(record: Record) -> dict[str, str]:
    """Return the further fields of a publication that has only this record."""
    extra = {name: value for name, value in record.extra.items() if value}
    if not extra.keys().isdisjoint(NOTICES):
        _join_notices([record], extra)
    return extra


def _fields_of(member: Member) -> Combined:
    """Return the fields of a publication of one record: all fields of the record."""
    record = member.record
    names = given_fields(record)
    return Combined(
        values={name: getattr(record, name) for name in names},
        givers=dict.fromkeys(names, member.id),
        by_hand=frozenset(),
        authors_cut=record.authors_cut and bool(record.authors),
        tags=tuple(sorted(set(record.tags))) if record.tags else (),
        links=join_links([record]) if record.links else (),
        extra=own_extra(record),
    )


def _choose_first(
    ordered: Sequence[Member],
    published: Sequence[Member],
    values: dict[str, Any],
    givers: dict[str, int],
) -> None:
    """Take each field from the first record that has it."""
    for field in _FIRST_WINS:
        asked = published if published and field in _PUBLISHED_ONLY else ordered
        asked = by_preference(field, asked)
        giver = next((member for member in asked if getattr(member.record, field)), None)
        if giver is not None:
            values[field], givers[field] = getattr(giver.record, field), giver.id


def _choose_title(
    ordered: Sequence[Member], values: dict[str, Any], givers: dict[str, int]
) -> None:
    """Take the first title, but not in capitals, and not misspelt if an equal source is better."""
    titled = [member for member in ordered if member.record.title]
    if not titled:
        return
    titles = [member.record.title for member in titled]
    same = titles.count(titles[0]) == len(titles)
    best = titled[0 if same else choose_title(titles, [member.rank for member in titled])]
    values["title"], givers["title"] = best.record.title, best.id


def _choose_markup(
    ordered: Sequence[Member], values: dict[str, Any], givers: dict[str, int]
) -> None:
    """Take the marked-up title of the record that gave the title, or of one with the same title."""
    marked = [member for member in ordered if member.record.title_markup]
    title = fold(values.get("title", "")) if marked else ""
    for member in marked:
        if fold(member.record.title) == title:
            if member.id == givers.get("title") or member.record.title == values["title"]:
                values["title_markup"] = member.record.title_markup
                givers["title_markup"] = member.id
            return


def _choose_date(asked: Sequence[Member], values: dict[str, Any], givers: dict[str, int]) -> None:
    """Take the first date, or a more exact or better one of the same year."""
    dated = [(member.record.date, member.id) for member in asked if member.record.date]
    if not dated:
        return
    date, giver = dated[0]
    for member in by_preference("date", asked):
        better = member.record.date if member.source in PREFERRED["date"] else None
        if better and better.month and better.year == date.year and not member.ranked:
            date, giver = better, member.id
    for other, record_id in dated[1:]:
        if _refines(other, date):
            date, giver = other, record_id
    values["date"], givers["date"] = date, giver


def _refines(other: Date, date: Date) -> bool:
    """Return True if *other* also has the month or the day of *date*."""
    if other.year != date.year:
        return False
    if not date.month:
        return bool(other.month)
    return date.month == other.month and not date.day and bool(other.day)


def _choose_authors(
    ordered: Sequence[Member], values: dict[str, Any], givers: dict[str, int]
) -> bool:
    """Choose the list and the best spelling of each name; return True for a cut list."""
    listed = [member for member in ordered if member.record.authors]
    if not listed:
        return False
    best = min(
        by_preference("authors", listed),
        key=lambda m: (m.record.authors_cut, -len(m.record.authors) * m.record.authors_cut),
    )
    others = [member.record.authors for member in listed if member is not best]
    values["authors"] = spell_names(best.record.authors, others)
    givers["authors"] = best.id
    return best.record.authors_cut


# ------------------------------------------------------------------------------------------ unions


def join_links(records: Iterable[Record]) -> tuple[Link, ...]:
    """Return the links of *records*, each label once; the earlier record decides."""
    links: dict[str, Link] = {}
    for record in records:
        for link in record.links:
            links.setdefault(link.label, link)
    return tuple(links.values())


def _join_extra(ordered: Sequence[Member]) -> dict[str, str]:
    extra: dict[str, str] = {}
    for member in reversed(ordered):
        extra.update(member.record.extra)
    return extra


NOTICES: Final = ("retraction", "correction")
"""Fields of ``extra`` that say what happened to a work after it was published."""


def _join_notices(records: Sequence[Record], extra: dict[str, str]) -> None:
    """Put into ``extra`` every notice that any source has. One source of any rank is enough.

    A preprint that was withdrawn says nothing about the paper it became.
    """
    published = [record for record in records if record.kind != "preprint"] or records
    for name in NOTICES:
        extra.pop(name, None)
        said = [record.extra.get(name, "") for record in published]
        if text := "; ".join(dict.fromkeys(each for each in said if each)):
            extra[name] = text
