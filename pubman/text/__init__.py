"""Text: what makes two spellings of one thing equal, and what turns markup into characters.

===================  ===========================================================================
``fold``             titles and names folded for comparison and search; every script is kept
``identifiers``      DOI, arXiv, ISBN, ISSN, ORCID and dblp ids: found, checked, normalised
``pubmed_ids``       the numbers of PubMed and PubMed Central
``preprints``        preprint servers, by the DOIs that they give
``status``           words that say that a work is not out yet
``names``            lists of names as BibTeX, Scholar and dblp write them
``name_lists``       lists of names that are separated in another way
``name_parts``       one name; ``institutions``: people and institutions in braces
``name_case``        which words of a name are lower-case to BibTeX
``name_marks``       signs, remarks and macros around a name
``plain_names``      a name with nothing to decode; ``written_names``: as in pubman.toml
``name_readings``    the ways to read a name; ``first_names``: words that are first names
``spellings``        whether two names may be one person's
``given_names``      whether two lists of given names may be
``name_sounds``      how a family name sounds, in several transcriptions
``transcriptions``   names in Latin letters and in other scripts
``name_beginnings``  the first letters of a name, for a quick look
``scripts``          the Latin spellings of a word in Han, Kana, Hangul, Cyrillic ...
``latex``            LaTeX -> Unicode (plain and marked up) and back
``html_text``        titles with HTML or JATS
``markup``           a title with markup -> pieces that any format can write
``plain``            values of tagged formats as plain text
``encoding``         bytes -> text, and the name of the encoding
``mojibake``         UTF-8 that was read as Windows-1252, repaired
``urls``             addresses that may be linked
``author_pages``     the pages that services have about a person
``file_names``       text as the name of a file
===================  ===========================================================================
"""
