"""Parse a title: its core, its numbers, and the words that say that it is not the paper itself.

An erratum, a reply, a demonstration or Part II has nearly the title of the paper it belongs to.
Those words are taken out of the core and kept as *notes*, so that two titles can be alike and the
works still be kept apart.
"""

from __future__ import annotations

import html
import re
from functools import lru_cache
from typing import Final

from pubman.frozen import quick_dataclass
from pubman.match.debris import without_debris
from pubman.match.notes import (
    LEADING_NOTE,
    NOTE,
    OWN_VERSION,
    REMARK,
    RETRACTED,
    SUPPLEMENT_NOTES,
    VERSION,
)
from pubman.match.parts import EDITION, find_part
from pubman.match.rarity import known_words
from pubman.match.recurring import GENERIC, NOTHING
from pubman.text.fold import fold, search_text, squash

_BRACKETS: Final = re.compile(r"[\(\[（【]([^()\[\]（）【】]*)[\)\]）】]")
_CITED: Final = re.compile(r"\[[^\[\]]*\(\d{4}\)[^\[\]]{0,3}\]")
"""The paper that a note is about, as physics journals add it: [Phys. Rev. D 71, 016005 (2005)]."""
_REMARKED: Final = re.compile(
    r"\[(?:erratum|correction|comment|retraction|republished|update|reprint)[^\[\]]*\]\W*\Z",
    re.IGNORECASE,
)
"""The remark of a database, with a citation in it: [Erratum appears in ... 15(1):187].
"""
# The remains of quotation marks and dashes that were decoded wrongly.
_WRONGLY_DECODED: Final = re.compile(
    r"[\u00e2\u00e3\u00c2\u00c3](?:\s?(?:\?+|[\u20ac\u2122\u0153\u00ac\u00a2\u00a6\u00bc]|1/4|cents))+"
)
_DIGITS: Final = re.compile(r"\d+")
_CLAUSE: Final = re.compile(r"(?:[.,;:]|\s[-\u2013\u2014])\s")
_SUBTITLE: Final = re.compile(r"[:?!;]\s|\.\s|\s[-\u2013]+\s|\s?[\u2014(\[]\s?|--+")
"""Signs between a title and its subtitle. A comma is not one: it may be part of a list."""
_MARKS: Final = re.compile(r"[-:?!;.,\u2013\u2014(\[]")
"""Without one of these, a title has neither clauses nor subtitles, and no note at its ends."""
_CUT: Final = re.compile(r"(?:\u2026|\.\.\.|&hellip;)\W*\Z")
_SPELT_OUT: Final = re.compile(
    r"\b(?:horizontal ellipsis|(?:left|right) (?:single|double) quotation mark|e[nm] dash"
    r"|nonbreaking hyphen|registered sign|trade ?mark sign)\b",
    re.IGNORECASE,
)
"""Signs of which Web of Science writes the names."""
_SUBMITTED: Final = re.compile(
    r"(?:paper|submission|manuscript) (?:id|no\.?|number) ?\d+\s?[:.]\s(?=\w{2})", re.IGNORECASE
)
"""The number of a submission before a title: "Paper ID 238: Faster joins"."""
_INFINITY: Final = re.compile(r"\\?\binfty\b|\u221e")
_SIGNS_IN_WORDS: Final = (
    "ellipsis", "quotation", " dash", "hyphen", "sign", "ELLIPSIS", "QUOTATION", " DASH", "HYPHEN",
    "SIGN",
)  # fmt: skip
"""What such a title has, at least. Looking for this is quicker."""
_DEPARTMENT: Final = re.compile(r"(?:\s[-\u2013]+)?\s*\[[^\W\d]{4,}(?: [^\W\d]+){0,2}\]\W*\Z")
"""The department of a magazine after a title, as IEEE writes it: "[careers]"."""
_KIND: Final = re.compile(
    r"(?<=[\s.])\[\s?(?:[ABCDGJMNPRSZ]|(?:EB|DB|CP)/OL)\s?\](?=\W*\Z|\s*[.,])", re.IGNORECASE
)
"""The kind of a work, as Chinese lists of references write it: [J] for a journal."""
_LANGUAGE: Final = re.compile(r"\b([CFcf])(\+\+|\#)")
"""Programming languages with signs that folding would remove."""
_CHARGED: Final = re.compile(
    r"(?<=\w)(?:[\u207a\u207b\u00b1\u2213]|\^?[+](?!\w))"
    r"|(?:(?<=\b[A-Zμπρτ])|(?<=\b[A-Z]\w)|(?<=\bmu)|(?<=\btau)|(?<=\bpi)|(?<=\brho))"
    r"\^?-(?![\w-])(?!,? (?:and|or|und|oder|et|ou|y|e) \w+-\w)"
)
"""Signs of a charge: B⁺, K+, K-, pi-. A hyphen is one only after a symbol of one or two letters, or
the name of a particle, and not if a word is left out after it: "B- and T-cells"."""
_NAMED: Final = re.compile(r"[^\W\d]-(?:\d{1,2}|[IVX]+)\W*\Z")
"""A number at the end that is a part of a name: SDD-1, COVID-19."""
_NO_BREAKS: Final[frozenset[int]] = frozenset()
CLAUSE_LETTERS: Final = 24
"""Letters a clause must have if it may be a title."""
TRANSLATED_LETTERS: Final = 25
"""A square bracket this long after a title this long is the title in another language."""
NOTED_WORDS: Final = 3
"""Words that must follow "Data for": a shorter title may itself be about data for something."""


