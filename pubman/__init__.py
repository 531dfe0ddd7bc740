"""pubman keeps one clean list of what you published.

From Python::

    import pubman

    with pubman.open("pubs.db") as library:
        for publication in library.publications("year:2021.."):
            print(publication.key, publication.title)

``docs/reference/python.md`` has every function and method. The map, in reading order:

**sources → records → match → merge → publications → exports**

==============  ==================================================================================
``errors``      the errors that pubman raises on purpose: what is wrong, and what to do next
``frozen``      frozen dataclasses that are quick to make, copy and take apart
``data``        the folder of shipped data: the schema, the venues, the token frequencies
``options``     options that a person can set, declared once with type, default and meaning
``record``      Name, Date, Work, Record, Publication, Venue
``fields``      the table of the fields that a person can set; the kinds and the statuses
``text``        folding, identifiers, names, encodings, markup, URLs, LaTeX <-> Unicode
``listing``     a list: its sections and its options
``web``         the only package that opens connections: spacing, retries, size and time limits
``formats``     one folder per format: reader, writer and tables; records in and out
``exports``     the table of the formats that a list can be written in
``freelist``    lists as people write them: a homepage, a CV, pasted text -> entries and fields
``online``      one module per service: an address or identifier -> the bytes of the answer
``venues``      a venue as written, or a dblp key -> the canonical venue
``eras``        a date -> the era it belongs to
``people``      a name on a paper -> the person of pubman.toml
``config``      pubman.toml: people, eras, lists, own venues, sources; read, checked, written
``match``       two records -> same, version, extends, ask or different, with rule and evidence
``merge``       verdicts and decisions -> groups; a group and its overrides -> one publication
``pages``       what people look at: HTML, Markdown, text, LaTeX, PDF, Word, site generators, feeds
``store``       the SQLite file: facts, operations, undo, derived rows; all the SQL
``derive``      facts -> matches -> groups -> publications, for what changed or for everything
``library``     the commands as functions over one store; they return data
``dedupe``      the same matching over files alone, without a store: ``pubman dedupe``
``api``         the front door for Python: what ``import pubman`` offers
``serve``       the same functions in the browser, on this machine only (extra ``serve``)
``cli``         the commands: parse, call the library, say what happened
==============  ==================================================================================

Each package imports only from those above it (import-linter checks this). The schema and the venue
tables are data and live in ``db/``. ``docs/developers/architecture.md`` draws the flow.
"""

from __future__ import annotations

from typing import Any

__version__ = "0.2.0"

MATCHER_VERSION = "27"
"""Raise this with every change that can alter a verdict or a block key. Older stores are then
rebuilt. It is defined here because every command compares it and few need the matcher."""

READER_VERSION = "7"
"""Raise this with every change that can read more out of a .bib file. Entries that are known word
for word are then read again. A new ``__version__`` has the same effect."""

_MODULES = {
    "Library": "pubman.api.library",
    "Publication": "pubman.record",
    "Record": "pubman.record",
    **dict.fromkeys(
        ("compare", "convert", "load", "open", "read", "restore", "start"), "pubman.api.functions"
    ),
}
"""The names of the front door, with the modules that define them. Type checkers read them in
``__init__.pyi``."""


def __getattr__(name: str) -> Any:
    """Load a name of the front door on first use, so that ``import pubman`` stays quick."""
    from importlib import import_module  # noqa: PLC0415 - only if a name is used

    if name == "errors":
        return import_module("pubman.errors")
    if name in _MODULES:
        return getattr(import_module(_MODULES[name]), name)
    raise AttributeError(f"module 'pubman' has no attribute {name!r}")


def __dir__() -> list[str]:
    return sorted({*globals(), *_MODULES, "errors"})
