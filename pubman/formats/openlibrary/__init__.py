"""Open Library: the books in its answers."""
