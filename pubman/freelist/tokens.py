"""The text of an entry -> tokens: capitalised words, initials, particles, signs, years.

Names are recognised by the kinds of their words, so a list is read in one pass, without
patterns that try the same text again and again.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

PARTICLES: Final = frozenset(
    "van von der den de del della di da do dos das du la le lo los el al bin ibn ben ter ten zu zur"
    " zum af av vander vom y op 't te i abu ul".split()
)
SUFFIXES: Final = frozenset({"jr", "sr", "ii", "iii", "iv", "2nd", "3rd"})
AND: Final = frozenset(
    {"and", "und", "et", "y", "e", "och", "og", "en", "&", "ed", "ve", "и", "та", "oraz", "és",
     "και", "și"}
)  # fmt: skip

_UPPER: Final = (
    "A-ZÀ-ÖØ-ÞĀĂĄĆĈĊČĎĐĒĔĖĘĚĜĞĠĢĤĦĨĪĬĮİĴĶĹĻĽĿŁŃŅŇŊŌŎŐŒŔŖŘŚŜŞŠŢŤŦŨŪŬŮŰŲŴŶŸŹŻŽƠƯȘȚ"
    "Ά-ΏΑ-ΫЀ-ЯҐ\u1e02-\u1efe"
)
_HAN: Final = "\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af"
_TOKEN = re.compile(
    rf"""
    (?P<initials>(?:[{_UPPER}]{{1,2}}\.|(?:Ch|Th|Ph|Md|Yu(?=\.[ ]?[{_UPPER}]\.))\.)
            (?:[-‐–]?[{_UPPER}]\.|[ ]?[-‐–][ ]?[{_UPPER}a-z]\.)*
        |[{_UPPER}]\.?[-‐][{_UPPER}a-z](?![^\W\d_])\.?)
  | (?P<etal>(?i:et[ ]?al\b\.?|(?:and\ )?others\b|等(?=[.,，。\s]|$)|u\.\ ?a\.|y\ otros\b
        |e\ outros\b
        |and\ \d+\ (?:other|more)\w*(?:\ \S+)?|&\ \d+\ (?:other|more|co-)\S*(?:\ \S+)?|…|\.\.\.))
  | (?P<year>\(?(?:1[89]|20)\d\d[a-z]?\)?(?![\d/\w]|-\d{{4}}))
  | (?P<number>\d[\d.,/–-]*\w*)
  | (?P<han>[{_HAN}·]+)
  | (?P<word>[^\W\d_]
            (?:[^\W\d_]|\d(?=[a-z]{{2}})|[\u0300-\u036f]|[’'ʼ`](?=[^\W\d_])|[-‐‑](?=[^\W\d_]))*)
  | (?P<quote>[“”"„«»‘’‚」「])
  | (?P<newline>\s*\n\s*)
  | (?P<space>\s+)
  | (?P<mark>[*†‡§¶#∗⋆✉★☆+✝⁺¹²³⁴⁵⁶⁷⁸⁹⁰ᵃᵇ^~`_]+)
  | (?P<sign>.)
    """,
    re.VERBOSE | re.DOTALL,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Token:
    """A piece of the text: its kind, its position and its content.

    Kinds: ``initials``, ``caps`` (up to four capitals), ``name`` (a capitalised word), ``lower``,
    ``particle``, ``suffix``, ``and``, ``etal``, ``year``, ``number``, ``han``, ``quote``,
    ``newline``, ``mark``, and each other sign as itself.
    """

    kind: str
    text: str
    start: int
    end: int


LONGEST_NAME: Final = 6
"""Words of the longest name."""


def tokenize(text: str) -> list[Token]:
    """The tokens of *text*, without its spaces."""
    found = []
    for match in _TOKEN.finditer(text):
        kind = str(match.lastgroup)
        if kind == "space":
            continue
        said = match[0]
        found.append(Token(kind=_kind(kind, said), text=said, start=match.start(), end=match.end()))
    return found


def _kind(kind: str, said: str) -> str:
    if kind == "sign":
        return said
    if kind != "word":
        return kind
    lowered = said.lower()
    if lowered in AND and said.islower():
        return "and"
    if said[0].islower():
        return _small(said)
    if lowered in SUFFIXES and said not in ("JR", "SR"):
        return "suffix"
    if said.isupper() and len(said.replace("-", "")) <= 4:
        return "caps"
    return "particle" if lowered in PARTICLES - _ALSO_NAMES else "name"


_ALSO_NAMES: Final = frozenset({"y", "i", "ben", "lo", "te", "do", "al"})
"""Particles that are given or family names if they begin with a capital."""
_PREFIXED = re.compile(r"(?:d|l|dell|dall|al|el|ad|as|an)[’'-].*")


def _small(said: str) -> str:
    """The kind of a word in small letters: ``d'Aragona`` and ``al-Khwarizmi`` are names."""
    lowered = said.lower()
    if _PREFIXED.fullmatch(lowered) and any(char.isupper() for char in said):
        return "name"
    return "particle" if lowered in PARTICLES and lowered not in SUFFIXES else "lower"


def kind_at(tokens: Sequence[Token], at: int) -> str:
    """The kind of token *at*; empty after the last one."""
    return tokens[at].kind if at < len(tokens) else ""


def run_at(tokens: Sequence[Token], at: int, kinds: tuple[str, ...]) -> list[Token]:
    """The tokens of these kinds from *at* on, up to one more than a name can have."""
    found: list[Token] = []
    for token in tokens[at : at + LONGEST_NAME + 1]:
        if token.kind not in kinds:
            break
        found.append(token)
    return found
