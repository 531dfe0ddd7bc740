r"""HTML inside LaTeX values: the meaning of a tag, and tags that an export has escaped.

Publishers put HTML into titles (Crossref also JATS and MathML). Zotero exports it as
``{\textless}i{\textgreater}`` and Mendeley as ``$<$i$>$``.
"""

from __future__ import annotations

import re
from typing import Final

TAG: Final = r"</?(?:[A-Za-z]+:)?[A-Za-z]+\d?(?:\s[^<>\\{}$]{0,300})?/?>"

_ELEMENTS: Final = {
    "i": "i", "em": "i", "italic": "i", "b": "b", "strong": "b", "bold": "b", "sub": "sub",
    "inf": "sub", "sup": "sup", "tt": "tt", "code": "tt", "monospace": "tt", "sc": "sc",
    "scp": "sc",
}  # fmt: skip
_BREAKS: Final = frozenset("br p div li".split())
_DROPPED: Final = frozenset(
    "span u small big font title underline roman named-content math mrow mi mn mo mtext msub msup "
    "msubsup mfrac msqrt mover munder mstyle mspace semantics annotation ins".split()
)
_NAME = re.compile(r"</?(?:[A-Za-z]+:)?([A-Za-z]+\d?)")
_LESS: Final = (
    r"(?:\{\\(?:textless|less|lt)\}|\\(?:textless|less|lt)(?:\{\}|\s+|(?![A-Za-z]))"
    r"|\$\s*(?:<|\\(?:less|lt)\s*)\$|\\?&lt;)"
)
_GREATER: Final = (
    r"(?:\{\\(?:textgreater|greater|gt)\}|\\(?:textgreater|greater|gt)(?:\{\}|[ \t]|(?![A-Za-z]))"
    r"|\$\s*(?:>|\\(?:greater|gt)\s*)\$|\\?&gt;)"
)
_ESCAPED = re.compile(
    rf"{_LESS}(/?(?:i|em|b|strong|sub|sup|inf|sc|scp|tt|code|span|p|br|u|div)(?:\s[^<>\\{{}}$&]"
    rf"{{0,100}})?/?){_GREATER}",
    re.IGNORECASE,
)
_MAY_BE_ESCAPED = re.compile(r"less|\$<|lt(?:[;}\s$]|\{\})", re.IGNORECASE)


def unescape_tags(value: str) -> str:
    r"""Return ``value`` with escaped tags restored, if at least one of them closes.

    >>> unescape_tags(r"{\textless}i{\textgreater}lac{\textless}/i{\textgreater} \textless 5")
    '<i>lac</i> \\textless 5'
    """
    if _MAY_BE_ESCAPED.search(value) is None:
        return value
    unescaped = _ESCAPED.sub(r"<\1>", value)
    return unescaped if "</" in unescaped else value


def has_tags(value: str) -> bool:
    """Return whether angle brackets are tags: one of them closes or breaks a line."""
    return "</" in value or "<br" in value


def element_of(tag: str) -> str | None:
    """Return the element of a tag: ``" "`` between words, ``""`` for none, None for text."""
    match = _NAME.match(tag)
    name = match[1].lower() if match else ""
    if name in _ELEMENTS:
        return None if tag.endswith("/>") else _ELEMENTS[name]
    if name in _BREAKS:
        return " "
    if name == "span" and ("small-caps" in tag or tag.startswith("</")):
        return "sc"
    return "" if name in _DROPPED else None
