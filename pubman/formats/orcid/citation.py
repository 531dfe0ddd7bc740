"""The citation inside a full work of ORCID: the authors and numbers of its BibTeX."""

from __future__ import annotations

from pubman.formats.bibtex.reader import read
from pubman.record import Record


def read_citation(text: str) -> Record:
    """Return the record of a citation in BibTeX; an empty one if it is in another form.

    Europe PMC and Scopus write many of them. Some are in a style of prose instead, whatever their
    type says.
    """
    if not text.lstrip().startswith("@"):
        return Record()
    return next((item for item in read(text) if isinstance(item, Record)), Record())
