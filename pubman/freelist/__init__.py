"""Lists as people write them (a homepage, a CV, pasted text) -> entries with their fields.

A list is read in five steps, each a pure function of the one before:

=================  ==============================================================================
``…_layout``       HTML, Markdown, LaTeX, Org or plain text -> one tree of elements
``finding``        the tree -> its entries, with the headings above each
``line``           an entry -> its text, with marks for bold text, links and lines
``prepared``       that text without its number and its addresses, and its tokens
``reading``        all rules for title, names and venue, tried on the whole list; the best kept
=================  ==============================================================================

``places`` and ``groups`` serve the finder; ``tokens``, ``names``, ``name_styles``, ``given_names``,
``rest``, ``title_places``, ``name_places`` and ``scoring`` serve the reader. ``latex_html`` writes
what ``latex_layout`` finds. ``words``, ``headings`` and ``signs`` contain the words that the rules
use; ``pdf_text`` repairs text that was copied from a PDF.
"""
