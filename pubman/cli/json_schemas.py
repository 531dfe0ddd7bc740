"""What each command prints with ``--json``. The reference is made from it, and tests hold it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from pubman.cli.json_shapes import (
    ADDED,
    ANSWERED,
    ASKED,
    BACKUP,
    COLUMN,
    DECISION,
    EDIT,
    FIELD,
    FINDING,
    GROUND,
    LEARNED,
    MOVED_IN,
    PROBLEM,
    PUBLICATIONS,
    QUESTION,
    RECORD,
    REPORT,
    STATUS,
    SYNCED,
    UNDONE,
    WRITTEN,
)
from pubman.cli.json_types import (
    ANY,
    COUNT,
    FLAG,
    TEXT,
    Schema,
    list_of,
    map_of,
    object_of,
    or_null,
)

_LISTED: Final = """\
Your publications, newest first; the same for `search` and `show`. The `lines` of a publication are
plain text that is ready to show."""

_ANSWERED: Final = """\
The keys of the questions that were answered. An answer that contradicts an earlier decision is
skipped. `left` counts the questions that are still open."""
_LEARNED: Final = """\
Whose name it is. `added` is false if it was known. `lists` are the files that became somebody's own
list, and `mine` counts your publications."""
_DECIDED: Final = """\
The keys that the publications have now. `operation` is null if the decision was already known."""
_DECISIONS: Final = (
    "same A B",
    "apart A B",
    "extends A B",
    "mine KEY",
    "keep KEY",
    "hide KEY",
    "unhide KEY",
)
_EDITED: Final = "The value before and after. `operation` is null if nothing was changed."
_EDITS: Final = (
    "set KEY FIELD VALUE",
    "unset KEY FIELD",
    "tag KEY TAG",
    "untag KEY TAG",
    "mark KEY ROLE AUTHOR",
    "unmark KEY ROLE AUTHOR",
    "link KEY LABEL URL",
    "unlink KEY LABEL",
)
_TAKEN_BACK: Final = "The changes that were undone, with `--with-later` the later ones as well."

SCHEMAS: Final[Mapping[str, tuple[str, Schema]]] = {
    "list": (_LISTED, PUBLICATIONS),
    "why KEY": (
        "The records of a publication, why they were merged, and the source of each field.",
        object_of(
            {
                "key": TEXT,
                "records": list_of(RECORD),
                "fields": list_of(FIELD),
                "people": list_of(object_of({"name": TEXT, "by": TEXT})),
            }
        ),
    ),
    "why KEY FIELD": ("One field, its source and its other values.", FIELD),
    "why A B": (
        "How two records compare.",
        object_of({**GROUND["properties"], "a": RECORD, "b": RECORD}),
    ),
    "status": (
        "What is in the store and what waits. `waiting` counts the open questions.",
        STATUS,
    ),
    "log": (
        "The changes, the latest first.",
        list_of(
            object_of({"id": COUNT, "at": TEXT, "command": TEXT, "summary": TEXT, "undone": FLAG})
        ),
    ),
    "review": ("The open questions.", list_of(QUESTION)),
    "review --answer ANSWER": (_ANSWERED, ANSWERED),
    "review --answers FILE": (_ANSWERED, ANSWERED),
    "check": (
        "Gaps and mistakes. `bulk` is true if `check --fix RULE` can fix the finding.",
        object_of({"publications": COUNT, "accepted": COUNT, "findings": list_of(FINDING)}),
    ),
    "check --fix RULE": (
        "What a bulk fix changed, and what needs a value that only you know.",
        object_of(
            {
                "operation": or_null(COUNT),
                "dry_run": FLAG,
                "fixed": list_of(FINDING),
                "left": list_of(FINDING),
            }
        ),
    ),
    "check --accept KEY:RULE": (
        "The findings that were accepted.",
        object_of({"operation": or_null(COUNT), "accepted": list_of(FINDING)}),
    ),
    "stats": (
        "Counts. Each count also has the label under the name of `by`.",
        object_of(
            {
                "by": TEXT,
                "publications": COUNT,
                "without": COUNT,
                "counts": list_of(object_of({"publications": COUNT})),
            }
        ),
    ),
    "import FILE": (
        "What an import did. `operation` is null if nothing was written.",
        REPORT,
    ),
    "sync": (
        (
            "What a sync did, for each account and each service. `state` is changed, unchanged, "
            "fresh, failed or waiting. `fields` of a change are the old and the new value."
        ),
        SYNCED,
    ),
    "add ID": (
        (
            "What was added. `new` is false if the paper was known. `mine` is null if it was typed "
            "in, or if nobody is in pubman.toml."
        ),
        ADDED,
    ),
    "complete": ("What services filled in; the same form as `sync`.", SYNCED),
    "move-in FILE": (
        (
            "The result for each list. `looks` are entries to check, and `differences` fields in "
            "which the list and the sources disagree."
        ),
        list_of(MOVED_IN),
    ),
    **dict.fromkeys(_DECISIONS, (_DECIDED, DECISION)),
    "mine --source NAME": (
        "Whose list a source or a file is, and how many publications are yours before and after.",
        object_of(
            {
                "operation": or_null(COUNT),
                "lists": list_of(TEXT),
                "mine_before": COUNT,
                "mine": COUNT,
            }
        ),
    ),
    **dict.fromkeys(_EDITS, (_EDITED, EDIT)),
    "export": (
        (
            "The lists that were written. A file has `publications`, a folder has `pages`. "
            "`changed` is false if the file already had this content."
        ),
        object_of({"dry_run": FLAG, "written": list_of(WRITTEN)}),
    ),
    "convert FILE": (
        "What was converted. `lost` counts the entries that lose a field.",
        object_of(
            {
                "file": TEXT,
                "output": TEXT,
                "from": TEXT,
                "to": TEXT,
                "encoding": or_null(TEXT),
                "entries": COUNT,
                "problems": list_of(PROBLEM),
                "lost": map_of(COUNT),
            }
        ),
    ),
    "dedupe FILES": (
        (
            "What was read, merged and left as a question. `files` counts the entries of each "
            "file, `pairs` the pairs that were compared."
        ),
        object_of(
            {
                "output": TEXT,
                "files": map_of(COUNT),
                "entries": COUNT,
                "publications": COUNT,
                "merged": COUNT,
                "questions": COUNT,
                "pairs": COUNT,
                "left_out": list_of(TEXT),
                "warnings": COUNT,
                "resumed": FLAG,
            }
        ),
    ),
    "undo": (_TAKEN_BACK, list_of(UNDONE)),
    "redo": ("The change that was redone.", list_of(UNDONE)),
    "backup": ("The backup that was made.", BACKUP),
    "restore": (
        "The backup that was restored. `kept` is the copy of the former store.",
        object_of(
            {
                "store": TEXT,
                "backup": TEXT,
                "publications_before": or_null(COUNT),
                "publications": COUNT,
                "kept": or_null(TEXT),
            }
        ),
    ),
    "dump FOLDER": ("How many rows were written.", object_of({"folder": TEXT, "rows": COUNT})),
    "load FOLDER": (
        "What was loaded. `kept` is the copy of the former store.",
        object_of(
            {
                "source": TEXT,
                "rows": COUNT,
                "publications_before": or_null(COUNT),
                "publications": COUNT,
                "kept": or_null(TEXT),
            }
        ),
    ),
    "rebuild": (
        "What a rebuild changes.",
        object_of(
            {
                "publications": COUNT,
                "changed": list_of(
                    object_of({"key": TEXT, "change": TEXT, "before": list_of(TEXT), "why": TEXT})
                ),
                "questions_opened": list_of(ASKED),
                "questions_closed": list_of(ASKED),
            }
        ),
    ),
    "doctor": (
        "What is wrong with the store.",
        list_of(object_of({"level": TEXT, "message": TEXT, "hint": TEXT})),
    ),
    "restore --list": (
        "The backups, the newest first.",
        list_of(BACKUP),
    ),
    "schema": (
        "The tables and views of the store.",
        list_of(
            object_of({"name": TEXT, "kind": TEXT, "description": TEXT, "columns": list_of(COLUMN)})
        ),
    ),
    "config": (
        "The places of the store and of pubman.toml, and the content of pubman.toml.",
        object_of(
            {
                "store": TEXT,
                "config": TEXT,
                "people": list_of(object_of({"id": TEXT, "name": TEXT})),
                "eras": list_of(object_of({"name": TEXT})),
                "lists": list_of(object_of({"name": TEXT, "format": TEXT})),
                "sources": list_of(object_of({"name": TEXT, "rank": COUNT})),
                "venues": list_of(object_of({"id": TEXT})),
            }
        ),
    ),
    "config --spelling NAME": (_LEARNED, LEARNED),
    "config --add-person NAME": (_LEARNED, LEARNED),
    "config --account SERVICE ID": (
        "Who has the account now.",
        object_of({"person": TEXT, "service": TEXT}),
    ),
    "query SQL": ("The rows of the query, by the names of its columns.", list_of(map_of(ANY))),
}
"""What each command prints with ``--json``: a sentence, and the schema."""
