"""Names in CSL's parts: particles that are dropped, and people in other roles.

CSL has two kinds of particles. The *van* of Beethoven is left out if the family name is alone, and
the *van* of Van Gogh never is. biblatex drops particles unless ``useprefix`` is set (manual,
section 3.1.3). The styles of BibTeX never drop them.
"""

from __future__ import annotations

import re
from typing import Any, Final

from pubman.formats import csl_vocabulary as words
from pubman.formats.bibtex.own_entry import Own
from pubman.formats.plain_values import Writable
from pubman.record import Name
from pubman.text.markup import printable
from pubman.text.name_case import is_lower
from pubman.text.name_parts import AND, outside_braces
from pubman.text.names import split_names

_CAPITAL_PARTICLES: Final = frozenset({"Van", "Von", "De", "Vander", "Vom", "Zu", "Ter"})
_JOINED = re.compile(r"([a-z]{1,5}['’]|[ae][a-z]h?-)(?=\w)")
"""A particle written as one word with its name: ``d'``, ``dell'``, ``al-``."""
_LOWER = re.compile(r"\A(?:[^\W\dA-Z]\S* )*")
_BEHIND = re.compile(r"(.*?\S)((?: ['’]?[a-z]+['’]?)+)")
_SPACES = re.compile(r"\s+")


def csl_name(each: Name, *, dropping: bool = False) -> dict[str, str]:
    """Return a name in CSL's parts. With ``dropping``, its particle is left out in citations."""
    if each.literal or not each.family:
        return {"literal": printable(each.full)}
    family, particle, given, behind = each.family, each.particle, each.given, ""
    if particle and not all(is_lower(w) or w in _CAPITAL_PARTICLES for w in particle.split()):
        lower = "".join(_LOWER.findall(particle)[:1])  # A name such as Ortega y Gasset.
        family, particle = f"{particle[len(lower) :]} {family}".strip(), lower.strip()
    elif not particle and (joined := _JOINED.match(family)):
        family, particle, dropping = family[joined.end() :], joined[1], False
    if dropping and particle:
        particle, behind = "", particle
    elif match := _BEHIND.fullmatch(given):
        given, behind = match[1], match[2].strip()
    parts = {
        "family": family,
        "given": given,
        "dropping-particle": behind,
        "non-dropping-particle": particle,
        "suffix": each.suffix,
        "ORCID": each.orcid,
    }
    return {part: printable(value) for part, value in parts.items() if value}


def listed_names(text: str, *, dropping: bool) -> list[dict[str, str]]:
    """Return the names of a list in BibTeX. An incomplete list ends with *others*."""
    names = split_names(text)
    found = [csl_name(one, dropping=dropping) for one in names.names]
    return [*found, {"literal": "others"}] if names.cut and found else found


def csl_names(each: Writable, said: Own, field_: str) -> list[dict[str, str]]:
    """Return the authors or editors of ``each``. An incomplete list ends with *others*."""
    names = each.authors if field_ == "author" else each.editors
    dropping = drops(each, said)
    kept = _kept_particles(said, field_, len(names)) if dropping else frozenset()
    found = [csl_name(one, dropping=dropping and at not in kept) for at, one in enumerate(names)]
    text = said.fields.get(field_, "")
    cut = each.authors_cut if field_ == "author" else text.rstrip().lower().endswith(" and others")
    return [*found, {"literal": "others"}] if cut and found else found


def drops(each: Writable, said: Own) -> bool:
    """Return whether particles are dropped: biblatex's default (section 3.1.3), not BibTeX's."""
    options = _SPACES.sub("", each.extra.get("options", "")).lower()
    uses = "useprefix" in options.split(",") or "useprefix=true" in options
    return said.biblatex and not uses


def _kept_particles(said: Own, field_: str, count: int) -> frozenset[int]:
    """Return the places of names that set ``useprefix=true`` for themselves."""
    text = said.fields.get(field_, "")
    if "useprefix" not in text:
        return frozenset()
    parts = outside_braces(" ".join(text.split()), AND)
    uses = (at for at, part in enumerate(parts) if re.search(r"useprefix\s*=\s*true", part))
    return frozenset(uses) if len(parts) >= count else frozenset()


def roles(each: Writable, said: Own) -> dict[str, Any]:
    """Return editors with another role under CSL's name for that role."""
    found: dict[str, Any] = {}
    role = words.ROLES.get(each.extra.get("editortype", "").lower(), "")
    if role and each.editors:
        found |= {role: csl_names(each, said, "editor"), "editor": ""}
    for name in ("editora", "editorb", "editorc"):
        other = words.ROLES.get(each.extra.get(f"{name}type", "").lower(), "")
        if other and name in each.extra:
            found.setdefault(other, listed_names(each.extra[name], dropping=drops(each, said)))
    return found
