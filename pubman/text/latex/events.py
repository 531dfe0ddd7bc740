r"""Events of a LaTeX value as plain text, and what belongs to single characters.

An event is described in :mod:`pubman.text.latex.parser`.
"""

from __future__ import annotations

import html
import re
import unicodedata
from functools import lru_cache

from pubman.text.latex.maths import maths_plain
from pubman.text.latex.state import Event


def plain(events: list[Event]) -> str:
    """Return the plain text of events."""
    parts = [maths_plain(text) if kind == "m" else text for kind, text in events if kind in "tmb"]
    text = "".join(parts)
    return tidy(_without_protection(text) if ("b", "{") in events else text)


_DOUBLED = re.compile(r"\{\{([^{}]*)\}\}")
_PROTECTED = re.compile(
    r"(?<![_^])\{((?=[^{}]*[A-Z])[A-Za-z][A-Za-z0-9 -]*)\}|(?<=[_^])\{([^{},]*)\}"
)


def _without_protection(text: str) -> str:
    r"""Return ``text`` without braces that a program escaped by mistake.

    They protected capitals (``\{IoT\}``, ``\{\{Phase Wires\}\}``) or an index (``_\{x\}``). The
    braces of a set (``\{0,1\}``) and of a plane in a crystal (``\{0001\}``) are text.
    """
    text = _DOUBLED.sub(r"\1", text)
    return _PROTECTED.sub(lambda match: match[1] or match[2] or "", text)


def tidy(text: str) -> str:
    """Return ``text`` in NFC with single spaces."""
    if not text.isascii():
        text = unicodedata.normalize("NFC", text)
    return " ".join(text.split())


@lru_cache(maxsize=4096)
def compose(base: str, mark: str) -> str:
    """Return ``base`` with a combining ``mark`` over its first letter."""
    first = {"ı": "i", "ȷ": "j"}.get(base[0], base[0])
    if mark == "\u0307" and first == "i":
        return base.replace("ı", "i", 1)
    if mark == "\u0361" and len(base) == 1:
        return base
    return unicodedata.normalize("NFC", first + mark + base[1:])


_ENTITY = re.compile(r"&(?:#\d+|#[xX][0-9a-fA-F]+|[A-Za-z]+\d*);")


def with_entities(events: list[Event]) -> list[Event]:
    r"""Return events with the entities in their texts replaced.

    An entity may be spread over several tokens (``\&amp;``), so the texts are joined first.
    """
    return [(kind, _entities(text) if kind == "t" else text) for kind, text in _join(events)]


def _entities(text: str) -> str:
    """Return ``text`` with its entities replaced; exports may have escaped them twice."""
    once = _ENTITY.sub(lambda match: html.unescape(match[0]), text)
    return _ENTITY.sub(lambda match: html.unescape(match[0]), once) if "&" in once else once


def _join(events: list[Event]) -> list[Event]:
    joined: list[Event] = []
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
