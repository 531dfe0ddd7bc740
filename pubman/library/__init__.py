"""The commands as functions over one store. They return data and print nothing.

======================  ======================================================================
``session``             a store with its pubman.toml: found, opened, kept up to date
``recent_stores``       the stores used last, which are only ever named
``init``                start a store: a folder gets its pubman.toml and its pubs.db
``imports``             read files into the store, and report what is new and known
``own_lists``           whether a file is a person's own list, and which name it lists most
``list_claims``         whose list a file is, and by which names a person is known, as told
``move_in``             take over a list that a person wrote; ``placed`` prints it as it was
``sync``                fetch and compare what the accounts of people list, and apply it
``dblp_precedence``     a record of dblp in a poorer form changes nothing
``fetched_entry``       one publication by its identifier
``typed_fields``        what a person can type in about a publication, declared once
``typed_entry``         one publication typed by hand
``review``              the open questions and their answers
``question_table``      the open questions as a table, and the answers that come back in it
``decisions``           same, apart, extends, mine, keep, hide
``fields``              set and unset
``attributes``          tags, author marks, links
``editor``              one entry as text, edited; ``rejected_edits`` keeps what could not be saved
``history``             undo, redo, log
``explain``             why records are one publication, and the source of each field
``status``              what is in the store, what waits, what was done last
``stats``               counts by year, kind, venue, co-author or person
``checks``              gaps and mistakes, and their fixes
``selection``           which publications a list holds
``presentation``        what pubman.toml adds to publications on their way to a list
``lists``               the lists of pubman.toml, made
``bib_entry``           an entry of a .bib with what was set by hand in its own text
``bib_file``            a .bib given back as a whole
``bib_definitions``     the ``@string``s, ``@preamble``s and volumes that a list's entries need
``outputs``             lists as files: written, noted, compared
``remembered_outputs``  outputs that would be the same, so they are not made again
``output_folders``      a list as a folder of files; ``output_paths`` keeps it in its place
``insertion``           a list inside a person's own file, between two marks
``conversion``          a file in another format, without a store
``safekeeping``         backup, restore, doctor, dump, load
======================  ======================================================================
"""
