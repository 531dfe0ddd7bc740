r"""LaTeX <-> Unicode for the values of a .bib file.

``decode`` gives plain text, ``decode_markup`` plain text and the same with elements, ``encode`` and
``encode_markup`` the way back. Promises, each a property in the tests:

* No letter or digit of a value disappears, save the names of commands known here and what the
  customary sorting command (``\noopsort{...}``) hides. A command unknown here stays as written.
* ``decode(encode(text)) == text`` for any text in NFC whose white space is single spaces.
* Time grows with the length of the value, whatever is nested in it.

Only one value in twenty holds a backslash, so the common cases never reach the parser: nothing
special, braces only, and dblp's ``{\'{e}}``. pylatexenc is asked only for what a command unknown
here stands for; as a decoder it drops ``\TeX`` and whatever a ``%`` hides.

Braces print nothing, and BibTeX counts ``\{`` as a brace, so plain text has neither; the marked-up
text keeps ``\{0, 1\}``. Simple maths becomes Unicode in plain text (``$k$-means``, ``$O(n^2)$``) and
stays as written in markup; what is not simple stays as written in both.
"""

from __future__ import annotations

import html
import re
import unicodedata
from functools import lru_cache
from typing import Final

from pubman.text import latex_tables as tables

_MAX_DEPTH: Final = 8
"""Accents and maths nest this deep at most; what is deeper is taken as written."""

_LIGATURES: Final = {"---": "—", "--": "–", "``": "“", "''": "”", "!`": "¡", "?`": "¿", "~": " "}
_SPECIAL = re.compile(r"[\\$~`]|--|''|&(?=#?\w+;)|</")
_BRACED_ACCENT = re.compile(
    r"""\{\\(?:(['"`^~=.])\{?(\\?[A-Za-z])\}?|([cvuHrdbk])\{([A-Za-z])\}"""
    r"""|(ss|ae|AE|oe|OE|aa|AA|dh|DH|th|TH|[oOlLij])|([&%\#_]))\}"""
)
_MARKED_UP = re.compile(r"[$<]|\\(?=[A-Za-z]{2}|[{}(])")
_TOKEN = re.compile(
    r"\\(?P<name>[A-Za-z]+)(?P<star>\*?)(?P<gap>\s*)|\\(?P<sign>.)|(?P<lig>---?|``|''|[!?]`|~)"
    r"|(?P<maths>\$\$?)|(?P<brace>[{}])|(?P<tag></?[A-Za-z]+/?>)"
    r"|(?P<text>[^\\~$\-`'!?{}<]+|.)",
    re.DOTALL,
)
_HTML_TAGS: Final = {
    "i": "i", "em": "i", "b": "b", "strong": "b", "sub": "sub", "inf": "sub", "sup": "sup",
    "tt": "tt", "code": "tt", "sc": "sc", "scp": "sc",
}  # fmt: skip
_AMOUNT = re.compile(r"\d[\d.,]*\s*[A-Za-z]{2,}\s")
_ENTITY = re.compile(r"&(?:#\d+|#[xX][0-9a-fA-F]+|[A-Za-z]+\d*);")

_Event = tuple[str, str]
"""``("t", text)``, ``("o"|"c", element)``, ``("m", maths)`` or ``("b", brace)``."""


# ------------------------------------------------------------------------------------- decoding


def decode(value: str) -> str:
    r"""The plain Unicode text of a LaTeX value, white space collapsed.

    >>> decode(r"{\'{E}}tude of {ACM}'s B{\"o}hm--Jacopini \emph{theorem}")
    "Étude of ACM's Böhm–Jacopini theorem"
    """
    if _SPECIAL.search(value):
        if "\\" in value:
            value = _BRACED_ACCENT.sub(_braced_accent, value)
        if _SPECIAL.search(value):
            return _plain(_parse(value))
    if "{" in value or "}" in value:
        value = value.replace("{", "").replace("}", "")
    return _tidy(value)


