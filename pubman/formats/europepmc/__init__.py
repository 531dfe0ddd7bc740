"""Europe PMC: articles, preprints and books of the life sciences, from its REST API."""
