"""arXiv: the papers in its Atom feeds."""
