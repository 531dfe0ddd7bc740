"""Conclusions from facts: matches, then groups, then publications and their rows.

=================  ===============================================================================
``authors``        authors as records name them, each made once
``context``        what conclusions are drawn from: a store and its ``pubman.toml``
``profiles``       the profiles of many records, in memory and in a temporary file
``stages``         the three stages, for what an operation touched or for everything
``ownership``      the owners of a publication
``cite_keys``      citation keys: made, chosen, retired
``rows``           the rows of one publication, table by table
``single_record``  the rows of a publication of one record
``publications``   groups -> the rows of publications
``rebuild``        all conclusions drawn again, and what that changes
``comparison``     the rows that the facts give beside the stored ones
``workers``        processes that compare parts of a large store
``verification``   the stored conclusions compared with what the facts give
=================  ===============================================================================
"""
