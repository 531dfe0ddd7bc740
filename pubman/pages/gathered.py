"""What a page says about all of its entries, gathered while they are written one by one.

The head of a page has its facets, its years, and what machines read. It can be written after its
entries, from the little that is kept of each.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from itertools import islice
from typing import Final, TypeAlias

from markupsafe import Markup

from pubman.frozen import quick_dataclass
from pubman.pages import metadata
from pubman.pages.details import citations_of
from pubman.pages.facets import Facets
from pubman.pages.page import Page, Part, ShownEntry
from pubman.pages.topics import Topics
from pubman.pages.years import is_year

Write: TypeAlias = Callable[[ShownEntry, bool], str]
"""A function that writes an entry as HTML; it is told whether its year was already said."""


@quick_dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """A step through a page: ``part`` begins, its entries or it end, or ``entry`` is next.

    ``above`` is the heading of the part around ``part``. ``again`` is true if the year of ``entry``
    was already said. ``text`` is that of several entries, if they need no template.
    """

    what: str
    part: Part
    above: str = ""
    entry: ShownEntry | None = None
    again: bool = False
    text: Markup = Markup()


_AT_ONCE: Final = 100
"""How many entries are one piece of a page. Jinja does a lot for each piece."""


class Gathered:
    """What is known of the entries of ``page`` that were seen so far."""

    def __init__(self, page: Page, topics: Topics) -> None:
        self.page = page
        self.facets = Facets(page, topics)
        self.brief = metadata.is_long(page)
        self.items: list[str] = []
        self.cited = False
        self.anchors: dict[int, str] = {}
        self._seen: set[int | str] = set()

    def steps(self, write: Write | None = None) -> Iterator[Step]:
        """Yield the steps through the page, and gather from each entry.

        With ``write``, the steps have the texts of entries instead of the entries.
        """
        for part in self.page.parts:
            yield from self._steps(part, "", write)

    def _steps(self, part: Part, above: str, write: Write | None) -> Iterator[Step]:
        yield Step(what="begin", part=part, above=above)
        yield from self._entries(part) if write is None else self._texts(part, write)
        if part.entries:
            yield Step(what="listed", part=part)
        for inner in part.parts:
            yield from self._steps(inner, part.heading or above, write)
        yield Step(what="end", part=part)

    def _entries(self, part: Part) -> Iterator[Step]:
        for entry, again in self._gather(part):
            yield Step(what="entry", part=part, entry=entry, again=again)

    def _texts(self, part: Part, write: Write) -> Iterator[Step]:
        entries = self._gather(part)
        while texts := [write(entry, again) for entry, again in islice(entries, _AT_ONCE)]:
            yield Step(what="entries", part=part, text=Markup("".join(texts)))  # noqa: S704

    def _gather(self, part: Part) -> Iterator[tuple[ShownEntry, bool]]:
        """Yield each entry, and whether its year was already said, and gather from it."""
        by_year = is_year(part)
        before: str | None = None
        for entry in part.entries:
            self.add(entry, part)
            yield entry, by_year or entry.year == before
            before = entry.year

    def add_rest(self) -> None:
        """Gather from all entries, if an own template shows them without these steps."""
        if not self.items:
            for top in self.page.parts:
                for part in top.walk():
                    for entry in part.entries:
                        self.add(entry, part)

    def add(self, entry: ShownEntry, part: Part) -> None:
        """Gather what the head of the page says of ``entry``."""
        pub = entry.pub
        if pub.year and not part.selected:
            self.anchors.setdefault(pub.year, entry.anchor)
        key = pub.id or pub.key
        if key in self._seen:
            return
        self._seen.add(key)
        self.facets.add(entry)
        self.cited = self.cited or bool(citations_of(pub))
        self.items.append(metadata.line(entry, brief=self.brief))
