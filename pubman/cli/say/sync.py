"""What a sync did, said in the house style, or as JSON."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Any, Final

from pubman.cli.say.imports import report_as_json, tell_problems
from pubman.cli.say.sync_stops import was_stopped
from pubman.cli.say.terminal import cut, plural, say, shown, suggest
from pubman.derive.context import ADDED
from pubman.errors import BotCheck, PubmanError
from pubman.formats import label
from pubman.library.dblp_precedence import volumes_in
from pubman.library.session import Library
from pubman.library.sync.apply import Outcome
from pubman.library.sync.comparison import Change

_MOST: Final = 12  # changes of one kind named one by one; the rest are counted
_KEY: Final = 23  # columns of a key at most


def tell_one(outcome: Outcome) -> None:
    """Says what came of one person (or one file)."""
    for sentence in outcome.said:
        say(sentence)
    head = f"dblp {outcome.pid}" if outcome.pid else outcome.location
    if outcome.state == "fresh":
        say(f"{head}: asked on {_moment(outcome.synced)}, not asked again.")
    elif outcome.state == "unchanged":
        say(f"{head}: nothing new. Nothing written.")
    else:
        about = outcome.affiliation
        if outcome.synced:
            about = f"last synced {outcome.synced[:10]}"
        name = outcome.name if outcome.pid else _contents(outcome)
        say(f"{head}: {name}" + (f", {about}" if about else ""))
        tell_changes(outcome)
    _tell_name(outcome)


def _contents(outcome: Outcome) -> str:
    """What a file without a person in it is: ``BibTeX, 14 entries; 9 volumes set aside``."""
    assert outcome.arrival is not None
    reading = outcome.arrival.reading
    text = f"{label(reading.format)}, {plural(reading.entries, 'entry')}"
    volumes = volumes_in(reading)
    return text + (f"; {plural(volumes, 'volume')} they stand in set aside" if volumes else "")


def tell_changes(outcome: Outcome) -> None:
    """Says what is new, changed and gone, publication by publication."""
    arrival = outcome.arrival
    if arrival is None:
        return
    if not outcome.synced:
        _tell_first(outcome)
    else:
        new = [each for each in outcome.changes if each.what == "new"]
        others = [each for each in outcome.changes if each.what != "new"]
        width = _width([*new[:_MOST], *others[:_MOST]])
        _tell_listed(new, width)
        _tell_listed(others, width)
        silent = len(arrival.changed) - sum(e.what != "new" for e in outcome.changes)
        if not outcome.changes and silent > 0:
            say(f"{plural(silent, 'record')} in details that lists do not show", sign="~")
    tell_problems(arrival)


def _tell_first(outcome: Outcome) -> None:
    """The sum of a first sync: nobody wants a hundred lines of what is all new."""
    arrival = outcome.arrival
    assert arrival is not None
    if arrival.new:
        count = len(arrival.new_publications)
        text = f"{plural(len(arrival.new), 'record')}: {plural(count, 'publication')}"
        joined = len(arrival.new) - count
        if joined:
            text += f"; {joined} joined {'its paper' if joined == 1 else 'their papers'}"
        say(text, sign="+")
    if arrival.known:
        say(f"{plural(len(arrival.known), 'record')} you have", sign="=")
    if arrival.changed:
        say(f"{plural(len(arrival.changed), 'record')} with other details", sign="~")
    yours = [each for each in outcome.changes if each.yours]
    _tell_listed(yours, _width(yours[:_MOST]))


def _tell_name(outcome: Outcome) -> None:
    if outcome.renamed:
        say(f'dblp calls this person "{outcome.renamed}" now. To add that as a spelling:\n'
            f'pubman sync --dblp {outcome.pid} --person "{outcome.plain_name}"')  # fmt: skip


def _width(changes: Sequence[Change]) -> int:
    """The columns that the keys of ``changes`` take."""
    return min(_KEY, max((len(each.key) for each in changes), default=0))


def _tell_listed(changes: Sequence[Change], width: int) -> None:
    for change in changes[:_MOST]:
        sign = _SIGNS[change.what]
        say(f"{change.key:{width}}  {_words(change)}", sign=sign, hang=6 + width)
        _tell_yours(change, 6 + width)
    if len(changes) > _MOST:
        rest = len(changes) - _MOST
        say(f"and {rest} more (pubman log)", sign=_SIGNS[changes[_MOST].what])


_SIGNS: Final[dict[str, Any]] = {
    "new": "+", "published": "~", "joined": "~", "changed": "~", "back": "+", "gone": "-",
}  # fmt: skip


def _words(change: Change) -> str:
    match change.what:
        case "new":
            return ", ".join(part for part in (cut(change.title, 60), change.place) if part)
        case "published":
            return _came_out(change)
        case "gone":
            return "dblp lists it no longer; kept on your list"
        case "back":
            return "is listed again"
        case "joined":
            given = _fields(change)
            return "dblp has it now" + (f": {given}" if given else "")
    return _fields(change)


def _came_out(change: Change) -> str:
    """A preprint, or what was typed in, that is published now."""
    now = f"now {change.place}"
    if change.joined == ADDED:
        was = f', no longer "{change.was}"' if change.was != "preprint" else ""
        return f"{now}{was} (your typed record joined it; title and authors from dblp)"
    if change.was == "preprint":
        sure = _grounds(change.evidence)
        return f"{now}, your preprint joined it{sure and f' ({sure})'}; key and link stay"
    return f'{now}, no longer "{change.was}"'


def _grounds(evidence: Mapping[str, Any]) -> str:
    """Authors and title of what the matcher found: ``four authors, title 97 %``."""
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
    parts = []
    for name, (old, new) in change.fields.items():
        if name == "authors":
            parts.append(_authors(old, new))
        elif old and new and len(old) + len(new) < 40:
            parts.append(f"{name} {old} -> {new}")
        else:
            parts.append(f"{name} -> {cut(new, 60) or 'nothing'}")
    return ", ".join(parts)


def _authors(old: str, new: str) -> str:
    before, after = old.split("; "), new.split("; ")
    if len(before) != len(after):
        return f"authors {len(before) if old else 0} -> {len(after) if new else 0}"
    changed = [f"{a} -> {b}" for a, b in zip(before, after, strict=True) if a != b]
    return "author " + cut(", ".join(changed), 60) if len(changed) < 3 else "authors"


def _tell_yours(change: Change, indent: int) -> None:
    for name, value in change.yours.items():
        say(f'{name} "{cut(value, 40)}" is yours and stays; drop it with:', indent=indent)
        say(f"pubman unset {change.key} {name}", indent=indent)


# ----------------------------------------------------------------------------------------- the end


def tell_end(library: Library, outcomes: Sequence[Outcome], *, dry_run: bool) -> None:
    """Says how many publications there are now, what waits, and at most one thing to do next."""
    reports = [each.report for each in outcomes if each.report and each.state == "changed"]
    if dry_run:
        say("Nothing written (--dry-run).")
        return
    failed = sum(each.state == "failed" for each in outcomes)
    if failed and not was_stopped(outcomes):
        say(f"{len(outcomes) - failed} of {len(outcomes)} are up to date, {failed} failed.")
    if not reports:
        _tell_gone(library)
        return
    last = reports[-1]
    if last.questions:
        say(f"{plural(last.questions, 'question')}: pubman review", sign="?")
    if reports[0].before:
        say(f"{plural(reports[0].before, 'publication')} before, {last.after} now. "
            "Nothing you set by hand was touched.")  # fmt: skip
    if all(each.error is None for each in outcomes):
        _suggest_next(library, first=not reports[0].before, questions=last.questions)


def _tell_gone(library: Library) -> None:
    """Where nothing is new, what is gone and waits is named all the same."""
    from pubman.library.status import gone, say_gone

    if keys := gone(library):
        say(say_gone(keys), sign="-")


def _suggest_next(library: Library, *, first: bool, questions: int) -> None:
    from pubman.library.outputs import outputs

    old = [name for name, state in outputs(library) if state.startswith("older")]
    lists = f"{plural(len(old), 'list')} {'is' if len(old) == 1 else 'are'} older than the store"
    if questions and old:
        suggest("pubman review", f"pubman export ({lists})")
    elif questions:
        suggest("pubman review")
    elif old:
        suggest(f"pubman export ({lists})")
    elif first:
        suggest("pubman import FILE (Scholar CSV, .bib, RIS) for what dblp does not have")


# ------------------------------------------------------------------------------------- many people


def tell_progress(outcome: Outcome, number: int, total: int) -> None:
    """One line for one of many people, and below it what changed."""
    width = len(str(total))
    name = cut(outcome.plain_name, 30)
    say(f"[{number:{width}}/{total}] {name} {'.' * max(2, 32 - len(name))} {_state(outcome)}")
    if outcome.state == "changed":
        for sentence in outcome.said:
            say(sentence, indent=4)
        if outcome.synced:  # of a first sync the numbers say enough
            tell_changes(outcome)
        _tell_name(outcome)
    elif outcome.error is not None and not isinstance(outcome.error, BotCheck):
        say(outcome.error.message, indent=4)
        for hint in outcome.error.hints:
            say(shown(hint), indent=6)


def _state(outcome: Outcome) -> str:
    if outcome.state == "failed":
        return "robot check" if isinstance(outcome.error, BotCheck) else "failed"
    if outcome.state != "changed":
        return {"fresh": "asked lately"}.get(outcome.state, outcome.state)
    arrival = outcome.arrival
    counts = [] if arrival is None else [
        f"{sign}{len(ids)}"
        for sign, ids in (("+", arrival.new), ("~", arrival.changed), ("-", arrival.gone))
        if ids
    ]  # fmt: skip
    return " ".join(counts) or "changed"


# -------------------------------------------------------------------------------------------- JSON


def outcomes_as_json(outcomes: Sequence[Outcome], *, dry_run: bool) -> dict[str, Any]:
    """Everything that a sync did, as plain data."""
    reports = [each.report for each in outcomes if each.report]
    return {
        "dry_run": dry_run,
        "publications_before": reports[0].before if reports else None,
        "publications": reports[-1].after if reports else None,
        "questions": reports[-1].questions if reports else None,
        "people": [_as_json(each) for each in outcomes],
    }


def _as_json(outcome: Outcome) -> dict[str, Any]:
    return {
        "dblp": outcome.pid or None,
        "name": outcome.plain_name,
        "state": outcome.state,
        "last_synced": outcome.synced or None,
        "error": _error_as_json(outcome.error),
        "renamed": outcome.renamed or None,
        "said": list(outcome.said),
        "changes": [
            {"what": c.what, "key": c.key, "title": c.title, "place": c.place, "was": c.was or None,
             "fields": {name: list(pair) for name, pair in c.fields.items()},
             "yours": c.yours}
            for c in outcome.changes
        ],
        "report": report_as_json(outcome.report) if outcome.report else None,
    }  # fmt: skip


def _error_as_json(error: PubmanError | None) -> dict[str, Any] | None:
    if error is None:
        return None
    return {
        "kind": type(error).__name__,
        "message": error.message,
        "hints": [shown(hint) for hint in error.hints],
    }


def _moment(at: str) -> str:
    return at[:16].replace("T", " ")
