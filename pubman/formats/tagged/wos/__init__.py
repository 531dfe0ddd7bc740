"""Web of Science: its plain text (also ``.ciw``) and its tab-delimited table."""
