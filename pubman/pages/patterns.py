"""Lines from patterns: ``"In {{ venue.name }} ({{ venue.acronym }}), {{ place }}, {{ year }}."``

A pattern is a Jinja2 template in its sandbox. It may have conditions, and it sees the values of one
publication. Its result is plain text, which the format escapes. A missing value leaves no ``, ,``
and no ``()`` behind. A value that ends in a full stop gets no second one.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import fields
from difflib import get_close_matches
from functools import lru_cache
from typing import Any, Final

from jinja2 import StrictUndefined, Template, TemplateError, UndefinedError, nodes
from jinja2.sandbox import SandboxedEnvironment

from pubman.errors import ConfigError
from pubman.pages.authors import collaboration_of, editors_of
from pubman.pages.labels import TEMPLATES, Labels
from pubman.record import KINDS, Publication, Venue
from pubman.text.markup import clean, printable

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


class Gaps(dict[str, str]):
    """A mapping in which a missing key is ``""``: ``extra.howpublished`` needs no condition."""

    def __missing__(self, key: str) -> str:
        return ""


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
_BEFORE_COMMA = re.compile(rf"(?<=[\w.]){_GAP}+(?=,)")
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
        if type(obj) is Gaps and attribute not in _OF_MAPPINGS:
            return obj[attribute]
        if type(obj) is Venue and attribute in _OF_VENUES:
            return getattr(obj, attribute)
        return super().getattr(obj, attribute)


_OF_MAPPINGS: Final = frozenset(dir(Gaps))
_OF_VENUES: Final = frozenset(each.name for each in fields(Venue))


@lru_cache(maxsize=1)
def _environment() -> SandboxedEnvironment:
    environment = _Sandbox(
        undefined=StrictUndefined, finalize=_finalize, autoescape=False, keep_trailing_newline=True
    )
    environment.filters["endash"] = endash
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
    return re.sub(r"(?<=\w) ?(?:--?-?|–) ?(?=\w)", "–", pages)


@lru_cache(maxsize=256)
def compile_pattern(name: str, source: str) -> Template:
    """Return the template of a pattern; raise ``ConfigError`` if it cannot be read."""
    try:
        return _environment().from_string(_parse(source))
    except TemplateError as error:
        raise ConfigError(f"The pattern {name!r} cannot be read: {error}") from error


@lru_cache(maxsize=256)
def mentions(source: str) -> frozenset[str]:
    """Return the names that a pattern uses, including those that it sets itself."""
    return frozenset(name.name for name in _parse(source).find_all(nodes.Name))


@lru_cache(maxsize=256)
def _wanted(source: str) -> tuple[str, ...]:
    """Return the values of a publication that a pattern uses."""
    return tuple(name for name in mentions(source) if name in _MAKERS)


@lru_cache(maxsize=256)
def _uses_globals(source: str) -> bool:
    return not mentions(source).isdisjoint(_environment().globals)


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
        pattern = compile_pattern(name, source)
        if type(values) is Values:
            known = values.some(_wanted(source))
        else:
            known = {each: values[each] for each in mentions(source) if each in values}
        if _uses_globals(source):
            return tidy(pattern.render(known))
        # As render does, without a copy of the global functions, which this pattern does not use.
        context = pattern.new_context(known, shared=True)
        return tidy("".join(pattern.root_render_func(context)))
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


# --------------------------------------------------------------------------------------- values


class Values(Mapping[str, Any]):
    """What a pattern sees of ``pub``, cleaned: its fields by name, and values made from them.

    ``names`` are its authors in reading order. ``badge`` is true if the list shows the acronym of
    the venue as a label. Each value is made on demand, because most patterns use few.
    """

    __slots__ = ("_made", "badge", "labels", "names", "pub")

    def __init__(
        self, pub: Publication, labels: Labels, *, names: Sequence[str], badge: bool
    ) -> None:
        self.pub = pub
        self.labels = labels
        self.names = names
        self.badge = badge
        self._made: dict[str, Any] = {}

    def __getitem__(self, name: str) -> Any:
        made = self._made
        if name in made:
            return made[name]
        value = made[name] = _MAKERS[name](self)
        return value

    def some(self, names: Sequence[str]) -> dict[str, Any]:
        """Return the values of these names."""
        made = self._made
        for name in names:
            if name not in made:
                made[name] = _MAKERS[name](self)
        return {name: made[name] for name in names}

    def __contains__(self, name: object) -> bool:
        return name in _MAKERS

    def __iter__(self) -> Iterator[str]:
        return iter(_MAKERS)

    def __len__(self) -> int:
        return len(_MAKERS)


def _text(name: str) -> Callable[[Values], str]:
    return lambda known: printable(said) if (said := getattr(known.pub, name)) else ""


def _venue(known: Values) -> Venue:
    pub = known.pub
    return pub.canonical or Venue(id="", acronym="", name=printable(pub.venue), kind="")


def _words(known: Values) -> Gaps:
    """Return the words of the language, which are copied once for all publications."""
    labels, words = _WORDS.get(id(known.labels), (None, Gaps()))
    if labels is not known.labels:
        words = Gaps(known.labels.words)
        _WORDS[id(known.labels)] = known.labels, words
    return words


_WORDS: Final[dict[int, tuple[Labels, Gaps]]] = {}


def _acronym(known: Values) -> str:
    venue = known["venue"]
    return "" if venue.acronym in venue.name.split() else venue.acronym


def _when(known: Values) -> str:
    date = known.pub.date
    if date is None or not date.year:
        return str(known["month_name"])
    month = known.labels.month(date.month)
    return f"{month} {date.year}" if month else str(date.year)


def _dated(known: Values) -> bool:
    """Return True if the name of the venue contains the year."""
    year, name = str(known["year"]), known["venue"].name
    return year in name and re.search(rf"\b{year or None}\b", name) is not None


def _extra(known: Values, *names: str) -> str:
    """The first of these further fields that is known."""
    return next((text for name in names if (text := printable(known.pub.extra.get(name, "")))), "")


def _place_of_event(known: Values) -> str:
    """The place of the event of a talk, which CSL and biblatex have apart from a publisher's."""
    return _extra(known, "venue") if known.pub.kind == "talk" else ""


