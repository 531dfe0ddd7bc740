"""What a sync changed, publication by publication, in sentences."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Any, Final

from pubman.cli.say.imports import tell_problems
from pubman.cli.say.terminal import Sign, cut, plural, say
from pubman.derive.context import ADDED, PROPOSERS
from pubman.library.sync.comparison import Change, What
from pubman.library.sync.outcome import Outcome
from pubman.store.imports.result import ImportResult

_MOST: Final = 12
"""How many changes of one kind are named; the rest are counted."""
_KEY: Final = 23
"""The most columns that a key takes."""

_SIGNS: Final[Mapping[What, Sign]] = {
    "new": "+", "published": "~", "joined": "~", "changed": "~", "back": "+", "gone": "-",
}  # fmt: skip


def tell_changes(outcome: Outcome) -> None:
    """Say what is new, changed and gone, publication by publication."""
    arrival = outcome.arrival
    if arrival is None:
        return
    if outcome.account.source in PROPOSERS:
        _tell_proposals(outcome)
    elif outcome.synced:
        _tell_later(outcome, arrival)
    else:
        _tell_first(outcome, arrival)
    tell_problems(arrival)


def _tell_proposals(outcome: Outcome) -> None:
    """Say how many papers a source proposes; they are one question with one answer for all."""
    source = outcome.account.source
    count = sum(each.what == "new" for each in outcome.changes)
    if count:
        papers = plural(count, "more paper")
        say(f"{papers} that only {source} lists as yours. Are they?", sign="?")
        say(f"one by one:  pubman review --cause {source}", indent=4)
        say(f"all:         pubman review --cause {source} --answer mine   (or hide)", indent=4)


def _tell_later(outcome: Outcome, arrival: ImportResult) -> None:
    new = [each for each in outcome.changes if each.what == "new"]
    others = [each for each in outcome.changes if each.what != "new"]
    width = _width([*new[:_MOST], *others[:_MOST]])
    _tell_listed(new, width, outcome.account.source)
    _tell_listed(others, width, outcome.account.source)
    if outcome.rekeyed:
        count = plural(outcome.rekeyed, "record")
        have = "has a new key" if outcome.rekeyed == 1 else "have new keys"
        say(f"{count} {have} at {outcome.account.source}; nothing else changed", sign="~")
    elif arrival.changed and not outcome.changes:
        count = plural(len(arrival.changed), "record")
        say(f"{count} changed in details that lists do not show", sign="~")


def _tell_first(outcome: Outcome, arrival: ImportResult) -> None:
    """Say the sum of a first sync: nobody wants a hundred lines about what is all new."""
    if arrival.new:
        count = len(arrival.new_publications)
        text = f"{plural(len(arrival.new), 'record')}: {plural(count, 'publication')}"
        joined = len(arrival.new) - count
        if joined:
            text += f"; {joined} merged with {'its paper' if joined == 1 else 'their papers'}"
        say(text, sign="+")
    if arrival.known:
        say(f"{plural(len(arrival.known), 'record')} already known", sign="=")
    if arrival.changed:
        say(f"{plural(len(arrival.changed), 'record')} with other details", sign="~")
    yours = [each for each in outcome.changes if each.yours]
    _tell_listed(yours, _width(yours[:_MOST]), outcome.account.source)


def tell_listed(changes: Sequence[Change], source: str) -> None:
    """Name changes, each in a line."""
    _tell_listed(changes, _width(changes[:_MOST]), source)


def _width(changes: Sequence[Change]) -> int:
    """Return the columns that the keys of ``changes`` take."""
    return min(_KEY, max((len(each.key) for each in changes), default=0))


def _tell_listed(changes: Sequence[Change], width: int, source: str) -> None:
    for change in changes[:_MOST]:
        text = f"{change.key:{width}}  {_words(change, source)}"
        say(text, sign=_SIGNS[change.what], hang=6 + width)
        _tell_yours(change, 6 + width)
    if len(changes) > _MOST:
        rest = len(changes) - _MOST
        say(f"and {rest} more (pubman log)", sign=_SIGNS[changes[_MOST].what])


def _words(change: Change, source: str) -> str:
    match change.what:
        case "new":
            return ", ".join(part for part in (cut(change.title, 60), change.place) if part)
        case "published":
            return _came_out(change, source)
        case "gone":
            return f"no longer listed by {source}; it stays on your list"
        case "back":
            return f"listed by {source} again"
        case "joined":
            given = _fields(change)
            return f"now in {source} too" + (f": {given}" if given else "")
    return _fields(change)


def _came_out(change: Change, source: str) -> str:
    """Say that a preprint, or a typed entry, is published now."""
    now = f"now {change.place}"
    if change.joined == ADDED:
        was = f', no longer "{change.was}"' if change.was != "preprint" else ""
        return f"{now}{was} (merged with your typed record; title and authors from {source})"
    if change.was == "preprint":
        grounds = _grounds(change.evidence)
        return f"{now}, merged with your preprint{grounds and f' ({grounds})'}; key and link stay"
    return f'{now}, no longer "{change.was}"'


def _grounds(evidence: Mapping[str, Any]) -> str:
    """Return authors and title of what the matcher found: ``four authors, title 97 %``."""
    parts = []
    agree = re.match(r"(\d+) of \d+", str(evidence.get("authors", "")))
    if agree and (count := int(agree[1])):
        number = _NUMBERS[count] if count < len(_NUMBERS) else str(count)
        parts.append(f"{number} author{'' if count == 1 else 's'}")
    if alike := float(evidence.get("title", 0)):
        parts.append("same title" if alike == 1 else f"title {min(99, round(alike * 100))} %")
    return ", ".join(parts)


_NUMBERS: Final = (
    "no one two three four five six seven eight nine ten eleven twelve"
).split()  # fmt: skip


def _fields(change: Change) -> str:
    return ", ".join(_field(name, old, new) for name, (old, new) in change.fields.items())


def _field(name: str, old: str, new: str) -> str:
    if name == "authors":
        return _authors(old, new)
    if old and new and len(old) + len(new) < 40:
        return f"{name} {old} -> {new}"
    return f"{name} -> {cut(new, 60) or 'nothing'}"


def _authors(old: str, new: str) -> str:
    before, after = old.split("; "), new.split("; ")
    if len(before) != len(after):
        return f"authors {len(before) if old else 0} -> {len(after) if new else 0}"
    changed = [f"{a} -> {b}" for a, b in zip(before, after, strict=True) if a != b]
    return "author " + cut(", ".join(changed), 60) if len(changed) < 3 else "authors"


def _tell_yours(change: Change, indent: int) -> None:
    for name, value in change.yours.items():
        say(f'{name} "{cut(value, 40)}" is yours and stays; to drop it:', indent=indent)
        say(f"pubman unset {change.key} {name}", indent=indent)
