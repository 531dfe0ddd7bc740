"""What an import did, said in the house style, or as JSON."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from pubman.cli.say.own_lists import tell_own_lists
from pubman.cli.say.terminal import plural, say, suggest
from pubman.formats import label
from pubman.library.dblp_precedence import volumes_in
from pubman.library.imports import Report
from pubman.record import Problem
from pubman.store.imports.readings import Arrival

_SHOWN = 5  # problems named one by one; the rest are counted


def tell_import(report: Report, *, dry_run: bool = False) -> None:
    """Says what each file brought, what was odd, what waits, and at most one thing to do next."""
    for arrival in report.arrivals:
        _tell_file(arrival)
    tell_own_lists(report.arrivals)
    if dry_run:
        say("Nothing written (--dry-run).")
    elif not report.operation:
        say("Nothing new. Nothing was written.")
    else:
        _tell_questions(report)


def _tell_file(arrival: Arrival) -> None:
    reading = arrival.reading
    parts = [label(reading.format)]
    if reading.encoding:
        parts.append(reading.encoding)
    parts.append(
        plural(reading.entries, "row")
        if "csv" in reading.format
        else plural(reading.entries, "entry")
    )
    if volumes := volumes_in(reading):
        parts[-1] += f"; {plural(volumes, 'volume')} they stand in set aside"
    say(f"{reading.location}: {', '.join(parts)}")
    width = len(f"{max(len(arrival.new_publications), len(arrival.known), 1):,}")
    if arrival.new_publications:
        count = len(arrival.new_publications)
        say(f"{count:{width},} new publication{'s' if count > 1 else ''}", sign="+")
    have = len(arrival.joined) + len(arrival.known)
    if have:
        notes = [f"they fill {plural(arrival.filled, 'gap')}"] if arrival.filled else []
        if arrival.twice:
            verb = "stands" if arrival.twice == 1 else "stand"
            notes.append(f"{arrival.twice:,} {verb} in the file twice")
        say(f"{have:{width},} you have" + (f" ({'; '.join(notes)})" if notes else ""), sign="=")
    if arrival.changed:
        say(f"{len(arrival.changed):{width},} changed since the last import", sign="~")
    if arrival.questions:
        verb = "waits" if arrival.questions == 1 else "wait"
        say(f"{arrival.questions:{width},} {verb} for an answer", sign="?")
    tell_problems(arrival)


def tell_problems(arrival: Arrival) -> None:
    """Says what could not be read, and what was read with a doubt."""
    reading = arrival.reading
    if reading.left_out:
        say(f"{len(reading.left_out):,} not read; their text is kept", sign="!")
        _list_problems(reading.location, reading.left_out)
    if reading.doubts and arrival.wrote:
        keys = {(problem.source_key, problem.line) for problem in reading.doubts}
        say(f"Kept, with a doubt: {plural(len(keys), 'entry')}.")
        _list_problems(reading.location, reading.doubts)


def _list_problems(location: str, problems: Sequence[Problem]) -> None:
    for problem in problems[:_SHOWN]:
        place = f"{location}:{problem.line}" if problem.line else location
        say(f"{place}  {problem.source_key or '(no key)'}  {problem.message}", indent=4, hang=6)
    if len(problems) > _SHOWN:
        more = len(problems) - _SHOWN
        say(f"and {more:,} more: pubman query 'select * from problems'", indent=4)  # noqa: S608


def _tell_questions(report: Report) -> None:
    if report.questions:
        if report.questions != sum(arrival.questions for arrival in report.arrivals):
            verb = "waits" if report.questions == 1 else "wait"
            say(f"{plural(report.questions, 'question')} {verb} for you.")
        suggest("pubman review")


def report_as_json(report: Report) -> dict[str, Any]:
    """The report as plain data."""
    return {
        "operation": report.operation or None,
        "publications_before": report.before,
        "publications": report.after,
        "questions": report.questions,
        "files": [_arrival_as_json(arrival) for arrival in report.arrivals],
    }


def _arrival_as_json(arrival: Arrival) -> dict[str, Any]:
    reading = arrival.reading
    return {
        "file": reading.location,
        "format": reading.format,
        "encoding": reading.encoding or None,
        "source": reading.source,
        "entries": reading.entries,
        "new_records": arrival.new,
        "new_publications": arrival.new_publications,
        "joined_records": arrival.joined,
        "known_records": len(arrival.known),
        "changed": {
            f"r{record_id}": {column: list(pair) for column, pair in columns.items()
                              if column != "raw"}
            for record_id, columns in arrival.changed.items()
        },
        "gone_records": arrival.gone,
        "questions": arrival.questions,
        "problems": [
            {"level": p.level, "line": p.line, "key": p.source_key, "message": p.message}
            for p in (*reading.left_out, *reading.doubts)
        ],
    }  # fmt: skip
