"""The SQLite file: the only package that speaks SQL.

==================  ==============================================================================
``backup``          whole copies of the file, and one put back
``migration``       from the schema of a file to the present one
``shipped_schema``  the schema of a file compared with the shipped one, and put right
``open_checks``     what a file is before it is opened, and what the errors of SQLite mean
``folders``         synchronised folders, network drives, conflict copies
``leftovers``       temporary files of killed commands
``file``            the open file: transactions, settings
``opening``         a store made, opened and brought to the present schema
``readable``        rows read although some of them are damaged
``value_checks``    what a value of each column has to be
``unreadable``      facts that cannot be read: found, named, put aside
``rows``            records, names and links as rows
``facts``           the one way in which facts are written
``undo``            undo and redo of operations
``log``             the operations as rows
``imports``         one import: a file as read, what it writes, what it changed
``imported_files``  the files that were imported, and which entries each lists
``accounts``        lists and their owners
``listings``        which records an account named when it was last read
``placements``      the place of each record in the lists that people wrote themselves
``lookups``         identifiers to look up at a service
``fetches``         when pages were fetched, and what makes the next request cheap
``snapshots``       publications in short, before and after an operation
``config_copy``     pubman.toml and the shipped venues, copied in for those who query
``chosen``          chosen ids, for a query about a set of any size
``stored_records``  records as they are stored, and the facts about them
``matches``         pairs of records: block keys, matches, decisions
``derived``         the derived rows of publications, and their keys
``keys``            a KEY resolved to a publication; citation keys; counts
``former_keys``     keys that outlive the store they were given in
``narrow_rows``     rows of a few columns, written many at once
``plain_rows``      rows as plain tuples, for queries of many rows
``related_rows``    the fields of publications that are rows of other tables
``venue_names``     the venue of a publication as lists show it
``publications``    publications as the exports read them
``provenance``      the sources of the parts of a publication
``questions``       what waits for a person
``browse``          publications by the page, sorted and counted
``search``          the words a person types -> publications
``completions``     the words that a shell completes
``dump``            facts without numbers, out of a store and into one
``dump_text``       the same as lines of text, merged and read again
``versions``        which of two copies is the later one
``doctor``          what is wrong with a store
``query``           SQL from a person: read-only, guarded, limited in time
``schema``          tables and columns explained, from the comments in the file
==================  ==============================================================================

The schema is in ``db/migrations`` and ``db/views.sql``, and every table and column has a comment
there. What is promised and what is not: ``db/README.md``.
"""
