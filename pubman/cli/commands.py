"""Every command in one table, and what people call them who come from another program."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final, NamedTuple


class Row(NamedTuple):
    """A command: the module of ``pubman.cli`` it lies in, the heading it stands under, its help."""

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
        import_="Take in .bib, Scholar or dblp files",
    ),
    **_rows("start.sync", "Start", sync="Bring in what is new in dblp"),
    **_rows("start.add", "Start", add="Take in one publication, by DOI or typed in"),
    **_rows(
        "look",
        "Look",
        list="Show your publications, one a line",
        search="Find publications by words",
        show="Show everything about one publication",
        why="Say why records are one publication, and who gave each field",
        status="Say what is in the store and what waits",
        log="Show what was done, latest first",
    ),
    **_rows("decide.serve", "Decide", serve="Curate your list in the browser"),
    **_rows("decide.review", "Decide", review="Answer what waits for you"),
    **_rows(
        "decide.decisions",
        "Decide",
        same="Say that publications are one",
        apart="Say that they are not, or take one record out",
        extends="Say that one is the extended version of another",
        mine="Say that publications are yours",
        keep="Keep publications that no source lists any more",
        hide="Leave publications off your lists",
        unhide="Put hidden publications back",
    ),
    **_rows("edit.editor", "Edit", edit="Edit an entry as BibTeX in your editor"),
    **_rows(
        "edit.fields",
        "Edit",
        set="Set a field; it stays, whatever the sources say",
        unset="Let the sources give a field again",
        tag="Put a tag on publications",
        untag="Take a tag off",
        mark="Give an author a role (equal, corresponding, ...)",
        unmark="Take a role away",
        link="Attach a labelled link (pdf, code, slides, ...)",
        unlink="Take a link off",
    ),
    **_rows(
        "publish.export",
        "Publish",
        export="Write your lists: html, markdown, text, bibtex, json",
    ),
    **_rows("publish.check", "Publish", check="Say what a careful author would mend first"),
    **_rows("publish.stats", "Publish", stats="Count by year, kind, venue, co-author or person"),
    **_rows(
        "publish.convert", "Publish", convert="Turn one file into another format; no store needed"
    ),
    **_rows(
        "safe",
        "Keep safe",
        undo="Take back the latest change",
        redo="Do again what was undone",
        backup="Copy the store into its folder of backups",
        restore="Bring back a backup",
        doctor="Examine the store, and mend it",
        dump="Write the facts as text, for git",
        load="Make the store from such text, or take in another store",
    ),
    **_rows(
        "data",
        "Data",
        query="Ask the store in SQL",
        schema="Explain the store's tables and views",
        rebuild="Work out all conclusions again from the facts",
        config="Show where pubman.toml is and what it says",
    ),
    **_rows(
        "safe",
        "Data",
        completion="Complete commands and KEYs in bash, zsh or fish",
    ),
}
"""Every command, in the order of the help."""

WRITES_FILES: Final = frozenset({"export", "convert", "dump", "backup"})
"""Commands that write files. If one fails, the message ends with "Nothing was written."."""

READS_ONLY: Final = frozenset(
    {"list", "search", "show", "why", "status", "log", "check", "stats", "query", "schema"}
    | {"completion", "config"}
)
"""Commands that change nothing, so that a failure need not say so."""


def left_alone(name: str) -> str:
    """Return the sentence that says what a failed command did not do, or an empty text."""
    if name in WRITES_FILES:
        return "Nothing was written."
    if name in READS_ONLY or name not in COMMANDS:
        return ""
    return "Nothing was changed."


EVERYDAY: Final = ("sync", "import", "review", "list", "export")
"""The five that an ordinary week needs; the help names them first."""

SYNONYMS: Final[Mapping[str, str]] = {
    **dict.fromkeys(("merge", "join", "dedupe", "equal"), "same"),
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
    **dict.fromkeys(("completions", "complete"), "completion"),
    **dict.fromkeys(("lint", "validate"), "check"),
    **dict.fromkeys(("stat", "statistics", "count", "chart", "figures"), "stats"),
    **dict.fromkeys(("load-file", "read", "ingest"), "import"),
    **dict.fromkeys(("fetch", "pull", "update", "refresh", "dblp"), "sync"),
    **dict.fromkeys(("new", "create", "insert"), "add"),
    **dict.fromkeys(("start", "setup"), "init"),
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
"""What people type who know another program; named in the answer, never run."""


def nearest(name: str) -> str:
    """The command that ``name`` may have meant, or ``""``."""
    if SYNONYMS.get(name) in COMMANDS:
        return SYNONYMS[name]
    from difflib import get_close_matches

    near = get_close_matches(name, COMMANDS, n=5)  # the nearest first
    # The same letters in another order are one slip of the fingers.
    return min(near, key=lambda each: sorted(each) != sorted(name), default="")
