"""The part of a profile that tells most pairs apart: what a large run loads first.

Of a million records, most pairs that share a key share it by chance. To see that, the titles, the
names and the identifiers are enough.
"""

from __future__ import annotations

from dataclasses import dataclass

from pubman.match.profile import entry_of


@dataclass(frozen=True, slots=True, eq=False)
class Sketch:
    """What the filter over candidate pairs needs of a profile, and the rest of it, still packed."""

    core: str
    team: int
    plain: bool
    bilingual: str
    source: str
    source_key: str
    informal: bool
    translated: str
    families: frozenset[str]
    year: int | None
    volume: str
    first: str
    doi: str
    preprint_doi: str
    arxiv: str
    pmid: str
    pmcid: str
    related: frozenset[str]
    claims: frozenset[str]
    packed: bytes

    @property
    def squashed(self) -> str:
        """Return the title without spaces."""
        return self.core.replace(" ", "")

    @property
    def entry(self) -> str:
        """Return the key of the entry in its file, which other entries may have had."""
        return entry_of(self.source_key)
