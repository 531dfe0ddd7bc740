"""Names out of strings and back: BibTeX's author lists, biblatex's extended form, dblp's names.

The rules are those of BibTeX itself ("Tame the BeaST", section 11; ``bibtex.web``, section 401 on):
names are told apart at ``and`` outside braces, the parts of one by its commas, and the *von* part
by its lower-case words. Beyond them: a suffix without a comma (``Sammy Davis Jr.``), Han and Hangul
names written without a space, lists told apart at ``;`` or, between Han names, at any comma, and
lists with more commas than a name can have, or ``&`` between names with initials.
LaTeX is decoded part by part after splitting, never before.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache, partial
from typing import Final

from pubman.record import Name
from pubman.text.latex import encode
from pubman.text.name_parts import (
    AND,
    COMMA,
    COMPOUND_SURNAMES,
    HAN,
    is_lower,
    outside_braces,
    parse_one,
    with_fields,
)

_CUT: Final = frozenset({"others", "et al.", "et al", "...", "…", "etal", "and others"})
_SEMICOLON = re.compile(";")
_AMPERSAND = re.compile(r",?\s+\\?&\s+")
_INITIAL = re.compile(r"\b[^\W\d_a-z]\.")
_INITIALS = re.compile(r"(?:[^\W\d_a-z]\.?[\s~-]*){1,4}")
_HAN_LIST: Final = f"[{HAN}]{{2,4}}(?:\\s*[,，;；、]\\s*[{HAN}]{{2,4}})+[,，;；、]?"
"""Compiled where it is met: so large a class takes 3 ms, at every start."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Names:
    """A list of names: whether it goes on (``and others``), and what was odd about it."""

    names: tuple[Name, ...] = ()
    cut: bool = False
    doubts: tuple[str, ...] = ()


def split_names(text: str) -> Names:
    """The names of a BibTeX or biblatex author value; never an exception.

    >>> [name.full for name in split_names("Aa, Han van der and {OpenAI} and others").names]
    ['Han van der Aa', 'OpenAI']
    """
    names: list[Name] = []
    doubts: list[str] = []
    cut = False
    for part in _split_list(" ".join(text.split()), doubts):
        name, doubt, goes_on = _read_part(part)
        cut = cut or goes_on
        if name is not None:
            names.append(name)
        if doubt:
            doubts.append(doubt)
    return Names(names=tuple(names), cut=cut, doubts=tuple(doubts))


@lru_cache(maxsize=65536)
def _read_part(part: str) -> tuple[Name | None, str, bool]:
    """The name in one part of a list, what is odd about it, and whether it says "and others"."""
    lowered = part.lower().replace("~", " ")
    if lowered in _CUT:
        return None, "", True
    if lowered == "and":
        return None, "", False
    name, doubt = parse_one(part)
    if name is not None and not (name.family or name.literal or name.given):
        name = Name(literal=name.full) if name.full else None
    return name, doubt, lowered.endswith((" et al.", " et al", " et.al."))


@lru_cache(maxsize=65536)
def parse_name(text: str) -> Name:
    """One name written ``Last, First``, ``Last, Jr, First`` or ``First Last``."""
    return parse_one(text.strip())[0] or Name()


def dblp_name(text: str, pid: str = "", orcid: str = "") -> Name:
    """The name dblp writes: ``First Last``, with its homonym number told apart.

    >>> dblp_name("Bo Zhao 0019").number
    '0019'
    """
    name = parse_name(text)
    if not pid and not orcid:
        return name
    return with_fields(name, pid=pid, orcid=orcid)


def join_names(names: Iterable[Name], *, cut: bool = False, accents: bool = True) -> str:
    """The BibTeX author value of ``names``: ``Last, First and {Corporate Body} and others``.

    Without ``accents`` letters stay Unicode. :func:`split_names` gives the same names back.
    """
    written = [_written(name, partial(encode, accents=accents)) for name in names]
    return " and ".join([*(each for each in written if each), *(["others"] if cut else [])])


