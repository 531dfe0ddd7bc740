"""The SQLite file: the only package that speaks SQL.

==============  ==============================================================================
``backup``      whole copies of the file, and one put back
``migration``   the schema a file has -> the present one
``recognition`` what a file is, and what SQLite's complaints mean
``folders``     synchronised folders, network drives, conflict copies
``file``        the file itself: made, opened; transactions
``rows``        records, names and links as rows
``facts``       the one way facts are written
``undoing``     undo and redo of operations
``intake``      one file or page read, and what became of its records
``arrivals``    what a reading of a file or page writes
``outcome``     what became of it, for the reports
``fetches``     pages that were asked for, and what makes the next request cheap
``lines``       the lines of the list and the records each rests on
``mirror``      what pubman.toml and the shipped tables say, copied in for those who query
``derived``     what the stages of deriving read and write
``reading``     keys resolved, conditions, counts
``published``   publications as the exports take them
``search``      the words a person types -> publications
``dump``        facts without numbers, out of a store and into one
``dump_text``   the same as lines of text, merged and read again
``states``      which of two copies is the later one
``doctor``      what is amiss with a store
``query``       SQL from a person: read-only, guarded, bounded in time
``schema``      tables and columns explained, from the comments in the file
==============  ==============================================================================

The schema lies in ``db/migrations`` and ``db/views.sql``; every table and column has its comment
there. What a promise is and what is not: ``db/README.md``.
"""
