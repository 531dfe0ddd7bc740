"""Talk on stderr, data on stdout: signs, wrapped lines, tables and JSON.

Talk is plain ASCII signs within 80 columns, so that it reads the same on a console, in a log file
and aloud. Colour only repeats what a sign already says, on a terminal without ``NO_COLOR``.

====  =====================   ====  =====================
``+``  new                    ``-``  gone upstream
``=``  known already          ``?``  a question for you
``~``  changed                ``!``  a problem
====  =====================   ====  =====================
"""

from __future__ import annotations

import os
import re
import shutil
import sys
import textwrap
import unicodedata
from collections.abc import Iterable, Sequence
from typing import Any, Final, Literal, TextIO

import click

from pubman.cli.settings import settings
from pubman.errors import Step

WIDTH: Final = 80
"""Columns of talk, on a terminal of any width."""

Sign = Literal["+", "=", "~", "-", "?", "!"]
_COLOURS: Final = {"+": "green", "~": "cyan", "-": "magenta", "?": "yellow", "!": "red"}

# --------------------------------------------------------------------------- characters one sees

_HIDDEN: Final = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u061c\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb]"
)
"""Control characters, and those that take no room or turn the direction of the text."""
_JOINERS: Final = "\u200c\u200d"


def visible(text: str) -> str:
    r"""Return ``text`` with the characters that one cannot see written out: ``\u202e``.

    A title may hold them by accident, or to change what a terminal shows. The two joiners stay
    behind letters of scripts that are written with them, such as Arabic and Devanagari.
    """
    return _HIDDEN.sub(_written_out, text) if _HIDDEN.search(text) else text


def _written_out(match: re.Match[str]) -> str:
    char = match[0]
    before = match.string[match.start() - 1 : match.start()]
    if char in _JOINERS and before and _is_joined(before):
        return char
    return f"\\x{ord(char):02x}" if ord(char) < 0x100 else f"\\u{ord(char):04x}"


def _is_joined(char: str) -> bool:
    """Return whether joiners belong behind ``char``: a letter from Arabic to Sinhala, an emoji."""
    if unicodedata.category(char) == "So":
        return True
    return "\u0600" <= char <= "\u0dff" and unicodedata.category(char)[0] in "LM"


# ----------------------------------------------------------------------------------- talk: stderr


def say(
    text: str = "", *, sign: Sign | None = None, indent: int = 0, hang: int | None = None
) -> None:
    """Say ``text`` on stderr, wrapped; nothing under ``--quiet``.

    ``sign`` stands before the text (``  + text``), ``indent`` is the column it begins in and
    ``hang`` the column further lines begin in. Line breaks in ``text`` stay.
    """
    if settings().quiet:
        return
    lead = " " * indent
    if sign:
        lead += f"  {sign} "
    hanging = " " * (len(lead) if hang is None else hang)
    lines = wrap(text, first=lead, rest=hanging)
    if sign and _colourful(sys.stderr):
        lines[0] = lines[0].replace(sign, click.style(sign, fg=_COLOURS.get(sign), bold=True), 1)
    clear()
    print(*lines, sep="\n", file=sys.stderr)


class _Line:
    """The line of stderr that is written over: there is one."""

    shown = False


def rewrite(line: str) -> None:
    """Show ``line`` on stderr until the next one, or until anything is said: for a terminal."""
    _Line.shown = bool(line)
    sys.stderr.write(f"\r\x1b[K{line}")
    sys.stderr.flush()


def clear() -> None:
    """Take the rewritten line away, where one stands."""
    if _Line.shown:
        rewrite("")


def suggest(*commands: str) -> None:
    """Say the one ``Next:`` line; several commands are joined, in the order to run them."""
    say("Next: " + ", then ".join(commands), hang=2)


def complain(message: str, hints: Iterable[str | Step] = ()) -> None:
    """Say on stderr what went wrong, and below it the hints, even under ``--quiet``.

    A command stays on one line, so that it can be pasted.
    """
    lines = wrap(message)
    for hint in map(shown, hints):
        lines += (
            [f"  {visible(hint)}"] if "pubman " in hint else wrap(hint, first="  ", rest="    ")
        )
    clear()
    print(*lines, sep="\n", file=sys.stderr)


