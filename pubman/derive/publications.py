"""Stage three: publications, from groups of records and what a person said about them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, field
from typing import Any, Final

from pubman.derive.cite_keys import KeyMaker
from pubman.derive.context import Context
from pubman.derive.ownership import find_owners, standing_of
from pubman.derive.rows import (
    COLUMNS,
    Rows,
    add_authorships,
    add_givers,
    add_links,
    add_people,
    add_publication,
    add_questions,
    add_search,
    add_tags,
    name_of,
)
from pubman.derive.single_record import SingleRecord
from pubman.fields import EXTRA, FIELDS, RECORD_FIELDS
from pubman.merge.fields import Combined, combine, join_links
from pubman.merge.graph import Grouping
from pubman.merge.members import Member, in_order
from pubman.merge.overrides import Override
from pubman.merge.values import parse_value
from pubman.record import Work
from pubman.store import derived, stored_records
from pubman.store.chosen import choose
from pubman.store.stored_records import Listing, Stored
from pubman.store.venue_names import write_journal_names
from pubman.venues.table import kind_at

_AT_ONCE = 500
"""The number of publications in memory at a time, which takes a tenth of the memory of all."""


@dataclass(slots=True)
class Said:
    """What people said about some records: the rows of the fact tables, by record id."""

    overrides: dict[int, list[Any]] = field(default_factory=lambda: defaultdict(list))
    tags: dict[int, list[Any]] = field(default_factory=lambda: defaultdict(list))
    links: dict[int, list[Any]] = field(default_factory=lambda: defaultdict(list))
    ownership: dict[int, list[Any]] = field(default_factory=lambda: defaultdict(list))
    author_marks: dict[int, list[Any]] = field(default_factory=lambda: defaultdict(list))
    listings: dict[int, list[Listing]] = field(default_factory=lambda: defaultdict(list))

    @classmethod
    def read(cls, context: Context, ids: Collection[int]) -> Said:
        """Return everything that people said about the records of ``ids``."""
        said = cls()
        choose(context.store, ids)
        for table in ("overrides", "tags", "links", "ownership", "author_marks"):
            by_record = getattr(said, table)
            for row in stored_records.facts_about_chosen(context.store, table):
                by_record[row["record_id"]].append(row)
        for record_id, listing in stored_records.lists_naming_chosen(context.store):
            said.listings[record_id].append(listing)
        return said


Sink = Callable[[Rows], None]
"""Where the rows of some publications go: into the store, or into a comparison with it."""


def publish(
    context: Context,
    read: Callable[[Sequence[int]], Sequence[Stored]],
    grouping: Grouping,
    *,
    everything: bool,
) -> None:
    """Write the derived rows of every group of ``grouping``; ``read`` gives records by their ids.

    ``everything`` is true if the groups are all there are.
    """
    ids = None if everything else {each for group in grouping.groups for each in group}
    keys = KeyMaker(context.store, ids)

    def write(rows: Rows) -> None:
        for table, columns in COLUMNS.items():
            derived.insert(context.store, table, columns, rows.tables[table])

    make_rows(context, read, grouping, keys, write)
    keys.write()
    write_journal_names(context.store)


def publish_again(context: Context, ids: Collection[int]) -> bool:
    """Make the publications of some records again, out of the same groups as before.

    This is enough after a person set a value, a tag or the like, and it needs no matcher. Return
    False, and change nothing, if the stored groups are incomplete. Then they must be formed again.
    """
    groups = derived.groups_of(context.store, ids)
    members = {each for group in groups for each in group}
    stored = {each.id: each for each in stored_records.records(context.store, members, raw=False)}
    if not members.issuperset(ids) or len(stored) < len(members):
        return False
    derived.forget_rows(context.store, [group[0] for group in groups])
    same = Grouping(groups=groups, ties=(), questions=())
    publish(context, lambda wanted: [stored[each] for each in wanted], same, everything=False)
    return True


def make_rows(
    context: Context,
    read: Callable[[Sequence[int]], Sequence[Stored]],
    grouping: Grouping,
    keys: KeyMaker,
    sink: Sink,
) -> None:
    """Make the rows of every group; ``sink`` takes those of some hundred publications at a time."""
    hidden: set[int] = set()
    for groups in context.portions(grouping.groups, _AT_ONCE, "Writing"):
        hidden |= make_portion(context, read, groups, keys, sink)
    sink(rows_between(grouping, hidden))


def make_portion(
    context: Context,
    read: Callable[[Sequence[int]], Sequence[Stored]],
    groups: Sequence[Sequence[int]],
    keys: KeyMaker,
    sink: Sink,
) -> set[int]:
    """Make the rows of some groups for ``sink``; return the records of hidden publications."""
    rows = Rows()
    hidden: set[int] = set()
    by_id = {each.id: each for each in read([each for group in groups for each in group])}
    said = Said.read(context, by_id)
    for group in groups:
        if _publish_one(context, [by_id[each] for each in group], said, keys, rows):
            hidden.update(group)
    sink(rows)
    return hidden


def rows_between(grouping: Grouping, hidden: AbstractSet[int]) -> Rows:
    """Return the rows that tie publications, and those that ask whether two are one."""
    rows = Rows()
    for tie in grouping.ties:
        rows.add("ties", tie.kind, tie.a, tie.b, tie.by)
    for question in grouping.questions:
        if not {question.a, question.b} & hidden:
            rows.add("questions", "same", question.a, question.b, question.score, question.rule)
    return rows


def _publish_one(
    context: Context, group: Sequence[Stored], said: Said, keys: KeyMaker, rows: Rows
) -> bool:
    """Add the rows of one publication; return whether it is hidden."""
    if len(group) == 1 and not said.overrides.get(group[0].id):
        return publish_alone(context, group[0], said, keys, rows)
    return publish_group(context, group, said, keys, rows)


def publish_group(
    context: Context, group: Sequence[Stored], said: Said, keys: KeyMaker, rows: Rows
) -> bool:
    """Add the rows of a publication of any records; return whether it is hidden."""
    members = in_order(
        Member(
            id=s.id,
            rank=context.rank(s.source),
            source=s.source,
            record=s.record,
            ranked=context.is_ranked(s.source),
        )
        for s in group
    )
    ids = [member.id for member in members]
    lead = ids[0]
    combined = combine(members, list(_overrides(ids, said, context.store.note_unreadable)))
    alone = len(members) == 1 and not combined.by_hand
    work: Work = members[0].record if alone else _work(combined)
    venue = context.venues.resolve(work)
    kind = work.kind if "kind" in combined.by_hand else context.venues.kind_of(work)
    standing = standing_of(tuple(_about(said.listings, ids)))
    states = {row["state"] for row in _about(said.ownership, ids)}
    authors = context.authors.of_names(work.authors)
    belonging = find_owners(context, authors, work.volume_editors, standing, states)
    gone = standing.gone
    era = add_people(context, rows, lead, work.date, belonging, _about(said.overrides, ids))
    raw_record = lead if _has_own_text(group, lead, combined) else None
    state = (era, belonging.mine, int(belonging.hidden), gone, raw_record)
    add_publication(rows, (lead, keys.key_of(ids, work), kind), work, venue, state, combined)
    rows.tables["publication_records"] += [
        (record_id, lead, position) for position, record_id in enumerate(ids, 1)
    ]
    add_authorships(rows, lead, authors, belonging.authors, _about(said.author_marks, ids))
    add_givers(rows, lead, combined)
    add_tags(rows, lead, combined.tags, _about(said.tags, ids))
    add_links(rows, lead, combined.links, _about(said.links, ids))
    add_questions(rows, lead, belonging, gone)
    texts = (
        (work.title, work.title_translated),
        (name_of(venue), work.venue, work.school),
        (work.abstract,),
        (work.note, work.award, *work.keywords),
    )
    add_search(rows, lead, authors, texts)
    return belonging.hidden


def publish_alone(context: Context, stored: Stored, said: Said, keys: KeyMaker, rows: Rows) -> bool:
    """Add the rows of a publication of one record that nobody edited, as nearly all are.

    They are the same as those of :func:`publish_group`. Return whether it is hidden.
    """
    lead, single = stored.id, SingleRecord(stored)
    venue = context.venues.find(*single.place)
    kind = kind_at(venue, single.kind, single.place[1])
    standing = standing_of(tuple(said.listings.get(lead, ())))
    states = {row["state"] for row in said.ownership.get(lead, ())}
    authors = context.authors.of_column(single.authors)
    belonging = find_owners(context, authors, single.volume_editors, standing, states)
    gone = standing.gone
    era = add_people(context, rows, lead, single.date, belonging, ())
    raw_record = lead if stored.format in _BIBTEX else None
    state = (era, belonging.mine, int(belonging.hidden), gone, raw_record)
    key = keys.only_key(lead) or keys.key_of((lead,), stored.record)
    single.add_publication(rows, (lead, key, kind), venue, state)
    rows.tables["publication_records"].append((lead, lead, 1))
    add_authorships(rows, lead, authors, belonging.authors, said.author_marks.get(lead, ()))
    single.add_fields(rows)
    if single.has_tags or lead in said.tags:
        add_tags(rows, lead, stored.record.tags, said.tags.get(lead, ()))
    if single.has_links or lead in said.links:
        add_links(rows, lead, join_links((stored.record,)), said.links.get(lead, ()))
    add_questions(rows, lead, belonging, gone)
    single.add_search(rows, authors, venue)
    return belonging.hidden


_BIBTEX: Final = frozenset({"bibtex", "biblatex"})
"""Formats whose text can be written back byte for byte."""


def _about(facts: dict[int, list[Any]], ids: Sequence[int]) -> list[Any]:
    """Return the facts about the records of ``ids``, in this order."""
    if len(ids) == 1:
        return facts.get(ids[0], [])
    return [row for each in ids for row in facts.get(each, ())]


def _has_own_text(group: Sequence[Stored], lead: int, combined: Combined) -> bool:
    """Return whether the text of the leading record is BibTeX that says what the publication is."""
    if combined.by_hand:
        return False
    return next(each.format for each in group if each.id == lead) in _BIBTEX


def _overrides(ids: Iterable[int], said: Said, note: Callable[[str], None]) -> Iterable[Override]:
    for record_id in ids:
        for row in said.overrides[record_id]:
            known = row["field"] in FIELDS or row["field"].startswith(EXTRA)
            if not known:  # a newer pubman, or another program; doctor names it
                continue
            try:
                value = parse_value(row["field"], row["value"])
            except ValueError:
                note(f"the {row['field']} set for record r{record_id}")
                continue
            yield Override(
                record_id=record_id,
                field=row["field"],
                value=value,
                set_at=row["set_at"],
                person=row["person"],
            )


def _work(combined: Combined) -> Work:
    values = {name: combined.values[name] for name in RECORD_FIELDS if name in combined.values}
    return Work(**values, authors_cut=combined.authors_cut, links=combined.links)
