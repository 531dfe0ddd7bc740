"""The rows of one publication, table by table: what stage three writes and what doctor compares."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from operator import attrgetter
from typing import Any, Final

from pubman.derive.authors import Author, Recognised
from pubman.derive.context import Context
from pubman.derive.ownership import Belonging
from pubman.eras import era_of
from pubman.merge.fields import Combined
from pubman.record import Date, Link, Venue, Work
from pubman.store.rows import TEXT_COLUMNS, dump, names_to_json, texts_to_json
from pubman.text.fold import index_text

_texts: Final = attrgetter(*TEXT_COLUMNS)
COLUMNS: Final[Mapping[str, tuple[str, ...]]] = {
    "publications": (
        "id", "key", "kind", *TEXT_COLUMNS, "editors", "keywords", "authors_cut", "date", "year",
        "month", "venue_id", "extra", "ordinal", "position", "era", "mine", "hidden", "gone_since",
        "display_authors", "display_title", "display_venue", "raw_record",
    ),
    "publication_records": ("record_id", "publication_id", "position"),
    "authorships": (
        "publication_id", "position", "name", "name_key", "parts", "person", "roles",
    ),
    "publication_fields": ("publication_id", "field", "record_id", "by_hand"),
    "publication_tags": ("publication_id", "tag"),
    "publication_links": ("publication_id", "position", "label", "url"),
    "person_publications": ("publication_id", "person", "by"),
    "era_publications": ("publication_id", "person", "era", "by_hand"),
    "publications_fts": ("rowid", "title", "authors", "venue", "abstract", "notes"),
    "ties": ("kind", "record_a", "record_b", "by"),
    "questions": ("kind", "record_a", "record_b", "score", "reason"),
}  # fmt: skip
"""The derived tables of stages two and three with their columns, in the order of writing."""
_ROLES: Final = {"*": "equal", "†": "corresponding", "✉": "corresponding", "#": "equal"}
"""The role that a sign in an entry may mean."""

Row = tuple[Any, ...]


class Rows:
    """The rows of some publications, by table, each a tuple in the order of :data:`COLUMNS`."""

    def __init__(self) -> None:
        self.tables: dict[str, list[Row]] = {table: [] for table in COLUMNS}

    def add(self, table: str, *row: Any) -> None:
        """Add one row."""
        self.tables[table].append(row)

    def clear(self) -> None:
        """Forget all rows."""
        for rows in self.tables.values():
            rows.clear()


State = tuple[str | None, int | None, int, str | None, int | None]
"""Of a publication: its era, whether it is mine and hidden, since when it is gone, and the record
that has its BibTeX."""


def add_publication(
    rows: Rows,
    head: tuple[int, str, str],
    work: Work,
    venue: Venue | None,
    state: State,
    combined: Combined,
) -> None:
    """Add the publication itself. ``head`` is its id, key and kind."""
    date, values = work.date, combined.values
    rows.tables["publications"].append(
        (
            *head,
            *[text or None for text in _texts(work)],
            names_to_json(work.editors),
            dump(work.keywords) if work.keywords else "[]",
            int(work.authors_cut),
            str(date) if date else None,
            date.year if date else None,
            (date.month or None) if date else None,
            venue.id if venue else None,
            texts_to_json(combined.extra),
            values.get("ordinal") or None,
            values.get("position"),
            *state[:-1],
            values.get("display.authors") or None,
            values.get("display.title") or None,
            values.get("display.venue") or None,
            state[-1],
        )
    )


# ---------------------------------------------------------------------------------------- authors


def add_authorships(
    rows: Rows,
    lead: int,
    authors: Sequence[Author],
    people: Sequence[Recognised],
    marks: Sequence[Any],
) -> None:
    """Add the authors in order, the person each is, and the role of each."""
    said: dict[str, dict[str, bool]] = defaultdict(dict)
    for mark in marks:
        said[mark["name_key"]][mark["role"]] = bool(mark["present"])
    table = rows.tables["authorships"]
    for position, (author, found) in enumerate(zip(authors, people, strict=True), 1):
        roles = _roles(author, said) if said or author.marks else "[]"
        person = found[0].id if found else None
        table.append((lead, position, author.full, author.key, author.parts, person, roles))


def _roles(author: Author, said: Mapping[str, Mapping[str, bool]]) -> str:
    """Return the roles of an author as JSON: the entry's own signs, and what a person said."""
    roles = dict.fromkeys(author.marks, True)
    for marked, of_name in said.items():
        if _names(marked, author.key):
            roles.update(of_name)
    # What a person says about a role replaces the sign that may have meant it.
    kept = [role for role, there in roles.items() if there and _ROLES.get(role) not in roles]
    return dump(kept) if kept else "[]"


