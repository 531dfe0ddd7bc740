"""The report of import, as sentences or as JSON."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any, Final

from pubman.cli.say.problems import problems_as_json
from pubman.cli.say.terminal import plural, say, suggest
from pubman.formats import label
from pubman.formats.items import Problem
from pubman.library.dblp_precedence import volumes_in
from pubman.store.imports.result import ImportResult

if TYPE_CHECKING:  # a sync without news does not load the imports
    from pubman.library.imports import Report

_SHOWN: Final = 5
"""Up to this many problems are shown; more are counted."""


def tell_import(report: Report, *, dry_run: bool = False) -> None:
    """Print what each file brought, what was odd, what waits, and one thing to do next."""
    from pubman.cli.say.own_lists import tell_own_lists

    for arrival in report.arrivals:
        _tell_file(arrival)
    tell_own_lists(report.arrivals, people=report.people)
    if dry_run:
        say("Dry run: nothing was written.")
    elif not report.operation:
        say("Nothing new. Nothing was written.")
    else:
        _tell_questions(report)


def _tell_file(arrival: ImportResult) -> None:
    say(f"{arrival.reading.location}: {', '.join(_description(arrival))}")
    known = len(arrival.joined) + len(arrival.known)
    counts = (len(arrival.new_publications), known, len(arrival.changed), arrival.questions)
    width = len(f"{max(counts):,}")
    if new := len(arrival.new_publications):
        say(f"{new:{width},} new publication{'s' if new > 1 else ''}", sign="+")
    if known:
        say(f"{known:{width},} already known{_notes(arrival)}", sign="=")
    if changed := len(arrival.changed):
        say(f"{changed:{width},} changed since the last import", sign="~")
    if count := arrival.questions:
        say(f"{count:{width},} question{'s' if count > 1 else ''} for you", sign="?")
    tell_problems(arrival)


def _description(arrival: ImportResult) -> list[str]:
    """Return the format, the encoding and the number of entries of a file."""
    reading = arrival.reading
    noun = "row" if "csv" in reading.format else "entry"
    parts = [label(reading.format), reading.encoding, plural(reading.entries, noun)]
    if volumes := volumes_in(reading):
        parts.append(f"{plural(volumes, 'volume of proceedings', 'volumes of proceedings')} aside")
    return [part for part in parts if part]


def _notes(arrival: ImportResult) -> str:
    notes = []
    if arrival.filled:
        notes.append(f"{plural(arrival.filled, 'missing field')} filled in")
    if arrival.twice:
        verb = "was" if arrival.twice == 1 else "were"
        notes.append(f"{plural(arrival.twice, 'entry')} {verb} in the file twice")
    return f" ({'; '.join(notes)})" if notes else ""


def tell_problems(arrival: ImportResult) -> None:
    """Print which entries could not be read, and which were imported with a warning."""
    reading = arrival.reading
    if reading.left_out:
        count = plural(len(reading.left_out), "entry")
        pronoun = "its text is" if len(reading.left_out) == 1 else "their text is"
        say(f"{count} could not be read; {pronoun} kept", sign="!")
        _list_problems(reading.location, reading.left_out)
    if reading.doubts and arrival.wrote:
        keys = {(problem.source_key, problem.line) for problem in reading.doubts}
        say(f"{plural(len(keys), 'entry')} imported with a warning:")
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
            verb = "is" if report.questions == 1 else "are"
            say(f"{plural(report.questions, 'question')} {verb} open.")
        suggest("pubman review")


def report_as_json(report: Report) -> dict[str, Any]:
    """Return the report of an import as plain data."""
    return {
        "operation": report.operation or None,
        "publications_before": report.before,
        "publications": report.after,
        "questions": report.questions,
        "files": [_arrival_as_json(arrival) for arrival in report.arrivals],
    }


def _arrival_as_json(arrival: ImportResult) -> dict[str, Any]:
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
            f"r{record_id}": {
                column: list(pair) for column, pair in columns.items() if column != "raw"
            }
            for record_id, columns in arrival.changed.items()
        },
        "gone_records": arrival.gone,
        "questions": arrival.questions,
        "problems": problems_as_json([*reading.left_out, *reading.doubts]),
    }
