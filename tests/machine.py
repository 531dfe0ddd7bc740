"""A random user: hypothesis draws commands, and after each one every promise is checked.

``tests/test_machine.py`` runs it briefly, ``scripts/machine.py`` for any time. The
commands run in this process, through the real command line, on real files.
"""

from __future__ import annotations

import contextlib
import io
import os
import shutil
import sqlite3
import tempfile
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule

from pubman.cli import main
from pubman.derive import stages
from pubman.library import editor
from pubman.library.session import open_library
from pubman.store import dump
from tests.sequences import DERIVED, WORKS, files

TOML = """\
[[people]]
name = "Bo Zhao"
dblp = "94/4810-19"

[[people]]
name = "Guo Li"
"""
CONFIGS = (
    TOML,
    TOML + '[[eras]]\nname = "Later"\nfrom = "2019"\n',
    'preprints = "both"\n' + TOML,
    TOML.replace('name = "Bo Zhao"\n', 'name = "Bo Zhao"\nnames = ["B. Zhao", "Zhao Bo"]\n'),
)
SAID = ("decisions", "overrides", "tags", "links", "ownership", "author_marks", "accepted")
"""The tables of a person's edits and decisions."""
FORMATS = {"bib": "bibtex", "ris": "ris", "enw": "enw", "json": "csl-json", "csv": "csv"}
KEEPS_RECORDS = frozenset({"add", "set", "unset", "tag", "untag", "mark", "unmark", "link",
                           "unlink", "same", "apart", "extends", "mine", "hide", "unhide",
                           "rebuild", "backup", "import", "sync", "edit"})  # fmt: skip
"""Commands after which every record is still there."""
KEEPS_SAID = frozenset({"import", "sync", "add", "rebuild", "backup", "status", "list"})
"""Commands that never change a person's edits and decisions."""
NUMBERS = st.integers(0, 40)
PAGE_YEARS = st.sampled_from((2020, 2021, 2024))


class Unexpected(AssertionError):
    """A promise that was broken, with the commands that led there."""


