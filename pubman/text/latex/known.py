"""The text that a command without an argument prints, from the tables or from pylatexenc."""

from __future__ import annotations

from functools import lru_cache
from typing import Final

from pubman.text.latex import tables

_MORE: Final = frozenset({"href", "ensuremath", "sqrt", "verb", "accent", "char", "symbol"})
_WITH_ARGUMENTS: Final = frozenset(
    _MORE
    | tables.MARKUP.keys()
    | tables.SWITCHES.keys()
    | tables.QUOTES.keys()
    | tables.ARGUMENTS.keys()
    | tables.TRANSPARENT
    | tables.HIDDEN
    | tables.FRACTIONS
    | tables.MATHS_ALPHABETS
    | tables.MATHS_ACCENTS.keys()
)
"""Commands that take arguments, even if another table or pylatexenc knows their names."""


@lru_cache(maxsize=1024)
def command_text(name: str) -> str | None:
    """Return what a command prints in text; None for one with arguments or an unknown one."""
    for table in (tables.LETTERS, tables.SYMBOLS, tables.OTHER_SYMBOLS):
        if name in table:
            return table[name]
    if name in tables.INVISIBLE:
        return ""
    return None if name in _WITH_ARGUMENTS else maths_symbol(name)


@lru_cache(maxsize=1024)
def maths_symbol(name: str) -> str | None:
    r"""Return what a command prints in maths; ``\alpha``, ``\textalpha``, ``\upalpha`` agree.

    >>> maths_symbol("upmu"), maths_symbol("nosuchthing")
    ('μ', None)
    """
    known = tables.MATHS.get(name) or tables.SYMBOLS.get(name)
    if known is not None:
        return known
    for prefix in ("text", "up", "it", "var", "mit"):
        greek = tables.MATHS.get(name.removeprefix(prefix), "") if name.startswith(prefix) else ""
        if "\u0391" <= greek <= "\u03f5":
            return greek
    return _text_elsewhere(name)


def _text_elsewhere(name: str) -> str | None:
    """Return what pylatexenc prints for a command; None if it is unknown or prints nothing."""
    # Imported here because it is slow and seldom needed.
    from pylatexenc.latex2text import get_default_latex_context_db  # noqa: PLC0415

    spec = get_default_latex_context_db().get_macro_spec(name)
    text = getattr(spec, "simplify_repl", None)
    # "%s" and "<ref>" are placeholders for text that only a document knows.
    return text if isinstance(text, str) and text and not set("%<") & set(text) else None