def _type(known: Values) -> str:
    """The type of a thesis or report: in words if it is one of biblatex's keys, else as written."""
    said = _extra(known, "type")
    return known.labels.types.get(said.lower(), said)


def _edition(known: Values) -> str:
    """The edition without the word for it; a number becomes an ordinal (2nd, 2e, 2.ª)."""
    said = _EDITION_WORD.sub("", printable(known.pub.edition))
    if not said.isdecimal():
        return said
    language = known.labels.language.partition("-")[0]
    if language == "en":
        ending = "th" if said[-2:-1] == "1" else _ENGLISH_ENDINGS.get(said[-1], "th")
        return said + ending
    if language == "fr" and said == "1":
        return "1re"
    return said + _ORDINAL_ENDINGS.get(language, "")


_EDITION_WORD = re.compile(r",? (?:ed(?:ition|n)?|aufl(?:age)?|éd(?:ition)?)\.?\Z", re.IGNORECASE)
_ENGLISH_ENDINGS: Final = {"1": "st", "2": "nd", "3": "rd"}
_ORDINAL_ENDINGS: Final = {"de": ".", "fr": "e", "es": ".ª"}


def _in_series(known: Values) -> str:
    """The series of a book with the number in it: ``Studies in Moss, vol. 7``."""
    series, number = known["series"], known["volume"] or known["number"]
    if not series:
        return ""
    return f"{series}, {known.labels.words['volume']}{number}" if number else str(series)


def _date_part(name: str) -> Callable[[Values], int | str]:
    return lambda known: (getattr(known.pub.date, name) if known.pub.date else 0) or ""


_MAKERS: Final[Mapping[str, Callable[[Values], Any]]] = {
    "pub": lambda known: known.pub,
    "venue": _venue,
    "venue_written": lambda known: printable(known.pub.venue),
    "acronym": _acronym,
    "badge": lambda known: known.badge,
    "ordinal": _text("ordinal"),
    "ordinal_words": lambda known: f"the {known['ordinal']} " if known["ordinal"] else "",
    "year": _date_part("year"),
    "month": _date_part("month"),
    "month_name": lambda known: known.labels.month(known["month"] or 0),
    "when": _when,
    "dated": _dated,
    "day": _date_part("day"),
    "date": lambda known: str(known.pub.date or ""),
    "kind": lambda known: known.pub.kind,
    "kind_name": lambda known: known.labels.kinds.get(known.pub.kind, known.pub.kind),
    "status": lambda known: known.labels.statuses.get(known.pub.status)
    or printable(known.pub.status),
    "authors": lambda known: ", ".join(known.names),
    "editors": lambda known: ", ".join(printable(name.full) for name in known.pub.editors),
    "edited": lambda known: editors_of(known.pub, known.labels),
    "editors_word": lambda known: known.labels.words[
        "editor" if len(known.pub.editors) == 1 else "editors"
    ],
    "type": _type,
    "in_series": _in_series,
    "edition": _edition,
    "event": lambda known: _extra(known, "eventtitle", "event"),
    "report_number": lambda known: known["number"] or _extra(known, "reportnumber", "report"),
    "how": lambda known: _extra(known, "howpublished"),
    "addendum": lambda known: _extra(known, "addendum"),
    "collaboration": lambda known: collaboration_of(known.pub),
    "extra": lambda known: Gaps(known.pub.extra),
    "tags": lambda known: known.pub.tags,
    "era": lambda known: known.pub.era,
    "key": lambda known: known.pub.key,
    "word": _words,
    "place": lambda known: printable(known.pub.place) or _place_of_event(known),
    **{
        name: _text(name)
        for name in (
            "title", "title_translated", "series", "volume", "number", "pages", "publisher",
            "school", "doi", "arxiv_id", "pmid", "pmcid", "isbn", "issn",
            "url", "language", "award", "note",
        )
    },
}  # fmt: skip
