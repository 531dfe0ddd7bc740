"""``why`` on paper: records and grounds, then a table of fields with who gave each."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from pubman.cli.say.terminal import cut, print_json, print_table, print_text, wrap
from pubman.errors import UsageError
from pubman.library.explain import Given, Ground, Why
from pubman.store.derived import Stored

_VALUE, _OTHER = 27, 28  # columns of a value and of who disagrees


def print_why(why: Why) -> None:
    """Prints the reasons of a publication."""
    pub = why.publication
    venue = pub.canonical.acronym if pub.canonical else pub.venue
    head = ". ".join(
        part for part in (pub.title.rstrip("."), f"{venue} {pub.year or ''}".strip()) if part
    )
    count = len(why.records)
    rests = (
        "One publication from one record:"
        if count == 1
        else f"One publication from {count} records:"
    )
    for line in wrap(f"{head}. {rests}"):
        print_text(line)
    print_text("")
    _print_records(why)
    _print_belonging(why)
    print_text("")
    rows = [
        (given.field.removesuffix("_id"), cut(given.value, _VALUE) or "(emptied)",
         "you" if given.by_hand else f"{given.source} r{given.record}", _others(given))
        for given in why.fields
    ]  # fmt: skip
    if pub.era:
        said = "you" if any(given.field == "era" for given in why.fields) else "by date"
        rows = [row for row in rows if row[0] != "era"] + [("era", pub.era, said, "-")]
    print_table(rows, header=("field", "value", "from", "who disagrees"), indent=2)
    if count > 1 or pub.extends or pub.extended_by:
        print_text("")
    for tie in pub.extends:
        print_text(f"It extends {tie} (pubman why {pub.key} {tie}).")
    for tie in pub.extended_by:
        print_text(f"{tie} extends it (pubman why {tie} {pub.key}).")
    if count > 1:
        last = why.records[-1].id
        print_text(f"Not so? pubman apart r{last} takes that record out. One field: pubman why "
                   f"{pub.key} title")  # fmt: skip


def _print_records(why: Why) -> None:
    rows = []
    for each in why.records:
        key = each.record.source_key if "|" not in each.record.source_key else ""
        place = why.places.get(each.id, "typed in" if each.source == "added" else "")
        where = key if each.source == "dblp" else place or key
        ground = why.grounds.get(each.id)
        rows.append((f"r{each.id}", each.source, where, _relation(ground)))
    ends = [max(len(row[column]) for row in rows) for column in range(3)]
    indent = " " * (2 + ends[0] + 2 + ends[1] + 2)
    for row, each in zip(rows, why.records, strict=True):
        line = (f"  {row[0]:{ends[0]}}  {row[1]:{ends[1]}}  {cut(row[2], 44):{min(ends[2], 44)}}"
                f"  {row[3]}")  # fmt: skip
        print_text(line.rstrip())
        for reason in _reasons(why.grounds.get(each.id)):
            for part in wrap(reason, first=indent, rest=indent):
                print_text(part)


def _relation(ground: Ground | None) -> str:
    if ground is None:
        return ""
    word = "preprint of" if ground.verdict == "version" else "same as"
    return f"{word} r{ground.other}"


def _reasons(ground: Ground | None) -> list[str]:
    if ground is None:
        return []
    if ground.rule == "said":
        day = datetime.fromisoformat(ground.said_at).astimezone().date()
        note = f": {ground.note}" if ground.note else ""
        return [f"you said so on {day}{note}"]
    against = f"; against it: {', '.join(ground.con)}" if ground.con else ""
    found = ", ".join(ground.pro) or "nothing else"
    return [f"rule {ground.rule}: {found}{against} ({ground.score:.2f})"]


def _print_belonging(why: Why) -> None:
    grounds = {
        "said": "you said so",
        "list": "on their own list",
        "pid": "by dblp number",
        "orcid": "by ORCID",
        "spelling": "by name",
    }
    for name, by in why.people:
        print_text(f"  of {name}: {grounds[by]}")
    if why.publication.mine is None:
        print_text("  whose it is: pubman asks (pubman review)")


def _others(given: Given) -> str:
    if not given.others:
        return "-"
    source, record, value = given.others[0]
    more = f" (+{len(given.others) - 1})" if len(given.others) > 1 else ""
    return cut(f"{source} r{record}: {value}", _OTHER) + more


def print_field(why: Why, field: str) -> None:
    """Prints one field whole: its value, who gave it, and every other value."""
    given = next((each for each in why.fields if each.field == field), None)
    if given is None:
        raise UsageError(f"Nobody says anything about {field} of {why.publication.key}.")
    giver = "you" if given.by_hand else f"{given.source} r{given.record}"
    for line in wrap(f"{given.value or '(emptied)'}", first=f"{field:8} ", rest=" " * 9):
        print_text(line)
    print_text(f"from     {giver}" + (f"; pubman unset {why.publication.key} {field} lets the "
               "sources speak again" if given.by_hand else ""))  # fmt: skip
    for source, record, value in given.others:
        for line in wrap(f"{source} r{record}: {value}", first="not      ", rest=" " * 9):
            print_text(line)


def print_two(a: Stored, b: Stored, ground: Ground, *, as_json: bool = False) -> None:
    """Prints what pubman makes of two records."""
    if as_json:
        print_json({"a": _record_as_json(a), "b": _record_as_json(b)} | _ground_as_json(ground))
        return
    for name, each in (("A", a), ("B", b)):
        record = each.record
        people = ", ".join(author.full for author in record.authors)
        for line in wrap(record.title, first=f"  {name}  r{each.id} {each.source}: ", rest="     "):
            print_text(line)
        rest = " ".join(p for p in (record.venue, str(record.date or ""), record.pages) if p)
        for line in wrap("; ".join(p for p in (people, rest, record.doi) if p), first="     ",
                         rest="     "):  # fmt: skip
            print_text(line)
    print_text("")
    if ground.pro:
        for line in wrap("; ".join(ground.pro), first="  for      ", rest=" " * 11):
            print_text(line)
    if ground.con:
        for line in wrap("; ".join(ground.con), first="  against  ", rest=" " * 11):
            print_text(line)
    print_text(f"  pubman   {_outcome(ground)} (rule {ground.rule}, {ground.score:.2f})")
    if ground.note:
        print_text(f"  you      {ground.note}, on {ground.said_at[:10]}")


def _outcome(ground: Ground) -> str:
    if ground.verdict == "extends":
        extending, other = ("A", "B") if ground.extending == "a" else ("B", "A")
        return f"{extending} extends {other}"
    return {"version": "preprint and paper", "ask": "asks you"}.get(ground.verdict, ground.verdict)


def why_as_json(why: Why) -> dict[str, Any]:
    """The reasons of a publication as plain data."""
    return {
        "key": why.publication.key,
        "records": [
            _record_as_json(each)
            | {"place": why.places.get(each.id)}
            | ({"because": _ground_as_json(why.grounds[each.id])} if each.id in why.grounds else {})
            for each in why.records
        ],
        "fields": [
            {
                "field": given.field,
                "value": given.value,
                "from": "you" if given.by_hand else given.source,
                "record": given.record,
                "others": [{"source": s, "record": r, "value": v} for s, r, v in given.others],
            }
            for given in why.fields
        ],
        "people": [{"name": name, "by": by} for name, by in why.people],
    }


def _record_as_json(each: Stored) -> dict[str, Any]:
    return {"record": each.id, "source": each.source, "source_key": each.record.source_key,
            "title": each.record.title}  # fmt: skip


def _ground_as_json(ground: Ground) -> dict[str, Any]:
    return {
        "verdict": ground.verdict,
        "rule": ground.rule,
        "score": ground.score,
        "with": ground.other,
        "for": list(ground.pro),
        "against": list(ground.con),
        "said": ground.said_at or None,
    }
