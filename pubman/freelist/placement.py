"""Information about a publication that only a person's own list has, and no database."""

from __future__ import annotations

from dataclasses import dataclass, field

from pubman.record import Link, Record


@dataclass(frozen=True, slots=True, kw_only=True)
class Placement:
    """The place of one publication in one list, and the text of the entry apart from its fields.

    ``section`` holds the headings above it, the outermost first. ``signs`` are the signs in the
    line (``*``) with the sentence of the list that explains each. ``raw`` is the line as written,
    ``line`` where it begins in the file (1-based; 0 if unknown), ``rule`` how it was read.
    """

    position: int
    section: tuple[str, ...] = ()
    number: str = ""
    links: tuple[Link, ...] = ()
    picture: str = ""
    award: str = ""
    note: str = ""
    signs: tuple[tuple[str, str], ...] = ()
    raw: str = ""
    line: int = 0
    rule: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ListEntry:
    """One entry of a list: the fields that were read, and its placement.

    ``sure`` is false if the fields were guessed from running text and the guess is weak.
    ``coauthors_only`` says that the entry leaves out the name of the list's owner.
    """

    record: Record
    placement: Placement
    sure: bool = True
    coauthors_only: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class PersonalList:
    """A list that was read: its entries in order, and what could not be used.

    ``kind`` names its layout (``HTML``, ``Jekyll data`` ...). ``structured`` lists state their
    fields; those of other lists were read from running text. ``unknown`` counts the fields
    with unknown names, ``skipped`` holds a sentence for each entry that was left out.
    """

    kind: str
    entries: tuple[ListEntry, ...] = ()
    structured: bool = False
    unknown: dict[str, int] = field(default_factory=dict)
    skipped: tuple[str, ...] = ()
