"""The ranks of sources. If two have a value for one field, the one with the higher rank wins.

dblp is curated, a file comes from a publisher or a person, and Google Scholar is scraped. The ranks
of services are declared with their formats (:mod:`pubman.formats.registry`).
"""

from __future__ import annotations

from typing import Final

FILE_RANK: Final = 60
"""The rank of a file, unless its format declares another."""
ADDED_RANK: Final = 20
"""The rank of entries that a person typed in: a real source replaces them."""
GUESSED_RANK: Final = 5
"""The rank of records whose fields were read from running text. They count only if they are alone:
a misread volume must not fill a gap in a record of a source."""