@quick_dataclass(frozen=True, slots=True)
class Title:
    """A title, parsed.

    * ``core``: folded, without notes, remarks and a repeated translation.
    * ``squashed``: the core without spaces.
    * ``bare``: squashed, without a place of printing after it.
    * ``tokens``: the words of the bare title (Han, Kana and Hangul as pairs of characters).
    * ``breaks``: at which words a subtitle may begin.
    * ``clauses``: what follows a colon, comma or full stop, squashed, if it is long. A title may be
      cited without what is before.
    * ``numbers``: its numbers in order. ``part``: the part or edition it names ("2"; "": none).
    * ``signs``: plus and minus after words, which folding loses.
    * ``notes``: the classes of notes it has. ``generic``: many works have it.
    * ``cut``: it ends in an ellipsis.
    * ``other``: the title again in another language, squashed.
    """

    core: str
    squashed: str
    bare: str
    tokens: tuple[str, ...]
    numbers: tuple[str, ...]
    part: str
    notes: frozenset[str]
    generic: bool
    other: str = ""
    clauses: tuple[str, ...] = ()
    breaks: frozenset[int] = frozenset()
    signs: str = ""
    cut: bool = False


@lru_cache(maxsize=4096)
def read_title(text: str) -> Title:
    """Return the title as the matcher sees it; an unknown or empty title has an empty core."""
    plain = _clean(text)
    notes: set[str] = set()
    others: list[str] = []
    if any(map(plain.__contains__, "([（【")):
        plain = _take_brackets(plain, notes, others)
    plain = _take_ends(plain, notes)
    core = str(fold(plain))
    generic = len(core) < 80 and GENERIC.fullmatch(core) is not None
    core = "" if core in NOTHING else core
    bare = without_debris(core)
    breaks = _find_breaks(plain)
    part = find_part(bare, breaks, named=_NAMED.search(plain) is not None)
    if part.startswith("edition"):
        core = bare = EDITION.sub("", bare).strip()
    shared = known_words()  # titles repeat words, so keep one text for each
    words = bare.split() if bare.isascii() else search_text(bare).split()
    squashed = core.replace(" ", "")
    return Title(
        core=core,
        squashed=squashed,
        bare=bare.replace(" ", ""),
        tokens=tuple([shared.get(word, word) for word in words]),
        numbers=() if squashed.isalpha() else numbers_in(core),
        part=part,
        notes=frozenset(notes),
        generic=generic or not core,
        other=squash(others[0]) if others else "",
        clauses=_find_clauses(plain),
        breaks=breaks,
        signs=_find_signs(plain),
        cut=_CUT.search(text) is not None,
    )


def _clean(text: str) -> str:
    """Return *text* without entities and wrongly decoded marks, with C++ and C# as words."""
    plain = html.unescape(text) if "&" in text else text
    if plain[:1] in "PpSsMm" and (submitted := _SUBMITTED.match(plain)):
        plain = plain[submitted.end() :]
    if "infty" in plain or "\u221e" in plain:
        plain = _INFINITY.sub(" infinity ", plain)
    if any(map(plain.__contains__, _SIGNS_IN_WORDS)):
        plain = _SPELT_OUT.sub(" ", plain)
    if not plain.isascii():
        plain = _WRONGLY_DECODED.sub(" ", plain)
    if "++" in plain or "#" in plain:
        plain = _LANGUAGE.sub(lambda m: m[1] + ("plusplus" if "+" in m[2] else "sharp"), plain)
    return plain


