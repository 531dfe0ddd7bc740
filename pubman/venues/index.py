"""The names by which venues are found: the rules of the lookup and the indexes behind them."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cached_property, lru_cache
from operator import itemgetter
from typing import Final

from pubman.record import Venue
from pubman.text.fold import fold
from pubman.venues import title
from pubman.venues.journals import tidy
from pubman.venues.names import Alias, shipped_rows

_LAST: Final = "\U0010ffff"
"""A character that sorts after every other."""
_BESIDE_CONFERENCES: Final = frozenset({"conference", "workshop"})


class VenueIndex:
    """Venues and their aliases, and how a text finds one of them. Nothing changes it."""

    def __init__(self, venues: Iterable[Venue], aliases: Sequence[Alias]) -> None:
        self.venues = {venue.id: venue for venue in venues}
        self.aliases = [alias for alias in aliases if alias.venue in self.venues]
        self.numbered = {a.alias.partition("#")[0] for a in self._of("key") if "#" in a.alias}
        self._by_key = {a.alias: self.venues[a.venue] for a in self._of("key")}

    def look_up(self, venue_key: str, text: str, series: str, number: str) -> Venue | None:
        """Return the venue of these fields of a work; None if it is not certain."""
        found = self._find(venue_key, text, series, number)
        if found is None and (bare := tidy(text)) != text:  # without the additions of a catalogue
            found = self._find(venue_key, bare, series, number)
        return found

    def _find(self, venue_key: str, text: str, series: str, number: str) -> Venue | None:
        text, broken = title.cut(title.in_order(title.without_host(text)))
        words = title.beside(text)
        keyed = self._by_key.get(f"{venue_key}#{number.rstrip('0123456789')}")
        keyed = keyed or self._by_key.get(venue_key)
        if keyed and _is_main(keyed, words):
            return keyed
        if not text.strip():
            return None
        return (
            (None if broken else self._by_name.get(fold(text)))
            or self._inside(text, series, words, broken=broken)
            or self._by_pattern(text, words)
        )

    def _inside(
        self, text: str, series: str, beside: frozenset[str], *, broken: bool
    ) -> Venue | None:
        if broken:
            found = self._cut_short(text)
        else:
            found = self._journal(text) or self._conference(text)
        found = found or self._by_acronym(text, series)
        return found if found and _is_main(found, beside) else None

    def _journal(self, text: str) -> Venue | None:
        """Return the journal with this name, written out or shortened."""
        bare = title.key(title.whole(text))
        words = tuple(bare.split())
        found = self._journals.get(bare) or self._journals.get(bare.removeprefix("acm "))
        if found or len(words) < 2:
            return found
        matches = {
            venue.id: venue
            for full, venue in self._by_initials.get("".join(word[0] for word in words), ())
            if all(map(_shortens, words, full))
        }
        return next(iter(matches.values())) if len(matches) == 1 else None

    def _conference(self, text: str) -> Venue | None:
        for span in title.spans(text):
            # A single word names a conference only if the title has nothing else: "CVPR 2019".
            if span in self._conferences and (" " in span or title.is_one_part(text)):
                return self._conferences[span]
        return None

    def _cut_short(self, text: str) -> Venue | None:
        """Return the only venue with a name that begins with the text, if that is long enough."""
        names = self._sorted_names
        for span in title.endings(text):
            known = title.telling(span)
            start = bisect_left(names, span, key=itemgetter(0))
            begun = names[start : bisect_left(names, span + _LAST, key=itemgetter(0))]
            # A complete name may be the beginning of a longer one: ICML's name begins ICMLA's.
            if len({venue.id for _, venue in begun}) == 1 and begun != [(span, begun[0][1])]:
                venue = begun[0][1]
                if len(known) > 1 or fold(venue.acronym) in known:
                    return venue
        return None

    def _by_acronym(self, text: str, series: str) -> Venue | None:
        """Return the conference of an acronym in the title, if both share their topic."""
        words = title.telling(text)
        found = {
            venue.id: venue
            for acronym in [*title.acronyms(text), *title.acronyms(series)]
            for venue in self._acronyms.get(acronym, ())
            if _half(title.telling(venue.name) - {fold(venue.acronym)}, words)
        }
        return next(iter(found.values())) if len(found) == 1 else None

    def _by_pattern(self, text: str, beside: frozenset[str]) -> Venue | None:
        folded = fold(text)
        for pattern, venue in self._patterns:
            if pattern.search(folded) and _is_main(venue, beside):
                return venue
        return None

    # ---------------------------------------------------------------------------------- indexes

    def _of(self, form: str) -> Iterator[Alias]:
        return (alias for alias in self.aliases if alias.form == form)

    @cached_property
    def _sorted_names(self) -> list[tuple[str, Venue]]:
        """The sorted names of all journals and conferences, for finding by their beginning."""
        return sorted({**self._journals, **self._conferences}.items(), key=itemgetter(0))

    def _names(self, *kinds: str) -> Iterator[tuple[str, Venue]]:
        """Yield every name and exact alias of the venues of these kinds."""
        for venue in self.venues.values():
            if venue.kind in kinds:
                yield venue.name, venue
        for alias in self._of("exact"):
            if self.venues[alias.venue].kind in kinds:
                yield alias.alias, self.venues[alias.venue]

    @cached_property
    def _by_name(self) -> Mapping[str, Venue]:
        names: dict[str, Venue] = {fold(venue.name): venue for venue in self.venues.values()}
        return names | {fold(a.alias): self.venues[a.venue] for a in self._of("exact")}

    @cached_property
    def _journals(self) -> Mapping[str, Venue]:
        names = self._names("journal", "magazine", "preprint", "book", "other")
        return {title.key(name): venue for name, venue in names}

    @cached_property
    def _by_initials(self) -> Mapping[str, list[tuple[tuple[str, ...], Venue]]]:
        index: dict[str, list[tuple[tuple[str, ...], Venue]]] = {}
        for name, venue in self._journals.items():
            words = tuple(name.split())
            index.setdefault("".join(word[0] for word in words), []).append((words, venue))
        return index

    @cached_property
    def _conferences(self) -> Mapping[str, Venue]:
        keyed = [(title.conference_key(n), v) for n, v in self._names(*_BESIDE_CONFERENCES)]
        return _unambiguous((title.short_name(name), venue) for name, venue in keyed) | dict(keyed)

    @cached_property
    def _acronyms(self) -> Mapping[str, list[Venue]]:
        index: dict[str, list[Venue]] = {}
        for venue in self.venues.values():
            if venue.kind in _BESIDE_CONFERENCES:
                index.setdefault(fold(venue.acronym), []).append(venue)
        return index

    @cached_property
    def _patterns(self) -> list[tuple[re.Pattern[str], Venue]]:
        return [(re.compile(a.alias), self.venues[a.venue]) for a in self._of("pattern")]


def _unambiguous(pairs: Iterable[tuple[str, Venue]]) -> dict[str, Venue]:
    found: dict[str, set[Venue]] = {}
    for name, venue in pairs:
        found.setdefault(name, set()).add(venue)
    return {name: next(iter(venues)) for name, venues in found.items() if len(venues) == 1}


def _is_main(venue: Venue, beside: frozenset[str]) -> bool:
    """Return False if the text names an event beside the conference ``venue``."""
    if not beside or venue.kind not in _BESIDE_CONFERENCES:
        return True
    return beside <= title.beside(venue.name)


def _shortens(short: str, long: str) -> bool:
    """Return whether ``short`` may abbreviate ``long``; words up to four letters never shrink."""
    return short == long or (len(long) > 4 and long.startswith(short))


def _half(words: frozenset[str], others: frozenset[str]) -> bool:
    return bool(words) and 2 * len(words & others) >= len(words)


@lru_cache(maxsize=1)
def shipped_index() -> VenueIndex:
    """Return the index of the shipped venues.

    Every store that one process opens shares it, because its indexes take longer to build than most
    commands take for the rest of their work.
    """
    venues = [
        Venue(id=id_, acronym=acronym, name=name, kind=kind, rank=rank)
        for id_, acronym, name, kind, rank in shipped_rows("venues.csv")
    ]
    return VenueIndex(venues, [Alias(*row) for row in shipped_rows("venue_aliases.csv")])
