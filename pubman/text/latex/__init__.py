r"""LaTeX <-> Unicode for the values of a .bib file.

``decode`` gives plain text, ``decode_markup`` plain text and the same with elements, ``encode`` and
``encode_markup`` the way back. Promises, each a property in the tests:

* No letter or digit of a value disappears, except the names of known commands and HTML tags,
  arguments that say how something looks (a colour, a length, a font, a language), and the argument
  of the customary sorting command (``\noopsort{...}``). An unknown command is kept as written.
* ``decode(encode(text)) == text`` for any text in NFC with only single spaces as white space.
* The time needed grows with the length of the value, not with its nesting.

Only one value in twenty has a backslash. The common cases never reach the parser: no special sign,
only braces, or dblp's ``{\'{e}}``. pylatexenc is only asked for the meaning of a command that is
unknown here. It is not used as a decoder, because it drops ``\TeX`` and the text after a ``%``.

A plain brace prints nothing. An escaped brace (``\{0,1\}``) is a character of the text; markup
keeps its backslash. Simple maths becomes Unicode in plain text (``$k$-means``, ``$O(n^2)$``) and is
kept as written in markup. Maths that is not simple is kept as written in both.
"""

from __future__ import annotations

import html
import re
import unicodedata
from functools import lru_cache
from typing import Final

from pubman.text.latex import tables
from pubman.text.latex.escaped_maths import unescape_maths
from pubman.text.latex.events import compose, plain, tidy
from pubman.text.latex.parser import parse_latex
from pubman.text.latex.state import Event
from pubman.text.latex.url import addresses, unescape_url

__all__ = [
    "addresses",
    "decode",
    "decode_markup",
    "decode_shared",
    "encode",
    "encode_markup",
    "unescape_url",
    "without_conditionals",
]

_PLAIN = re.compile(r"(?:[A-Za-z0-9 ,.:;()/?!@#%*+=\[\]^_|\">]++|-(?!-)|'(?!'))*+")
"""ASCII text without any special sign, as in nearly every value."""
_SPECIAL = re.compile(r"[\\$~`]|--|''|&(?=#?\w+;)|</|<br")
_BRACED_ACCENT = re.compile(
    r"""\{\\(?:(['"`^~=.])\{?(\\?[A-Za-z])\}?|([cvuHrdbk])\{([A-Za-z])\}"""
    r"""|(ss|ae|AE|oe|OE|aa|AA|dh|DH|th|TH|[oOlLij])|([&%\#_]))\}"""
)
_MARKED_UP = re.compile(r"[$<]|&lt;|\\(?=[A-Za-z]{2}|[{}(])")


# ------------------------------------------------------------------------------------- decoding


def decode(value: str) -> str:
    r"""Return the plain Unicode text of a LaTeX value, with white space collapsed.

    >>> decode(r"{\'{E}}tude of {ACM}'s B{\"o}hm--Jacopini \emph{theorem}")
    "Étude of ACM's Böhm–Jacopini theorem"
    """
    if _PLAIN.fullmatch(value):
        return " ".join(value.split())
    if _SPECIAL.search(value):
        value = _without_braced_accents(value)
        if _SPECIAL.search(value):
            return plain(parse_latex(value))
    if "{" in value or "}" in value:
        value = value.replace("{", "").replace("}", "")
    return tidy(value)


_SHARED: Final = 500
"""The most characters of a value that is kept, because another entry may have it."""
_decode_once = lru_cache(maxsize=4096)(decode)


def decode_shared(value: str) -> str:
    """Return :func:`decode` of a value that many entries of a file have, such as a venue.

    It is decoded once, and all of them share one text. That saves half a kilobyte per entry.
    """
    return _decode_once(value) if len(value) <= _SHARED else decode(value)


def decode_markup(value: str) -> tuple[str, str]:
    r"""Return the plain text of a LaTeX value, and its markup, or ``""`` if that adds nothing.

    >>> decode_markup(r"The \emph{lac} operon")
    ('The lac operon', 'The <i>lac</i> operon')
    """
    if not _MARKED_UP.search(value):
        return decode(value), ""
    events = parse_latex(_without_braced_accents(value))
    if all(kind in "ts" for kind, _ in events):
        return plain(events), ""
    return plain(events), _marked_up(events)


_CONDITIONAL = re.compile(
    r"\\ifmmode(?![A-Za-z])(?:(?!\\ifmmode|\\else|\\fi(?![A-Za-z])).){0,200}\\else(?![A-Za-z])\s*"
    r"((?:(?!\\ifmmode|\\fi(?![A-Za-z])).){0,200})\\fi(?![A-Za-z])(?:\{\}|)",
    re.DOTALL,
)