class PubmanMachine(RuleBasedStateMachine):
    """One person's library under random commands."""

    home: Path | None = None

    def __init__(self) -> None:
        super().__init__()
        self.folder = Path(tempfile.mkdtemp(prefix="machine-"))
        self.typed: list[str] = []
        self.keys: dict[str, set[tuple[str, str]]] = {}
        self.serial = 0

    # ---------------------------------------------------------------------------------- plumbing

    def teardown(self) -> None:
        shutil.rmtree(self.folder, ignore_errors=True)

    def run(self, *args: str) -> int:
        """Run a command and check the promises for this kind of command."""
        before = self.state()
        code = self.call(*args)
        after = self.state()
        self._check(args[0], code, before, after)
        return code

    def call(self, *args: str) -> int:
        """Run a command; it may refuse, but it may not fail in an unforeseen way."""
        self.typed.append(" ".join(args))
        said, here = io.StringIO(), Path.cwd()
        os.chdir(self.folder)
        try:
            with contextlib.redirect_stdout(io.StringIO()), contextlib.redirect_stderr(said):
                code = main(list(args))
        finally:
            os.chdir(here)
        self.require(code in range(5), f"exit code {code}: {said.getvalue()}")
        self.require("Traceback" not in said.getvalue(), said.getvalue())
        self.require("fault in pubman" not in said.getvalue(), said.getvalue())
        return code

    def require(self, holds: bool, what: str) -> None:
        if not holds:
            story = "\n".join(
                f"  {number}: pubman {each}" for number, each in enumerate(self.typed)
            )
            raise Unexpected(f"{what}\nafter\n{story}")

    def state(self) -> dict[str, Any]:
        """The facts by natural keys, the log, and who holds what."""
        facts = dump.facts_of(self.folder / "pubs.db")
        return {
            "facts": facts,
            "said": {table: sorted(facts[table], key=repr) for table in SAID},
            # By id: a sync may give a record the key that its source uses now.
            "records": {each for (each,) in self.ask("SELECT id FROM records WHERE NOT withdrawn")},
            "keys": {
                row[0]: row[1:] for row in self.ask("SELECT id, source, source_key FROM records")
            },
            "operations": self.ask("SELECT id, undone_at IS NULL FROM operations ORDER BY id"),
        }

    def ask(self, sql: str, *values: object) -> list[tuple[Any, ...]]:
        with closing(sqlite3.connect(self.folder / "pubs.db")) as connection:
            return connection.execute(sql, values).fetchall()

    def key(self, number: int) -> str:
        """A key of a publication, or the id of a record."""
        found = self.ask("SELECT key FROM publications ORDER BY key")
        records = self.ask("SELECT id FROM records WHERE withdrawn = 0 ORDER BY id")
        if not found:
            return "r1"
        if number % 3 == 0:
            return f"r{records[number % len(records)][0]}"
        return str(found[number % len(found)][0])

    # ------------------------------------------------------------------------------ what must hold

    def _check(
        self, command: str, code: int, before: dict[str, Any], after: dict[str, Any]
    ) -> None:
        if code in (1, 2):
            self.require(_without_times(before["facts"]) == _without_times(after["facts"]),
                         f"{command} was refused and changed a fact")  # fmt: skip
        if command in KEEPS_RECORDS:
            lost = before["records"] - after["records"]
            self.require(not lost, f"{command} lost {lost}")
        if command in KEEPS_SAID:
            said = _under_present_keys(before, after["keys"])
            self.require(said == after["said"], f"{command} changed what a person said")
        new = len(after["operations"]) - len(before["operations"])
        if command in ("undo", "redo", "load", "restore") or new <= 0:
            return
        self.require(new == 1, f"{command} wrote {new} operations")
        self._check_undo(before, after)

    def _check_undo(self, before: dict[str, Any], after: dict[str, Any]) -> None:
        self.call("undo")
        self.require(_comparable(self.state()["facts"]) == _comparable(before["facts"]),
                     "undo did not restore the facts")  # fmt: skip
        self.call("redo")
        again = self.state()["facts"]
        self.require(_comparable(again) == _comparable(after["facts"]), "redo did not do it again")

    @invariant()
    def rebuilding_changes_nothing(self) -> None:
        """A rebuild makes the rows that already exist."""
        if not (self.folder / "pubs.db").exists():
            return
        with open_library(self.folder / "pubs.db") as library, library.store.rehearsal():
            before = _derived(library.store.connection)
            stages.conclude_all(library)
            after = _derived(library.store.connection)
        for table in DERIVED:
            gone = [row for row in before[table] if row not in after[table]]
            come = [row for row in after[table] if row not in before[table]]
            what = f"a rebuild changes {table}\n  is  {gone[:3]}\n  was to be {come[:3]}"
            self.require(not gone and not come, what)

    @invariant()
    def keys_resolve_for_ever(self) -> None:
        """A key that was shown once finds a publication as long as its record exists."""
        if not (self.folder / "pubs.db").exists():
            return
        rows = self.ask(
            "SELECT p.key, r.source, r.source_key FROM publications p "
            "JOIN publication_records x ON x.publication_id = p.id "
            "JOIN records r ON r.id = x.record_id"
        )
        present = {(source, key) for _, source, key in rows}
        for key, source, source_key in rows:
            self.keys.setdefault(key, set()).add((source, source_key))
        known = {key for (key,) in self.ask(
            "SELECT k.key FROM cite_keys k JOIN publication_records x ON x.record_id = k.record_id"
        )}  # fmt: skip
        for key, records in self.keys.items():
            if records <= present:
                self.require(key in known, f"the key {key} resolves no longer")

    @invariant()
    def nothing_points_nowhere(self) -> None:
        """Every reference of the file leads to a row."""
        if (self.folder / "pubs.db").exists():
            self.require(self.ask("PRAGMA foreign_key_check") == [], "a reference leads nowhere")

    # --------------------------------------------------------------------------------------- rules

    @initialize()
    def begin(self) -> None:
        (self.folder / "pubman.toml").write_text(TOML, "utf-8")
        self.call("init")

    @rule(drawn=files(), kind=st.sampled_from(sorted(FORMATS)),
          own=st.sampled_from(("", "--not-mine", "--mine")), dry=st.booleans())  # fmt: skip
    def import_a_file(self, drawn: tuple[str, str], kind: str, own: str, dry: bool) -> None:
        source, text = drawn
        path = self.folder / f"{source}.bib"
        path.write_text(text, "utf-8")
        if kind != "bib":
            target = f"{source}.{kind}"
            self.call("convert", path.name, "--to", FORMATS[kind], "-o", target, "--force")
            path = self.folder / target
        who = ["--person", "Bo Zhao"] if own == "--mine" else []
        options = [*([own] if own else []), *who, *(["--dry-run"] if dry else [])]
        self.run("import", *options, path.name)

    @rule(numbers=st.sets(st.integers(0, len(WORKS) - 1), max_size=5), year=PAGE_YEARS,
          cut=st.booleans())  # fmt: skip
    def sync_a_page(self, numbers: set[int], year: int, cut: bool) -> None:
        (self.folder / "page.xml").write_text(_page(sorted(numbers), year, cut=cut), "utf-8")
        self.run("sync", "--dblp", "--from-file", "page.xml", "--force")

    @rule(number=st.integers(0, len(WORKS) - 1), year=PAGE_YEARS)
    def add_by_hand(self, number: int, year: int) -> None:
        title, authors, venue, _ = WORKS[number]
        people = [part for name in authors.split(" and ") for part in ("--author", name)]
        self.run("add", "--title", title, *people, "--year", str(year), "--venue", venue)

    @rule(number=NUMBERS, said=st.sampled_from((
        ("title", "Another Title"), ("venue", "VLDB"), ("date", "2022-03"), ("era", "Later"),
        ("position", "6"), ("position", "2.5"), ("key", "k7"), ("key", "k8"), ("note", "x"),
        ("title", ""), ("status", "submitted"), ("authors", "Bo Zhao and Ada Lovelace"),
    )))  # fmt: skip
    def set_a_field(self, number: int, said: tuple[str, str]) -> None:
        self.run("set", self.key(number), *said)

    @rule(number=NUMBERS, field=st.sampled_from("title venue date era position note".split()))
    def unset_a_field(self, number: int, field: str) -> None:
        self.run("unset", self.key(number), field)

    @rule(number=NUMBERS, off=st.booleans(), name=st.sampled_from(("selected", "talk")))
    def tag(self, number: int, off: bool, name: str) -> None:
        self.run("untag" if off else "tag", name, self.key(number))

    @rule(number=NUMBERS, off=st.booleans(), who=st.sampled_from(("1", "2")))
    def mark(self, number: int, off: bool, who: str) -> None:
        self.run("unmark" if off else "mark", self.key(number), "equal", who)

    @rule(number=NUMBERS, off=st.booleans())
    def link(self, number: int, off: bool) -> None:
        key = self.key(number)
        self.run(*(["unlink", key, "pdf"] if off else ["link", key, "pdf", "a.pdf"]))

    @rule(verb=st.sampled_from(("same", "apart", "extends")), one=NUMBERS, other=NUMBERS)
    def decide(self, verb: str, one: int, other: int) -> None:
        self.run(verb, self.key(one), self.key(other))

    @rule(verb=st.sampled_from(("mine", "hide", "unhide", "apart")), number=NUMBERS)
    def own(self, verb: str, number: int) -> None:
        self.run(verb, self.key(number))

    @rule(number=NUMBERS, word=st.sampled_from(("Streams", "Engines")))
    def edit(self, number: int, word: str) -> None:
        key = self.key(number)
        self.typed.append(f"edit {key} ({word})")
        if not self.ask("SELECT 1 FROM publications"):
            return
        with open_library(self.folder / "pubs.db") as library:
            draft = editor.open_entry(library, key)
            editor.save(library, draft, draft.text.replace("Load", word))

    @rule()
    def undo(self) -> None:
        self.run("undo")

    @rule(number=NUMBERS)
    def undo_an_older_one(self, number: int) -> None:
        found = self.ask("SELECT id FROM operations WHERE undone_at IS NULL")
        if found:
            self.run("undo", str(found[number % len(found)][0]), "--with-later")

    @rule()
    def redo(self) -> None:
        self.run("redo")

    @rule()
    def rebuild(self) -> None:
        self.run("rebuild")

    @rule()
    def dump_and_load(self) -> None:
        before = self.state()["facts"]
        shutil.rmtree(self.folder / "text", ignore_errors=True)
        self.call("dump", "text")
        self.call("load", "text")
        after = self.state()["facts"]
        self.require(_comparable(before) == _comparable(after), "dump and load changed the facts")

    @rule()
    def backup(self) -> None:
        self.run("backup")

    @rule()
    def restore(self) -> None:
        if list(self.folder.glob("pubs.backups/*.db")):
            self.run("restore", "--force")
            # A record that the older state does not have takes its keys along.
            there = {(row["source"], row["source_key"]) for row in self.state()["facts"]["records"]}
            self.keys = {key: of for key, of in self.keys.items() if of <= there}

    @rule(text=st.sampled_from(CONFIGS))
    def change_the_configuration(self, text: str) -> None:
        before = self.state()
        (self.folder / "pubman.toml").write_text(text, "utf-8")
        self.typed.append(f"status, with another pubman.toml ({CONFIGS.index(text)})")
        self.call("status")
        # Preprints listed apart get keys of their own, so keys may grow.
        same = _comparable(before["facts"]) == _comparable(self.state()["facts"])
        self.require(same, "a configuration changed a fact")

    @precondition(lambda self: self.typed)
    @rule()
    def look(self) -> None:
        for command in ("status", "list", "review"):
            self.call(command)


