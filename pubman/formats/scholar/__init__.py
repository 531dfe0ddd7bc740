"""Google Scholar: its CSV, and what its exports in any format leave out."""
