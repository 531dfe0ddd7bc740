"""A venue as written, or a dblp key -> the canonical venue.

The table is ``db/venues.csv`` and ``db/venue_aliases.csv``. A person's own venues in
``pubman.toml`` take precedence. A venue is looked up in this order:

1. by **dblp key**: ``conf/sosp`` is SOSP, ``journals/pvldb`` is VLDB;
2. by **exact alias**: its name, or another name that people use, compared in folded form;
3. by **the name inside a title**: ``Proceedings of the 36th International Conference on Machine
   Learning, ICML 2019, Long Beach`` contains the name of ICML, once the words that all such titles
   share are removed; ``IEEE Trans. Parallel Distributed Syst.`` shortens the name of one journal
   only; ``(ICDE'05)`` counts if the title also mentions data engineering;
4. by **pattern**: a regular expression over the folded text.

An acronym alone finds nothing (ISC is three conferences), unless it is listed as an exact alias.
An event *beside* a conference is not that conference. A text that mentions a workshop, a companion
volume, posters, demonstrations, extended abstracts, or ``@`` and a conference finds no venue, not
even by its key, unless the venue's own name contains that word.
"""

from pubman.venues.names import OwnVenue
from pubman.venues.table import VenueTable

__all__ = ["OwnVenue", "VenueTable"]
