"""pubman's own JSON: one record per line, or one document with every field."""
