"""Lines from patterns: ``"In {{ venue.name }} ({{ venue.acronym }}), {{ place }}, {{ year }}."``

A pattern is a Jinja2 template in its sandbox. It may have conditions, and it sees the values of one
publication. Its result is plain text, which the format escapes. A missing value leaves no ``, ,``
and no ``()`` behind. A value that ends in a full stop gets no second one.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Callable, Mapping
from difflib import get_close_matches
from functools import lru_cache
from typing import Any, Final

from jinja2 import StrictUndefined, Template, TemplateError, UndefinedError, nodes
from jinja2.sandbox import SandboxedEnvironment

from pubman.errors import ConfigError
from pubman.fields import KINDS
from pubman.pages.labels import TEMPLATES
from pubman.pages.pattern_pieces import OF_MAPPINGS, OF_VENUES, Pieces, pieces_of
from pubman.pages.pattern_values import MAKERS, Gaps, Values
from pubman.record import Venue
from pubman.text.markup import clean

LINES: Final = ("authors", "title", "entry")
"""The patterns of whole lines; all others belong to a kind of publication."""
SLOTS: Final = ("authors", "title", "venue_line", "links", "csl")
"""The values of line patterns that the format has already written, with links and markup."""

# Control signs never occur in cleaned text. These mark a missing value, a value that ends in a full
# stop, a comma that belongs to a value, and (\x02, \x03) the beginning and end of a slot's name.
_GAP: Final = "\x00"
_STOPPED: Final = "\x01"
_OWN: Final = "\x04"
_SLOT = re.compile(f"(\x02(?:{'|'.join(SLOTS)}|csl:[^\x02\x03]+)\x03)")

_ONE_SLOT = re.compile(rf"\{{\{{ ({'|'.join(SLOTS)}) \}}\}}")

_BRACKETS = re.compile(rf" *[(\[] *(?:{_GAP}[,;: ]*)+[)\]]")
_LEADING = re.compile(rf"(^|[(\[]|\n)(?:{_GAP}[{_GAP} ]*[,;:]? *)+")
_BETWEEN = re.compile(rf"[,;:]? *{_GAP}[{_GAP} ]*(?={_OWN}?[,;:.)\]\n]|$)")
_ALONE = re.compile(rf"(?<=[ \t]){_GAP}+ ?|{_GAP}")
_TRAILING_SPACE = re.compile(r" +(?=\n|$)")


def tidy(text: str) -> str:
    """Return ``text`` without the commas and brackets of missing values or doubled full stops."""
    if _GAP in text:
        if "(" in text or "[" in text:
            text = _BRACKETS.sub(_GAP, text)
        elif "\n" not in text:
            text = _without_usual_gaps(text)
    if _GAP in text:
        text = _LEADING.sub(r"\1", text)
        text = _ALONE.sub("", _BETWEEN.sub("", text))
    if _STOPPED in text:
        text = text.replace(f"{_STOPPED}.", "").replace(_STOPPED, "")
    if _OWN in text:
        text = text.replace(_OWN, "")
    return _TRAILING_SPACE.sub("", text) if " \n" in text or text.endswith(" ") else text


def _without_usual_gaps(text: str) -> str:
    """Return a line without the gaps between commas that nearly every line has.

    The patterns would find them too. This takes half the time, and mostly leaves nothing to do.
    """
    while _GAP + _GAP in text:
        text = text.replace(_GAP + _GAP, _GAP)
    if leading := _AT_START.match(text):
        text = text[leading.end() :]
    while f", {_GAP}," in text:
        text = text.replace(f", {_GAP},", ",")
    text = _BEFORE_COMMA.sub("", text)
    while text.endswith(f", {_GAP}") and text[-4:-3] not in _SEPARATING:
        text = text[:-3]
    return text


_AT_START = re.compile(f"(?:{_GAP}[{_GAP} ]*[,;:]? *)+")
_BEFORE_COMMA = re.compile(rf"{_GAP}(?<=[\w.]{_GAP})(?=,)")  # with the rarest sign first
_SEPARATING: Final = frozenset({",", ";", ":", " ", _GAP, _OWN})


# ------------------------------------------------------------------------------------- choosing


@lru_cache(maxsize=1)
def defaults() -> Mapping[str, str]:
    """Return the shipped patterns by kind, from ``templates/patterns.toml``."""
    return tomllib.loads((TEMPLATES / "patterns.toml").read_text(encoding="utf-8"))


def choose(kind: str, patterns: Mapping[str, str]) -> tuple[str, str]:
    """Return name and text of the pattern for ``kind``: the list's, its default, or pubman's."""
    if kind in patterns:
        return kind, patterns[kind]
    if "default" in patterns:
        return "default", patterns["default"]
    return kind, defaults().get(kind, defaults()["default"])


def check_patterns(patterns: Mapping[str, str]) -> None:
    """Raise ``ConfigError`` for a pattern that has an unknown name or cannot be read."""
    known = (*KINDS, "default", *LINES)
    for name, source in patterns.items():
        if name not in known:
            near = get_close_matches(name, known, n=1)
            hint = f"Did you mean {near[0]!r}?" if near else f"Known: {', '.join(known)}"
            raise ConfigError(f"{name!r} is not the name of a pattern.", hint)
        compile_pattern(name, source)


# ------------------------------------------------------------------------------------ rendering


class _Sandbox(SandboxedEnvironment):
    """The sandbox of patterns, which finds at once what nearly every pattern asks for."""

    def getattr(self, obj: Any, attribute: str) -> Any:
        """Return ``attribute`` of ``obj``: of words and venues without the sandbox's checks."""
        if type(obj) is Gaps and attribute not in OF_MAPPINGS:
            return obj[attribute]
        if type(obj) is Venue and attribute in OF_VENUES:
            return getattr(obj, attribute)
        return super().getattr(obj, attribute)


