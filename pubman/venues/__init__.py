"""A venue as written, or a dblp key -> the canonical venue.

The table is ``db/venues.csv`` and ``db/venue_aliases.csv``; one's own venues of ``pubman.toml`` go
before it. A venue is found, in this order:

1. by **dblp key**: ``conf/sosp`` is SOSP, ``journals/pvldb`` is VLDB;
2. by **exact alias**: its name, or what else people call it, compared folded;
3. by **the name inside a title**: ``Proceedings of the 36th International Conference on Machine
   Learning, ICML 2019, Long Beach`` holds the name of ICML once the words that every such title
   has are off; ``IEEE Trans. Parallel Distributed Syst.`` shortens one journal's name and no
   other's; ``(ICDE'05)`` counts where the title also speaks of data engineering;
4. by **pattern**: a regular expression over the folded text.

An acronym alone finds nothing (ISC is three conferences) unless it is listed as an exact alias.
What is printed *beside* a conference is not that conference: a text that speaks of a workshop, a
companion volume, posters or demonstrations, extended abstracts, or of something ``@`` a conference
resolves to none, not even by its key, unless the venue's own name says so.
"""

from pubman.venues.table import OwnVenue, VenueTable

__all__ = ["OwnVenue", "VenueTable"]
