"""Lines from patterns: ``"In {{ venue.name }} ({{ venue.acronym }}), {{ place }}, {{ year }}."``

A pattern is Jinja2 in its sandbox: it may hold conditions, and sees what is known of one
publication. What it yields is plain text; the format escapes it. A value that is not known leaves
no ``, ,`` and no ``()`` behind, and a value that ends in a full stop takes none after it.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Callable, Mapping, Sequence
from difflib import get_close_matches
from functools import lru_cache
from typing import Any, Final

from jinja2 import StrictUndefined, Template, TemplateError, UndefinedError, meta
from jinja2.sandbox import SandboxedEnvironment

from pubman.errors import ConfigError
from pubman.exports.labels import TEMPLATES, Labels
from pubman.exports.markup import clean, printable
from pubman.record import KINDS, Publication, Venue

LINES: Final = ("authors", "title", "entry")
"""The patterns that are of no kind: those of whole lines."""
SLOTS: Final = ("authors", "title", "venue_line", "links")
"""The values of line patterns that a format has written already, links and markup included."""

# Signs that no cleaned text holds: where a value was missing, where one ended in a full stop, where
# a comma or the like is a value's own, and (\x02, \x03) what stands around the name of a slot.
_GAP: Final = "\x00"
_STOPPED: Final = "\x01"
_OWN: Final = "\x04"
_SLOT = re.compile(f"(\x02(?:{'|'.join(SLOTS)})\x03)")

_BRACKETS = re.compile(rf" *[(\[] *(?:{_GAP}[,;: ]*)+[)\]]")
_LEADING = re.compile(rf"(^|[(\[]|\n)(?:{_GAP}[{_GAP} ]*[,;:]? *)+")
_BETWEEN = re.compile(rf"[,;:]? *{_GAP}[{_GAP} ]*(?={_OWN}?[,;:.)\]\n]|$)")
_ALONE = re.compile(rf"(?<=[ \t]){_GAP}+ ?|{_GAP}")
_TRAILING_SPACE = re.compile(r" +(?=\n|$)")


class Gaps(dict[str, str]):
    """A mapping in which what is not there is ``""``: ``extra.howpublished`` needs no condition."""

    def __missing__(self, key: str) -> str:
        return ""


def tidy(text: str) -> str:
    """``text`` without the joints that missing values left, and without a doubled full stop."""
    if _GAP in text:
        text = _LEADING.sub(r"\1", _BRACKETS.sub(_GAP, text))
        text = _ALONE.sub("", _BETWEEN.sub("", text))
    if _STOPPED in text:
        text = text.replace(f"{_STOPPED}.", "").replace(_STOPPED, "")
    return _TRAILING_SPACE.sub("", text.replace(_OWN, ""))


# ------------------------------------------------------------------------------------- choosing


@lru_cache(maxsize=1)
def defaults() -> Mapping[str, str]:
    """The shipped patterns by kind, ``templates/patterns.toml``."""
    return tomllib.loads((TEMPLATES / "patterns.toml").read_text(encoding="utf-8"))


def choose(kind: str, patterns: Mapping[str, str]) -> tuple[str, str]:
    """The name and the text of the pattern for ``kind``: one's own, one's own default, pubman's."""
    if kind in patterns:
        return kind, patterns[kind]
    if "default" in patterns:
        return "default", patterns["default"]
    return kind, defaults().get(kind, defaults()["default"])


def check_patterns(patterns: Mapping[str, str]) -> None:
    """Nothing, where every pattern is of a known name and can be read; else ``ConfigError``."""
    known = (*KINDS, "default", *LINES)
    for name, source in patterns.items():
        if name not in known:
            near = get_close_matches(name, known, n=1)
            hint = f"Did you mean {near[0]!r}?" if near else f"Known: {', '.join(known)}"
            raise ConfigError(f"No pattern is called {name!r}. Nothing was written.", hint)
        compile_pattern(name, source)


# ------------------------------------------------------------------------------------ rendering


