"""dblp: person pages, single records, search results and the dump, read from bytes."""
