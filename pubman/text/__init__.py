"""Text: what makes two spellings of one thing equal, and what turns markup into characters.

==============  ================================================================================
``fold``        titles and names folded for comparison and search; every script is kept
``identifiers`` DOI, arXiv, ISBN, ISSN, ORCID and dblp ids: found, checked, normalised
``names``       lists of names as BibTeX, Scholar and dblp write them; ``name_parts``: one of them
                (``institutions``: people and institutions in braces)
``spellings``   whether two names may be one person's: ``given_names``, ``name_sounds``, other
                scripts (``transcriptions``), and a quick look first (``name_beginnings``)
``latex``       LaTeX -> Unicode (plain and marked up) and back
==============  ================================================================================
"""
