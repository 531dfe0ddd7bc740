"""Small .bib files and sequences of commands, drawn by hypothesis, and the state they leave."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from functools import cache
from pathlib import Path
from typing import Any

from hypothesis import HealthCheck, Phase, settings
from hypothesis import strategies as st

from pubman.errors import PubmanError
from pubman.library import attributes
from pubman.library import decisions as decide
from pubman.library import fields as edit
from pubman.library import imports as ingest
from pubman.library.init import begin
from pubman.library.log import read_log
from pubman.library.session import Library, open_library
from pubman.venues import VenueTable

WORKS = (
    ("Load Shedding for Complex Event Processing", "Bo Zhao and Matthias Weidlich", "ICDE", 2020),
    ("Load Shedding over Streams: The Long Version", "Bo Zhao and Matthias Weidlich", "TODS", 2021),
    ("Tenplex: Dynamic Parallelism for Deep Learning", "Guo Li and Bo Zhao", "SOSP", 2024),
    ("Tenplex: Changing Resources of Deep Learning Jobs", "Guo Li and Bo Zhao", "SOSP", 2024),
    ("Loop Tiling for Locality and Parallelism", "Song Liu and Bo Zhao", "JCRD", 2015),
    ("Notes on the Analytical Engine", "Ada Lovelace", "Scientific Memoirs", 1843),
)
SOURCES = ("own", "more", "third")
DOIS = ("", "", "10.1000/a", "10.1000/b")


@st.composite
def files(draw: st.DrawFn) -> tuple[str, str]:
    """The name of a source and the text of a small .bib of it."""
    source = draw(st.sampled_from(SOURCES))
    entries = []
    for number in draw(st.lists(st.integers(0, len(WORKS) - 1), min_size=1, max_size=3)):
        title, authors, venue, year = WORKS[number]
        preprint = draw(st.booleans()) and draw(st.booleans())
        kind, place = ("misc", "howpublished") if preprint else ("article", "journal")
        fields = {
            "title": title.lower() if draw(st.booleans()) else title,
            "author": authors,
            place: "arXiv preprint arXiv:2001.00001" if preprint else venue,
            "year": str(year - preprint) if draw(st.integers(0, 5)) else "",
            "pages": draw(st.sampled_from(("", "1--12", "100--120"))),
            "doi": draw(st.sampled_from(DOIS)),
        }
        said = ",\n".join(f"  {name} = {{{value}}}" for name, value in fields.items() if value)
        entries.append(f"@{kind}{{{source}{number}{'p' * preprint},\n{said}\n}}\n")
    return source, "".join(dict.fromkeys(entries))


_ONE = st.integers(0, 30)
COMMANDS = st.one_of(
    st.tuples(st.just("import"), files()),
    st.tuples(st.sampled_from(("same", "apart", "extends")), _ONE, _ONE),
    st.tuples(st.sampled_from(("take out", "mine", "hide", "unhide", "keep")), _ONE),
    st.tuples(st.just("set"), _ONE, st.sampled_from(("title", "venue")), st.sampled_from("xyz")),
    st.tuples(st.just("set"), _ONE, st.just("key"), st.sampled_from(("one", "two"))),
    st.tuples(st.just("set"), _ONE, st.just("era"), st.sampled_from(("Now", "Then"))),
    st.tuples(st.just("unset"), _ONE, st.sampled_from(("title", "venue", "era"))),
    st.tuples(st.sampled_from(("tag", "untag", "mark", "unmark")), _ONE),
    st.tuples(st.sampled_from(("link", "unlink")), _ONE),
)


SMALL = settings(
    max_examples=15,
    phases=(Phase.explicit, Phase.generate),  # sequences are small, and shrinking them is slow
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)


@cache
def _venues() -> VenueTable:
    return VenueTable.load(())


_begun: dict[str, bytes] = {}


def new_library(folder: Path) -> Library:
    """An empty library of Bo Zhao, which does not wait for the disk."""
    folder.mkdir()
    if _begun:
        for name, content in _begun.items():
            (folder / name).write_bytes(content)
    else:
        begin(folder, name="Bo Zhao")
        _begun.update({path.name: path.read_bytes() for path in folder.iterdir()})
    library = open_library(folder / "pubs.db")
    library.__dict__["venues"] = _venues()  # the same for all
    library.store.connection.execute("PRAGMA synchronous = OFF")
    return library


class Libraries:
    """A new, empty library for each example; all are closed in the end."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.opened: list[Library] = []

    def __call__(self) -> Library:
        self.opened.append(new_library(self.folder / str(len(self.opened))))
        return self.opened[-1]

    def close(self) -> None:
        for library in self.opened:
            library.store.close()


