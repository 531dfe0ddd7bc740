"""Split a title with markup into pieces that any format can write.

The markup is ``<i> <b> <sub> <sup> <tt> <sc>`` and ``$maths$``, as in ``Work.title_markup``.
Everything else is text, also a known element that is never closed.
"""

from __future__ import annotations

import html
import re
from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache
from typing import Final, Literal, TypeAlias

from pubman.text.latex import decode
from pubman.text.latex.tables import SUBSCRIPTS, SUPERSCRIPTS

TAGS: Final = ("i", "b", "sub", "sup", "tt", "sc")
_DEEPEST: Final = 8  # deeper nesting is never meant as markup, so it is text

_TOKEN = re.compile(r"<(/?)(i|b|sub|sup|tt|sc)>|\$([^$]+)\$|(.[^<$]*)", re.DOTALL)
_BRACE = re.compile(r"\\([{}])")  # in markup a brace of the text is escaped, as in BibTeX
_RAISED = re.compile(r"([_^])\{?([A-Za-z0-9+-]+)\}?")
# Plain text must not contain control characters or signs that reorder the text around them.
_UNPRINTABLE = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ufffe\uffff\ud800-\udfff]"
)
_SPACE = re.compile("[ \t\n\r\x0b\x0c\x85\u2028\u2029]+")


@dataclass(frozen=True, slots=True)
class Leaf:
    """Plain text, or maths from between ``$`` signs."""

    text: str
    maths: bool = False


@dataclass(frozen=True, slots=True)
class Element:
    """A part of a title with markup."""

    tag: str
    children: tuple[Piece, ...]


Piece: TypeAlias = Leaf | Element
_Token: TypeAlias = tuple[Literal["open", "close", "leaf"], str, Leaf]


def strip_controls(text: str) -> str:
    """Return ``text`` without control characters and bidirectional overrides; lines are kept."""
    if text.isascii() and (text.isprintable() or text.replace("\n", "").isprintable()):
        return text
    return _UNPRINTABLE.sub("", text)


def clean(text: str) -> str:
    """Return ``text`` on one line, without control characters and bidirectional overrides."""
    if text.isascii() and text.isprintable():
        return text
    return _clean_known(text) if len(text) < _SHORT else _clean(text)


def _clean(text: str) -> str:
    # White space is replaced first, so that a tab or line break still separates two words.
    return _UNPRINTABLE.sub("", _SPACE.sub(" ", text))


_SHORT: Final = 100
_clean_known = lru_cache(maxsize=8192)(_clean)  # the same names occur many times


def printable(text: str) -> str:
    """Return ``text`` cleaned, with single spaces between words."""
    if not text:
        return ""
    if text.isascii() and text.isprintable() and "  " not in text:
        return text.strip(" ")
    cleaned = clean(text)
    return (_SPACE.sub(" ", cleaned) if "  " in cleaned else cleaned).strip(" ")


def parse_markup(markup: str) -> tuple[Piece, ...]:
    """Return the pieces of ``markup``, a value of ``title_markup``."""
    tokens = [_token(match) for match in _TOKEN.finditer(printable(markup))]
    stack: list[tuple[str, str, list[Piece]]] = [("", "", [])]
    for what, tag, leaf in tokens:
        if what == "open" and len(stack) <= _DEEPEST:
            stack.append((tag, leaf.text, []))
        elif what == "close" and stack[-1][0] == tag:
            _, _, children = stack.pop()
            stack[-1][2].append(Element(tag, tuple(children)))
        else:
            stack[-1][2].append(leaf)
    while len(stack) > 1:  # the tag was never closed, so it is text
        _, text, children = stack.pop()
        stack[-1][2].extend([Leaf(text), *children])
    return tuple(stack[0][2])


def _token(match: re.Match[str]) -> _Token:
    slash, tag, maths, text = match.groups()
    if tag:
        return ("close" if slash else "open", tag, Leaf(match[0]))
    if maths:
        return ("leaf", "", Leaf(html.unescape(maths), maths=True))
    return ("leaf", "", Leaf(_BRACE.sub(r"\1", html.unescape(text))))


def maths_text(source: str) -> str:
    """Return maths as plain text (``O(n²)``) if it is simple, else as written without dollars."""
    return clean(decode(f"${source}$")).strip("$")


_COMMAND = re.compile(r"\\(?:[A-Za-z]+|.)\s*(?:\{[^{}]*\})*|\\", re.DOTALL)