def _find_clauses(plain: str) -> tuple[str, ...]:
    """Return the clauses of a title, without its first, that could be the title themselves."""
    if not _MARKS.search(plain):
        return ()
    clauses = (str(fold(plain[mark.end() :])).replace(" ", "") for mark in _CLAUSE.finditer(plain))
    return tuple(each for each in clauses if len(each) >= CLAUSE_LETTERS)


def _find_breaks(plain: str) -> frozenset[int]:
    """Return at which words, counted from 0, something like a subtitle begins."""
    if not _MARKS.search(plain):
        return _NO_BREAKS
    # Nobody asks for these beginnings again, so they are not worth a place in the cache.
    fold_once = fold.__wrapped__
    return frozenset(
        len(fold_once(plain[: mark.end()]).split()) for mark in _SUBTITLE.finditer(plain)
    )


def _find_signs(plain: str) -> str:
    """Return the charges of a title in order: the difference between B⁺ and B⁻."""
    if plain.isascii() and "+" not in plain and "- " not in f"{plain} ":
        return ""
    signs = "".join(_CHARGED.findall(plain)).replace("^", "")
    return signs.replace("\u207a", "+").replace("\u207b", "-")


def numbers_in(text: str) -> tuple[str, ...]:
    """Return the numbers of *text* in order, without leading zeros: ``db2`` and ``db 2`` have 2."""
    return tuple(each.lstrip("0") or "0" for each in _DIGITS.findall(text))


def _take_brackets(plain: str, notes: set[str], others: list[str]) -> str:
    """Return *plain* without bracketed notes, version words and remarks.

    Notes are added to *notes*, the title again in another language to *others*.
    """
    stripped = plain.strip().rstrip(".")
    if stripped[:1] == "[" and stripped[-1:] == "]" and stripped.count("[") == 1:
        return stripped[1:-1]  # PubMed's mark of a translated title
    plain = _KIND.sub(" ", _REMARKED.sub("", _CITED.sub(" ", plain)))
    judged = _BRACKETS.sub(lambda match: _judge_bracket(match, notes, others), plain)
    return _DEPARTMENT.sub("", judged) if "[" in judged else judged


def _judge_bracket(match: re.Match[str], notes: set[str], others: list[str]) -> str:
    inner, square = str(fold(match[1])), match[0][0] in "[【"
    if RETRACTED.match(inner):
        return " "
    if square and REMARK.match(inner):
        return " "
    if not square and VERSION.match(inner):
        notes.add("version")
        return " "
    # "[Re] Faster joins" replies; "(Re)thinking joins" does not.
    if (square or inner != "re") and (found := NOTE.match(inner)):
        notes.add(str(found.lastgroup))
        return " "
    if square and min(len(inner), match.start()) >= TRANSLATED_LETTERS:
        others.append(match[1])
        return " "
    return match[0]


def _take_ends(plain: str, notes: set[str]) -> str:
    """Return *plain* without a note before the first colon, after the last mark, or leading in."""
    if not _MARKS.search(plain):
        return _take_leading(plain, notes)
    for separator in (":", "\u2014", " - ", "."):
        head, mark, rest = plain.partition(separator)
        if mark and len(head) < 40 and rest.strip() and _take_note(head, notes):
            return _take_ends(rest, notes)
    for separator in (":", " - ", "---", "\u2014", "\u2013", ".", "?", "!"):
        front, mark, tail = plain.rstrip(" .").rpartition(separator)
        if mark and front.strip() and len(tail) < 45 and _take_note(tail, notes):
            return front + mark.strip(":.")
    return _take_leading(plain, notes)


def _take_note(piece: str, notes: set[str]) -> bool:
    """Return True if *piece* is a note, or a mark on the article itself; add it to *notes*."""
    folded = fold(piece)
    if OWN_VERSION.match(folded):
        notes.add("version")
        return True
    if found := NOTE.match(folded):
        notes.add(str(found.lastgroup))
    return found is not None or RETRACTED.match(folded) is not None


def _take_leading(plain: str, notes: set[str]) -> str:
    folded = str(fold(plain))
    leading = LEADING_NOTE.match(folded)
    if not leading:
        return plain
    name, rest = str(leading.lastgroup), folded[leading.end() :]
    if name in SUPPLEMENT_NOTES and len(rest.split()) < NOTED_WORDS:
        return plain
    notes.add(name)
    return rest
