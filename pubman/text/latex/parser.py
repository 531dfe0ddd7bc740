r"""The parser behind :mod:`pubman.text.latex`: a value -> events, from which text is made.

It makes one pass with an explicit stack of groups, so nesting needs no recursion and the time grows
only with the length of the value. An event is ``("t", text)``, ``("o", element)`` or
``("c", element)`` for an element that opens or closes, ``("m", maths)``, ``("b", brace)`` for a
brace that is shown, or ``("s", "")`` for the end of a group, which separates two texts.
``commands`` holds the commands that need a function of their own.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from typing import Final

from pubman.text.latex import tables
from pubman.text.latex.accents import accent_mark, read_accent
from pubman.text.latex.commands import SPECIAL, skip_arguments
from pubman.text.latex.crossref import restore_signs
from pubman.text.latex.escaped_maths import unescape_maths
from pubman.text.latex.events import plain, with_entities
from pubman.text.latex.html_tags import TAG, element_of, has_tags, unescape_tags
from pubman.text.latex.known import command_text
from pubman.text.latex.maths import MAX_DEPTH, find_script, match_braces, maths_text
from pubman.text.latex.state import Event
from pubman.text.latex.url import unescape_url

_LIGATURES: Final = {"---": "—", "--": "–", "``": "“", "''": "”", "!`": "¡", "?`": "¿", "~": " "}
_TOKEN = re.compile(
    r"\\(?P<name>[A-Za-z]+)(?P<star>\*?)(?P<gap>\s*)|\\(?P<sign>.)|(?P<lig>---?|``|''|[!?]`|~)"
    rf"|(?P<maths>\$\$?)|(?P<brace>[{{}}])|(?P<tag>{TAG})"
    r"|(?P<text>[^\\~$\-`'!?{}<]+|.)",
    re.DOTALL,
)
_LONGEST: Final = 500
"""The most characters of maths outside dollars."""
_NEAR: Final = 10
"""How many groups around a quotation are examined to see if they are quotations too."""
_TABBING: Final = ("'", "`", "=")
_AMOUNT = re.compile(r"\d[\d.,]*\s*[A-Za-z]{2,}\s")


def parse_latex(value: str) -> list[Event]:
    """Return the events of a value."""
    if "\\math" in value:
        value = restore_signs(value)
    events = Parser(unescape_tags(unescape_maths(value))).run()
    if any("&" in text for kind, text in events if kind == "t"):
        events = with_entities(events)
    return events


class Parser:
    """One pass over a value; ``run`` returns its events.

    ``frames`` has one list for each open group: the events for its end, last first.
    """

    def __init__(self, value: str, depth: int = 0) -> None:
        self.value = value
        self.depth = depth
        self.events: list[Event] = []
        self.frames: list[list[Event]] = [[]]
        self.html = has_tags(value)
        self.jumps: dict[int, int] = {}
        self._closed: dict[int, int] | None = None
        self.maths_ends = [m.start() for m in re.finditer(r"(?<!\\)\$", value)]

    @property
    def closed(self) -> dict[int, int]:
        """Opening brace -> closing brace, found once and only if needed."""
        if self._closed is None:
            self._closed = match_braces(self.value)
        return self._closed

    def run(self) -> list[Event]:
        """Return the events of the value."""
        position, end = 0, len(self.value)
        while position < end:
            match = _TOKEN.match(self.value, position)
            assert match is not None  # the last alternative takes any character
            position = self._take(match)
        while self.frames:
            self._close_frame()
        return self.events

    def text_of(self, start: int, end: int) -> str:
        """Return the plain text of a part of the value, or as written if nested too deep."""
        inner = self.value[start:end]
        return plain(Parser(inner, self.depth + 1).run()) if self.depth < MAX_DEPTH else inner

    def say(self, text: str) -> None:
        """Add text to print."""
        self.events.append(("t", text))

    def _take(self, match: re.Match[str]) -> int:
        """Add the events of one token; return where the next one begins."""
        kind, text, after = match.lastgroup, match[0], match.end()
        if kind == "text":
            self.say(text)
        elif kind == "gap":  # the last group of a command
            return self._command(match)
        elif kind == "sign":
            return self._sign(match["sign"], after)
        elif kind == "lig":
            self.say(_LIGATURES[text])
        elif kind == "maths":
            return self._maths(match)
        elif kind == "brace":
            self._brace(text)
            if self.jumps and text == "}":
                return self.jumps.get(match.start(), after)
        else:
            self._tag(text)
        return after

    # ------------------------------------------------------------------------------- groups

    def _brace(self, brace: str) -> None:
        if brace == "{":
            self.frames.append([])
        elif len(self.frames) > 1:
            self._close_frame()
            self.events.append(("s", ""))

    def _close_frame(self) -> None:
        self.events.extend(reversed(self.frames.pop()))

    def _open(self, element: str) -> None:
        """Open an element that lasts to the end of the group."""
        self.events.append(("o", element))
        self.frames[-1].append(("c", element))

    def group(self, position: int, *closing: Event) -> int:
        """Open the group at ``position``, with the events for its end; one sign is a group too."""
        while position < len(self.value) and self.value[position].isspace():
            position += 1
        if self.value.startswith("{", position):
            self.frames.append(list(closing))
            return position + 1
        if position < len(self.value) and self.value[position] not in "\\}$":
            self.say(self.value[position])
            position += 1
        self.events.extend(reversed(closing))
        return position

    def _tag(self, text: str) -> None:
        element = element_of(text) if self.html else None
        if element is None:
            self.say(text)
        elif not element.strip():
            self.say(element)
        elif not text.startswith("</"):
            self._open(element)
        elif self.frames[-1] and self.frames[-1][-1] == ("c", element):
            self.events.append(self.frames[-1].pop())

    # ----------------------------------------------------------------------------- commands

    def _sign(self, sign: str, after: int) -> int:
        if sign in tables.ACCENTS:
            text, after = read_accent(self, sign, tables.ACCENTS[sign], after)
            self.say(text)
        elif sign in "{}":
            self.events.append(("b", sign))
        elif sign == "(" and (end := self.value.find("\\)", after)) >= 0:
            self.events.append(("m", self.value[after:end]))
            return end + 2
        else:
            self.say(tables.ESCAPES.get(sign, "\\" + sign))
        return after

    def _command(self, match: re.Match[str]) -> int:
        name, after = match["name"], match.end()
        if name == "a" and self.value[after : after + 1] in _TABBING:  # \\a'e inside tabbing
            sign = self.value[after]
            text, after = read_accent(self, sign, tables.ACCENTS[sign], after + 1)
            self.say(text)
            return after
        if match["star"] and name not in tables.STARRED:
            after = match.start("star")
        if (mark := accent_mark(name)) is not None:
            text, after = read_accent(self, name, mark, after)
            self.say(text)
        elif (printed := command_text(name)) is not None:
            self.say(printed)
            if self.value.startswith("{}", after):
                after += 2
        elif name in tables.MARKUP:
            self.events.append(("o", tables.MARKUP[name]))
            after = self.group(after, ("c", tables.MARKUP[name]))
        elif name in tables.SWITCHES:
            self._open(tables.SWITCHES[name])
        elif name in ("url", "path", "nolinkurl") and after in self.closed:
            end = self.closed[after]
            self.say(unescape_url(self.value[after + 1 : end]))
            after = end + 1
        else:
            after = self._with_arguments(match, name, after)
        return after

    def _with_arguments(self, match: re.Match[str], name: str, after: int) -> int:
        special = SPECIAL.get(name)
        if special is not None:
            end = special(self, after)
            return self._unknown(match) if end is None else end
        if name in tables.ARGUMENTS:
            end = skip_arguments(self.value, self.closed, after, tables.ARGUMENTS[name])
            if end is None:
                return self._unknown(match)
            if name in tables.BLANKS and "-" not in self.value[after:end]:
                self.say(" ")
            after = end
        if name in tables.QUOTES:
            return self._quote(match, name, after)
        if name in tables.HIDDEN:
            return self._hidden(match)
        if name in tables.ARGUMENTS or name in tables.TRANSPARENT:
            return after
        if name in tables.FRACTIONS:
            return self._as_maths(match, 2)
        if name in tables.MATHS_ALPHABETS or name in tables.MATHS_ACCENTS:
            return self._as_maths(match, 1)
        return self._unknown(match)

    def _quote(self, match: re.Match[str], name: str, after: int) -> int:
        """Open the group of a command that puts its argument in quotation marks or the like."""
        opening, closing = tables.QUOTES[name]
        if opening == "“" and (match["star"] or self._is_quoted()):
            opening, closing = "‘", "’"
        self.say(opening)
        return self.group(after, ("t", closing))

    def _is_quoted(self) -> bool:
        """Return whether one of the innermost open groups is a quotation."""
        return any(("t", "”") in frame for frame in self.frames[-_NEAR:])

    def _as_maths(self, match: re.Match[str], arguments: int) -> int:
        """Read a command of maths outside maths, with its arguments in braces."""
        after = match.end()
        for _ in range(arguments):
            if after not in self.closed:
                return self._unknown(match)
            after = self.closed[after] + 1
        source = self.value[match.start() : after]
        if len(source) > _LONGEST or maths_text(source, 0) is None:
            return self._unknown(match)
        self.events.append(("m", source))
        return after

    def _hidden(self, match: re.Match[str]) -> int:
        after = match.end()
        if after in self.closed:
            return self.closed[after] + 1
        if self.value.startswith(("\\{", "\\}"), after):
            return after + 2
        return self._unknown(match)

    def _unknown(self, match: re.Match[str]) -> int:
        """Keep an unknown command as written, with its argument in braces."""
        self.say(match[0])
        if self.value.startswith("{", match.end()):
            self.say("{")
            self.frames.append([("t", "}")])
            return match.end() + 1
        return match.end()

    # -------------------------------------------------------------------------------- maths

    def _maths(self, match: re.Match[str]) -> int:
        sign, after = match[0], match.end()
        end = self._maths_end(after)
        source = self.value[after:end].strip() if end >= 0 else ""
        if not source or _AMOUNT.match(source):
            self.say(sign)
            return after
        script = find_script(source)
        if script is None:
            self.events.append(("m", source))
        else:
            element, text = script
            self.events += [("o", element), ("t", text), ("c", element)]
        return end + (2 if sign == "$$" and self.value.startswith("$$", end) else 1)

    def _maths_end(self, after: int) -> int:
        index = bisect_left(self.maths_ends, after)
        return self.maths_ends[index] if index < len(self.maths_ends) else -1