def take_in(library: Library, *drawn: tuple[str, str]) -> None:
    """Imports files, all at once."""
    readings = []
    for source, text in drawn:
        path = library.folder / f"{source}.bib"
        path.write_text(text, "utf-8")
        readings.append(ingest.read_file(library, path))
    ingest.take_in(library, readings)


def run(library: Library, command: tuple[Any, ...]) -> bool:
    """Run one drawn command; return False if it was refused."""
    sql = "SELECT id FROM records WHERE withdrawn = 0 ORDER BY id"
    ids = [row[0] for row in library.store.connection.execute(sql)]
    word, *rest = command
    if word == "import":
        take_in(library, *rest)
        return True
    if not ids:
        return False
    keys = [f"r{ids[each % len(ids)]}" for each in rest if isinstance(each, int)]
    texts = [each for each in rest if isinstance(each, str)]
    verbs = {
        "same": lambda: decide.merge(library, keys),
        "apart": lambda: decide.split(library, keys),
        "take out": lambda: decide.split(library, keys),
        "extends": lambda: decide.extend(library, *keys),
        "mine": lambda: decide.own(library, keys, "mine"),
        "hide": lambda: decide.own(library, keys, "hidden"),
        "keep": lambda: decide.own(library, keys, "kept"),
        "unhide": lambda: decide.unhide(library, keys),
        "set": lambda: edit.set_field(library, *keys, *texts),
        "unset": lambda: edit.unset_field(library, *keys, *texts),
        "tag": lambda: attributes.tag(library, "selected", keys),
        "untag": lambda: attributes.tag(library, "selected", keys, present=False),
        "mark": lambda: attributes.mark(library, *keys, "equal", ["1"]),
        "unmark": lambda: attributes.mark(library, *keys, "equal", ["1"], present=False),
        "link": lambda: attributes.link(library, *keys, "pdf", "a.pdf"),
        "unlink": lambda: attributes.link(library, *keys, "pdf", ""),
    }
    try:
        verbs[word]()
    except PubmanError:
        return False
    return True


# -------------------------------------------------------------------------------------------- state

FACTS = ("records", "accounts", "listings", "decisions", "overrides", "tags", "links", "ownership",
         "author_marks")  # fmt: skip
DERIVED = ("blocks", "matches", "publications", "publication_records", "authorships",
           "publication_fields", "publication_tags", "publication_links", "person_publications",
           "era_publications", "ties", "questions", "publications_fts")  # fmt: skip
_PLACE = ("records", "line")


def rows(library: Library, *tables: str) -> dict[str, list[tuple[Any, ...]]]:
    """The rows of the tables, sorted; of ``records`` those that are not withdrawn.

    The line of a record is left out. It says where the file has the entry now, which is no fact
    about the work: an import keeps it up to date without an operation.
    """
    found = {}
    with closing(sqlite3.connect(library.store.path)) as connection:
        for table in tables:
            names = [each[1] for each in connection.execute(f"PRAGMA table_info({table})")]
            columns = ", ".join(f'"{name}"' for name in names if (table, name) != _PLACE)
            where = " WHERE withdrawn = 0" if table == "records" else ""
            every = connection.execute(f"SELECT {columns} FROM {table}{where}").fetchall()
            found[table] = sorted(every, key=repr)
    return found


def operations(library: Library) -> int:
    """The number of operations that are not undone."""
    return sum(not line.undone for line in read_log(library))


def conclusions(library: Library) -> set[tuple[Any, ...]]:
    """The groups with their fields, free of ids, keys and times."""
    with closing(sqlite3.connect(library.store.path)) as connection:
        connection.row_factory = sqlite3.Row
        found = set()
        for row in connection.execute("SELECT * FROM publications").fetchall():
            members = connection.execute(
                "SELECT r.source, r.source_key FROM publication_records pr "
                "JOIN records r ON r.id = pr.record_id WHERE pr.publication_id = ?",
                (row["id"],),
            ).fetchall()
            fields = {name: row[name] for name in row.keys()}  # noqa: SIM118 - a Row is no mapping
            for name in ("id", "key", "raw_record"):
                del fields[name]
            found.add((frozenset(map(tuple, members)), tuple(sorted(fields.items(), key=repr))))
    return found
