"""Crossref: the works in answers of its REST API."""
