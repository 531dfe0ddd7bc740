"""Explain a publication: its records, the rule that merged them, and the source of each field."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from pubman.errors import Step, UsageError
from pubman.fields import EXTRA, RECORD_FIELDS
from pubman.library.session import Library
from pubman.match import Verdict, compare, explain, profile
from pubman.merge.overlap import SETTLED
from pubman.merge.precedence import exception
from pubman.record import Name, Publication
from pubman.store import matches, provenance, stored_records
from pubman.store.keys import publications, records_of, resolve
from pubman.store.placements import Placed, placements_of
from pubman.store.stored_records import Stored
from pubman.text.fold import fold


@dataclass(frozen=True, slots=True, kw_only=True)
class Ground:
    """Why two records belong together or not: a person's decision, or a rule and its evidence.

    ``rule`` is ``said`` for a decision. ``pro`` and ``con`` are the evidence for and against.
    ``extending`` tells which of the two extends the other, ``a`` or ``b``.
    """

    record: int
    other: int
    verdict: str
    rule: str
    score: float
    pro: tuple[str, ...]
    con: tuple[str, ...]
    said_at: str = ""
    note: str = ""
    extending: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Given:
    """One field of a publication: its value, its source, and the conflicting values of others.

    ``exception`` says why a source of higher rank was not believed, as
    :func:`pubman.merge.precedence.exception` does.
    """

    field: str
    value: str
    source: str
    record: int | None
    by_hand: bool
    others: tuple[tuple[str, int, str], ...] = ()
    exception: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Why:
    """Everything that explains a publication: records, places, grounds, fields and owners."""

    publication: Publication
    records: tuple[Stored, ...]
    places: Mapping[int, str]
    grounds: Mapping[int, Ground]
    fields: tuple[Given, ...]
    people: tuple[tuple[str, str], ...]
    placements: tuple[Placed, ...] = ()


def why(library: Library, key: str) -> Why:
    """Return the explanation of the publication ``key``."""
    store = library.store
    target = resolve(store, key)
    ids = records_of(store, target.publication)
    stored = {each.id: each for each in stored_records.records(store, set(ids))}
    pub = publications(store, [target.publication])[0]
    people = provenance.people_of(store, target.publication)
    return Why(
        publication=pub,
        records=tuple(stored[each] for each in ids),
        places=_places(library, ids),
        grounds=_grounds(library, ids),
        fields=tuple(_fields(library, pub, stored)),
        people=tuple((row["name"], row["by"]) for row in people),
        placements=tuple(placements_of(store, ids)),
    )


def why_two(library: Library, a: str, b: str) -> tuple[Stored, Stored, Ground]:
    """Compare the lead records of two publications, or two records. Return both and the ground."""
    store = library.store
    first, second = resolve(store, a), resolve(store, b)
    one = first.record or records_of(store, first.publication)[0]
    other = second.record or records_of(store, second.publication)[0]
    if one == other:
        raise UsageError(f"{a} and {b} are already one publication.", Step("why", a))
    stored = {each.id: each for each in stored_records.records(store, {one, other})}
    verdict = compare(
        *(
            profile(
                stored[each].record,
                venue=library.venues.resolve(stored[each].record),
                source=stored[each].source,
                own_duplicates=library.own_duplicates(stored[each].source),
            )
            for each in (one, other)
        )
    )
    pro, con = explain(verdict)
    said = _said(library, {one, other})
    ground = Ground(
        record=one,
        other=other,
        verdict=verdict.verdict,
        rule=verdict.rule,
        score=verdict.score,
        pro=tuple(pro),
        con=tuple(con),
        said_at=said[0]["decided_at"] if said else "",
        note=said[0]["verdict"] if said else "",
        extending=verdict.extending,
    )
    return stored[one], stored[other], ground


def place_of(library: Library, stored: Stored) -> str:
    """Return the origin of a record: ``dblp, conf/sosp/X``, or ``own.bib, line 12``."""
    if stored.source == "dblp":
        return f"dblp, {stored.record.source_key}"
    return _places(library, [stored.id]).get(stored.id, "typed in")


def _places(library: Library, ids: Sequence[int]) -> dict[int, str]:
    """Return the file and line of each record: ``citations.csv, line 5``."""
    found = provenance.places_of(library.store, ids)
    return {
        row["id"]: row["location"] + (f", line {row['line']}" if row["line"] else "")
        for row in found
    }


def _grounds(library: Library, ids: Sequence[int]) -> dict[int, Ground]:
    """Return, for every record except the lead, the best reason to belong to an earlier one."""
    grounds: dict[int, Ground] = {}
    pairs = matches.matches_among(library.store, set(ids))
    said = _said(library, set(ids))
    for index, record in enumerate(ids[1:], 1):
        earlier = set(ids[:index])
        for row in said:
            pair = {row["record_a"], row["record_b"]}
            if row["verdict"] == "same" and record in pair and pair - {record} <= set(ids):
                other = next(iter(pair - {record}))
                grounds[record] = _said_ground(record, other, row)
        if record in grounds:
            continue
        good = [m for m in pairs if record in (m.a, m.b) and _joins(m)]
        good.sort(
            key=lambda m: (not ({m.a, m.b} - {record}) <= earlier, m.verdict == "ask", -m.score)
        )
        if good:
            grounds[record] = _ground(record, good[0])
    return grounds


def _joins(match: matches.Match) -> bool:
    """Return True if a match joins two records: by itself, or because their lists agree."""
    settled = match.verdict == "ask" and match.rule in SETTLED
    return settled or match.verdict in ("same", "version")


def _said(library: Library, ids: set[int]) -> list[Any]:
    return list(matches.decisions_among(library.store, ids))


def _said_ground(record: int, other: int, row: Any) -> Ground:
    return Ground(
        record=record,
        other=other,
        verdict=row["verdict"],
        rule="said",
        score=1.0,
        pro=(),
        con=(),
        said_at=row["decided_at"],
        note=row["note"],
    )


def _ground(record: int, match: matches.Match) -> Ground:
    verdict = Verdict(match.verdict, match.rule, match.score, match.evidence)  # type: ignore[arg-type]
    pro, con = explain(verdict)
    other = match.b if match.a == record else match.a
    return Ground(
        record=record,
        other=other,
        verdict=match.verdict,
        rule=match.rule,
        score=match.score,
        pro=tuple(pro),
        con=tuple(con),
    )


def _fields(library: Library, pub: Publication, stored: Mapping[int, Stored]) -> list[Given]:
    found = provenance.fields_of(library.store, pub.id)
    givers = {row["field"]: row for row in found}
    fields = []
    for name in (*RECORD_FIELDS, *(f for f in givers if f not in RECORD_FIELDS)):
        if name not in givers or name == "title_markup":
            continue
        row = givers[name]
        value = _text(pub, name)
        others = tuple(
            (each.source, each.id, _text(each.record, name))
            for each in stored.values()
            if each.id != row["record_id"] or row["by_hand"]
            if _text(each.record, name) and _differs(name, _text(each.record, name), value)
        )
        giver = stored.get(row["record_id"])
        source = "you" if row["by_hand"] else giver.source if giver else ""
        fields.append(
            Given(
                field=name,
                value=value,
                source=source,
                record=row["record_id"],
                by_hand=bool(row["by_hand"]),
                others=others,
                exception=_exception(library, name, source, value, others),
            )
        )
    return fields


def _exception(
    library: Library, name: str, giver: str, value: str, others: Sequence[tuple[str, int, str]]
) -> str:
    """Return why sources of higher rank than ``giver`` were not believed."""
    if giver == "you":
        return ""
    rank = library.rank(giver)
    higher = [(source, text) for source, _, text in others if library.rank(source) > rank]
    return exception(name, giver, value, higher)


def _text(work: Any, name: str) -> str:
    """Return a field as one line of text."""
    if name.startswith(EXTRA):
        return str(work.extra.get(name.removeprefix(EXTRA), ""))
    if name.startswith("display."):
        display = getattr(work, "display", {})
        return str(display.get(name.partition(".")[2], ""))
    value: Any = getattr(work, name, "")
    if name in ("authors", "editors"):
        names: tuple[Name, ...] = value
        return ", ".join(each.full for each in names)
    if isinstance(value, tuple):
        return ", ".join(value)
    return "" if value is None else str(value)


def _differs(name: str, a: str, b: str) -> bool:
    if name == "date":
        return not (a.startswith(b) or b.startswith(a))
    if name in ("pages", "number", "volume"):
        return fold(a) != fold(b)
    return " ".join(a.split()) != " ".join(b.split())
