"""CITATION.cff: how a repository of software says that it wants to be cited."""
