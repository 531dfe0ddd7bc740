r"""Declarations for signs that the usual fonts of LaTeX lack.

Signs of maths and Greek letters become commands of maths, in every engine. pdfLaTeX has no font for
any other sign, such as Han, so it stops with a message that names the signs and another engine.
XeLaTeX and LuaLaTeX then get a font that has them. Han, kana and Hangul are set in the first font
for them that the machine has. Without one there is a warning, because these engines print nothing
in the place of a sign that they lack.
"""

from __future__ import annotations

import re
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
    if any(map(_is_han_or_kana, missing)):
        lines.append(r"\providecommand{\pubhan}{}")
    return "\n".join(lines) + "\n"


_HAN: Final = "\u2e80-\u9fff\uac00-\ud7a3\uf900-\ufaff\uff00-\uffef\U00020000-\U0003ffff"
_HAN_RUN: Final = re.compile(rf"[{_HAN}](?:[{_HAN} ]*[{_HAN}])?")
_FONTS: Final = (
    "Noto Serif CJK SC", "Noto Sans CJK SC", "Source Han Serif SC", "Source Han Sans SC",
    "Songti SC", "PingFang SC", "Hiragino Mincho ProN", "SimSun", "Yu Mincho", "MS Mincho",
    "Batang", "FandolSong", "WenQuanYi Zen Hei", "WenQuanYi Micro Hei", "Droid Sans Fallback",
)  # fmt: skip
"""Fonts with Han, kana and most of Hangul, of Linux, macOS and Windows."""
_BREAKS: Final = r"""
  \ifdefined\directlua\directlua{luatexbase.add_to_callback("pre_linebreak_filter", function(head)
    for n in node.traverse_id(node.id("glyph"), head) do
      if n.char > 0x2E7F and n.next and n.next.id == n.id then
        node.insert_after(head, n, node.new("glue"))
      end
    end
    return head
  end, "pubman: lines may end between Han")}\fi
  \ifdefined\XeTeXlinebreaklocale\XeTeXlinebreaklocale "zh"\XeTeXlinebreakskip=0pt plus 1pt\fi"""
"""Han is written without spaces, and a line may end after nearly every sign."""


def mark_han(text: str) -> str:
    r"""Return LaTeX in which runs of Han, kana and Hangul are set in the font ``\pubhan``."""
    return _HAN_RUN.sub(r"{\\pubhan \g<0>}", text)


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
        yield from _font_for_han()
    if any(not _is_han_or_kana(sign) for sign in missing):
        yield r"  \ifdefined\IfFontExistsTF\IfFontExistsTF{Noto Serif}{\setmainfont{Noto Serif}}%"
        yield r"    {\IfFontExistsTF{DejaVu Serif}{\setmainfont{DejaVu Serif}}{}}\fi"


def _font_for_han() -> Iterator[str]:
    """Yield the choice of the first font that the machine has; without any, an error."""
    yield r"  \def\pubfont#1{\ifdefined\pubhan\else"
    yield r"    \IfFontExistsTF{#1}{\newfontfamily\pubhan{#1}}{}\fi}"
    for at in range(0, len(_FONTS), 3):
        yield "  " + "".join(rf"\pubfont{{{font}}}" for font in _FONTS[at : at + 3])
    yield r"  \ifdefined\pubhan\else\PackageWarningNoLine{pubman}{%"
    yield r"    No font here has Chinese, Japanese or Korean. Install Noto Serif CJK}\fi"
    yield from _BREAKS.strip("\n").splitlines()


def _is_han_or_kana(sign: str) -> bool:
    return _HAN_RUN.match(sign) is not None