def _derived(connection: sqlite3.Connection) -> dict[str, list[tuple[Any, ...]]]:
    found = {}
    for table in DERIVED:
        columns = "rowid, *" if table == "publications_fts" else "*"
        found[table] = [tuple(row) for row in connection.execute(f"SELECT {columns} FROM {table}")]
    return found


def _rows(facts: dump.Facts, *but: str) -> Iterator[tuple[str, list[Any]]]:
    for table, rows in facts.items():
        if table not in but:
            yield table, sorted(rows, key=repr)


def _under_present_keys(before: dict[str, Any], present: dict[int, tuple[str, str]]) -> Any:
    """What a person had said, about the same records by the keys that they have now."""
    renamed = {key: present[each] for each, key in before["keys"].items() if each in present}

    def renew(value: Any) -> Any:
        if isinstance(value, dict):
            return {name: renew(each) for name, each in value.items()}
        if isinstance(value, list):
            pair = tuple(value) if all(isinstance(each, str) for each in value) else ()
            return list(renamed[pair]) if pair in renamed else [renew(each) for each in value]
        return value

    return {table: sorted(map(renew, rows), key=repr) for table, rows in before["said"].items()}


def _without_times(facts: dump.Facts) -> dict[str, Any]:
    return dict(_rows(facts, "fetches"))