# ---------------------------------------------------------------------------------------- lists


def _split_list(text: str, doubts: list[str]) -> list[str]:
    text = text.replace("；", ";")
    if not text.isascii() and re.fullmatch(_HAN_LIST, text) and not _family_given(text):
        parts = re.split("[,，;；、]", text)
    else:
        parts = _at_and(text)
        if len(parts) == 1 and ";" in text and "&" not in text:
            parts = outside_braces(text, _SEMICOLON)
            doubts.append("names told apart at ';' instead of 'and'")
        if "&" in text or any(part.count(",") > 2 for part in parts):
            parts = list(_at_other_signs(parts, doubts))
    return [part for part in (each.strip() for each in parts) if part and part != ","]


def _at_other_signs(parts: list[str], doubts: list[str]) -> Iterator[str]:
    """``parts`` with those told apart that hold several names, as other styles write them."""
    for part in parts:
        found = _at_ampersand(part) if "&" in part else [part]
        names = [name for each in found for name in (_at_commas(each) or [each])]
        if len(names) > 1:
            sign = "&" if len(found) == len(names) else ","
            doubts.append(f"names told apart at '{sign}' instead of 'and'")
        yield from names


def _at_ampersand(part: str) -> list[str]:
    """The sides of ``&``, where each holds an initial or a comma: no firm is written so."""
    sides = [side.strip(" ,") for side in outside_braces(part, _AMPERSAND)]
    return sides if all(_INITIAL.search(side) or "," in side for side in sides) else [part]


def _at_commas(part: str) -> list[str]:
    """``Foo, A., Bar, B.`` and ``A Foo, B Bar, C Baz, D Qux`` told apart; else nothing."""
    pieces = [piece.strip() for piece in outside_braces(part.strip(" ,"), COMMA)]
    if len(pieces) < 4 or not all(pieces):
        return []
    if len(pieces) % 2 == 0 and all(map(_INITIALS.fullmatch, pieces[1::2])):
        return [f"{last}, {first}" for last, first in zip(pieces[::2], pieces[1::2], strict=True)]
    return pieces if all(" " in piece for piece in pieces) else []


def _at_and(text: str) -> list[str]:
    """``text`` in pieces, told apart at ``and``; nearly every list has nothing but names and it."""
    lowered = text.lower()
    simple = "{" not in text and " and and " not in lowered
    if simple and not lowered.startswith("and ") and not lowered.endswith(" and"):
        parts = text.split(" and ")
        if len(parts) > lowered.count(" and "):
            return parts
    return outside_braces(text, AND)


def _family_given(text: str) -> bool:
    """True for ``欧阳, 明``: one comma behind a compound family name."""
    parts = re.split("[,，]", text.strip())
    return len(parts) == 2 and parts[0].strip() in COMPOUND_SURNAMES


# --------------------------------------------------------------------------------------- writing


def _written(name: Name, write: Callable[[str], str]) -> str:
    if name.literal:
        return "{" + write(name.literal) + "}"
    last = " ".join(_last_words(name, write))
    suffix, given = (_braced(part, write) for part in (name.suffix, name.given))
    if suffix:
        return f"{last}, {suffix}, {given}"
    if given:
        return f"{last}, {given}"
    return last + "," if " " in last else last


def _last_words(name: Name, write: Callable[[str], str]) -> Iterator[str]:
    if name.particle:
        yield _braced(name.particle, write)
    words = name.family.split()
    misread = any(is_lower(word) for word in words[:-1])
    yield "{" + write(name.family) + "}" if misread else _braced(name.family, write)


def _braced(part: str, write: Callable[[str], str]) -> str:
    """``part`` encoded, in braces where a comma or an ``and`` in it would be misread."""
    written = write(part)
    if any(sign in part for sign in ",;&") or AND.search(f" {part} "):
        return "{" + written + "}"
    return written
