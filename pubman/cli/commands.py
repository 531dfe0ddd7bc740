"""Every command in one table, and the names that other programs give them."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final, NamedTuple


class Row(NamedTuple):
    """A command: its module in ``pubman.cli``, its heading in the help, and one line of help."""

    module: str
    heading: str
    help: str


def _rows(module: str, heading: str, **commands: str) -> dict[str, Row]:
    return {name.rstrip("_"): Row(module, heading, text) for name, text in commands.items()}


COMMANDS: Final[Mapping[str, Row]] = {
    **_rows(
        "start.init",
        "Start",
        init="Start a store in this folder",
        import_="Import files: BibTeX, RIS, Scholar CSV, dblp XML ...",
    ),
    **_rows("start.sync", "Start", sync="Fetch what is new from dblp, ORCID and others"),
    **_rows("start.complete", "Start", complete="Fill in missing fields of entries with a DOI"),
    "move-in": Row("start.move_in", "Start", "Take over the list you have: a page, a CV, a file"),
    **_rows("start.add", "Start", add="Add one publication, by DOI or by hand"),
    **_rows("start.tour", "Start", tour="See pubman at work in two minutes"),
    **_rows(
        "look",
        "Look",
        list="List your publications, one per line",
        search="Find publications by words",
        show="Show all fields of a publication",
        why="Explain a publication: its records and sources",
        status="Show what is in the store and what waits",
        log="List the changes, latest first",
    ),
    **_rows("decide.review", "Decide", review="Answer the open questions"),
    **_rows("decide.serve", "Decide", serve="Curate your list in the browser"),
    **_rows(
        "decide.decisions",
        "Decide",
        same="Merge publications into one",
        apart="Split two publications, or split off a record",
        extends="Record that A is the extended version of B",
        mine="Mark publications as yours",
        keep="Keep publications that no source lists any more",
        hide="Leave publications off your lists",
        unhide="Put hidden publications back",
    ),
    **_rows("edit.editor", "Edit", edit="Edit an entry as BibTeX in your editor"),
    **_rows(
        "edit.fields",
        "Edit",
        set="Set a field; your value overrides all sources",
        unset="Remove your value and use the sources again",
        tag="Add a tag to publications",
        untag="Remove a tag",
        mark="Give authors a role (equal, corresponding ...)",
        unmark="Remove a role from authors",
        link="Add a labelled link (pdf, code, slides ...)",
        unlink="Remove a link",
    ),
    **_rows("publish.export", "Publish", export="Write your lists as web page, CV, BibTeX ..."),
    **_rows("publish.check", "Publish", check="Find gaps and mistakes, with their fixes"),
    **_rows("publish.stats", "Publish", stats="Count by year, kind, venue, co-author or person"),
    **_rows(
        "publish.convert", "Publish", convert="Convert a file to another format, without a store"
    ),
    **_rows("publish.dedupe", "Publish", dedupe="Merge duplicates among files, without a store"),
    **_rows(
        "safe",
        "Keep safe",
        undo="Undo the latest change",
        redo="Redo the latest undone change",
        backup="Copy the store into its backup folder",
        restore="Restore a backup",
        doctor="Check the store for damage, and repair it",
        dump="Write the store as text files, for git",
        load="Load a dump, or merge in another store",
    ),
    **_rows(
        "data",
        "Data",
        query="Query the store in SQL",
        schema="Explain the tables and views of the store",
        rebuild="Match and merge all records again",
        config="Show where pubman.toml is and what it says",
    ),
    **_rows(
        "shell",
        "Help",
        docs="Read the documentation",
        completion="Complete commands and KEYs in bash, zsh or fish",
    ),
}
"""Every command, in the order of the help."""

WRITES_FILES: Final = frozenset({"export", "convert", "dedupe", "dump", "backup"})
"""Commands that write files. If one fails, the message ends with "Nothing was written."."""

READS_ONLY: Final = frozenset(
    {"list", "search", "show", "why", "status", "log", "check", "stats", "query", "schema"}
    | {"completion", "config", "docs", "tour"}
)
"""Commands that never change anything, so a failure does not say that nothing was changed."""


def left_alone(name: str) -> str:
    """Return the sentence that says what a failed command did not do, or an empty text."""
    if name in WRITES_FILES:
        return "Nothing was written."
    if name in READS_ONLY or name not in COMMANDS:
        return ""
    return "Nothing was changed."


BEGINNING: Final = (
    ("pubman init", "start a store in this folder; asks for your name"),
    ("pubman import FILE...", "your files: .bib, RIS, PubMed, ORCID, Scholar CSV ..."),
    ("pubman export --open", "write your page, and look at it"),
)
"""The three commands from nothing to a page, for the top of the help."""

FAILS_PARTLY: Final = frozenset({"add", "import", "sync"})
"""Commands that exit with 4 if a part of the work failed."""

MAY_FIND: Final = frozenset({"check", "doctor", "review"})
"""Commands that exit with 3 under ``--exit-code`` if something waits or was found."""

EVERYDAY: Final = ("sync", "import", "review", "list", "export")
"""The five commands of an ordinary week. The help names them first."""

SYNONYMS: Final[Mapping[str, str]] = {
    **dict.fromkeys(("merge", "join", "equal"), "same"),
    **dict.fromkeys(("split", "separate", "different", "unmerge", "distinct"), "apart"),
    **dict.fromkeys(("rm", "remove", "delete", "del", "drop", "notmine", "not-mine"), "hide"),
    **dict.fromkeys(("restore-hidden", "show-hidden"), "unhide"),
    **dict.fromkeys(("ls", "dir", "publications", "pubs"), "list"),
    **dict.fromkeys(("find", "grep", "lookup"), "search"),
    **dict.fromkeys(("cat", "view", "info", "get", "open"), "show"),
    **dict.fromkeys(("explain", "blame", "provenance"), "why"),
    **dict.fromkeys(("history", "operations", "reflog"), "log"),
    **dict.fromkeys(("st", "summary"), "status"),
    **dict.fromkeys(("sql", "select", "db"), "query"),
    **dict.fromkeys(("tables", "columns"), "schema"),
    **dict.fromkeys(("fsck", "verify"), "doctor"),
    **dict.fromkeys(("repair", "integrity", "fix"), "doctor"),
    **dict.fromkeys(("save", "snapshot"), "backup"),
    **dict.fromkeys(("recover",), "restore"),
    **dict.fromkeys(("serialize", "mirror"), "dump"),
    **dict.fromkeys(("completions",), "completion"),
    **dict.fromkeys(("lint", "validate"), "check"),
    **dict.fromkeys(("stat", "statistics", "count", "chart", "figures"), "stats"),
    **dict.fromkeys(("load-file", "read", "ingest"), "import"),
    **dict.fromkeys(("fetch", "pull", "update", "refresh", "dblp"), "sync"),
    **dict.fromkeys(("new", "create", "insert"), "add"),
    **dict.fromkeys(("start", "setup"), "init"),
    **dict.fromkeys(("demo", "tutorial", "example"), "tour"),
    **dict.fromkeys(("man", "manual", "documentation"), "docs"),
    **dict.fromkeys(("questions", "answer", "queue", "decide"), "review"),
    **dict.fromkeys(("claim", "yours"), "mine"),
    **dict.fromkeys(("publish", "render", "write", "html", "bibtex", "output"), "export"),
    **dict.fromkeys(("transform", "translate", "tidy", "format"), "convert"),
    **dict.fromkeys(("revert", "back"), "undo"),
    **dict.fromkeys(("rederive", "reindex", "match"), "rebuild"),
    **dict.fromkeys(("settings", "configure"), "config"),
    **dict.fromkeys(("modify", "change", "vi", "nano"), "edit"),
    **dict.fromkeys(("url", "attach"), "link"),
    **dict.fromkeys(("label",), "tag"),
    **dict.fromkeys(("role",), "mark"),
    **dict.fromkeys(("extend", "extension"), "extends"),
    **dict.fromkeys(("clear",), "unset"),
}
"""Commands of other programs. The error message names ours; nothing is run."""


def nearest(name: str) -> str:
    """Return the command that ``name`` may mean, or an empty text."""
    if SYNONYMS.get(name) in COMMANDS:
        return SYNONYMS[name]
    from difflib import get_close_matches

    near = get_close_matches(name, COMMANDS, n=5)  # the nearest first
    # Prefer a command with the same letters in another order: that is the usual typing mistake.
    return min(near, key=lambda each: sorted(each) != sorted(name), default="")
