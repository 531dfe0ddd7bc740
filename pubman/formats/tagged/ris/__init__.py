"""RIS: the tables of types and tags, the reader and the writer."""