def decode_markup(value: str) -> tuple[str, str]:
    r"""The plain text of a LaTeX value, and its marked-up text, or ``""`` where that adds nothing.

    >>> decode_markup(r"The \emph{lac} operon")
    ('The lac operon', 'The <i>lac</i> operon')
    """
    if not _MARKED_UP.search(value):
        return decode(value), ""
    events = _parse(value)
    if all(kind == "t" for kind, _ in events):
        return _plain(events), ""
    return _plain(events), _marked_up(events)


def unescape_url(value: str) -> str:
    r"""The address a value holds: LaTeX's escapes and braces taken off, nothing else decoded.

    >>> unescape_url(r"\url{https://x.org/a\_b\%20c~d}")
    'https://x.org/a_b%20c~d'
    """
    text = value.strip()
    if "\\" in text or "{" in text or "$" in text:
        text = _URL_WRAPPED.sub(r"\1", text)
        text = _URL_ESCAPE.sub(lambda m: _URL_ESCAPES.get(m[1] or m[2] or "~", m[1] or "~"), text)
        text = text.replace("{", "").replace("}", "")
    return "".join(text.split())


_URL_WRAPPED = re.compile(r"\A\\(?:url|path|nolinkurl|href|texttt)\s*\{(.*?)\}(?:\s*\{.*\})?\Z", re.S)
_URL_ESCAPE = re.compile(
    r"\\(?:string)?([_%#&$~{}^\-/])(?:\{\})?"
    r"|\\(textasciitilde|textunderscore|textbackslash|textasciicircum)(?![A-Za-z])(?:\{\}| )?"
    r"|\$\\sim\$"
)
_URL_ESCAPES: Final = {
    "textasciitilde": "~", "textunderscore": "_", "textbackslash": "\\", "textasciicircum": "^",
    "-": "", "/": "", "{": "", "}": "",
}  # fmt: skip


def _tidy(text: str) -> str:
    if not text.isascii():
        text = unicodedata.normalize("NFC", text)
    return " ".join(text.split())


@lru_cache(maxsize=4096)
def _compose(base: str, mark: str) -> str:
    """``base`` with a combining ``mark`` over its first letter."""
    first = {"ı": "i", "ȷ": "j"}.get(base[0], base[0])
    if mark == "\u0307" and first == "i":
        return base.replace("ı", "i", 1)
    if mark == "\u0361" and len(base) == 1:
        return base
    return unicodedata.normalize("NFC", first + mark + base[1:])


def _braced_accent(match: re.Match[str]) -> str:
    sign, letter, command, argument, name, escape = match.groups()
    if sign:
        if letter.startswith("\\") and letter not in ("\\i", "\\j"):
            return match[0]
        return _compose(letter.removeprefix("\\"), tables.ACCENTS[sign])
    if command:
        return _compose(argument, tables.ACCENTS[command])
    return tables.LETTERS[name] if name else escape


def _plain(events: list[_Event]) -> str:
    parts = [_maths_plain(text) if kind == "m" else text for kind, text in events if kind in "tm"]
    return _tidy("".join(parts))


def _marked_up(events: list[_Event]) -> str:
    parts: list[str] = []
    for kind, text in events:
        if kind == "t":
            parts.append(html.escape(text, quote=False).replace("$", "&#36;"))
        elif kind == "m":
            parts.append(f"${html.escape(text, quote=False)}$")
        elif kind == "b":
            parts.append(text)
        else:
            parts.append(f"<{text}>" if kind == "o" else f"</{text}>")
    return _tidy(re.sub(r"<(\w+)></\1>", "", "".join(parts)))


# -------------------------------------------------------------------------------------- parsing


def _parse(value: str) -> list[_Event]:
    """The events of a value."""
    events = _Parser(value).run()
    if any("&" in text for kind, text in events if kind == "t"):
        # An entity may be spread over tokens (``\&amp;``), so neighbours are joined first.
        events = [(kind, _entities(text) if kind == "t" else text) for kind, text in _join(events)]
    return events


