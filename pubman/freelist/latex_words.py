"""The commands of LaTeX that matter for a list of publications, and how each is read."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

HEADINGS: Final[Mapping[str, int]] = {
    "part": 1, "chapter": 1, "section": 2, "subsection": 3, "subsubsection": 4, "paragraph": 5,
    "cvsection": 2, "cvsubsection": 3, "cvpart": 1, "heading": 2, "rubric": 2, "sectiontitle": 2,
    "resumesection": 2, "mysection": 2, "sectionheading": 2, "category": 3,
}  # fmt: skip
"""Headings and their levels; any other command whose name ends in *section* is of level 3."""

WRAPPED: Final[Mapping[str, str]] = {
    "textbf": "b", "textit": "i", "emph": "i", "textsl": "i", "mkbibemph": "i", "strong": "b",
    "mathbf": "b", "textsuperscript": "sup", "textsubscript": "sub",
}  # fmt: skip
"""Commands with one argument that mark it."""

SWITCHES: Final[Mapping[str, str]] = {
    "bf": "b", "bfseries": "b", "it": "i", "itshape": "i", "em": "i", "sl": "i", "slshape": "i",
}  # fmt: skip
"""Commands that mark the text up to the end of the group."""

PLAIN: Final = frozenset(
    "underline textsc textrm textsf texttt textmd textup textnormal text mbox hbox uline enquote"
    " bibinfo nolinkurl highlight sout ul textls centerline fbox makebox raggedright small CSLBlock"
    " CSLRightInline CSLIndent natexlab bibfield bibnamefont bibfnamefont namefont lowercase"
    " smaller relsize MakeUppercase href@noop".split()
)
"""Commands with one argument that is text like any other."""

DROPPED: Final[Mapping[str, int]] = {
    "vspace": 1, "hspace": 1, "label": 1, "usepackage": 1, "setlength": 2, "addtolength": 2,
    "color": 1, "fontsize": 2, "includegraphics": 1, "definecolor": 3, "input": 1, "include": 1,
    "geometry": 1, "hypertarget": 1, "pagestyle": 1, "thispagestyle": 1, "documentclass": 1,
    "setcounter": 2, "addtocounter": 2, "vadjust": 0, "setbool": 2, "photo": 1, "email": 1,
    "phone": 1, "cite": 1, "ref": 1, "colorlet": 2, "hyphenation": 1, "pdfbookmark": 2, "mobile": 1,
    "address": 1, "homepage": 1, "social": 1, "titleformat": 5, "titlespacing": 4, "faIcon": 1,
    "CSLLeftMargin": 1, "leavevmode": 0, "let": 0, "vskip": 0, "hskip": 0, "kern": 0, "rule": 2,
    "fontdir": 0, "pubmanskip": 1, "itemsep": 0, "parskip": 0, "parindent": 0, "csname": 0,
    "endcsname": 0, "expandafter": 0, "newlength": 1, "newcounter": 1, "newif": 0,
    "bibliographystyle": 1, "bibliography": 1, "addbibresource": 1,
    "phantomsection": 0, "addcontentsline": 3, "markboth": 2, "raisebox": 1, "llap": 1, "ding": 1,
    "textcolor": 1, "colorbox": 1, "fontspec": 1, "setmainfont": 1, "hypersetup": 1,
}  # fmt: skip
"""Commands, and how many of their arguments are left out; the rest is text again."""

BLOCK_BREAKS: Final = frozenset("par newpage clearpage bigskip medskip smallskip".split())
DEFINITIONS: Final = frozenset(
    "newcommand renewcommand providecommand def newenvironment NewDocumentCommand".split()
)

TABLES: Final = ("tabular", "longtable", "xltabular", "table")
SILENT: Final = frozenset("comment filecontents tikzpicture verbatim lstlisting".split())
NUMBERED: Final = frozenset({"enumerate", "etaremune", "revnumerate", "benumerate"})
BACKWARDS: Final = frozenset({"etaremune", "revnumerate", "benumerate"})

ACCENTS: Final = frozenset("c v u H k r b d t".split())