def without_conditionals(value: str) -> str:
    r"""Return ``value`` with the text branch of every ``\ifmmode A\else B\fi``, which is B.

    The American Physical Society writes every accented letter so.

    >>> without_conditionals(r"Petrovi\ifmmode \acute{c}\else \'{c}\fi{}")
    "Petrovi\\'{c}"
    """
    return _CONDITIONAL.sub(r"\1", value)


def _without_braced_accents(value: str) -> str:
    """Return ``value`` with accents in dblp's form composed; a value with maths is unchanged."""
    if "\\" not in value or "$" in value or "\\(" in value:
        return value
    return _BRACED_ACCENT.sub(_braced_accent, value)


def _is_argument(value: str, start: int) -> bool:
    """Return whether the brace at ``start`` is escaped or opens the argument of a command."""
    at = start
    while at and value[at - 1].isascii() and value[at - 1].isalpha():
        at -= 1
    return at > 0 and value[at - 1] == "\\"


def _braced_accent(match: re.Match[str]) -> str:
    if _is_argument(match.string, match.start()):
        return match[0]
    sign, letter, command, argument, name, escape = match.groups()
    if sign:
        if letter.startswith("\\") and letter not in ("\\i", "\\j"):
            return match[0]
        return compose(letter.removeprefix("\\"), tables.ACCENTS[sign])
    if command:
        return compose(argument, tables.ACCENTS[command])
    return tables.LETTERS[name] if name else escape


def _marked_up(events: list[Event]) -> str:
    parts: list[str] = []
    for kind, text in events:
        if kind == "t":
            parts.append(html.escape(text, quote=False).replace("$", "&#36;"))
        elif kind == "m":
            parts.append(f"${html.escape(text, quote=False)}$")
        elif kind == "b":
            parts.append(text)
        elif kind in "oc":
            parts.append(f"<{text}>" if kind == "o" else f"</{text}>")
    return tidy(re.sub(r"<(\w+)></\1>", "", "".join(parts)))


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
        for name, char in reversed(list(table.items()))
        if len(char) == 1 and not char.isascii() and unicodedata.normalize("NFC", char) == char
    },
    "“": "``", "”": "''", "–": "--", "—": "---", "…": r"{\ldots}", "¡": "!`", "¿": "?`",
    "£": r"{\pounds}", "†": r"{\dag}", "‡": r"{\ddag}", "§": r"{\S}", "¶": r"{\P}",
    "©": r"{\textcopyright}", "‘": r"{\textquoteleft}", "’": r"{\textquoteright}",
    "™": r"{\texttrademark}", "®": r"{\textregistered}",
}  # fmt: skip
# A set alone is found much faster than one of several patterns. This one has the signs that need no
# escape: the others and all of Unicode as a set would take 5 ms of every start.
_MAY_NEED_ESCAPE = re.compile(r"[^\x00-\"(-,.-;=-\[\]a-z|\x7f]")
_NEEDS_ESCAPE = re.compile(r"[&%$#_{}\\~^`]|--|''|<(?=/|br)|[^\x00-\x7f]")
_ENCODED = re.compile(r"[&%$#_{}\\~^`]|[^\x00-\x7f]")
_ACCENT_OF: Final = {mark: name for name, mark in reversed(list(tables.ACCENTS.items()))}


def encode(text: str, *, accents: bool = True) -> str:
    r"""Return ``text`` as a LaTeX value; without ``accents`` only signs special to LaTeX change.

    Letters without an accent or command in LaTeX (Han, Greek, Cyrillic ...) are kept as they are.

    >>> encode("Müller & Søn, 50 %")
    'M{\\"{u}}ller \\& S{\\o}n, 50 \\%'
    """
    if not _MAY_NEED_ESCAPE.search(text) or not _NEEDS_ESCAPE.search(text):
        return text
    # An empty group separates signs that LaTeX would join (--, '') or that would look like HTML.
    parts = [
        _ENCODED.sub(lambda match: _encode_char(match[0], accents=accents), part)
        for part in _APART.split(text)
    ]
    made = "{}".join("".join(parts[at : at + 2]) for at in range(0, len(parts), 2))
    if made.count(r"\$") > 1 and unescape_maths(made) != made:
        return made.replace(r"\$", r"{}\$")  # text that looks like escaped maths
    return made


_APART = re.compile(r"([-–—](?=[-–—])|'(?=['”])|&(?=#?\w+;)|<(?=/|br)|[!?](?=[`“]))")


@lru_cache(maxsize=4096)
def _encode_char(char: str, *, accents: bool) -> str:
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
    r"""Return a title with markup as a LaTeX value.

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