def _entities(text: str) -> str:
    return _ENTITY.sub(lambda match: html.unescape(match[0]), text)


def _join(events: list[_Event]) -> list[_Event]:
    joined: list[_Event] = []
    texts: list[str] = []
    for kind, text in [*events, ("end", "")]:
        if kind == "t":
            texts.append(text)
            continue
        if texts:
            joined.append(("t", "".join(texts)))
            texts = []
        joined.append((kind, text))
    return joined[:-1]


def _match_braces(value: str) -> dict[int, int]:
    """Where each opening brace that is ever closed is closed; escaped braces count as text."""
    closed: dict[int, int] = {}
    opened: list[int] = []
    for match in re.finditer(r"\\.|[{}]", value, re.DOTALL):
        if match[0] == "{":
            opened.append(match.start())
        elif match[0] == "}" and opened:
            closed[opened.pop()] = match.start()
    return closed


class _Parser:
    """One pass over a value; ``run`` gives its events.

    ``frames`` has one list for each group open: what is to be said when it closes, last first.
    """

    def __init__(self, value: str, depth: int = 0) -> None:
        self.value = value
        self.depth = depth
        self.events: list[_Event] = []
        self.frames: list[list[_Event]] = [[]]
        self.html = "</" in value
        self._closed: dict[int, int] | None = None
        self.maths_ends = [m.start() for m in re.finditer(r"(?<!\\)\$", value)]

    @property
    def closed(self) -> dict[int, int]:
        """Opening brace -> closing brace, found once and only where it is needed."""
        if self._closed is None:
            self._closed = _match_braces(self.value)
        return self._closed

    def run(self) -> list[_Event]:
        position, end = 0, len(self.value)
        while position < end:
            match = _TOKEN.match(self.value, position)
            assert match is not None  # the last alternative takes any character
            position = self._take(match)
        while self.frames:
            self._close_frame()
        return self.events

    def say(self, text: str) -> None:
        self.events.append(("t", text))

    def _take(self, match: re.Match[str]) -> int:
        """Says what one token means; returns where the next one begins."""
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
        else:
            self._tag(text)
        return after

    # ------------------------------------------------------------------------------- groups

    def _brace(self, brace: str) -> None:
        if brace == "{":
            self.frames.append([])
        elif len(self.frames) > 1:
            self._close_frame()

    def _close_frame(self) -> None:
        self.events.extend(reversed(self.frames.pop()))

    def _open(self, element: str) -> None:
        """Opens an element that lasts to the end of the group."""
        self.events.append(("o", element))
        self.frames[-1].append(("c", element))

    def _group(self, position: int, *closing: _Event) -> int:
        """Opens the group at ``position`` with what is said at its end; a lone sign is a group."""
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
        element = _HTML_TAGS.get(text.strip("</>").lower()) if self.html else None
        if element is None or text.endswith("/>"):
            self.say(text)
        elif not text.startswith("</"):
            self._open(element)
        elif self.frames[-1] and self.frames[-1][-1] == ("c", element):
            self.events.append(self.frames[-1].pop())

    # ----------------------------------------------------------------------------- commands

    def _sign(self, sign: str, after: int) -> int:
        if sign in tables.ACCENTS:
            text, after = self._accent(sign, after)
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
        if name in tables.ACCENTS:
            text, after = self._accent(name, after)
            self.say(text)
        elif (text := _command_text(name)) is not None:
            self.say(text)
            if self.value.startswith("{}", after):
                after += 2
        elif name in tables.MARKUP:
            self.events.append(("o", tables.MARKUP[name]))
            after = self._group(after, ("c", tables.MARKUP[name]))
        elif name in tables.SWITCHES:
            self._open(tables.SWITCHES[name])
        elif name in tables.QUOTES:
            self.say("“")
            after = self._group(after, ("t", "”"))
        elif name in tables.TRANSPARENT:
            after = self._transparent(name, after)
        elif name in tables.HIDDEN and after in self.closed:
            after = self.closed[after] + 1
        elif name == "href" and after in self.closed:
            end = self.closed[after]
            address = unescape_url(self.value[after + 1 : end])
            after = self._group(end + 1, ("t", f" ({address})"))
        elif name == "ensuremath" and after in self.closed:
            end = self.closed[after]
            self.events.append(("m", self.value[after + 1 : end].replace("$", "")))
            after = end + 1
        else:
            after = self._unknown(match)
        return after

    def _transparent(self, name: str, after: int) -> int:
        if name in ("url", "path", "nolinkurl") and after in self.closed:
            end = self.closed[after]
            self.say(unescape_url(self.value[after + 1 : end]))
            return end + 1
        return after

    def _unknown(self, match: re.Match[str]) -> int:
        """A command nobody knows stays as written, its argument in its braces."""
        self.say(match[0])
        if self.value.startswith("{", match.end()):
            self.say("{")
            self.frames.append([("t", "}")])
            return match.end() + 1
        return match.end()

    def _accent(self, name: str, position: int) -> tuple[str, int]:
        """The accented letters at ``position`` and where they end."""
        value, mark, start = self.value, tables.ACCENTS[name], position
        while position < len(value) and value[position].isspace():
            position += 1
        base, after = self._accented(position)
        if not base or not base[0].isalpha():
            bare = tables.BARE_ACCENTS.get(name, "")
            if self.value.startswith("{", position) and position in self.closed:
                return bare + base, after
            return bare or f"\\{name}", start
        composed = _compose(base, mark)
        if name == "'" and len(composed) > len(base) and start and value[start - 3 : start - 2].isalpha():
            return "'" + base, after  # O\'Brien: an apostrophe escaped, there is no such letter
        return composed, after

    def _accented(self, position: int) -> tuple[str, int]:
        """The text under an accent: a group, a command for a letter, or one letter."""
        value = self.value
        if position >= len(value):
            return "", position
        if value[position] == "{":
            end = self.closed.get(position)
            if end is None:
                return "", position
            inner = value[position + 1 : end]
            if self.depth < _MAX_DEPTH:
                inner = _plain(_Parser(inner, self.depth + 1).run())
            return inner, end + 1
        match = _TOKEN.match(value, position)
        if match is None or value[position] != "\\":
            return value[position], position + 1
        name = match["name"] or match["sign"] or ""
        if name in tables.LETTERS:
            return tables.LETTERS[name], match.end()
        if name in tables.ACCENTS and self.depth < _MAX_DEPTH:
            self.depth += 1
            try:
                return self._accent(name, match.end())
            finally:
                self.depth -= 1
        return "", position

    # -------------------------------------------------------------------------------- maths

    def _maths(self, match: re.Match[str]) -> int:
        sign, after = match[0], match.end()
        end = self._maths_end(after)
        source = self.value[after:end].strip() if end >= 0 else ""
        if not source or _AMOUNT.match(source):
            self.say(sign)
            return after
        if not self._script(source):
            self.events.append(("m", source))
        return min(end + len(sign), len(self.value)) if sign == "$$" else end + 1

    def _maths_end(self, after: int) -> int:
        ends = self.maths_ends
        while ends and ends[0] < after:
            ends.pop(0) if len(ends) < 64 else ends.__delitem__(slice(0, _count_below(ends, after)))
        return ends[0] if ends else -1

    def _script(self, source: str) -> bool:
        """Says maths that is nothing but one sub- or superscript as an element."""
        if source[0] not in "^_" or len(source) < 2:
            return False
        argument = source[1:].strip()
        if len(argument) > 1 and not (
            argument[0] == "{" and _match_braces(argument).get(0) == len(argument) - 1
        ):
            return False
        text = _maths_text(argument, 0)
        if text is None:
            return False
        element = "sup" if source[0] == "^" else "sub"
        self.events += [("o", element), ("t", text), ("c", element)]
        return True


