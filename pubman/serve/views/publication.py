"""One publication: how it prints, every field with the values of its sources, and its records."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from markupsafe import Markup
from starlette.requests import Request

from pubman.fields import FIELDS, RECORD_FIELDS
from pubman.library import editor
from pubman.library.bib_entry import as_written
from pubman.library.explain import Given, Why, why
from pubman.library.presentation import present
from pubman.library.session import Library
from pubman.listing import Options, Section
from pubman.merge.values import write_value
from pubman.pages import render
from pubman.record import Publication, Record
from pubman.serve.desk import Desk
from pubman.serve.pages import Page
from pubman.text.names import join_names

_LONG: Final = frozenset(
    {"title", "title_markup", "title_translated", "authors", "editors", "abstract", "note"}
)
_NOT_EDITED: Final = frozenset({"title_markup", "venue_key"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Choice:
    """A value that a source gives for a field, as shown and as ``set`` takes it."""

    source: str
    record: int
    shown: str
    value: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """A field: its value now, who gave it, and the other values to choose from."""

    field: str
    doc: str
    value: str
    shown: str
    source: str
    by_hand: bool
    long: bool
    choices: tuple[Choice, ...]


def page(_desk: Desk, library: Library, request: Request) -> Page:
    """Return the page of a publication."""
    key = request.path_params["key"]
    reasons = why(library, key)
    pub = reasons.publication
    data = {
        "pub": pub,
        "entry": entry(library, pub),
        "rows": rows(reasons),
        "missing": missing(reasons),
        "why": reasons,
        "draft": editor.open_entry(library, pub.key).text,
    }
    return Page(template="publication.html", title=pub.title or pub.key, data=data)


def entry(library: Library, pub: Publication) -> Markup:
    """Return the publication as the page of a list prints it."""
    (shown,) = present(library, as_written(library, [pub]))
    people = tuple((person.id, person.name.full) for person in library.config.people)
    options = Options(fragment=True, people=people, chart=False, abstracts=False)
    return Markup(render("html", [Section(publications=(shown,))], options))  # noqa: S704 - escaped


def rows(reasons: Why) -> list[Row]:
    """Return the fields that have a value, or had one before a person emptied it."""
    return [_row(reasons, given) for given in reasons.fields if given.field not in _NOT_EDITED]


def _row(reasons: Why, given: Given) -> Row:
    field = FIELDS.get(given.field)
    pub = reasons.publication
    return Row(
        field=given.field,
        doc=field.doc if field else "",
        value=_text(pub, given.field) or given.value,
        shown=given.value,
        source=given.source,
        by_hand=given.by_hand,
        long=given.field in _LONG,
        choices=tuple(_choices(reasons, given)),
    )


def _choices(reasons: Why, given: Given) -> list[Choice]:
    """Return the other values of a field, each once, from the best source that gives it."""
    records = {stored.id: stored for stored in reasons.records}
    found: dict[str, Choice] = {}
    for source, number, shown in given.others:
        value = _text(records[number].record, given.field) or shown
        found.setdefault(value, Choice(source=source, record=number, shown=shown, value=value))
    return list(found.values())


def _text(work: Publication | Record, field: str) -> str:
    """Return a field as the text that ``set`` takes; empty if the field cannot be written so."""
    if field not in RECORD_FIELDS:
        return ""
    value = getattr(work, field)
    if FIELDS[field].type == "names":
        return join_names(value, accents=False)
    return write_value(field, value)


def missing(reasons: Why) -> list[str]:
    """Return the fields that have no value yet."""
    known = {given.field for given in reasons.fields}
    return [name for name in FIELDS if name not in known and name not in _NOT_EDITED]
