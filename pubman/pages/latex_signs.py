r"""Declarations for signs that the usual fonts of LaTeX lack.

Signs of maths and Greek letters become commands of maths, in every engine. pdfLaTeX has no font for
any other sign, such as Han, so it stops with a message that names the signs and another engine.
XeLaTeX and LuaLaTeX then get a font that has them, if this machine has one.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Final

from pubman.text.latex import tables

_SIMPLE: Final = {"leqslant", "geqslant", "ne", "le", "ge", "rightarrow", "leftarrow", "varphi"}
_COMMAND_OF: Final = {
    sign: f"\\{command}"
    for command, sign in reversed(list(tables.MATHS.items()))
    if len(sign) == 1 and not sign.isascii() and command not in _SIMPLE
} | {"−": "-", "★": "\\star", "☉": "\\odot", "⊙": "\\odot", "∗": "*"}
"""A sign -> the command of maths that sets it, without a package."""

# Latin letters with the accents of T1, and the signs that T1 and TS1 hold.
_LAST_LATIN: Final = 0x17F
_KNOWN: Final = frozenset("–—‘’‚“”„†‡•…‰‹›€™′″№‖ȘșȚțẞ\u200b\u200c\u200d\u2060")


def declarations(text: str, *, fragment: bool = False) -> str:
    """Return the declarations that ``text`` needs, as lines of LaTeX, or ``""``.

    A ``fragment`` cannot load fonts: that is up to the document around it.
    """
    signs = sorted({sign for sign in text if _is_unusual(sign)})
    known = [sign for sign in signs if sign in _COMMAND_OF]
    missing = [sign for sign in signs if sign not in _COMMAND_OF]
    if not signs:
        return ""
    lines = [
        r"\ifdefined\DeclareUnicodeCharacter",
        *_for_pdflatex(known, missing),
        r"\else",
        *_for_other_engines(known, [] if fragment else missing),
        r"\fi",
    ]
    return "\n".join(lines) + "\n"


def _is_unusual(sign: str) -> bool:
    return ord(sign) > _LAST_LATIN and sign not in _KNOWN


def _for_pdflatex(known: Iterable[str], missing: Sequence[str]) -> Iterator[str]:
    for sign in known:
        # \DeclareUnicodeCharacter does this too, but only in the preamble; a fragment has none.
        command = f"\\ensuremath{{{_COMMAND_OF[sign]}}}"
        yield f"  \\expandafter\\def\\csname u8:\\detokenize{{{sign}}}\\endcsname{{{command}}}"
    if missing:
        codes = ", ".join(f"U+{ord(sign):04X}" for sign in missing[:8])
        yield "  \\PackageError{pubman}{Please compile this document with XeLaTeX or LuaLaTeX}{%"
        yield f"    It has letters or signs that no font of pdfLaTeX has: {codes}.}}"


def _for_other_engines(known: Iterable[str], missing: Sequence[str]) -> Iterator[str]:
    for sign in known:
        command = _COMMAND_OF[sign]
        yield f"  \\catcode`{sign}=\\active\\protected\\def{sign}{{\\ensuremath{{{command}}}}}"
    if any(_is_han_or_kana(sign) for sign in missing):
        yield r"  \ifdefined\XeTeXversion\IfFileExists{xeCJK.sty}{\usepackage{xeCJK}%"
        yield r"    \IfFontExistsTF{Noto Serif CJK SC}{\setCJKmainfont{Noto Serif CJK SC}}{}}{}\fi"
    if any(not _is_han_or_kana(sign) for sign in missing):
        yield r"  \ifdefined\IfFontExistsTF\IfFontExistsTF{Noto Serif}{\setmainfont{Noto Serif}}%"
        yield r"    {\IfFontExistsTF{DejaVu Serif}{\setmainfont{DejaVu Serif}}{}}\fi"


def _is_han_or_kana(sign: str) -> bool:
    return "\u2e80" <= sign <= "\u9fff" or "\uac00" <= sign <= "\ud7a3" or sign >= "\U00020000"