def _count_below(ends: list[int], after: int) -> int:
    from bisect import bisect_left

    return bisect_left(ends, after)


@lru_cache(maxsize=1024)
def _command_text(name: str) -> str | None:
    """What a command without an argument prints; None for commands of another sort."""
    for table in (tables.LETTERS, tables.SYMBOLS):
        if name in table:
            return table[name]
    if name in tables.INVISIBLE:
        return ""
    others = (tables.MARKUP, tables.SWITCHES, tables.QUOTES, tables.TRANSPARENT, tables.HIDDEN)
    if name in ("href", "ensuremath") or any(name in table for table in others):
        return None
    return tables.MATHS.get(name) or _text_elsewhere(name)


def _text_elsewhere(name: str) -> str | None:
    """What pylatexenc knows a command to print; None where it knows nothing or would drop it."""
    from pylatexenc.latex2text import get_default_latex_context_db

    spec = get_default_latex_context_db().get_macro_spec(name)
    text = getattr(spec, "simplify_repl", None)
    return text if isinstance(text, str) and text and "%" not in text else None


_MATHS_TOKEN = re.compile(r"\\([A-Za-z]+)\s*|\\(.)|([{}^_~])|([^\\{}^_~]+)|\\", re.DOTALL)


@lru_cache(maxsize=4096)
def _maths_plain(source: str) -> str:
    """Maths as plain text: Unicode where that says it all, else as written between dollars."""
    text = _maths_text(source, 0)
    return f"${source}$" if text is None else text


