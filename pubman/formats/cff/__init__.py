"""CITATION.cff: the file in which a software repository states how to cite it."""
