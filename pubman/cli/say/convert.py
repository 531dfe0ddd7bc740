"""The sentences of convert."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any, Final

from pubman.cli.say.problems import problems_as_json
from pubman.cli.say.terminal import plural, say
from pubman.formats import label
from pubman.formats.items import Problem
from pubman.library.conversion import Converted

_NAMED: Final = 10
"""Up to this many problems and fields are named; more are counted."""
_USUAL: Final = ("", "UTF-8")
"""The encodings that are not worth a word."""


def tell_converted(made: Converted, name: str, output: Path | None) -> None:
    """Print how many entries were converted, and what was lost or odd."""
    encoding = "" if made.encoding in _USUAL else f", {made.encoding}"
    count = plural(made.count, "entry")
    if output and str(output) != "-":
        formats = f"{label(made.source)}{encoding} to {made.target}"
        say(f"{output.name}: {count} from {name} ({formats})")
    elif encoding or made.left_out or made.doubts:
        say(f"{name}: {label(made.source)}{encoding}, {count} converted")
    if made.left_out:
        outcome = "copied unchanged" if made.kept else "left out"
        say(f"{plural(len(made.left_out), 'entry')} could not be read; {outcome}", sign="!")
        _list_problems(made.left_out, name)
    if made.doubts:
        entries = len({(problem.source_key, problem.line) for problem in made.doubts})
        say(f"{plural(entries, 'entry')} converted with a warning:", sign="!")
        _list_problems(made.doubts, name)
    if made.lost:
        say(_losses(made), sign="!", hang=4)


def converted_as_json(made: Converted, name: str, output: Path | None) -> dict[str, Any]:
    """Return how many entries were converted, and what was lost or odd, as plain data."""
    return {
        "file": name,
        "output": str(output),
        "from": made.source,
        "to": made.target,
        "encoding": made.encoding or None,
        "entries": made.count,
        "problems": problems_as_json([*made.left_out, *made.doubts]),
        "lost": dict(made.lost.most_common()),
    }


def _losses(made: Converted) -> str:
    """Return the fields that the format cannot hold, and how many entries lose each."""
    from pubman.exports import FORMATS

    lost = made.lost.most_common()
    named = ", ".join(f"{name} ({count:,})" for name, count in lost[:_NAMED])
    more = f" and {len(lost) - _NAMED:,} more" if len(lost) > _NAMED else ""
    return (
        f"{FORMATS[made.target].label} has no field for these, so they are left out: {named}{more}"
    )


def _list_problems(problems: Sequence[Problem], name: str) -> None:
    for problem in problems[:_NAMED]:
        place = f"{name}:{problem.line}" if problem.line else name
        key = f"  {problem.source_key}" if problem.source_key else ""
        say(f"{place}{key}  {problem.message}", indent=4, hang=6)
    if len(problems) > _NAMED:
        say(f"and {len(problems) - _NAMED:,} more", indent=4)
