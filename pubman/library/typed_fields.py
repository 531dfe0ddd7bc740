"""What a person can type in about a publication: the options of ``pubman add``, declared once."""

from __future__ import annotations

from dataclasses import dataclass

from pubman.options import option


@dataclass(frozen=True, slots=True, kw_only=True)
class TypedFields:
    """The fields of a publication as they were typed in."""

    title: str = option("", "The title of a paper typed in.")
    authors: tuple[str, ...] = option((), "An author; repeat it.", other="author")
    year: str = option("", "2026, 2026-11 or 2026-11-03.")
    kind: str = option("", "article, conference, preprint ...")
    venue: str = option("", "Where it appears.")
    status: str = option("", "submitted, under review, accepted, to appear ...")
    doi: str = option("", "Its DOI.")
    url: str = option("", "Where the title links to.")
