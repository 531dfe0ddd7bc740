"""Read the citation inside a full work of ORCID for the authors and numbers in its BibTeX."""

from __future__ import annotations

from pubman.formats.bibtex.reader import read
from pubman.record import Record


def read_citation(text: str) -> Record:
    """Return the record of a citation in BibTeX, or an empty record for another form.

    Europe PMC and Scopus write many of them. Some are in a prose style, even if their type says
    otherwise.
    """
    if not text.lstrip().startswith("@"):
        return Record()
    return next((item for item in read(text) if isinstance(item, Record)), Record())
