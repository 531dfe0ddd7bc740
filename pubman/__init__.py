"""pubman keeps one clean list of what you published. The map, in reading order:

**sources → records → match → merge → publications → exports**

==============  ==================================================================================
``errors``      the errors raised on purpose, each with a message and what to do next
``data``        where db/ lies: the schema, the venues, the token frequencies
``record``      Name, Date, Work, Record, Publication, Venue; the tables of fields and kinds
``text``        folding titles and names, identifiers, names out of strings, LaTeX <-> Unicode
``web``         the one package that opens a connection: spaced, bounded, robot checks known
``sources``     one module per format: bytes in, records and problems out
``venues``      a venue as written, or a dblp key -> the canonical venue
``eras``        a date -> the era it falls in
``people``      a name on a paper -> whose it is
``config``      pubman.toml: people, eras, lists, own venues, sources; read, checked, written
``match``       two records -> same, version, extends, ask or different, with rule and evidence
``merge``       verdicts and decisions -> groups; a group and its overrides -> one publication
``exports``     one module per format: sections of publications in, text out
``store``       the SQLite file: facts, operations, undo, derived rows; the only module with SQL
``library``     the sentence above as code: import, decide, derive, explain, list, over one store
``cli``         the commands: parse, call the library, print
==============  ==================================================================================

Each imports only from those above it (checked by import-linter). Data that is not code, the schema
and the venue tables, lies in ``db/``. ``docs/explanation/architecture.md`` draws the flow.
"""

__version__ = "0.1.0"

MATCHER_VERSION = "5"
"""Raised with every change that can alter a verdict or a block key: older stores are rebuilt. It
stands here because every command compares it, and few need the matcher."""

READER_VERSION = "2"
"""Raised with every change that can read more out of a .bib: entries known word for word are then
read again. A new ``__version__`` does the same."""
