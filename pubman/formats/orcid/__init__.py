"""ORCID: the works of a person's record, as its public API gives them."""
