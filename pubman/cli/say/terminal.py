"""Talk on stderr, data on stdout: signs, wrapped lines, tables, colour and JSON.

Talk is plain ASCII signs within 80 columns, so that it reads the same on a console, in a log file
and aloud. Colour only repeats what a sign or a word already says. It is used on a terminal, unless
``NO_COLOR`` is set; ``--color always`` and ``--color never`` decide otherwise.

====  =====================   ====  =====================
``+``  new                    ``-``  gone from its source
``=``  already known          ``?``  a question for you
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
from collections.abc import Iterable, Mapping, Sequence
from typing import Any, Final, Literal, TextIO

import click

from pubman.cli.say.hints import is_command, shown
from pubman.cli.settings import settings
from pubman.errors import Hint

WIDTH: Final = 80
"""The columns of talk that goes into a pipe or a file."""
WIDEST: Final = 100
"""The most columns of talk on a wide terminal: longer lines are hard to read."""

Sign = Literal["+", "=", "~", "-", "?", "!"]
_SIGN_COLOURS: Final = {"+": "green", "~": "cyan", "-": "magenta", "?": "yellow", "!": "red"}

Style = Literal["error", "warning", "heading", "key", "title", "dim", "added", "removed"]
_STYLES: Final[Mapping[Style, Mapping[str, Any]]] = {
    "error": {"fg": "red", "bold": True},
    "warning": {"fg": "yellow", "bold": True},
    "heading": {"bold": True},
    "key": {"fg": "cyan"},
    "title": {"bold": True},
    "dim": {"dim": True},
    "added": {"fg": "green"},
    "removed": {"fg": "red"},
}

# --------------------------------------------------------------------------- characters one sees

_HIDDEN: Final = (
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u061c\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb]"
)
"""Control characters, and those that take no room or turn the direction of the text."""
_JOINERS: Final = "\u200c\u200d"


def visible(text: str) -> str:
    r"""Return ``text`` with the characters that one cannot see written out: ``\u202e``.

    A title may hold them by accident, or to change what a terminal shows. The two joiners stay
    behind letters of scripts that are written with them, such as Arabic and Devanagari.
    """
    return text if text.isprintable() else re.sub(_HIDDEN, _written_out, text)


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
    """Print ``text`` on stderr, wrapped. Print nothing under ``--quiet``.

    ``sign`` is put before the text (``  + text``). ``indent`` is the column in which the text
    begins, ``hang`` the column in which further lines begin. Line breaks in ``text`` are kept.
    """
    if settings().quiet:
        return
    lead = " " * indent
    if sign:
        lead += f"  {sign} "
    hanging = " " * (len(lead) if hang is None else hang)
    lines = wrap(text, first=lead, rest=hanging)
    if sign and is_colourful(sys.stderr):
        coloured = click.style(sign, fg=_SIGN_COLOURS.get(sign), bold=True)
        lines[0] = lines[0].replace(sign, coloured, 1)
    _print_talk(lines)


def _print_talk(lines: Sequence[str]) -> None:
    clear()
    print(*lines, sep="\n", file=sys.stderr)


class _Line:
    """The one line of stderr that is written over."""

    shown = False


def rewrite(line: str) -> None:
    """Show ``line`` on stderr until the next one, or until something is said. For a terminal."""
    _Line.shown = bool(line)
    sys.stderr.write(f"\r\x1b[K{line}")
    sys.stderr.flush()


def clear() -> None:
    """Remove the line that :func:`rewrite` has shown, if there is one."""
    if _Line.shown:
        rewrite("")


def suggest(*commands: str) -> None:
    """Print the one ``Next:`` line. Several commands are joined in the order to run them."""
    say("Next: " + ", then ".join(commands), hang=2)


def warn(text: str) -> None:
    """Print a warning on stderr. Print nothing under ``--quiet``."""
    if not settings().quiet:
        _print_talk(_labelled("warning", text))


def complain(message: str, hints: Iterable[Hint] = (), *, label: str = "error") -> None:
    """Print on stderr what went wrong, and the hints below it, even under ``--quiet``.

    A hint that is a command stays on one line, so that it can be pasted. ``label`` begins the
    message; an empty one leaves it out.
    """
    lines = _labelled(label, message) if label else wrap(message)
    for hint in hints:
        text = shown(hint)
        lines += [f"  {visible(text)}"] if is_command(hint) else wrap(text, first="  ", rest="    ")
    _print_talk(lines)


def _labelled(label: str, text: str) -> list[str]:
    """Return the lines of ``label: text``, with the label in its colour."""
    lines = wrap(text, first=f"{label}: ")
    if is_colourful(sys.stderr):
        style: Style = "error" if label == "error" else "warning"
        lines[0] = lines[0].replace(f"{label}:", styled(f"{label}:", style), 1)
    return lines


def talk_width() -> int:
    """Return the columns of talk: 80, or those of the terminal up to 100."""
    if not sys.stderr.isatty():
        return WIDTH
    return max(40, min(shutil.get_terminal_size().columns, WIDEST))


def wrap(text: str, *, first: str = "", rest: str = "") -> list[str]:
    """Return the lines of ``text``, wrapped. Longer words (paths, addresses) stay whole."""
    lines: list[str] = []
    columns = talk_width()
    for part in visible(text).split("\n"):
        lines += textwrap.wrap(
            part,
            columns,
            initial_indent=rest if lines else first,
            subsequent_indent=rest,
            break_long_words=False,
            break_on_hyphens=False,
        ) or [(rest if lines else first).rstrip()]
    return lines


def plural(count: int, noun: str, nouns: str = "") -> str:
    """Return ``1 publication`` or ``5,000 entries``; ``nouns`` is an irregular plural."""
    if count == 1:
        return f"1 {noun}"
    if not nouns:
        consonant_y = noun.endswith("y") and noun[-2:-1] not in tuple("aeiou")
        nouns = noun[:-1] + "ies" if consonant_y else noun + "s"
    return f"{count:,} {nouns}"


# -------------------------------------------------------------------------------------- colour


class _Color:
    """The choice of ``--color``. It also holds for errors, which are printed after the command."""

    choice = "auto"


def choose_color(choice: str) -> None:
    """Use colour ``always``, ``never``, or with ``auto`` on a terminal."""
    _Color.choice = choice


def is_colourful(stream: TextIO) -> bool:
    """Return True if colour may be used on ``stream``."""
    choice = _Color.choice
    if choice != "auto":
        return choice == "always"
    if os.environ.get("NO_COLOR") or os.environ.get("TERM") == "dumb":
        return False
    return stream.isatty()


def paint(text: str, style: Style) -> str:
    """Return ``text`` for stdout, coloured if stdout may have colour."""
    return styled(text, style) if text and is_colourful(sys.stdout) else text


def styled(text: str, style: Style) -> str:
    """Return ``text`` in the colour of ``style``."""
    return click.style(text, **_STYLES[style])


# ----------------------------------------------------------------------------------- data: stdout


def print_text(text: str) -> None:
    """Print ``text`` for a person on stdout, ending in one line break."""
    print_data(visible(text))


def print_data(text: str) -> None:
    """Print ``text`` for a program on stdout, every character as it is."""
    print(text, end="" if text.endswith("\n") else "\n")


def print_wrapped(
    text: str, *, first: str = "", rest: str = "", styles: Mapping[str, Style] | None = None
) -> None:
    """Print ``text`` on stdout, wrapped as talk is.

    ``styles`` gives the colour of words of the first line.
    """
    lines = wrap(text, first=first, rest=rest)
    for words, style in (styles or {}).items():
        lines[0] = lines[0].replace(words, paint(words, style), 1)
    print_data("\n".join(lines))


def print_json(value: Any) -> None:
    """Print ``value`` on stdout as JSON: two spaces, every script as it is, keys in their order."""
    import json

    print(json.dumps(value, ensure_ascii=False, indent=2))


def answer(sentence: str, data: Any, *, as_json: bool) -> None:
    """Tell what a command did: in a sentence, or with ``--json`` as data on stdout."""
    if as_json:
        print_json(data)
    else:
        say(sentence)


# ----------------------------------------------------------------------------- columns of a text


def width(text: str) -> int:
    """Return the columns of ``text``: two for a wide character (Han, Kana), none for a mark."""
    if text.isascii():
        return len(text)
    wide = sum(unicodedata.east_asian_width(char) in "WF" for char in text)
    return len(text) + wide - sum(unicodedata.combining(char) != 0 for char in text)


def cut(text: str, columns: int) -> str:
    """Return ``text`` if it fits ``columns``, otherwise its beginning followed by ``...``."""
    if width(text) <= columns:
        return text
    kept = text[: max(columns - 3, 0)]
    while kept and width(kept) > columns - 3:
        kept = kept[:-1]
    return (kept.rstrip() + "...")[: max(columns, 0)]
