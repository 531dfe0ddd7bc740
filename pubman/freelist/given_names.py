"""The given names at a place of the text: initials or whole words, before or behind a family."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from pubman.freelist.tokens import Token, kind_at, run_at

_GIVEN_ENDS: Final = frozenset(
    {"", ",", ";", "and", "&", ".", "(", "year", "quote", "etal", "newline", ":", "mark", "/", "["}
)
"""What may follow given names that are written in full."""

_MOST_GIVEN: Final = 5
"""Words of the longest given names."""

_MOST_INITIALS: Final = 4
"""Initials of the longest given names."""

_TAIL_ENDS: Final = frozenset({"", ",", ";", "and", "&", ".", "(", "year"})
"""What may follow particles that end a name."""


def given_at(tokens: Sequence[Token], at: int, *, full: bool) -> list[Token]:
    """Given names: initials, or with *full* whole words and initials up to the next sign."""
    initials = _initials(tokens, at)
    if initials and not (full and _goes_on(tokens, at + len(initials))):
        return initials[:_MOST_INITIALS]
    return _whole_given(tokens, at) if full else []


def _initials(tokens: Sequence[Token], at: int) -> list[Token]:
    """The initials from *at* on; none if a word in capitals is there."""
    run = _one_kind(tokens, at, run_at(tokens, at, ("initials", "caps")))
    capitals = run and run[0].kind == "caps" and len(run[0].text) > 3
    return [] if capitals else run


def _whole_given(tokens: Sequence[Token], at: int) -> list[Token]:
    """Given names in whole words, with the initials among them, up to the next sign."""
    run = run_at(tokens, at, ("initials", "caps", "name", "particle"))
    if not run or run[0].kind == "particle":
        return []
    if len(run) <= _MOST_GIVEN and kind_at(tokens, at + len(run)) in _GIVEN_ENDS:
        return run
    # "MCAULEY, Julian J. Time interval": the stop of the last initial ends the list too.
    stops = [place for place, token in enumerate(run[:_MOST_GIVEN]) if token.kind == "initials"]
    return run[: stops[-1] + 1] if stops and stops[-1] > 0 else []


def _one_kind(tokens: Sequence[Token], at: int, run: list[Token]) -> list[Token]:
    """Initials with stops, without a bare capital after them that begins a sentence."""
    if len(run) > 1 and run[0].kind == "initials" and run[-1].kind == "caps":
        behind = kind_at(tokens, at + len(run))
        if behind in ("lower", "name", "particle", ":", "–"):
            return [token for token in run if token.kind == "initials"]
    return run


def _goes_on(tokens: Sequence[Token], at: int) -> bool:
    """Return True if a word of the same name follows initials: ``J. Alexander``."""
    if kind_at(tokens, at) != "name":
        return False
    return kind_at(tokens, at + 1) in {",", ";", "and", "&", "etal"}


def given_behind(run: Sequence[Token]) -> list[Token]:
    """The initials at the start of *run*: ``CT``, ``S. G.``, or single letters, ``C T``."""
    first = run[0]
    spaced = first.kind == "caps" and len(first.text) == 1
    most = _MOST_INITIALS if spaced or first.text.endswith(".") else 2
    given = [first]
    for token in run[1:most]:
        if token.kind != "initials" and not (spaced and len(token.text) == 1):
            break
        given.append(token)
    return given


def is_given(token: Token) -> bool:
    """Return True for initials behind a family name: ``CT``, ``S.G.``."""
    return token.kind == "initials" or (token.kind == "caps" and len(token.text) <= 4)


def tail_at(tokens: Sequence[Token], at: int) -> list[Token]:
    """Particles behind the given names: ``Kooij, A. van der``."""
    tail = run_at(tokens, at, ("particle",))
    return tail if kind_at(tokens, at + len(tail)) in _TAIL_ENDS else []
