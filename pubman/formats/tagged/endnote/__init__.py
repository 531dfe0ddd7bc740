"""EndNote's Refer format (``.enw``): the reader and the writer."""
