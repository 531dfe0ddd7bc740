"""Stage three: the rows of publications, from groups of records and what a person said of them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import dataclass, field
from operator import attrgetter
from typing import Any

from pubman.eras import era_of
from pubman.library.keys import KeyMaker
from pubman.library.opened import Library
from pubman.library.ownership import Belonging, whose
from pubman.merge.fields import Combined, Member, Override, combine, in_order
from pubman.merge.groups import Grouping
from pubman.merge.values import parse_value
from pubman.people import Ground, Person
from pubman.record import EXTRA, FIELDS, RECORD_FIELDS, Link, Name, Venue, Work
from pubman.store import derived
from pubman.store.derived import Stored
from pubman.store.rows import dump, name_to_json, names_to_json
from pubman.text.fold import name_key, search_text

_TABLES = (
    "publications", "publication_records", "authorships", "publication_fields", "publication_tags",
    "publication_links", "person_publications", "era_publications", "publications_fts",
    "ties", "questions",
)  # fmt: skip
_AT_ONCE = 500
"""Publications whose records and rows are held at a time: a tenth of the memory of all."""
_SIGNS = {"*": "equal", "†": "corresponding", "✉": "corresponding", "#": "equal"}
_COLUMNS = tuple(
    each for each in RECORD_FIELDS if each not in {"authors", "editors", "date", "keywords", "kind"}
)
_plain = attrgetter(*_COLUMNS)


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
    def read(cls, library: Library, ids: Collection[int]) -> Said:
        """Everything said of the records of ``ids``."""
        said = cls()
        for table in ("overrides", "tags", "links", "ownership", "author_marks"):
            by_record = getattr(said, table)
            for row in derived.facts_about(library.store, table, ids):
                by_record[row["record_id"]].append(row)
        for row in derived.lists_naming(library.store, ids):
            said.listings[row["record_id"]].append(row)
        return said


class Rows:
    """The rows to insert, table by table, in the order in which they may be inserted."""

    def __init__(self) -> None:
        self.tables: dict[str, list[dict[str, Any]]] = {table: [] for table in _TABLES}

    def add(self, table: str, **row: Any) -> None:
        """Notes one row."""
        self.tables[table].append(row)

    def write(self, library: Library) -> None:
        """Inserts everything noted, and forgets it."""
        for table, rows in self.tables.items():
            derived.insert(library.store, table, rows)
            rows.clear()


def publish(
    library: Library,
    read: Callable[[Sequence[int]], Sequence[Stored]],
    grouping: Grouping,
    *,
    everything: bool,
) -> None:
    """Writes the derived rows of every group of ``grouping``; ``read`` gives records by their ids.

    ``everything``: the groups are all there are.
    """
    ids = None if everything else {each for group in grouping.groups for each in group}
    keys = KeyMaker(library.store, ids)
    rows = Rows()
    hidden: set[int] = set()  # by record
    for start in range(0, len(grouping.groups), _AT_ONCE):
        library.watch("Writing", start, len(grouping.groups))
        groups = grouping.groups[start : start + _AT_ONCE]
        by_id = {each.id: each for each in read([each for group in groups for each in group])}
        said = Said.read(library, by_id)
        for group in groups:
            _publish_one(library, [by_id[each] for each in group], said, keys, rows)
            if rows.tables["publications"][-1]["hidden"]:
                hidden.update(group)
        rows.write(library)
    library.watch("Writing", 1, 1)
    for tie in grouping.ties:
        rows.add("ties", kind=tie.kind, record_a=tie.a, record_b=tie.b, by=tie.by)
    for question in grouping.questions:
        if not {question.a, question.b} & hidden:
            rows.add(
                "questions", kind="same", record_a=question.a, record_b=question.b,
                score=question.score, reason=question.rule,
            )  # fmt: skip
    rows.write(library)
    keys.write()


def _publish_one(
    library: Library, group: Sequence[Stored], said: Said, keys: KeyMaker, rows: Rows
) -> None:
    members = in_order(
        Member(id=s.id, rank=library.rank(s.source), source=s.source, record=s.record)
        for s in group
    )
    ids = [member.id for member in members]
    formats = {each.id: each.format for each in group}
    combined = combine(members, list(_overrides(ids, said)))
    alone = len(members) == 1 and not combined.by_hand
    work: Work = members[0].record if alone else _work(combined)
    venue = library.venues.resolve(work)
    if "kind" not in combined.by_hand:
        kind = library.venues.kind_of(work)
    else:
        kind = work.kind
    named = list(map(library.identify, work.authors))
    belonging = whose(library, named, [row for i in ids for row in said.listings[i]],
                      {row["state"] for i in ids for row in said.ownership[i]})  # fmt: skip
    lead = ids[0]
    gone = _gone_since(ids, said)
    _add_publication(rows, lead, keys.key_of(ids, work), kind, work, combined, venue)
    row = rows.tables["publications"][-1]
    row.update(mine=belonging.mine, hidden=int(belonging.hidden), gone_since=gone)
    untouched = not combined.by_hand and formats[lead] in {"bibtex", "biblatex"}
    row["raw_record"] = lead if untouched else None
    for position, record_id in enumerate(ids, 1):
        rows.add("publication_records", record_id=record_id, publication_id=lead, position=position)
    marks = [row for i in ids for row in said.author_marks[i]]
    _add_authorships(rows, lead, zip(work.authors, named, strict=True), marks)
    _add_givers(rows, lead, combined)
    _add_tags(rows, lead, combined.tags, [row for i in ids for row in said.tags[i]])
    _add_links(rows, lead, combined.links, [row for i in ids for row in said.links[i]])
    _add_people(library, rows, lead, work, belonging, [o for i in ids for o in said.overrides[i]])
    _add_questions(rows, lead, belonging, gone)
    _add_search(rows, lead, work, venue)


def _overrides(ids: Iterable[int], said: Said) -> Iterable[Override]:
    for record_id in ids:
        for row in said.overrides[record_id]:
            known = row["field"] in FIELDS or row["field"].startswith(EXTRA)
            if not known:  # a newer pubman, or another program; doctor names it
                continue
            yield Override(
                record_id=record_id,
                field=row["field"],
                value=parse_value(row["field"], row["value"]),
                set_at=row["set_at"],
                person=row["person"],
            )


def _work(combined: Combined) -> Work:
    values = {name: combined.values[name] for name in RECORD_FIELDS if name in combined.values}
    return Work(**values, authors_cut=combined.authors_cut, links=combined.links)


def _add_publication(  # noqa: PLR0917
    rows: Rows,
    lead: int,
    key: str,
    kind: str,
    work: Work,
    combined: Combined,
    venue: Venue | None,
) -> None:
    values = combined.values
    date = work.date
    rows.add(
        "publications",
        id=lead,
        key=key,
        kind=kind,
        **{column: value or None for column, value in zip(_COLUMNS, _plain(work), strict=True)},
        editors=names_to_json(work.editors),
        keywords=dump(work.keywords) if work.keywords else "[]",
        authors_cut=int(work.authors_cut),
        date=str(date) if date else None,
        year=date.year if date else None,
        month=date.month or None if date else None,
        venue_id=venue.id if venue else None,
        extra=dump(dict(combined.extra)) if combined.extra else "{}",
        ordinal=values.get("ordinal") or None,
        position=values.get("position"),
        era=None,
        display_authors=values.get("display.authors") or None,
        display_title=values.get("display.title") or None,
        display_venue=values.get("display.venue") or None,
    )


def _gone_since(ids: Sequence[int], said: Said) -> str | None:
    """Since when no list names any of the records; None while one does, or a person kept it."""
    listings = [row for record_id in ids for row in said.listings[record_id]]
    if not listings or any(row["gone_since"] is None for row in listings):
        return None
    return max(str(row["gone_since"]) for row in listings)


# ---------------------------------------------------------------------------------------- authors


def _add_authorships(
    rows: Rows,
    lead: int,
    authors: Iterable[tuple[Name, tuple[Person, Ground] | None]],
    marks: Sequence[Any],
) -> None:
    said: dict[str, dict[str, bool]] = defaultdict(dict)
    for mark in marks:
        said[mark["name_key"]][mark["role"]] = bool(mark["present"])
    for position, (name, person) in enumerate(authors, 1):
        key = name_key(name)
        roles = {_SIGNS.get(sign, sign): True for sign in name.marks}
        for marked, of_name in said.items():
            if _names(marked, key):
                roles.update(of_name)
        rows.add(
            "authorships",
            publication_id=lead,
            position=position,
            name=name.full,
            name_key=key,
            parts=name_to_json(name),
            person=person[0].id if person else None,
            roles=dump([role for role, there in roles.items() if there]) if roles else "[]",
        )


def _names(marked: str, key: str) -> bool:
    """True where a mark names the author of ``key``: one's initials begin the other's."""
    if marked == key:
        return True
    family_a, _, initials_a = marked.rpartition(" ")
    family_b, _, initials_b = key.rpartition(" ")
    return (
        bool(family_a)
        and family_a == family_b
        and (initials_a.startswith(initials_b) or initials_b.startswith(initials_a))
    )


# ------------------------------------------------------------------------------- everything beside


def _add_givers(rows: Rows, lead: int, combined: Combined) -> None:
    by_hand = combined.by_hand | ({"date"} if "month" in combined.by_hand else set())
    rows.tables["publication_fields"] += [
        {"publication_id": lead, "field": name, "record_id": giver, "by_hand": int(name in by_hand)}
        for name, giver in combined.givers.items()
    ]


def _add_tags(rows: Rows, lead: int, tags: Sequence[str], said: Sequence[Any]) -> None:
    present = dict.fromkeys(tags, True) | {row["tag"]: bool(row["present"]) for row in said}
    for tag in sorted(tag for tag, there in present.items() if there):
        rows.add("publication_tags", publication_id=lead, tag=tag)


def _add_links(rows: Rows, lead: int, links: Sequence[Link], said: Sequence[Any]) -> None:
    urls = {link.label: link.url for link in links} | {row["label"]: row["url"] for row in said}
    present = [(label, url) for label, url in urls.items() if url]
    for position, (label, url) in enumerate(present, 1):
        rows.add("publication_links", publication_id=lead, position=position, label=label, url=url)


def _add_people(
    library: Library,
    rows: Rows,
    lead: int,
    work: Work,
    belonging: Belonging,
    overrides: Sequence[Any],
) -> None:
    said = {
        row["person"]: row["value"]
        for row in sorted(overrides, key=lambda row: row["set_at"])
        if row["field"] == "era"
    }
    for person, by in belonging.people.items():
        rows.add("person_publications", publication_id=lead, person=person, by=by)
    first = True
    for person in library.people_in_order(belonging.people):
        own = said.get(person, said.get(""))
        era = own if own is not None else era_of(work.date, library.eras_of(person))
        if era:
            rows.add("era_publications", publication_id=lead, person=person, era=era,
                     by_hand=int(own is not None))  # fmt: skip
        if first:
            rows.tables["publications"][-1]["era"] = era or None
            first = False


def _add_questions(rows: Rows, lead: int, belonging: Belonging, gone: str | None) -> None:
    if belonging.hidden:
        return
    if belonging.mine is None:
        rows.add("questions", kind="mine", record_a=lead, record_b=0, score=belonging.score,
                 reason=belonging.reason)  # fmt: skip
    if gone and belonging.mine and not belonging.kept:
        rows.add("questions", kind="gone", record_a=lead, record_b=0, score=0.5,
                 reason="no list names it any more")  # fmt: skip


def _add_search(rows: Rows, lead: int, work: Work, venue: Venue | None) -> None:
    known = f"{venue.acronym} {venue.name}" if venue else ""
    rows.add(
        "publications_fts",
        rowid=lead,
        title=_searchable(work.title, work.title_translated),
        authors=_searchable(*(name.full for name in work.authors)),
        venue=_searchable(known, work.venue, work.school),
        abstract=_searchable(work.abstract),
        notes=_searchable(work.note, work.award, *work.keywords),
    )


def _searchable(*texts: str) -> str:
    """``texts`` for the search index, folded one by one: most have been folded before."""
    return " ".join(search_text(text) for text in texts if text)
