"""The report of why as JSON."""

from __future__ import annotations

from typing import Any

from pubman.cli.say.why import find_field
from pubman.library.explain import Given, Ground, Why
from pubman.store.stored_records import Stored


def why_as_json(why: Why) -> dict[str, Any]:
    """Return the explanation of a publication as plain data."""
    return {
        "key": why.publication.key,
        "records": [_with_ground(why, each) for each in why.records],
        "fields": [_given_as_json(given) for given in why.fields],
        "people": [{"name": name, "by": by} for name, by in why.people],
        "placements": [
            {
                "list": each.list,
                "position": each.placement.position,
                "section": list(each.placement.section),
                "label": each.placement.number,
                "line": each.placement.line,
                "written": each.placement.raw,
                "rule": each.placement.rule,
                "links": [{"label": x.label, "url": x.url} for x in each.placement.links],
            }
            for each in why.placements
        ],
    }


def field_as_json(why: Why, field: str) -> dict[str, Any]:
    """Return one field with its source and every other value as plain data."""
    return {"key": why.publication.key} | _given_as_json(find_field(why, field))


def two_as_json(a: Stored, b: Stored, ground: Ground) -> dict[str, Any]:
    """Return the comparison of two records as plain data."""
    return {"a": _record_as_json(a), "b": _record_as_json(b)} | _ground_as_json(ground)


def _with_ground(why: Why, stored: Stored) -> dict[str, Any]:
    found = _record_as_json(stored) | {"place": why.places.get(stored.id)}
    ground = why.grounds.get(stored.id)
    return found | ({"because": _ground_as_json(ground)} if ground else {})


def _given_as_json(given: Given) -> dict[str, Any]:
    return {
        "field": given.field,
        "value": given.value,
        "from": "you" if given.by_hand else given.source,
        "record": given.record,
        "exception": given.exception or None,
        "others": [
            {"source": source, "record": record, "value": value}
            for source, record, value in given.others
        ],
    }


def _record_as_json(stored: Stored) -> dict[str, Any]:
    return {
        "record": stored.id,
        "source": stored.source,
        "source_key": stored.record.source_key,
        "title": stored.record.title,
    }


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
