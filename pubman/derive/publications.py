"""Stage three: the rows of publications, from groups of records and what a person said of them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any

from pubman.derive.cite_keys import KeyMaker
from pubman.derive.context import LOOKUPS, Context
from pubman.derive.ownership import find_owners
from pubman.derive.rows import (
    Rows,
    add_authorships,
    add_givers,
    add_links,
    add_people,
    add_publication,
    add_questions,
    add_search,
    add_tags,
)
from pubman.merge.fields import Combined, Member, Override, combine, in_order
from pubman.merge.groups import Grouping
from pubman.merge.values import parse_value
from pubman.record import EXTRA, FIELDS, RECORD_FIELDS, Work
from pubman.store import derived
from pubman.store.derived import Stored

_AT_ONCE = 500
"""Publications whose records and rows are held at a time: a tenth of the memory of all."""


@dataclass(slots=True)
class Said:
    """What people said of some records: the rows of the fact tables, by record id."""

    overrides: dict[int, list[Any]] = field(default_factory=lambda: defaultdict(list))
    tags: dict[int, list[Any]] = field(default_factory=lambda: defaultdict(list))
    links: dict[int, list[Any]] = field(default_factory=lambda: defaultdict(list))
    ownership: dict[int, list[Any]] = field(default_factory=lambda: defaultdict(list))
    author_marks: dict[int, list[Any]] = field(default_factory=lambda: defaultdict(list))
    listings: dict[int, list[Any]] = field(default_factory=lambda: defaultdict(list))

    @classmethod
    def read(cls, context: Context, ids: Collection[int]) -> Said:
        """Everything said of the records of ``ids``."""
        said = cls()
        for table in ("overrides", "tags", "links", "ownership", "author_marks"):
            by_record = getattr(said, table)
            for row in derived.facts_about(context.store, table, ids):
                by_record[row["record_id"]].append(row)
        for row in derived.lists_naming(context.store, ids):
            said.listings[row["record_id"]].append(row)
        return said


def publish(
    context: Context,
    read: Callable[[Sequence[int]], Sequence[Stored]],
    grouping: Grouping,
    *,
    everything: bool,
) -> None:
    """Writes the derived rows of every group of ``grouping``; ``read`` gives records by their ids.

    ``everything``: the groups are all there are.
    """
    ids = None if everything else {each for group in grouping.groups for each in group}
    keys = KeyMaker(context.store, ids)
    rows = Rows()
    hidden: set[int] = set()  # by record
    for groups in context.portions(grouping.groups, _AT_ONCE, "Writing"):
        by_id = {each.id: each for each in read([each for group in groups for each in group])}
        said = Said.read(context, by_id)
        for group in groups:
            _publish_one(context, [by_id[each] for each in group], said, keys, rows)
            if rows.tables["publications"][-1]["hidden"]:
                hidden.update(group)
        rows.write(context)
    for tie in grouping.ties:
        rows.add("ties", kind=tie.kind, record_a=tie.a, record_b=tie.b, by=tie.by)
    for question in grouping.questions:
        if not {question.a, question.b} & hidden:
            rows.add(
                "questions", kind="same", record_a=question.a, record_b=question.b,
                score=question.score, reason=question.rule,
            )  # fmt: skip
    rows.write(context)
    keys.write()


def _publish_one(
    context: Context, group: Sequence[Stored], said: Said, keys: KeyMaker, rows: Rows
) -> None:
    members = in_order(
        Member(id=s.id, rank=context.rank(s.source), source=s.source, record=s.record)
        for s in group
    )
    ids = [member.id for member in members]
    formats = {each.id: each.format for each in group}
    combined = combine(members, list(_overrides(ids, said, context.store.note_unreadable)))
    alone = len(members) == 1 and not combined.by_hand
    work: Work = members[0].record if alone else _work(combined)
    venue = context.venues.resolve(work)
    if "kind" not in combined.by_hand:
        kind = context.venues.kind_of(work)
    else:
        kind = work.kind
    listings = [row for i in ids for row in said.listings[i]]
    states = {row["state"] for i in ids for row in said.ownership[i]}
    belonging = find_owners(context, work, listings, states)
    lead = ids[0]
    gone = _gone_since(ids, said)
    add_publication(rows, lead, keys.key_of(ids, work), kind, work, combined, venue)
    row = rows.tables["publications"][-1]
    row.update(mine=belonging.mine, hidden=int(belonging.hidden), gone_since=gone)
    untouched = not combined.by_hand and formats[lead] in {"bibtex", "biblatex"}
    row["raw_record"] = lead if untouched else None
    for position, record_id in enumerate(ids, 1):
        rows.add("publication_records", record_id=record_id, publication_id=lead, position=position)
    marks = [row for i in ids for row in said.author_marks[i]]
    add_authorships(rows, lead, zip(work.authors, belonging.authors, strict=True), marks)
    add_givers(rows, lead, combined)
    add_tags(rows, lead, combined.tags, [row for i in ids for row in said.tags[i]])
    add_links(rows, lead, combined.links, [row for i in ids for row in said.links[i]])
    add_people(context, rows, lead, work, belonging, [o for i in ids for o in said.overrides[i]])
    add_questions(rows, lead, belonging, gone)
    add_search(rows, lead, work, venue)


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


def _gone_since(ids: Sequence[int], said: Said) -> str | None:
    """Since when no list names any of the records; None while one does, or a person kept it."""
    every = [row for record_id in ids for row in said.listings[record_id]]
    listings = [row for row in every if row["source"] not in LOOKUPS]
    if not listings or any(row["gone_since"] is None for row in listings):
        return None
    return max(str(row["gone_since"]) for row in listings)
