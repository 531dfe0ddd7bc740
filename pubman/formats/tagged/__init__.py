"""Formats with one tag per line: RIS, EndNote and PubMed."""
