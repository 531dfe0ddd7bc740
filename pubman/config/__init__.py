"""``pubman.toml``: people, eras, lists, own venues and sources; read, checked, written back.

``model``        the contents of the file as frozen dataclasses
``keys``         every table and key, with what it means (the reference page is made from it)
``load``         a file -> ``Config``, or one sentence about what is wrong with it
``values``       one table: its keys known, its values of the right type
``people_csv``   people from a CSV file, for a lab
``starter``      the file that ``init`` writes
``write``        the file changed and its comments kept: a person, a spelling, an account added
``list_options`` options of a list, changed in the file
"""

from pubman.config.keys import TABLES, Key, Table
from pubman.config.load import load
from pubman.config.model import (
    Coauthor,
    Config,
    DblpConfig,
    ListConfig,
    SectionConfig,
    SourceConfig,
    SyncConfig,
)

__all__ = [
    "TABLES",
    "Coauthor",
    "Config",
    "DblpConfig",
    "Key",
    "ListConfig",
    "SectionConfig",
    "SourceConfig",
    "SyncConfig",
    "Table",
    "load",
]
