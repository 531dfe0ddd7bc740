"""Read lists of names and write them: BibTeX's author lists, biblatex's form, dblp's names.

The rules are those of BibTeX itself ("Tame the BeaST", section 11; ``bibtex.web``, from section
401). Names are separated by ``and`` outside braces. The commas of a name separate its parts, and
its lower-case words are the *von* part. LaTeX is decoded part by part after splitting, never
before. ``name_parts`` reads one name and ``name_lists`` the lists that are separated otherwise.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache, partial
from typing import Final

from pubman.record import Name
from pubman.text.latex import encode
from pubman.text.name_case import is_lower
from pubman.text.name_lists import split_list
from pubman.text.name_parts import AND, parse_one, with_fields
from pubman.text.plain_names import read_inverted, read_plain

_CUT: Final = frozenset({"others", "et al.", "et al", "...", "…", "etal", "and others", "et al.."})
_NOBODY: Final = frozenset(
    {"no author name available", "no author id available", "no author name found", "no author",
     "no authors listed", "anonymous", "anon"}
)  # fmt: skip
"""What Scopus and Web of Science write for a work without authors, in brackets."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Names:
    """A list of names: whether it goes on (``and others``), and what was odd about it."""

    names: tuple[Name, ...] = ()
    cut: bool = False
    doubts: tuple[str, ...] = ()


def split_names(text: str) -> Names:
    """Return the names of a BibTeX or biblatex author value; it never raises.

    >>> [name.full for name in split_names("Aa, Han van der and {OpenAI} and others").names]
    ['Han van der Aa', 'OpenAI']
    """
    names: list[Name] = []
    doubts: list[str] = []
    cut = False
    for part in split_list(" ".join(text.split()), doubts):
        name, doubt, goes_on = _read_part(part)
        cut = cut or goes_on
        if name is not None:
            names.append(name)
        if doubt:
            doubts.append(doubt)
    return Names(names=tuple(names), cut=cut, doubts=tuple(doubts))


@lru_cache(maxsize=16384)
def _read_part(part: str) -> tuple[Name | None, str, bool]:
    """Return the name in one part of a list, what is odd about it, and whether the list goes on."""
    plain = read_plain(part)
    if plain is not None and not _may_mean_more(part, plain.family):  # nearly every name
        return plain, "", False
    if (inverted := read_inverted(part)) is not None:
        return inverted, "", False
    lowered = part.lower().replace("~", " ")
    if lowered in _CUT:
        return None, "", True
    if lowered == "and" or means_nobody(lowered):
        return None, "", False
    name, doubt = parse_one(part)
    if name is not None and not (name.family or name.literal or name.given):
        name = Name(literal=name.full) if name.full else None
    return name, doubt, lowered.endswith((" et al.", " et al", " et.al."))


def _may_mean_more(part: str, last: str) -> bool:
    """Return whether a plain name may be ``No Author``, ``And Others`` or ``Smith Et Al``."""
    return part[:3] in {"No ", "NO "} or last.lower() in {"al", "al.", "others"}


def means_nobody(lowered: str) -> bool:
    """Return whether a text in small letters stands for no author: ``[anonymous]``."""
    bare = lowered.replace("{", "").replace("}", "")
    return bare.strip("[] .") in _NOBODY and (bare[:1] == "[" or bare[:3] == "no ")


@lru_cache(maxsize=65536)
def parse_name(text: str) -> Name:
    """Return one name written ``Last, First``, ``Last, Jr, First`` or ``First Last``."""
    return parse_one(text.strip())[0] or Name()


def dblp_name(text: str, pid: str = "", orcid: str = "") -> Name:
    """Return the name that dblp writes: ``First Last``, with its homonym number split off.

    >>> dblp_name("Bo Zhao 0019").number
    '0019'
    """
    name = parse_name(text)
    if not pid and not orcid:
        return name
    return with_fields(name, pid=pid, orcid=orcid)


def join_names(names: Iterable[Name], *, cut: bool = False, accents: bool = True) -> str:
    """Return the BibTeX author value of ``names``: ``Last, First and {Corporate Body} and others``.

    Without ``accents`` letters stay Unicode. :func:`split_names` reads the same names again.
    """
    written = [_written(name, partial(encode, accents=accents)) for name in names]
    return " and ".join([*(each for each in written if each), *(["others"] if cut else [])])


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
    """Return ``part`` encoded, in braces if a comma or ``and`` in it would be misread."""
    written = write(part)
    if any(sign in part for sign in ",;&") or AND.search(f" {part} "):
        return "{" + written + "}"
    return written
