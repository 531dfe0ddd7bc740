r"""Addresses in LaTeX values: LaTeX's escapes are removed, nothing else is decoded."""

from __future__ import annotations

import re
from typing import Final

_LONGEST: Final = 10_000
"""The most characters of an address; a longer value keeps the command around it."""
_WRAPPED = re.compile(
    r"\A\\(?:url|path|nolinkurl|href|texttt)\s*\{(.*?)\}(?:\s*\{.*\})?\Z", re.DOTALL
)
_ESCAPE = re.compile(
    r"\\(?:string)?([_%#&$~{}^\-/])(?:\{\})?"
    r"|\\(textasciitilde|textunderscore|textbackslash|textasciicircum)(?![A-Za-z])(?:\{\}| )?"
    r"|\$\\sim\$"
)
_ESCAPES: Final = {
    "textasciitilde": "~", "textunderscore": "_", "textbackslash": "\\", "textasciicircum": "^",
    "-": "", "/": "", "{": "", "}": "",
}  # fmt: skip


def unescape_url(value: str) -> str:
    r"""Return the address in a value, without LaTeX's escapes and braces.

    >>> unescape_url(r"\url{https://x.org/a\_b\%20c~d}")
    'https://x.org/a_b%20c~d'
    """
    return "".join(_unescape(value).split())


_BETWEEN_ADDRESSES = re.compile(r"[\s;,]+(?=(?:https?|ftp)://)|\s*;\s*(?=www\.)")
_PLAIN = re.compile(r"[A-Za-z0-9:/.%?=&#+()_~-]+")
"""One address without anything to decode."""
_LINE_BREAK = re.compile(r"[ \t]*[\r\n]\s*")


def addresses(value: str) -> list[str]:
    r"""Return the addresses in a value. A line break inside one is removed, a blank becomes %20.

    >>> addresses("http://a.org/x http://b.org/y"), addresses("https://a.org/Volume 9/B.pdf")
    (['http://a.org/x', 'http://b.org/y'], ['https://a.org/Volume%209/B.pdf'])
    """
    if _PLAIN.fullmatch(value):
        return [value]
    parts = _BETWEEN_ADDRESSES.split(_unescape(value))
    bare = (_LINE_BREAK.sub("", part).strip().rstrip(";,") for part in parts)
    return [part.replace(" ", "%20").replace("\t", "%20") for part in bare if part]


def _unescape(value: str) -> str:
    text = value.strip()
    if "\\" in text or "{" in text or "$" in text:
        if len(text) < _LONGEST:
            text = _WRAPPED.sub(r"\1", text)
        text = _ESCAPE.sub(lambda m: _ESCAPES.get(m[1] or m[2] or "~", m[1] or "~"), text)
        text = text.replace("{", "").replace("}", "")
    return text
