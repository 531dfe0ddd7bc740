"""BibTeX and biblatex: the grammar, the tables of types and fields, the reader and the writers."""
