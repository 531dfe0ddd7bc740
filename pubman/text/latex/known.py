"""What a command without an argument prints: from the tables, else as pylatexenc knows it."""

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
"""Commands of another sort, whatever else knows their names."""


@lru_cache(maxsize=1024)
def command_text(name: str) -> str | None:
    """What a command prints in text; None for commands of another sort and unknown ones."""
    for table in (tables.LETTERS, tables.SYMBOLS, tables.OTHER_SYMBOLS):
        if name in table:
            return table[name]
    if name in tables.INVISIBLE:
        return ""
    return None if name in _WITH_ARGUMENTS else maths_symbol(name)


@lru_cache(maxsize=1024)
def maths_symbol(name: str) -> str | None:
    r"""What a command prints in maths, ``\alpha``, ``\textalpha`` and ``\upalpha`` alike.

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
    """What pylatexenc knows a command to print; None where it knows nothing or would drop it."""
    from pylatexenc.latex2text import get_default_latex_context_db  # noqa: PLC0415 - slow, seldom

    spec = get_default_latex_context_db().get_macro_spec(name)
    text = getattr(spec, "simplify_repl", None)
    # "%s" and "<ref>" stand for what only a document knows.
    return text if isinstance(text, str) and text and not set("%<") & set(text) else None