def _maths_text(source: str, depth: int) -> str | None:
    """Simple maths as Unicode; None for what is not simple."""
    if depth > _MAX_DEPTH:
        return None
    parts: list[str] = []
    closed = _match_braces(source) if "{" in source else {}
    position = 0
    while position < len(source):
        match = _MATHS_TOKEN.match(source, position)
        assert match is not None  # every character begins a token
        position = match.end()
        name, sign, special, text = match.groups()
        if special in ("^", "_"):
            argument, position = _maths_argument(source, position, closed)
            inner = _maths_text(argument, depth + 1)
            if not inner:
                return None
            parts.append(_scripted(special, inner))
        elif name:
            known = tables.MATHS.get(name)
            if known is None and name not in tables.MATHS_TRANSPARENT:
                return None
            parts.append(known or "")
        elif text:
            parts.append(text.replace("$", ""))
        elif sign:
            parts.append({"{": "{", "}": "}"}.get(sign) or tables.ESCAPES.get(sign, sign))
        elif special == "~":
            parts.append(" ")
        elif match[0] == "\\":
            return None
    return "".join(parts)


def _maths_argument(source: str, position: int, closed: dict[int, int]) -> tuple[str, int]:
    if position in closed:
        return source[position + 1 : closed[position]], closed[position] + 1
    match = re.compile(r"\\[A-Za-z]+|\\.|[^{}]", re.DOTALL).match(source, position)
    return (match[0], match.end()) if match else ("", position)


def _scripted(sign: str, text: str) -> str:
    if sign == "^" and text in ("∘", "°"):
        return "°"
    table = tables.SUPERSCRIPTS if sign == "^" else tables.SUBSCRIPTS
    if all(ord(char) in table for char in text):
        return text.translate(table)
    return sign + text


# ------------------------------------------------------------------------------------- encoding