def _names(marked: str, key: str) -> bool:
    """Return whether a mark names the author of ``key``: the initials of one begin the other's."""
    if marked == key:
        return True
    family_a, _, initials_a = marked.rpartition(" ")
    family_b, _, initials_b = key.rpartition(" ")
    if not family_a or family_a != family_b:
        return False
    return initials_a.startswith(initials_b) or initials_b.startswith(initials_a)


# --------------------------------------------------------------- the rows that belong to it


def add_givers(rows: Rows, lead: int, combined: Combined) -> None:
    """Add which record gave each field, and whether a person set it."""
    table = rows.tables["publication_fields"]
    if not combined.by_hand:
        table += [(lead, name, giver, 0) for name, giver in combined.givers.items()]
        return
    by_hand = combined.by_hand | ({"date"} if "month" in combined.by_hand else set())
    table += [(lead, name, giver, int(name in by_hand)) for name, giver in combined.givers.items()]


def add_tags(rows: Rows, lead: int, tags: Sequence[str], said: Sequence[Any]) -> None:
    """Add the tags: those of the sources, and those that a person put on or took off."""
    present = dict.fromkeys(tags, True) | {row["tag"]: bool(row["present"]) for row in said}
    for tag in sorted(tag for tag, there in present.items() if there):
        rows.add("publication_tags", lead, tag)


def add_links(rows: Rows, lead: int, links: Sequence[Link], said: Sequence[Any]) -> None:
    """Add the links. A person's own link replaces the one of the same label."""
    urls = {link.label: link.url for link in links} | {row["label"]: row["url"] for row in said}
    present = [(label, url) for label, url in urls.items() if url]
    for position, (label, url) in enumerate(present, 1):
        rows.add("publication_links", lead, position, label, url)


def add_people(
    context: Context,
    rows: Rows,
    lead: int,
    date: Date | None,
    belonging: Belonging,
    overrides: Sequence[Any],
) -> str | None:
    """Add the owners of a publication with their eras; return the era of the first."""
    for person, by in belonging.people.items():
        rows.add("person_publications", lead, person, by)
    if not (overrides or context.config.eras):
        return None
    said = {
        row["person"]: row["value"]
        for row in sorted(overrides, key=lambda row: row["set_at"])
        if row["field"] == "era"
    }
    eras: list[str | None] = []
    for person in context.people_in_order(belonging.people):
        own = said.get(person, said.get(""))
        era = own if own is not None else era_of(date, context.eras_of(person))
        if era:
            rows.add("era_publications", lead, person, era, int(own is not None))
        eras.append(era or None)
    return eras[0] if eras else None


def add_questions(rows: Rows, lead: int, belonging: Belonging, gone: str | None) -> None:
    """Add what to ask: is it yours, and should it stay although no list names it."""
    if belonging.hidden:
        return
    if belonging.mine is None:
        rows.add("questions", "mine", lead, 0, belonging.score, belonging.reason)
    if gone and belonging.mine and not belonging.kept:
        rows.add("questions", "gone", lead, 0, 0.5, GONE)


GONE: Final = "no list names it any more"
"""The reason of a question about a publication that no list names."""


def add_search(
    rows: Rows,
    lead: int,
    authors: Sequence[Author],
    texts: Sequence[Sequence[str | None]],
) -> None:
    """Add the text by which it is found: of its title, its venue, its abstract and its notes."""
    title, venue, abstract, notes = [*map(searchable, texts)]
    names = " ".join([author.indexed for author in authors if author.full])
    rows.tables["publications_fts"].append((lead, title, names, venue, abstract, notes))


def searchable(texts: Iterable[str | None]) -> str:
    """Return ``texts`` for the search index, folded one by one: most have been folded before."""
    return " ".join([index_text(text) for text in texts if text])


def name_of(venue: Venue | None) -> str:
    """Return the acronym and the name of a canonical venue."""
    return f"{venue.acronym} {venue.name}" if venue else ""