def shown(hint: str | Step) -> str:
    """Return a hint as a line of text. A :class:`Step` becomes a command to paste."""
    if isinstance(hint, str):
        return hint
    command = f"pubman {hint.command} {hint.arguments}".rstrip()
    return f"{command}     {hint.purpose}" if hint.purpose else command


def wrap(text: str, *, first: str = "", rest: str = "") -> list[str]:
    """The lines of ``text`` within 80 columns; longer words (paths, URLs) stay whole."""
    lines: list[str] = []
    for part in visible(text).split("\n"):
        lines += textwrap.wrap(
            part,
            WIDTH,
            initial_indent=rest if lines else first,
            subsequent_indent=rest,
            break_long_words=False,
            break_on_hyphens=False,
        ) or [(rest if lines else first).rstrip()]
    return lines


def plural(count: int, noun: str, nouns: str = "") -> str:
    """``1 publication``, ``5,000 entries``; ``nouns`` where the plural is irregular."""
    if count == 1:
        return f"1 {noun}"
    if not nouns:
        consonant_y = noun.endswith("y") and noun[-2:-1] not in tuple("aeiou")
        nouns = noun[:-1] + "ies" if consonant_y else noun + "s"
    return f"{count:,} {nouns}"


def _colourful(stream: TextIO) -> bool:
    plain = os.environ.get("NO_COLOR") or os.environ.get("TERM") == "dumb"
    return stream.isatty() and not plain


# ----------------------------------------------------------------------------------- data: stdout


def print_text(text: str) -> None:
    """Print ``text`` for a person on stdout, ending in one line break."""
    print_data(visible(text))


def print_data(text: str) -> None:
    """Print ``text`` for a program on stdout, every character as it is."""
    print(text, end="" if text.endswith("\n") else "\n")


def print_json(value: Any) -> None:
    """Print ``value`` on stdout as JSON: two spaces, every script as it is, keys in their order."""
    import json

    print(json.dumps(value, ensure_ascii=False, indent=2))


def print_table(
    rows: Iterable[Sequence[object]],
    *,
    header: Sequence[str] = (),
    right: Iterable[int] = (),
    indent: int = 0,
) -> None:
    """Print ``rows`` on stdout in aligned columns, two spaces apart.

    ``right`` are the columns (from 0) to align right, as numbers are. None prints as nothing. On a
    terminal a line is cut with ``...`` where the terminal ends; into a pipe or a file it is whole.
    """
    cells = [[_cell(value) for value in row] for row in ([header] if header else [])]
    cells += [[_cell(value) for value in row] for row in rows]
    columns = max((len(row) for row in cells), default=0)
    widths = [
        max((width(row[i]) for row in cells if i < len(row)), default=0) for i in range(columns)
    ]
    limit = shutil.get_terminal_size().columns if sys.stdout.isatty() else None
    numbers = frozenset(right)
    for row in cells:
        parts = [_pad(text, widths[i], right=i in numbers) for i, text in enumerate(row)]
        line = (" " * indent + "  ".join(parts)).rstrip()
        print(cut(line, limit) if limit else line)


def width(text: str) -> int:
    """The columns ``text`` takes: two for a wide character (Han, Kana, Hangul), none for a mark."""
    if text.isascii():
        return len(text)
    wide = sum(unicodedata.east_asian_width(char) in "WF" for char in text)
    return len(text) + wide - sum(unicodedata.combining(char) != 0 for char in text)


def cut(text: str, columns: int) -> str:
    """``text`` where it fits ``columns``, else its beginning with ``...`` behind."""
    if width(text) <= columns:
        return text
    kept = text[: max(columns - 3, 0)]
    while kept and width(kept) > columns - 3:
        kept = kept[:-1]
    return (kept.rstrip() + "...")[: max(columns, 0)]


def _cell(value: object) -> str:
    return "" if value is None else visible(" ".join(str(value).split()))


def _pad(text: str, columns: int, *, right: bool) -> str:
    gap = " " * (columns - width(text))
    return gap + text if right else text + gap
