"""The commands as functions over one store. They return data and print nothing.

======================  ======================================================================
``session``             a store with its pubman.toml: found, opened, kept up to date
``recent_stores``       the stores used last, which are only ever named
``init``                start a store: a folder gets its pubman.toml and its pubs.db
``imports``             read files into the store, and report what is new and known
``input_files``         files that a person hands in, opened and read
``file_sources``        the source of a file: its name, unless another list has it
``known_keys``          an entry whose key is known, and whose text is another work
``own_lists``           whether a file is a person's own list, and which name it lists most
``list_claims``         whose list a file is, and by which names a person is known, as told
``person_accounts``     an account of a person at a service, given by hand
``move_in``             take over a list that a person wrote; ``placed`` prints it as it was
``sync``                fetch and compare what the accounts of people list, and apply it
``dblp_precedence``     a record of dblp in a poorer form changes nothing
``identifier_sources``  which service knows an identifier
``fetched_entry``       one publication by its identifier
``typed_fields``        what a person can type in about a publication, declared once
``typed_entry``         one publication typed by hand
``review``              the open questions and their answers
``question_table``      the open questions as a table, and the answers that come back in it
``decisions``           same, apart, extends, mine, keep, hide
``fields``              set and unset
``attributes``          tags, author marks, links
``editor``              one entry as text, edited; ``rejected_edits`` keeps what could not be saved
``history``             undo and redo
``log``                 one line for each operation
``explain``             why records are one publication, and the source of each field
``status``              what is in the store, what waits, what was done last
``stats``               counts by year, kind, venue, co-author or person
``checks``              gaps and mistakes, and their fixes
``selection``           which publications a list holds
``presentation``        what pubman.toml adds to publications on their way to a list
``lists``               the lists of pubman.toml, made
``list_sections``       the sections of a list: groups, order, limit
``list_options``        what a format needs to know about a list
``bib_entry``           an entry of a .bib with what was set by hand in its own text
``sound_entries``       what BibTeX could not read in a person's own entry, put right
``bib_file``            a .bib given back as a whole
``bib_definitions``     the ``@string``s, ``@preamble``s and volumes that a list's entries need
``outputs``             lists as files: written, noted, compared
``output_states``       whether each file of a list is up to date
``remembered_outputs``  outputs that would be the same, so they are not made again
``output_folders``      a list as a folder of files; ``output_paths`` keeps it in its place
``site``                a list as several files: a whole site, or content for a generator
``insertion``           a list inside a person's own file, between two marks
``conversion``          a file in another format, without a store
``safekeeping``         backup, restore, doctor, dump, load
======================  ======================================================================
"""
