"""Make lists: choose the publications, arrange them in sections, render them in a format.

A list of ``pubman.toml`` names a format, an output, conditions and patterns. ``pubman export`` with
words or a format makes a list that no file describes.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass, field, replace
from functools import cached_property
from hashlib import sha256
from itertools import chain
from typing import Final

from pubman.config import ListConfig
from pubman.exports import DATA_FORMATS, DOCUMENTS, FORMATS
from pubman.formats.format import unknown_format
from pubman.formats.spool import Text
from pubman.library.list_options import options_of, template_folder
from pubman.library.list_sections import first, places_of, sections_of, size
from pubman.library.placed import arranged, explained_signs, labels, list_for, missing, numbering
from pubman.library.presentation import of_people, present, presenter, with_full_venue
from pubman.library.selection import left_out, select
from pubman.library.session import Library
from pubman.listing import Options, Section
from pubman.listing import publications as in_sections
from pubman.pages import IN_PIECES, pieces, render, render_bytes
from pubman.pages.arrangement import arrange
from pubman.record import Publication
from pubman.store import keys as reading
from pubman.store.publications import ReadAgain, in_portions


@dataclass(frozen=True, kw_only=True)  # without slots, because a digest is kept
class Made:
    """A finished list: its text, how many publications it has, how many were left out and why.

    A long text is put ``aside``; ``text`` is then empty.
    """

    name: str
    format: str
    text: str
    count: int
    sections: tuple[tuple[str, int], ...] = ()
    left_out: dict[str, int] = field(default_factory=dict)
    document: bytes = b""
    aside: Text | None = None

    @property
    def content(self) -> bytes:
        """The bytes of the file: the text in UTF-8, or the document of a binary format."""
        return b"".join(self.chunks())

    def chunks(self) -> Iterator[bytes]:
        """Yield the bytes of the file in pieces."""
        if self.aside:
            yield from self.aside.chunks()
        else:
            yield self.document or self.text.encode("utf-8")

    @cached_property
    def digest(self) -> str:
        """A digest of the content."""
        return self.aside.digest if self.aside else sha256(self.content).hexdigest()

    @cached_property
    def size(self) -> int:
        """The number of bytes."""
        return self.aside.size if self.aside else len(self.content)


def make(
    library: Library,
    config: ListConfig,
    *,
    words: Sequence[str] = (),
    limit: int | None = None,
    aside: bool = False,
    at_once: int = 10_000,
) -> Made:
    """Return the list that ``config`` describes, limited to what ``words`` select.

    With ``aside``, a page from a store of more publications than ``at_once`` is read and made in
    portions and put aside, so that memory need not hold it. To read fewer at once takes less time.
    """
    from pubman.library.bib_entry import as_written  # noqa: PLC0415 - status asks, and makes none

    placed = list_for(library, config, words)
    narrowed = (words, config.where, config.tag, config.sections, config.person, config.status)
    if aside and not placed and config.format in IN_PIECES and _has_more(library, at_once):
        made = _made_in_pieces(library, config, words, limit)
    else:
        pubs, sections = _chosen(library, config, words)
        if placed:
            pubs = [*pubs, *as_written(library, missing(library, placed, pubs))]
        made = _made(library, config, pubs, sections, limit, placed=placed, aside=aside)
    if not any(narrowed):
        return replace(made, left_out=left_out(library, data=config.format in DATA_FORMATS))
    return made


def make_each(
    library: Library,
    config: ListConfig,
    *,
    words: Sequence[str] = (),
    limit: int | None = None,
) -> Iterator[tuple[str, Made]]:
    """Yield the publications of a list, each with its key and as a list of its own."""
    pubs, sections = _chosen(library, config, words)
    order, places = config.order or "newest", places_of(library, config, pubs)
    parts = arrange(pubs, sections=sections, order=order, places=places)
    if limit or config.limit:
        parts = first(parts, limit or config.limit)
    alone = replace(config, group_by=(), limit=0)
    for pub in in_sections(parts):
        yield pub.key, _made(library, alone, [pub], [], None)


def arranged_list(
    library: Library,
    config: ListConfig,
    *,
    words: Sequence[str] = (),
    limit: int | None = None,
) -> tuple[tuple[Section, ...], Options]:
    """Return the sections of a list and its options, not rendered, for a site of many pages."""
    pubs, sections = _chosen(library, config, words)
    shown = present(library, pubs, config.output)
    parts = sections_of(library, config, shown, sections, limit or config.limit)
    return parts, options_of(library, config)


def _has_more(library: Library, count: int) -> bool:
    return reading.counts(library.store, ["1"])[0] > count


def _made_in_pieces(
    library: Library, config: ListConfig, words: Sequence[str], limit: int | None
) -> Made:
    """Return a list that is read, made and put aside in portions."""
    for _ in range(_TRIES - 1):
        with suppress(ReadAgain):
            return _try_in_pieces(library, config, words, limit)
    return _try_in_pieces(library, config, words, limit)


_TRIES: Final = 3
"""How often a list is begun, if another program changes what it is made of."""


def _try_in_pieces(
    library: Library, config: ListConfig, words: Sequence[str], limit: int | None
) -> Made:
    outlines, sections = _chosen(library, config, words, outlines=True)
    parts = sections_of(library, config, outlines, sections, limit or config.limit)
    options = options_of(library, config)
    count = len(in_sections(parts))
    sizes = tuple((part.heading, size(part)) for part in parts if part.heading)
    del outlines
    aside = Text()
    aside.write_all(pieces(config.format, parts, options, _completing(library, config)))
    return Made(
        name=config.name, format=config.format, text="", count=count, sections=sizes, aside=aside
    )


def _completing(
    library: Library, config: ListConfig
) -> Callable[[Sequence[Publication]], Iterator[Publication]]:
    """Return a function that reads publications with all fields, as the list shows them."""
    from pubman.library.bib_definitions import Compiling  # noqa: PLC0415
    from pubman.library.bib_entry import OwnTexts  # noqa: PLC0415 - status makes no list

    def complete(pubs: Sequence[Publication]) -> Iterator[Publication]:
        presented = presenter(library, config.output)
        texts = OwnTexts(library, shown=_only_shows(library, config))
        compiling = Compiling(library, macros=False)
        for portion in in_portions(library.store, [pub.id for pub in pubs]):
            shown = [presented(pub) for pub in texts.of(portion)]
            yield from compiling.of(shown)

    return complete


def _chosen(
    library: Library, config: ListConfig, words: Sequence[str], *, outlines: bool = False
) -> tuple[list[Publication], list[tuple[str, list[int]]]]:
    """Return the publications of a list, and the ids of each of its sections."""
    from pubman.library.bib_entry import as_written  # noqa: PLC0415 - status asks, and makes none

    if config.format not in FORMATS:
        raise unknown_format(config.format, FORMATS, "writes")
    pubs, sections = select(library, config, words, outlines=outlines)
    if config.person or config.in_periods:
        pubs = of_people(
            library, pubs, config.person, in_periods=config.in_periods, grace=config.grace
        )
    if outlines:
        return pubs, sections
    return as_written(library, pubs, shown=_only_shows(library, config)), sections


def _only_shows(library: Library, config: ListConfig) -> bool:
    """Return whether a list shows the texts of entries as pages do, and nothing else uses them."""
    asks = any("raw" in pattern for pattern in config.patterns.values())
    return config.format == "html" and not asks and template_folder(library, config) is None


_PLAIN_TITLES: Final = frozenset({"ris", "enw", "csv"})
"""Formats without markup, whose titles show sub- and superscripts by Unicode."""


def _prints_full_venues(config: ListConfig) -> bool:
    """Return True for citations, which name the venue in full. JSON has it as written too."""
    for_citing = config.format in DATA_FORMATS - {"json", "jsonl", "csv"} or bool(config.style)
    return for_citing and not config.short_venues


def _as_on_list(library: Library, name: str, options: Options) -> Options:
    """Return *options* with the labels of a moved-in list and its explanations of signs."""
    return replace(
        options,
        numbering=options.numbering or numbering(library, name),
        own_labels=labels(library, name),
        roles={**explained_signs(library, name), **options.roles},
    )


def _made(
    library: Library,
    config: ListConfig,
    pubs: Sequence[Publication],
    sections: Sequence[tuple[str, list[int]]],
    limit: int | None,
    *,
    placed: str = "",
    aside: bool = False,
) -> Made:
    from pubman.library.bib_definitions import compilable, volumes  # noqa: PLC0415

    # Names are changed before the @strings are collected: an @string may hold a former name.
    shown = present(library, pubs, config.output)
    if config.format in _PLAIN_TITLES:
        from pubman.text.markup import plain_title  # noqa: PLC0415 - status makes no list

        shown = [replace(p, title=plain_title(p.title, p.title_markup)) for p in shown]
    if _prints_full_venues(config):
        shown = [with_full_venue(pub) for pub in shown]
    shown, head = compilable(library, shown, macros=config.format == "bibtex")
    foot = volumes(library, shown) if config.format == "bibtex" else ""
    most = limit or config.limit
    if placed:
        parts = arranged(library, placed, shown)
        parts = first(parts, most) if most else parts
    else:
        parts = sections_of(library, config, shown, sections, most)
    options = options_of(library, config)
    if placed:
        options = _as_on_list(library, placed, options)
    made = Made(
        name=config.name,
        format=config.format,
        text="",
        count=len(in_sections(parts)),
        sections=tuple((part.heading, size(part)) for part in parts if part.heading),
    )
    if aside and config.format in IN_PIECES:  # a whole text would be in memory several times
        content = Text()
        content.write_all(chain([head], pieces(config.format, parts, options), [foot]))
        return replace(made, aside=content)
    return _with_content(made, parts, options, head, foot)


def _with_content(
    made: Made, parts: Sequence[Section], options: Options, head: str, foot: str
) -> Made:
    if made.format in DOCUMENTS:
        return replace(made, document=render_bytes(made.format, parts, options))
    return replace(made, text=head + render(made.format, parts, options) + foot)
