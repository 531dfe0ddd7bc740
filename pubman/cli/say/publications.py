"""Publications on screen: one per line for list and search, all fields for show."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Final

from pubman.cli.say.tables import print_table, terminal_columns
from pubman.cli.say.terminal import cut, print_text, print_wrapped
from pubman.record import Authorship, Publication

_VENUE: Final = 16
_WIDE_VENUE: Final = 30
_WIDE_TERMINAL: Final = 130
_LABEL: Final = 11


def print_lines(publications: Sequence[Publication]) -> None:
    """Print one line for each publication: key, year, venue, title.

    The venue is shortened on a terminal only.
    """
    columns = terminal_columns()
    venue = None
    if columns:
        venue = _WIDE_VENUE if columns >= _WIDE_TERMINAL else _VENUE
    rows = [_line(pub, venue) for pub in publications]
    print_table(rows, styles={0: "key", 1: "dim", 2: "dim"})


def _line(pub: Publication, venue_columns: int | None) -> tuple[str, str, str, str]:
    venue = _venue(pub)
    if venue_columns:
        venue = cut(venue, venue_columns)
    marks = "".join(f" [{mark}]" for mark in (pub.status, _ownership(pub)) if mark)
    title = _title(pub)
    return (pub.key, str(pub.year or "----"), venue, title + marks)


def _title(pub: Publication) -> str:
    if not pub.title_markup:
        return pub.title
    from pubman.text.markup import plain_title  # most titles have no markup

    return plain_title(pub.title, pub.title_markup)


def _venue(pub: Publication) -> str:
    return pub.canonical.acronym if pub.canonical else pub.venue


def _ownership(pub: Publication) -> str:
    if pub.hidden:
        return "hidden"
    return {True: "", False: "not yours", None: "yours?"}[pub.mine]


def print_one(pub: Publication) -> None:
    """Print every field of a publication that has a value."""
    title = _title(pub)
    print_wrapped(f"{pub.key}  {title}", rest="  ", styles={pub.key: "key", title: "title"})
    for label, value in _fields(pub):
        if value:
            lead = f"  {label:{_LABEL}} "
            print_wrapped(value, first=lead, rest=" " * len(lead), styles={label: "heading"})


def _fields(pub: Publication) -> Sequence[tuple[str, str]]:
    venue = _venue(pub)
    written = pub.venue if pub.venue != venue else ""
    return (
        ("authors", ", ".join(_author(each) for each in pub.authorships)),
        ("editors", ", ".join(each.full for each in pub.editors)),
        ("venue", ", ".join(part for part in (venue, written) if part)),
        ("series", pub.series),
        ("date", str(pub.date or "")),
        ("kind", pub.kind),
        ("volume", pub.volume),
        ("number", pub.number),
        ("pages", pub.pages),
        ("publisher", pub.publisher),
        ("school", pub.school),
        ("place", pub.place),
        ("doi", pub.doi),
        ("arxiv", pub.arxiv_id),
        ("pmid", pub.pmid),
        ("pmcid", pub.pmcid),
        ("isbn", pub.isbn),
        ("url", pub.url),
        ("status", pub.status),
        ("award", pub.award),
        ("note", pub.note),
        ("era", pub.era or ""),
        ("tags", ", ".join(pub.tags)),
        ("links", ", ".join(f"{link.label} {link.url}" for link in pub.links)),
        ("extends", ", ".join(pub.extends)),
        ("extended by", ", ".join(pub.extended_by)),
        ("sources", ", ".join(pub.sources)),
        ("yours", {True: "", False: "no", None: "not decided (pubman review)"}[pub.mine]),
        ("hidden", f"yes (pubman unhide {pub.key})" if pub.hidden else ""),
    )


def _author(authorship: Authorship) -> str:
    roles = f" ({', '.join(authorship.roles)})" if authorship.roles else ""
    return f"{authorship.name.full}{roles}"


def print_separated(publications: Sequence[Publication]) -> None:
    """Print every field of several publications, with an empty line between them."""
    for number, pub in enumerate(publications):
        if number:
            print_text("")
        print_one(pub)


# -------------------------------------------------------------------------------- the sentences


def nothing_listed(words: Sequence[str]) -> str:
    """Return that no publication of yours matches ``words``."""
    return f"No publication of yours matches {_short(words)}. (pubman list --all)"


def nothing_found(words: Sequence[str], unknown: Sequence[str], known: Sequence[str]) -> str:
    """Return that nothing matches ``words``; ``unknown`` are prefixes that do not exist."""
    text = f"No publication matches {_short(words)}."
    if unknown:
        prefixes = ", ".join(f"{name}:" for name in known)
        text += f" {unknown[0]}: is not a valid prefix (use {prefixes})."
    return text


def left_out(counts: Mapping[str, int]) -> str:
    """Return how many publications a list without conditions leaves out, and why."""
    parts = ", ".join(f"{count} {reason}" for reason, count in counts.items())
    return f"Not on this list: {parts} (pubman list --all)"


def _short(words: Sequence[str]) -> str:
    return cut(" ".join(words), 60)
