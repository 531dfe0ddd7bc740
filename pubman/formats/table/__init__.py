"""Tables (CSV and TSV): the rows, the known column names, the reader and the writer."""