def maths_pieces(source: str) -> tuple[Piece, ...]:
    r"""Return maths as pieces: text with its sub- and superscripts as elements.

    >>> maths_pieces(r"K^0_S")
    (Leaf(text='K', maths=False), Element(tag='sup', children=(Leaf(text='0', maths=False),)), \
Element(tag='sub', children=(Leaf(text='S', maths=False),)))
    """
    found: list[Piece] = []
    plain, at = "", 0
    while at < len(source):
        sign = source[at]
        if sign not in "^_":
            end = _end_of_part(source, at)
            plain, at = plain + source[at:end], end
            continue
        inner, at = _script(source, at + 1)
        if sign == "^" and inner.strip() in (r"\circ", r"\degree"):
            plain += "°"
            continue
        if not inner.strip():
            plain += sign
            continue
        found += [*_maths_leaf(plain), Element(_SCRIPTS[sign], maths_pieces(inner.strip()))]
        plain = ""
    return (*found, *_maths_leaf(plain))


_SCRIPTS: Final = {"^": "sup", "_": "sub"}


def _maths_leaf(source: str) -> list[Piece]:
    """Return a part of maths without scripts as text: room around arrows, real minus signs."""
    text = maths_text(source).replace("-", "−")
    if not text:
        return []
    before = " " if source[:1].isspace() else ""
    after = " " if source[-1:].isspace() else ""
    return [Leaf(_ARROWS.sub(r" \1 ", before + text + after))]


_ARROWS: Final = re.compile(r"\s*([→←↔⇒⇐⇔↦⟶⟵⟹])\s*")


def _end_of_part(source: str, at: int) -> int:
    """Return the end of the command or sign at ``at``; a command takes its arguments along."""
    command = _COMMAND.match(source, at)
    return command.end() if command else at + 1


def _script(source: str, at: int) -> tuple[str, int]:
    """Return what a ``^`` or ``_`` before ``at`` raises or lowers, and where it ends."""
    while at < len(source) and source[at] == " ":
        at += 1
    if source[at : at + 1] != "{":
        end = _end_of_part(source, at) if at < len(source) else at
        return source[at:end], end
    depth = 0
    for end in range(at, len(source)):
        depth += {"{": 1, "}": -1}.get(source[end], 0)
        if not depth:
            return source[at + 1 : end], end + 1
    return source[at + 1 :], len(source)


def write(
    pieces: tuple[Piece, ...],
    text: Callable[[str], str],
    element: Callable[[str, str], str],
    maths: Callable[[str], str],
) -> str:
    """Write ``pieces`` with three functions: for text, for an element, and for maths."""
    return "".join(
        element(piece.tag, write(piece.children, text, element, maths))
        if isinstance(piece, Element)
        else (maths if piece.maths else text)(piece.text)
        for piece in pieces
    )


def plain_title(title: str, marked: str) -> str:
    """Return a title as plain text can show it, from the title and its markup.

    Numbers above or below the line are Unicode's, or get a ``^``: 10⁶ must not become 106.

    >>> plain_title("106 cells of H2O", "10<sup>6</sup> cells of H<sub>2</sub>O")
    '10⁶ cells of H₂O'
    """
    if "<su" not in marked:
        return title
    return write(parse_markup(marked), clean, plain_element, maths_text)


def plain_element(tag: str, inner: str) -> str:
    """Return the text of an element without its tag, raised or lowered if Unicode can."""
    table = {"sup": SUPERSCRIPTS, "sub": SUBSCRIPTS}.get(tag)
    if table and all(ord(sign) in table for sign in inner):
        return inner.translate(table)
    if tag == "sup" and any(map(str.isdigit, inner)):
        return f"^{inner}" if len(inner) == 1 else f"^({inner})"
    return inner


def without_maths(marked: str) -> str:
    """Return markup with maths as text or sub- and superscripts, for readers without TeX.

    >>> without_maths("On <i>all</i> $k$-sets of H$_2$O, $O(n^2)$")
    'On <i>all</i> k-sets of H<sub>2</sub>O, O(n²)'
    """
    return write(
        parse_markup(marked),
        lambda text: html.escape(text, quote=False),
        lambda tag, inside: f"<{tag}>{inside}</{tag}>",
        _maths_in_html,
    )


def _maths_in_html(source: str) -> str:
    if raised := _RAISED.fullmatch(source):
        tag = "sub" if raised[1] == "_" else "sup"
        return f"<{tag}>{raised[2]}</{tag}>"
    return html.escape(maths_text(source), quote=False)
