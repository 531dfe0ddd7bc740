"""DOAJ: articles in open access journals, from its API."""
