"""CSL-JSON: the reader, the writer, and the vocabulary that both share."""