@lru_cache(maxsize=2)
def _environment(*, bare: bool = False) -> SandboxedEnvironment:
    """Return the environment of patterns. A ``bare`` one has no global functions.

    Jinja goes through all global functions whenever a template is filled, and few patterns use one.
    """
    environment = _Sandbox(
        undefined=StrictUndefined,
        finalize=_finalize,
        autoescape=False,
        keep_trailing_newline=True,
        optimized=False,  # There is nothing to optimise in a pattern, and looking takes time.
    )
    environment.filters["endash"] = endash
    if bare:
        environment.globals.clear()
    return environment


def _finalize(value: object) -> str:
    if value == "":
        return _GAP
    text = "" if value is None else str(value)
    if "\x02" in text:
        parts = _SLOT.split(text)
        text = "".join(part if at % 2 else clean(part) for at, part in enumerate(parts))
    else:
        text = clean(text)
    if not text:
        return _GAP
    own = _OWN if text[0] in ",;:" else ""
    return own + text + {".": _STOPPED, ",": _OWN, ";": _OWN, ":": _OWN}.get(text[-1], "")


def endash(pages: str) -> str:
    """Return ``pages`` with an en dash between the numbers: ``195–210``."""
    first, _, last = pages.partition("-")
    if first.isalnum() and last.isalnum():  # as nearly every range
        return f"{first}–{last}"
    return _DASH.sub("–", pages)


_DASH = re.compile(r"(?<=\w) ?(?:--?-?|–) ?(?=\w)")


@lru_cache(maxsize=256)
def compile_pattern(name: str, source: str) -> Template:
    """Return the template of a pattern; raise ``ConfigError`` if it cannot be read."""
    try:
        bare = mentions(source).isdisjoint(_environment().globals)
        return _environment(bare=bare).from_string(_parse(source))
    except TemplateError as error:
        raise ConfigError(f"The pattern {name!r} cannot be read: {error}") from error


@lru_cache(maxsize=256)
def _pieces(source: str) -> Pieces | None:
    return pieces_of(_environment(bare=True), source)


@lru_cache(maxsize=256)
def mentions(source: str) -> frozenset[str]:
    """Return the names that a pattern uses, including those that it sets itself."""
    return frozenset(name.name for name in _parse(source).find_all(nodes.Name))


@lru_cache(maxsize=256)
def _wanted(source: str) -> tuple[str, ...]:
    """Return the values of a publication that a pattern uses."""
    return tuple(name for name in mentions(source) if name in MAKERS)


@lru_cache(maxsize=256)
def _parse(source: str) -> nodes.Template:
    return _environment().parse(source)


@lru_cache(maxsize=64)
def slots_of(source: str) -> tuple[str, ...]:
    """Return the slots of a pattern that has exactly one slot per line, else nothing.

    The patterns that pubman ships have this shape; they need no template to be run.
    """
    lines = [_ONE_SLOT.fullmatch(line) for line in source.split("\n")]
    return tuple(line[1] for line in lines if line) if all(lines) else ()


def apply(name: str, source: str, values: Mapping[str, Any]) -> str:
    """Return the line of a pattern for ``values``; raise ``ConfigError`` for an unknown name."""
    try:
        if type(values) is Values:
            if values.many and (pieces := _pieces(source)):
                return tidy(pieces.fill(values))
            known = values.some(_wanted(source))
        else:
            known = {each: values[each] for each in mentions(source) if each in values}
        return tidy(compile_pattern(name, source).render(known))
    except UndefinedError as error:
        unknown = re.findall(r"'([^']+)'", str(error))
        near = get_close_matches(unknown[-1], list(values), n=1) if unknown else []
        hints = [f"Did you mean {near[0]!r}?"] if near else []
        raise ConfigError(f"The pattern {name!r} cannot be used: {error}", *hints) from error
    except (TemplateError, ArithmeticError, LookupError, TypeError, ValueError) as error:
        raise ConfigError(f"The pattern {name!r} cannot be used: {error}") from error


def slot(name: str) -> str:
    """Return the placeholder in a line for a value that the format has already written."""
    return f"\x02{name}\x03"


def fill(line: str, escape: Callable[[str], str], slots: Mapping[str, str]) -> str:
    """Return ``line`` escaped, with its slots as the format has written them."""
    parts = _SLOT.split(line)
    return "".join(
        slots.get(part[1:-1], "") if at % 2 else escape(part) for at, part in enumerate(parts)
    )
