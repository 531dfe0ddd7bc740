"""One import: the file as it was read, the rows that it writes, and the counts for the report."""
