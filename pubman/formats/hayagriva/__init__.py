"""Hayagriva, the bibliographies of Typst: YAML with one entry for each key."""
