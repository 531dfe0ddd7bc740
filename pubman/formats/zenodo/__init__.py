"""Zenodo: records of its own API, which says more than DataCite about versions."""
