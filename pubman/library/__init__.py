"""The sentence as code, over one store: what the command line does, without a terminal.

==============  ==============================================================================
``opened``      a store with its ``pubman.toml``: found, opened, the configuration mirrored
``recent``      the stores used last, only ever named
``ownership``   whose a publication is
``keys``        cite keys
``publish``     groups -> publications, with what a person said of them; ``published_rows``
``derive``      facts -> matches -> groups -> publications, for what was touched or for all
``rebuilding``  the same for everything, and what came out otherwise
``beginning``   a folder gets its pubman.toml and its pubs.db
``ingest``      files and pages -> records, with a report of what is new, known and odd
``known``       records of dblp's in a poorer form, which change nothing
``fetched``     one paper by its identifier
``sync``        person pages of dblp: whose, whether whole, and what vanished
``decide``      same, apart, extends, mine, hide: what a person says of publications
``edit``        set, tag, mark, link: what a person says of fields
``drafts``      one entry as text, edited, and what differs; ``kept_drafts`` not taken yet
``typed``       what a person types in
``history``     undo, redo, log, rebuild
``explain``     why records are one publication, and who gave each field
``present``     what pubman.toml adds to publications on their way to a list
``entry_editing``  an entry of a .bib with what was set by hand in its own text
``whole_file``  a .bib given back; the ``@string``s that a list's entries need
``converting``  one file into another format, without a store; ``losses`` on the way
``waiting``     what waits for a person
``choosing``    which publications a list holds
``lists``       the words of a search, and the lists of ``pubman.toml``, made
``checking``    what a careful author would mend before a list goes out
``figures``     how many, per year, kind, venue, co-author or person
``outputs``     lists as files: written, remembered, compared
``folders``     a list as a folder of files: a page per person, a file per publication
``placing``     a list inside a file of one's own, between two marks
``safekeeping`` backups, restore, doctor, dump, load
``overview``    status: what is there, what waits, what is older than the store
==============  ==============================================================================
"""
