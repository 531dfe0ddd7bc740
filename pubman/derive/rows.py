"""The rows of one publication, table by table: what stage three writes of what was combined."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from operator import attrgetter
from typing import Any

from pubman.derive.context import Context
from pubman.derive.ownership import Belonging
from pubman.eras import era_of
from pubman.merge.fields import Combined
from pubman.people import Ground, Person
from pubman.record import RECORD_FIELDS, Link, Name, Venue, Work
from pubman.store import derived
from pubman.store.rows import dump, name_to_json, names_to_json
from pubman.text.fold import name_key, search_text

_TABLES = (
    "publications", "publication_records", "authorships", "publication_fields", "publication_tags",
    "publication_links", "person_publications", "era_publications", "publications_fts",
    "ties", "questions",
)  # fmt: skip
_SIGNS = {"*": "equal", "†": "corresponding", "✉": "corresponding", "#": "equal"}
"""What a sign usually means. It is not certain, so it counts only if a person says it."""
_COLUMNS = tuple(
    each for each in RECORD_FIELDS if each not in {"authors", "editors", "date", "keywords", "kind"}
)
_plain = attrgetter(*_COLUMNS)


class Rows:
    """The rows to insert, table by table, in the order in which they may be inserted."""

    def __init__(self) -> None:
        self.tables: dict[str, list[dict[str, Any]]] = {table: [] for table in _TABLES}

    def add(self, table: str, **row: Any) -> None:
        """Notes one row."""
        self.tables[table].append(row)

    def write(self, context: Context) -> None:
        """Inserts everything noted, and forgets it."""
        for table, rows in self.tables.items():
            derived.insert(context.store, table, rows)
            rows.clear()


def add_publication(  # noqa: PLR0917
    rows: Rows,
    lead: int,
    key: str,
    kind: str,
    work: Work,
    combined: Combined,
    venue: Venue | None,
) -> None:
    """Notes the publication itself; its era is :func:`add_people`'s to say."""
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


# ---------------------------------------------------------------------------------------- authors


def add_authorships(
    rows: Rows,
    lead: int,
    authors: Iterable[tuple[Name, tuple[Person, Ground] | None]],
    marks: Sequence[Any],
) -> None:
    """Notes the authors in order, who of ``pubman.toml`` each is, and their signs and marks."""
    said: dict[str, dict[str, bool]] = defaultdict(dict)
    for mark in marks:
        said[mark["name_key"]][mark["role"]] = bool(mark["present"])
    for position, (name, person) in enumerate(authors, 1):
        key = name_key(name)
        roles = dict.fromkeys(name.marks, True)
        for marked, of_name in said.items():
            if _names(marked, key):
                roles.update(of_name)
        # What a person says about a role replaces the sign that may have meant it.
        roles = {role: there for role, there in roles.items() if _SIGNS.get(role) not in roles}
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


def add_givers(rows: Rows, lead: int, combined: Combined) -> None:
    """Notes which record gave which field, and what was set by hand."""
    by_hand = combined.by_hand | ({"date"} if "month" in combined.by_hand else set())
    rows.tables["publication_fields"] += [
        {"publication_id": lead, "field": name, "record_id": giver, "by_hand": int(name in by_hand)}
        for name, giver in combined.givers.items()
    ]


def add_tags(rows: Rows, lead: int, tags: Sequence[str], said: Sequence[Any]) -> None:
    """Notes the tags: those that came along, and those that a person gave or took."""
    present = dict.fromkeys(tags, True) | {row["tag"]: bool(row["present"]) for row in said}
    for tag in sorted(tag for tag, there in present.items() if there):
        rows.add("publication_tags", publication_id=lead, tag=tag)


def add_links(rows: Rows, lead: int, links: Sequence[Link], said: Sequence[Any]) -> None:
    """Notes the links, a person's own over those that came along."""
    urls = {link.label: link.url for link in links} | {row["label"]: row["url"] for row in said}
    present = [(label, url) for label, url in urls.items() if url]
    for position, (label, url) in enumerate(present, 1):
        rows.add("publication_links", publication_id=lead, position=position, label=label, url=url)


def add_people(
    context: Context,
    rows: Rows,
    lead: int,
    work: Work,
    belonging: Belonging,
    overrides: Sequence[Any],
) -> None:
    """Notes whose it is, and in which era of each; the first person's is the publication's."""
    said = {
        row["person"]: row["value"]
        for row in sorted(overrides, key=lambda row: row["set_at"])
        if row["field"] == "era"
    }
    for person, by in belonging.people.items():
        rows.add("person_publications", publication_id=lead, person=person, by=by)
    first = True
    for person in context.people_in_order(belonging.people):
        own = said.get(person, said.get(""))
        era = own if own is not None else era_of(work.date, context.eras_of(person))
        if era:
            rows.add("era_publications", publication_id=lead, person=person, era=era,
                     by_hand=int(own is not None))  # fmt: skip
        if first:
            rows.tables["publications"][-1]["era"] = era or None
            first = False


def add_questions(rows: Rows, lead: int, belonging: Belonging, gone: str | None) -> None:
    """Notes what is to be asked: is it yours, is it gone."""
    if belonging.hidden:
        return
    if belonging.mine is None:
        rows.add("questions", kind="mine", record_a=lead, record_b=0, score=belonging.score,
                 reason=belonging.reason)  # fmt: skip
    if gone and belonging.mine and not belonging.kept:
        rows.add("questions", kind="gone", record_a=lead, record_b=0, score=0.5,
                 reason="no list names it any more")  # fmt: skip


def add_search(rows: Rows, lead: int, work: Work, venue: Venue | None) -> None:
    """Notes the text by which it is found."""
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