def _comparable(facts: dump.Facts) -> dict[str, Any]:
    """The facts that undo takes back: not readings, nor keys, nor the records withdrawn."""
    found = dict(_rows(facts, "imports", "cite_keys", "fetches", "sources", "problems"))
    found["records"] = [
        {name: value for name, value in row.items() if name not in ("import_id", "line")}
        for row in found["records"]
        if not row.get("withdrawn")
    ]
    return found


def _page(numbers: list[int], year: int, *, cut: bool) -> str:
    """A person's page of dblp about some of the works, in one of several states."""
    from tests import loopback_dblp

    records = []
    for number in numbers:
        title, authors, venue, _ = WORKS[number]
        names = [f"{name} 0019" if name == "Bo Zhao" else name for name in authors.split(" and ")]
        text = title if not cut else title.split(":")[0]
        records.append(_record(number, text, names, venue, year))
    return loopback_dblp.page(*records)


def _record(number: int, title: str, names: list[str], venue: str, year: int) -> str:
    people = "".join(
        f'<author pid="94/4810-19">{name}</author>' if name.startswith("Bo Zhao") else
        f"<author>{name}</author>" for name in names
    )  # fmt: skip
    return (
        f'<article key="journals/x/W{number}" mdate="2024-01-01">{people}<title>{title}.</title>'
        f"<journal>{venue}</journal><year>{year}</year></article>"
    )