_ESCAPED: Final = {
    "&": r"\&", "%": r"\%", "$": r"\$", "#": r"\#", "_": r"\_", "{": r"{\textbraceleft}",
    "}": r"{\textbraceright}", "\\": r"{\textbackslash}", "~": r"{\textasciitilde}",
    "^": r"{\textasciicircum}", "`": r"{\textasciigrave}",
}  # fmt: skip
_COMMANDS: Final = {
    **{
        char: rf"{{\{name}}}"
        for table in (tables.SYMBOLS, tables.LETTERS)
        for name, char in reversed(table.items())
        if len(char) == 1 and not char.isascii() and unicodedata.normalize("NFC", char) == char
    },
    "“": "``", "”": "''", "–": "--", "—": "---", "…": r"{\ldots}", "¡": "!`", "¿": "?`",
    "£": r"{\pounds}", "†": r"{\dag}", "‡": r"{\ddag}", "§": r"{\S}", "¶": r"{\P}",
    "©": r"{\textcopyright}", "‘": r"{\textquoteleft}", "’": r"{\textquoteright}",
    "™": r"{\texttrademark}", "®": r"{\textregistered}",
}  # fmt: skip
_NEEDS_ESCAPE = re.compile(r"[&%$#_{}\\~^`]|--|''|<(?=/)|[^\x00-\x7f]")
_ACCENT_OF: Final = {mark: name for name, mark in reversed(tables.ACCENTS.items())}


def encode(text: str, *, accents: bool = True) -> str:
    r"""``text`` as a LaTeX value; without ``accents`` only what LaTeX itself would misread.

    Letters LaTeX has no accent or command for (Han, Greek, Cyrillic ...) stay as they are.

    >>> encode("Müller & Søn, 50 %")
    'M{\\"{u}}ller \\& S{\\o}n, 50 \\%'
    """
    if not _NEEDS_ESCAPE.search(text):
        return text
    encoded = "".join(_encode_char(char, accents) for char in text)
    if accents:
        # What the characters above became is told from what stood in the text: keep them apart.
        return _protect(text, encoded, accents)
    return _protect(text, encoded, accents)


def _protect(text: str, encoded: str, accents: bool) -> str:
    """``encoded``, or the text encoded piece by piece where it holds ligatures or entities."""
    if not _LIGATURE.search(text):
        return encoded
    return "".join(
        part[0] + "{}" + part[1:] if index % 2 else "".join(_encode_char(c, accents) for c in part)
        for index, part in enumerate(_LIGATURE.split(text))
    )


_LIGATURE = re.compile(r"(-(?=-)|'(?=')|&(?=#?\w+;)|<(?=/))")


@lru_cache(maxsize=4096)
def _encode_char(char: str, accents: bool) -> str:
    if char in _ESCAPED:
        return _ESCAPED[char]
    if char.isascii() or not accents:
        return char
    if char in _COMMANDS:
        return _COMMANDS[char]
    base, mark = unicodedata.normalize("NFD", char)[:1], unicodedata.normalize("NFD", char)[1:]
    if len(mark) == 1 and mark in _ACCENT_OF and base.isascii() and base.isalpha():
        name = _ACCENT_OF[mark]
        encoded = rf"{{\{name}{{{base}}}}}"
        return encoded if decode(encoded) == char else char
    return char


def encode_markup(markup: str) -> str:
    r"""A marked-up title as a LaTeX value.

    >>> encode_markup("The <i>lac</i> operon, CO<sub>2</sub> &amp; $x^2$")
    'The \\emph{lac} operon, CO\\textsubscript{2} \\& $x^2$'
    """
    return "".join(_encode_piece(match) for match in _PIECE.finditer(markup))


_PIECE = re.compile(r"\$([^$]+)\$|<(/?)(i|b|sub|sup|tt|sc)>|([{}])|([^$<{}]+|.)", re.DOTALL)
_ELEMENT_COMMANDS: Final = {
    "i": "emph", "b": "textbf", "sub": "textsubscript", "sup": "textsuperscript",
    "tt": "texttt", "sc": "textsc",
}  # fmt: skip


def _encode_piece(match: re.Match[str]) -> str:
    maths, slash, element, brace, text = match.groups()
    if maths:
        return f"${html.unescape(maths)}$"
    if element:
        return "}" if slash else rf"\{_ELEMENT_COMMANDS[element]}{{"
    if brace:
        return "\\" + brace
    return encode(html.unescape(text))
