"""Lists of names, in every way that citation styles write them.

=============  ===================================================================
``natural``    Bo Zhao, A. V. Matveev and J-P Lebacque
``inverted``   Fan, W., Bouguila, N., & van der Aa, H.  (also with ; and /, and in capitals)
``behind``     Fan W, von Wyl V, Pereira da Cunha CT
``first``      Rago, Alfredo, John H. Werren, and John K. Colbourne
``full``       Fan, Wentao; Bouguila, Nizar
=============  ===================================================================
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from pubman.freelist.name_styles import FoundName, one_name, skip_marks
from pubman.freelist.tokens import Token, kind_at

STYLES: Final = ("natural", "inverted", "behind", "first", "full")


_SEPARATORS: Final = frozenset(",;&，、；/|·•∙") | {"and"}
_SETTLED: Final = 5
"""In a list with this many names, a word of another shape is a name, too."""
_LONGEST_ODD: Final = 3
_ODD_WORDS: Final = frozenset({"name", "caps", "lower", "particle", "suffix", "initials"})
_SIGNS: Final = frozenset("*†‡§¶#∗⋆✉★☆✝")
_MOST: Final = 600
"""Names of the longest list."""


@dataclass(frozen=True, slots=True, kw_only=True)
class NameList:
    """Names as written, inverted if the style shows it: ``Fan, W.``; the token after the list.

    ``marks`` are the signs after each name: ``*``.
    """

    names: tuple[str, ...]
    after: int
    marks: tuple[str, ...] = ()
    cut: bool = False
    initials: int = 0
    end: int = 0


def read_names(tokens: Sequence[Token], at: int, style: str) -> NameList:
    """The longest list of names in one style that begins at token *at*."""
    names: list[str] = []
    marks: list[str] = []
    cut, initials, position, end = False, 0, at, at
    while len(names) < _MOST:
        if kind_at(tokens, position) == "etal" and names:
            cut, end = True, position + 1
            position = _behind_et_al(tokens, position, style)
            if position == end and not one_name(tokens, position, style, later=True):
                break
            continue
        found = one_name(tokens, position, style, later=bool(names))
        if found is None and len(names) >= _SETTLED:
            found = _odd_name(tokens, position, style)
        if found is None or not _alike(tokens, position, found, initials, len(names), style):
            break
        names.append(found.text)
        initials += found.shape
        end = skip_marks(tokens, found.after)
        marks.append(_signs(tokens[found.after : end]))
        position = _skip_separators(tokens, end)
        if position == end and kind_at(tokens, end) != "etal":
            break
    return NameList(names=_even(names), after=end, marks=tuple(marks), cut=cut, initials=initials)


def _signs(tokens: Sequence[Token]) -> str:
    """The signs among the tokens behind a name, without raised numbers and rests of Markdown."""
    text = "".join(token.text for token in tokens if token.kind == "mark")
    return "".join(sign for sign in dict.fromkeys(text) if sign in _SIGNS)


def _odd_name(tokens: Sequence[Token], at: int, style: str) -> FoundName | None:
    """An unusual name in a long list (``en zyme``, ``Jingjing``), if the list continues.

    Two names must follow, or *and* with the last one.
    """
    after = at
    while after - at < _LONGEST_ODD and kind_at(tokens, after) in _ODD_WORDS:
        after += 1
    place = after
    for _ in range(2):
        ahead = _skip_separators(tokens, place)
        found = one_name(tokens, ahead, style, later=True) if ahead > place else None
        if found is None:
            return None
        if any(token.kind in {"and", "&"} for token in tokens[place:ahead]):
            break
        place = found.after
    text = " ".join(token.text for token in tokens[at:after])
    return FoundName(text=text, after=after, shape=0) if after > at else None


def _behind_et_al(tokens: Sequence[Token], at: int, style: str) -> int:
    """The token from which the list continues after *et al.*: ``A, B, et al., C, et al.``"""
    if tokens[at].text in {"…", "..."}:
        return at + 1
    again = _skip_separators(tokens, at + 1)
    goes_on = again > at + 1 and one_name(tokens, again, style, later=True) is not None
    return again if goes_on else at + 1


def _even(names: list[str]) -> tuple[str, ...]:
    """The names; the last one without the stop of the sentence if the others have none."""
    if len(names) > 1 and names[-1].endswith(".") and not any("." in name for name in names[:-1]):
        return (*names[:-1], names[-1][:-1])
    return tuple(names)


def _alike(
    tokens: Sequence[Token], at: int, found: FoundName, initials: int, count: int, style: str
) -> bool:
    """False for a name in full after names with initials, unless the list clearly continues."""
    if found.shape or count < 2 or initials < count or tokens[at - 1].kind in {"and", "&"}:
        return True
    ahead = _skip_separators(tokens, found.after)
    again = one_name(tokens, ahead, style, later=True) if ahead > found.after else None
    return again is not None and bool(again.shape)


def _skip_separators(tokens: Sequence[Token], at: int) -> int:
    """Skip what separates two names: a comma, a semicolon, *and*, or both."""
    start = at
    while at - start < 4:
        kind = kind_at(tokens, at)
        if kind in _SEPARATORS or (at > start and kind in {"newline", "mark"}):
            at += 1
        else:
            break
    if at > start and at + 1 < len(tokens) and tokens[at].text.lower() == "with":
        return at + 1
    return at
