"""The values of one publication that a pattern sees: its fields, and what is made from them."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any, Final

from pubman.pages.authors import collaboration_of, editors_of
from pubman.pages.labels import Labels
from pubman.record import Publication, Venue
from pubman.text.markup import printable


class Gaps(dict[str, str]):
    """A mapping in which a missing key is ``""``: ``extra.howpublished`` needs no condition."""

    def __missing__(self, key: str) -> str:
        return ""


class Values(Mapping[str, Any]):
    """What a pattern sees of ``pub``, cleaned: its fields by name, and values made from them.

    ``names`` are its authors in reading order. ``badge`` is true if the list shows the acronym of
    the venue as a label, ``many`` if the list is long. Each value is made on demand, because most
    patterns use few.
    """

    __slots__ = ("_made", "badge", "labels", "many", "names", "pub")

    def __init__(
        self,
        pub: Publication,
        labels: Labels,
        *,
        names: Sequence[str],
        badge: bool,
        many: bool = False,
    ) -> None:
        self.pub = pub
        self.labels = labels
        self.names = names
        self.badge = badge
        self.many = many
        self._made: dict[str, Any] = {}

    def __getitem__(self, name: str) -> Any:
        made = self._made
        if name in made:
            return made[name]
        value = made[name] = MAKERS[name](self)
        return value

    def some(self, names: Sequence[str]) -> dict[str, Any]:
        """Return the values of these names."""
        made = self.all_of(names)
        return {name: made[name] for name in names}

    def all_of(self, names: Sequence[str]) -> dict[str, Any]:
        """Return the values made so far, those of these names among them."""
        made = self._made
        for name in names:
            if name not in made:
                made[name] = MAKERS[name](self)
        return made

    def __contains__(self, name: object) -> bool:
        return name in MAKERS

    def __iter__(self) -> Iterator[str]:
        return iter(MAKERS)

    def __len__(self) -> int:
        return len(MAKERS)


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


MAKERS: Final[Mapping[str, Callable[[Values], Any]]] = {
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
"""How each value is made, by its name."""
