"""The report of why: records and their grounds, then the fields and their sources."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from typing import Any, Final

from pubman.cli.say.tables import print_table
from pubman.cli.say.terminal import cut, print_text, print_wrapped
from pubman.errors import UsageError
from pubman.library.explain import Given, Ground, Why
from pubman.merge.precedence import CAPITALS
from pubman.record import Publication
from pubman.store.stored_records import Stored

_VALUE: Final = 27
"""The columns of a value."""
_OTHER: Final = 28
"""The columns of a conflicting value."""
_PLACE: Final = 44
"""The columns of the place of a record."""
_OWNED_BY: Final = {
    "said": "you said so",
    "list": "it is on their own list",
    "pid": "by dblp number",
    "orcid": "by ORCID",
    "spelling": "by name",
}


def print_why(why: Why) -> None:
    """Print the explanation of a publication."""
    pub = why.publication
    count = len(why.records)
    records = "one record" if count == 1 else f"{count} records"
    print_wrapped(f"{_headline(pub)}. One publication from {records}:", styles={pub.title: "title"})
    print_text("")
    _print_records(why)
    _print_owners(why)
    print_text("")
    _print_fields(why)
    _print_placements(why)
    if count > 1 or pub.extends or pub.extended_by:
        print_text("")
    for other in pub.extends:
        print_text(f"It extends {other} (pubman why {pub.key} {other}).")
    for other in pub.extended_by:
        print_text(f"{other} extends it (pubman why {other} {pub.key}).")
    if count > 1:
        last = why.records[-1].id
        print_text(f"Wrong? To split off r{last}: pubman apart r{last}")
        print_text(f"All values of one field: pubman why {pub.key} title")


def _headline(pub: Publication) -> str:
    venue = pub.canonical.acronym if pub.canonical else pub.venue
    published = f"{venue} {pub.year or ''}".strip()
    return ". ".join(part for part in (pub.title.rstrip("."), published) if part)


# -------------------------------------------------------------------------------------- records


def _print_placements(why: Why) -> None:
    """Print the position of the publication in moved-in lists, and their text."""
    for each in why.placements:
        place = each.placement
        section = f", under {' > '.join(place.section)}" if place.section else ""
        line = f", line {place.line}" if place.line else ""
        print_text("")
        print_text(f"Entry {place.position} of {each.list}{line}{section}:")
        print_wrapped(place.raw, first="  ", rest="  ")
        if place.rule:
            print_text(f"  Title found by the rule: {place.rule}")
        for link in place.links:
            print_text(f"  link {link.label or '(title)'}: {link.url}")
        for name, value in (("award", place.award), ("note", place.note)):
            if value:
                print_text(f"  {name}: {value}")
        for sign, meaning in place.signs:
            print_text(f"  {sign}: {meaning}")


def _print_records(why: Why) -> None:
    rows = [_record_cells(why, each) for each in why.records]
    widths = [max(len(row[column]) for row in rows) for column in range(3)]
    place = min(widths[2], _PLACE)
    indent = " " * (2 + widths[0] + 2 + widths[1] + 2)
    for row, each in zip(rows, why.records, strict=True):
        first, source = f"{row[0]:{widths[0]}}", f"{row[1]:{widths[1]}}"
        line = f"  {first}  {source}  {cut(row[2], _PLACE):{place}}  {row[3]}"
        print_text(line.rstrip())
        for reason in _reasons(why.grounds.get(each.id)):
            print_wrapped(reason, first=indent, rest=indent)


def _record_cells(why: Why, stored: Stored) -> tuple[str, str, str, str]:
    key = stored.record.source_key
    key = "" if "|" in key else key  # a made-up key of a source without keys
    place = why.places.get(stored.id, "typed by hand" if stored.source == "added" else "")
    origin = key if stored.source == "dblp" else place or key
    return f"r{stored.id}", stored.source, origin, _relation(why.grounds.get(stored.id))


def _relation(ground: Ground | None) -> str:
    if ground is None:
        return ""
    word = "preprint of" if ground.verdict == "version" else "same as"
    return f"{word} r{ground.other}"


def _reasons(ground: Ground | None) -> Iterator[str]:
    if ground is None:
        return
    if ground.rule == "said":
        day = datetime.fromisoformat(ground.said_at).astimezone().date()
        note = f": {ground.note}" if ground.note else ""
        yield f"you decided on {day}{note}"
        return
    found = ", ".join(ground.pro) or "nothing else"
    if ground.verdict == "ask":
        found += ", and their lists name the same other works"
    against = f"; against: {', '.join(ground.con)}" if ground.con else ""
    yield f"rule {ground.rule}: {found}{against} ({ground.score:.2f})"


def _print_owners(why: Why) -> None:
    for name, by in why.people:
        print_text(f"  written by {name}: {_OWNED_BY[by]}")
    if why.publication.mine is None:
        print_text("  not decided whether it is yours (pubman review)")


# --------------------------------------------------------------------------------------- fields


def _print_fields(why: Why) -> None:
    pub = why.publication
    rows = [
        (
            given.field.removesuffix("_id"),
            cut(given.value, _VALUE) or "(emptied)",
            _giver(given),
            _others(given),
        )
        for given in why.fields
    ]
    if pub.era:
        by_hand = any(given.field == "era" for given in why.fields)
        rows = [row for row in rows if row[0] != "era"]
        rows.append(("era", pub.era, "you" if by_hand else "its date", "-"))
    header = ("field", "value", "from", "other values")
    print_table(rows, header=header, indent=2, styles={0: "heading", 3: "dim"})
    for given in why.fields:
        if given.exception:
            print_wrapped(f"{given.field}: {_exception(given)}.", first="  ", rest="  ")


def _giver(given: Given) -> str:
    return "you" if given.by_hand else f"{given.source} r{given.record}"


def _exception(given: Given) -> str:
    """Return why the rank of the sources did not decide."""
    if given.exception == CAPITALS:
        return "any other title is better than one in capitals"
    if given.exception == given.source:
        return f"{given.source} is the best source of this field, so ranks do not count"
    return f"{given.exception} is used here only if no other source has a value"


def _others(given: Given) -> str:
    if not given.others:
        return "-"
    source, record, value = given.others[0]
    more = f" (+{len(given.others) - 1})" if len(given.others) > 1 else ""
    return cut(f"{source} r{record}: {value}", _OTHER) + more


def print_field(why: Why, field: str) -> None:
    """Print one field completely: its value, its source, and every other value."""
    given = find_field(why, field)
    key = why.publication.key
    print_wrapped(given.value or "(emptied)", first=f"{field:8} ", rest=" " * 9)
    way_back = f" (to use the sources again: pubman unset {key} {field})" if given.by_hand else ""
    print_text(f"from     {_giver(given)}{way_back}")
    if given.exception:
        print_wrapped(_exception(given), first="because  ", rest=" " * 9)
    for source, record, value in given.others:
        print_wrapped(f"{source} r{record}: {value}", first="other    ", rest=" " * 9)


def find_field(why: Why, field: str) -> Given:
    """Return a field of the explanation. ``UsageError`` if it has none of that name."""
    given = next((each for each in why.fields if each.field == field), None)
    if given is None:
        raise UsageError(f"No source gives {field} of {why.publication.key}.")
    return given


# ---------------------------------------------------------------------------------- two records


def print_two(a: Stored, b: Stored, ground: Ground) -> None:
    """Print how pubman compares two records."""
    for name, each in (("A", a), ("B", b)):
        record = each.record
        lead = f"  {name}  r{each.id} {each.source}: "
        print_wrapped(record.title, first=lead, rest="     ")
        people = ", ".join(author.full for author in record.authors)
        place = " ".join(
            part for part in (record.venue, str(record.date or ""), record.pages) if part
        )
        details = "; ".join(part for part in (people, place, record.doi) if part)
        print_wrapped(details, first="     ", rest="     ")
    print_text("")
    print_evidence(ground, print_wrapped)
    print_text(f"  result   {_outcome(ground)} (rule {ground.rule}, {ground.score:.2f})")
    if ground.note:
        print_text(f"  you      {ground.note}, on {ground.said_at[:10]}")


def print_evidence(ground: Ground, write: Any) -> None:
    """Print what speaks for and against one publication, with ``write``."""
    if ground.pro:
        write("; ".join(ground.pro), first="  for      ", rest=" " * 11)
    if ground.con:
        write("; ".join(ground.con), first="  against  ", rest=" " * 11)


def _outcome(ground: Ground) -> str:
    if ground.verdict == "extends":
        extending, other = ("A", "B") if ground.extending == "a" else ("B", "A")
        return f"{extending} extends {other}"
    named = {"version": "preprint and paper", "ask": "not certain: pubman asks you"}
    return named.get(ground.verdict, ground.verdict)
