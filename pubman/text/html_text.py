"""Read titles that contain HTML or JATS, as in RIS, PubMed, CSL and Crossref."""

from __future__ import annotations

import html
import re
from typing import Final

_TAGS: Final = {
    "i": "i", "em": "i", "italic": "i", "b": "b", "strong": "b", "bold": "b", "sub": "sub",
    "inf": "sub", "sup": "sup", "tt": "tt", "code": "tt", "monospace": "tt", "sc": "sc",
    "scp": "sc",
}  # fmt: skip
"""Elements kept as markup. Of ``span``, ``p``, ``title`` and the like only the text is kept."""

_TAG = re.compile(
    r"<(/?)(?:jats:)?(i|em|italic|b|strong|bold|sub|inf|sup|tt|code|monospace|scp?|span|p|div|u|"
    r"br|title|sec|font|small|big|strike|abbr|inline-formula|disp-formula|tex-math|alternatives"
    r"|named-content|styled-content|ext-link|xref|mml:[a-z]{1,14})\b[^<>]*?(/?)>",
    re.IGNORECASE,
)
_CDATA = re.compile(r"<!\[CDATA\[([^]]{0,2000})\]\]>")
ENTITY = re.compile(r"&(?:[a-zA-Z][a-zA-Z0-9]{1,30}|#\d{1,7}|#[xX][0-9a-fA-F]{1,6});")
_APART: Final = frozenset({"br", "p", "div", "sec", "title"})
"""Elements that separate the words before and after them."""
_SMALL_CAPS = re.compile(r"font-variant:\s*small-caps", re.IGNORECASE)


def read_title(text: str) -> tuple[str, str]:
    """Return the title as plain text and, if it differs, as markup, with single spaces.

    Only known elements count as markup: in ``a < b`` the sign is text. Elements are balanced.

    >>> read_title("H<sub>2</sub>O &amp; <span>more</span>")
    ('H2O & more', 'H<sub>2</sub>O &amp; more')
    """
    text = " ".join(text.split())
    if "<" not in text and "&" not in text:
        return text, ""
    if "<![CDATA[" in text:
        text = _CDATA.sub(r"\1", text)
    plain: list[str] = []
    marked: list[str] = []
    stack: list[str] = []
    at = 0
    for match in _TAG.finditer(text):
        _add(text[at : match.start()], plain, marked)
        if match[2].lower() in _APART:
            _add(" ", plain, marked)
        elif not match[3]:
            _take_tag(match, marked, stack)
        at = match.end()
    _add(text[at:], plain, marked)
    marked.extend(f"</{tag}>" for tag in reversed(stack) if tag)
    title = " ".join("".join(plain).split())
    markup = " ".join("".join(marked).split())
    return title, markup if markup != title else ""


def plain_text(text: str) -> str:
    """Return ``text`` without elements and entities, for an abstract or a note."""
    return read_title(text)[0]


def _add(text: str, plain: list[str], marked: list[str]) -> None:
    resolved = ENTITY.sub(lambda match: html.unescape(match[0]), text)
    plain.append(resolved)
    marked.append(html.escape(resolved, quote=False))


def _take_tag(match: re.Match[str], marked: list[str], stack: list[str]) -> None:
    """Open or close one element; drop a closing tag that was never opened."""
    tag = _TAGS.get(match[2].lower(), "sc" if _SMALL_CAPS.search(match[0]) else "")
    if not match[1]:
        stack.append(tag)
        marked.append(f"<{tag}>" if tag else "")
    elif stack:
        closed = stack.pop()
        marked.append(f"</{closed}>" if closed else "")