@lru_cache(maxsize=1)
def _environment() -> SandboxedEnvironment:
    environment = SandboxedEnvironment(
        undefined=StrictUndefined, finalize=_finalize, autoescape=False, keep_trailing_newline=True
    )
    environment.filters["endash"] = endash
    return environment


def _finalize(value: object) -> str:
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
    """``pages`` with an en dash between the numbers: ``195–210``."""
    return re.sub(r"(?<=\w) ?(?:--?-?|–) ?(?=\w)", "–", pages)


@lru_cache(maxsize=256)
def compile_pattern(name: str, source: str) -> Template:
    """The template of a pattern; ``ConfigError`` for one that cannot be read."""
    try:
        return _environment().from_string(source)
    except TemplateError as error:
        raise ConfigError(f"The pattern {name!r} cannot be read: {error}") from error


@lru_cache(maxsize=256)
def mentions(source: str) -> frozenset[str]:
    """The values a pattern looks at."""
    return frozenset(meta.find_undeclared_variables(_environment().parse(source)))


def apply(name: str, source: str, values: Mapping[str, Any]) -> str:
    """The line that the pattern yields for ``values``; ``ConfigError`` names one it has not."""
    try:
        return tidy(compile_pattern(name, source).render(values))
    except UndefinedError as error:
        unknown = re.findall(r"'([^']+)'", str(error))
        near = get_close_matches(unknown[-1], list(values), n=1) if unknown else []
        hints = [f"Did you mean {near[0]!r}?"] if near else []
        raise ConfigError(f"The pattern {name!r} cannot be used: {error}", *hints) from error
    except (TemplateError, ArithmeticError, LookupError, TypeError, ValueError) as error:
        raise ConfigError(f"The pattern {name!r} cannot be used: {error}") from error


def slot(name: str) -> str:
    """What stands in a line for a value that the format has written already."""
    return f"\x02{name}\x03"


def fill(line: str, escape: Callable[[str], str], slots: Mapping[str, str]) -> str:
    """``line`` escaped, with the slots as the format has written them."""
    parts = _SLOT.split(line)
    return "".join(
        slots.get(part[1:-1], "") if at % 2 else escape(part) for at, part in enumerate(parts)
    )


# --------------------------------------------------------------------------------------- values


def values(
    pub: Publication, labels: Labels, *, names: Sequence[str], badge: bool
) -> dict[str, Any]:
    """What a pattern sees of ``pub``, cleaned: its fields by name, and what is made of them.

    ``names`` are its authors in reading order; ``badge`` is true where the list shows the venue's
    acronym as a label of its own.
    """
    venue = pub.canonical or Venue(id="", acronym="", name=printable(pub.venue), kind="")
    month = pub.date.month if pub.date else 0
    ordinal = printable(pub.ordinal)
    return {
        "pub": pub,
        "venue": venue,
        "venue_written": printable(pub.venue),
        "acronym": "" if venue.acronym in venue.name.split() else venue.acronym,
        "badge": badge,
        "ordinal": ordinal,
        "ordinal_words": f"the {ordinal} " if ordinal else "",
        "year": pub.year or "",
        "month": month or "",
        "month_name": labels.month(month),
        "when": " ".join(filter(None, (labels.month(month), str(pub.year or "")))),
        "dated": re.search(rf"\b{pub.year}\b", venue.name) is not None,
        "day": (pub.date.day if pub.date else 0) or "",
        "date": str(pub.date or ""),
        "kind": pub.kind,
        "kind_name": labels.kinds.get(pub.kind, pub.kind),
        "status": labels.statuses.get(pub.status, printable(pub.status)),
        "authors": ", ".join(names),
        "editors": ", ".join(printable(name.full) for name in pub.editors),
        "extra": Gaps(pub.extra),
        "tags": pub.tags,
        "era": pub.era,
        "key": pub.key,
        "word": Gaps(labels.words),
        **{name: printable(getattr(pub, name)) for name in _TEXTS},
    }


_TEXTS: Final = (
    "title", "title_translated", "series", "volume", "number", "pages", "edition", "publisher",
    "school", "place", "doi", "arxiv_id", "isbn", "issn", "url", "language", "award", "note",
)  # fmt: skip
