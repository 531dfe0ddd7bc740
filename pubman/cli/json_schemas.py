"""JSON Schemas of what ``--json`` prints. The reference is made from them, and tests hold them."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

Schema = Mapping[str, Any]

TEXT: Final[Schema] = {"type": "string"}
NUMBER: Final[Schema] = {"type": "number"}
COUNT: Final[Schema] = {"type": "integer"}
FLAG: Final[Schema] = {"type": "boolean"}
ANY: Final[Schema] = {}


def _or_null(schema: Schema) -> Schema:
    return {**schema, "type": [schema["type"], "null"]}


def _list(items: Schema) -> Schema:
    return {"type": "array", "items": items}


def _map(values: Schema) -> Schema:
    return {"type": "object", "additionalProperties": values}


def _object(required: Mapping[str, Schema], optional: Mapping[str, Schema] | None = None) -> Schema:
    """Return the schema of an object. Further properties are allowed: there may be new ones."""
    properties = {**required, **(optional or {})}
    return {"type": "object", "properties": properties, "required": list(required)}


_NAME: Final = _object(
    {"name": TEXT},
    {
        "family": TEXT,
        "given": TEXT,
        "particle": TEXT,
        "suffix": TEXT,
        "literal": TEXT,
        "orcid": TEXT,
        "pid": TEXT,
        "person": TEXT,
        "roles": _list(TEXT),
        "url": TEXT,
    },
)
_LINK: Final = _object({"label": TEXT, "url": TEXT})
_PUBLICATION: Final = _object(
    {"key": TEXT, "kind": TEXT, "title": TEXT},
    {
        "authors": _list(_NAME),
        "editors": _list(_NAME),
        "year": COUNT,
        "date": TEXT,
        "venue": TEXT,
        "canonical_venue": _object({"id": TEXT}, {"acronym": TEXT, "name": TEXT, "kind": TEXT}),
        "series": TEXT,
        "volume": TEXT,
        "number": TEXT,
        "pages": TEXT,
        "publisher": TEXT,
        "school": TEXT,
        "place": TEXT,
        "doi": TEXT,
        "doi_url": TEXT,
        "arxiv_id": TEXT,
        "pmid": TEXT,
        "pmcid": TEXT,
        "isbn": TEXT,
        "issn": TEXT,
        "url": TEXT,
        "abstract": TEXT,
        "language": TEXT,
        "status": TEXT,
        "award": TEXT,
        "note": TEXT,
        "era": TEXT,
        "keywords": _list(TEXT),
        "tags": _list(TEXT),
        "links": _list(_LINK),
        "sources": _list(TEXT),
        "extra": _map(TEXT),
        "lines": _object({}, {"authors": TEXT, "venue": TEXT, "entry": TEXT}),
    },
)
_SECTION: Final = _object({"heading": TEXT}, {"keys": _list(TEXT), "sections": _list(ANY)})
_PUBLICATIONS: Final = _object(
    {"schema_version": COUNT, "sections": _list(_SECTION), "publications": _list(_PUBLICATION)},
    {"title": TEXT, "updated": TEXT},
)
_GROUND: Final = _object(
    {
        "verdict": TEXT,
        "rule": TEXT,
        "score": NUMBER,
        "with": COUNT,
        "for": _list(TEXT),
        "against": _list(TEXT),
        "said": _or_null(TEXT),
    }
)
_RECORD: Final = _object(
    {"record": COUNT, "source": TEXT, "source_key": TEXT, "title": TEXT},
    {"place": _or_null(TEXT), "because": _GROUND},
)
_OTHER_VALUE: Final = _object({"source": TEXT, "record": COUNT, "value": TEXT})
_FIELD: Final = _object(
    {
        "field": TEXT,
        "value": TEXT,
        "from": TEXT,
        "record": _or_null(COUNT),
        "exception": _or_null(TEXT),
        "others": _list(_OTHER_VALUE),
    }
)
_QUESTION: Final = _object(
    {
        "kind": TEXT,
        "cause": TEXT,
        "record_a": COUNT,
        "record_b": COUNT,
        "key_a": TEXT,
        "key_b": TEXT,
        "title_a": TEXT,
        "title_b": TEXT,
        "score": NUMBER,
        "reason": TEXT,
        "evidence": _map(ANY),
        "answers": _list(TEXT),
    }
)
_ACCOUNT: Final = _object({"source": TEXT, "id": TEXT, "checked_at": _or_null(TEXT)})
_FINDING: Final = _object(
    {"key": TEXT, "rule": TEXT, "message": TEXT, "command": TEXT, "bulk": FLAG, "value": TEXT}
)
_PROBLEM: Final = _object({"level": TEXT, "line": _or_null(COUNT), "key": TEXT, "message": TEXT})
_IMPORTED: Final = _object(
    {
        "file": TEXT,
        "format": TEXT,
        "encoding": _or_null(TEXT),
        "source": TEXT,
        "entries": COUNT,
        "new_records": _list(COUNT),
        "new_publications": _list(TEXT),
        "joined_records": _list(COUNT),
        "known_records": COUNT,
        "changed": _map(_map(_list(ANY))),
        "gone_records": _list(COUNT),
        "questions": COUNT,
        "problems": _list(_PROBLEM),
    }
)
_REPORT: Final = _object(
    {
        "operation": _or_null(COUNT),
        "publications_before": COUNT,
        "publications": COUNT,
        "questions": COUNT,
        "files": _list(_IMPORTED),
    }
)
_CHANGE: Final = _object(
    {
        "what": TEXT,
        "key": TEXT,
        "title": TEXT,
        "place": TEXT,
        "was": _or_null(TEXT),
        "fields": _map(_list(TEXT)),
        "yours": _map(TEXT),
    }
)
_FOUND: Final = _object(
    {
        "person": TEXT,
        "service": TEXT,
        "account": TEXT,
        "by": TEXT,
        "papers": COUNT,
        "command": _or_null(TEXT),
    }
)
_NEWS: Final = _object(
    {
        "what": TEXT,
        "key": TEXT,
        "value": _or_null(TEXT),
        "title": _or_null(TEXT),
        "likeness": _or_null(NUMBER),
        "by": _or_null(TEXT),
    }
)
_OUTCOME: Final = _object(
    {
        "source": TEXT,
        "account": _or_null(TEXT),
        "dblp": _or_null(TEXT),
        "name": TEXT,
        "state": TEXT,
        "last_synced": _or_null(TEXT),
        "error": _or_null(_object({"kind": TEXT, "message": TEXT, "hints": _list(TEXT)})),
        "renamed": _or_null(TEXT),
        "moved": _or_null(TEXT),
        "left_out": COUNT,
        "asked": COUNT,
        "preprints": _list(_NEWS),
        "accounts_found": _list(_FOUND),
        "said": _list(TEXT),
        "changes": _list(_CHANGE),
        "report": _or_null(_REPORT),
    }
)
_SYNCED: Final = _object(
    {
        "dry_run": FLAG,
        "publications_before": _or_null(COUNT),
        "publications": _or_null(COUNT),
        "questions": _or_null(COUNT),
        "people": _list(_OUTCOME),
    }
)
_MOVED_IN: Final = _object(
    {
        "list": TEXT,
        "kind": TEXT,
        "operation": _or_null(COUNT),
        "entries": COUNT,
        "sections": COUNT,
        "matched": COUNT,
        "kept": COUNT,
        "looks": _list(_object({"line": COUNT, "written": TEXT, "why": TEXT})),
        "differences": _list(
            _object({"key": TEXT, "line": COUNT, "field": TEXT, "yours": TEXT, "shown": TEXT})
        ),
        "only_in_sources": _list(TEXT),
        "unknown_fields": _map(COUNT),
        "left_out": _list(TEXT),
        "removed": COUNT,
        "person": TEXT,
    }
)
_ASKED: Final = _object({"kind": TEXT, "keys": _list(TEXT)})
_COLUMN: Final = _object({"name": TEXT, "type": TEXT, "description": TEXT})

_ADDED: Final = _object(
    {
        "dry_run": FLAG,
        "added": _list(
            _object(
                {
                    "key": TEXT,
                    "title": TEXT,
                    "place": TEXT,
                    "status": TEXT,
                    "new": FLAG,
                    "mine": _or_null(FLAG),
                }
            )
        ),
        "failed": _list(_object({"message": TEXT, "hints": _list(TEXT)})),
    }
)
_WRITTEN: Final = _object(
    {"list": TEXT, "format": TEXT, "path": TEXT, "changed": FLAG},
    {
        "publications": COUNT,
        "sections": _map(COUNT),
        "left_out": _map(COUNT),
        "pages": COUNT,
        "changed_pages": _list(TEXT),
        "left_alone": _map(TEXT),
        "no_longer_made": _list(TEXT),
        "deleted": _list(TEXT),
    },
)
_DECISION: Final = _object({"operation": _or_null(COUNT), "keys": _list(TEXT)})
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
_EDIT: Final = _object(
    {
        "operation": _or_null(COUNT),
        "edits": _list(_object({"key": TEXT, "field": TEXT, "before": TEXT, "after": TEXT})),
    }
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
_BACKUP: Final = _object({"name": TEXT, "path": TEXT, "at": TEXT, "reason": TEXT})
_UNDONE: Final = _object({"id": COUNT, "command": TEXT, "summary": TEXT, "undone": FLAG})
_TAKEN_BACK: Final = "The changes that were undone, with `--with-later` the later ones as well."

_LISTED: Final = """\
Your publications, newest first; the same for `search` and `show`. The `lines` of a publication are
plain text that is ready to show."""

SCHEMAS: Final[Mapping[str, tuple[str, Schema]]] = {
    "list": (_LISTED, _PUBLICATIONS),
    "why KEY": (
        "The records of a publication, why they were merged, and the source of each field.",
        _object(
            {
                "key": TEXT,
                "records": _list(_RECORD),
                "fields": _list(_FIELD),
                "people": _list(_object({"name": TEXT, "by": TEXT})),
            }
        ),
    ),
    "why KEY FIELD": ("One field, its source and its other values.", _FIELD),
    "why A B": (
        "How two records compare.",
        _object({**_GROUND["properties"], "a": _RECORD, "b": _RECORD}),
    ),
    "status": (
        "What is in the store and what waits. `waiting` counts the open questions.",
        _object(
            {
                "store": TEXT,
                "publications": COUNT,
                "eras": _map(COUNT),
                "records": COUNT,
                "hidden": COUNT,
                "others": COUNT,
                "people": _list(_object({"name": TEXT, "accounts": _list(_ACCOUNT)})),
                "files": _list(_object({"file": TEXT, "format": TEXT, "imported": TEXT})),
                "lists": _map(TEXT),
                "waiting": COUNT,
                "findings": _or_null(COUNT),
                "gone": _list(TEXT),
                "last": {"type": ["object", "null"]},
                "backup": _or_null(TEXT),
                "copies": _list(TEXT),
            }
        ),
    ),
    "log": (
        "The changes, the latest first.",
        _list(_object({"id": COUNT, "at": TEXT, "command": TEXT, "summary": TEXT, "undone": FLAG})),
    ),
    "review": ("The open questions.", _list(_QUESTION)),
    "check": (
        "Gaps and mistakes. `bulk` is true if `check --fix RULE` can fix the finding.",
        _object({"publications": COUNT, "accepted": COUNT, "findings": _list(_FINDING)}),
    ),
    "stats": (
        "Counts. Each count also has the label under the name of `by`.",
        _object(
            {
                "by": TEXT,
                "publications": COUNT,
                "without": COUNT,
                "counts": _list(_object({"publications": COUNT})),
            }
        ),
    ),
    "import FILE": (
        "What an import did. `operation` is null if nothing was written.",
        _REPORT,
    ),
    "sync": (
        (
            "What a sync did, for each account and each service. `state` is changed, unchanged, "
            "fresh, failed or waiting. `fields` of a change are the old and the new value."
        ),
        _SYNCED,
    ),
    "add ID": (
        (
            "What was added. `new` is false if the paper was known. `mine` is null if it was typed "
            "in, or if nobody is in pubman.toml."
        ),
        _ADDED,
    ),
    "complete": ("What services filled in; the same form as `sync`.", _SYNCED),
    "move-in FILE": (
        (
            "The result for each list. `looks` are entries to check, and `differences` fields in "
            "which the list and the sources disagree."
        ),
        _list(_MOVED_IN),
    ),
    **dict.fromkeys(_DECISIONS, (_DECIDED, _DECISION)),
    "mine --source NAME": (
        "Whose list a source or a file is, and how many publications are yours before and after.",
        _object(
            {
                "operation": _or_null(COUNT),
                "lists": _list(TEXT),
                "mine_before": COUNT,
                "mine": COUNT,
            }
        ),
    ),
    **dict.fromkeys(_EDITS, (_EDITED, _EDIT)),
    "export": (
        (
            "The lists that were written. A file has `publications`, a folder has `pages`. "
            "`changed` is false if the file already had this content."
        ),
        _object({"dry_run": FLAG, "written": _list(_WRITTEN)}),
    ),
    "convert FILE": (
        "What was converted. `lost` counts the entries that lose a field.",
        _object(
            {
                "file": TEXT,
                "output": TEXT,
                "from": TEXT,
                "to": TEXT,
                "encoding": _or_null(TEXT),
                "entries": COUNT,
                "problems": _list(_PROBLEM),
                "lost": _map(COUNT),
            }
        ),
    ),
    "dedupe FILES": (
        (
            "What was read, merged and left as a question. `files` counts the entries of each "
            "file, `pairs` the pairs that were compared."
        ),
        _object(
            {
                "output": TEXT,
                "files": _map(COUNT),
                "entries": COUNT,
                "publications": COUNT,
                "merged": COUNT,
                "questions": COUNT,
                "pairs": COUNT,
                "left_out": _list(TEXT),
                "warnings": COUNT,
                "resumed": FLAG,
            }
        ),
    ),
    "undo": (_TAKEN_BACK, _list(_UNDONE)),
    "redo": ("The change that was redone.", _list(_UNDONE)),
    "backup": ("The backup that was made.", _BACKUP),
    "restore": (
        "The backup that was restored. `kept` is the copy of the former store.",
        _object(
            {
                "store": TEXT,
                "backup": TEXT,
                "publications_before": _or_null(COUNT),
                "publications": COUNT,
                "kept": _or_null(TEXT),
            }
        ),
    ),
    "dump FOLDER": ("How many rows were written.", _object({"folder": TEXT, "rows": COUNT})),
    "load FOLDER": (
        "What was loaded. `kept` is the copy of the former store.",
        _object(
            {
                "source": TEXT,
                "rows": COUNT,
                "publications_before": _or_null(COUNT),
                "publications": COUNT,
                "kept": _or_null(TEXT),
            }
        ),
    ),
    "rebuild": (
        "What a rebuild changes.",
        _object(
            {
                "publications": COUNT,
                "changed": _list(
                    _object({"key": TEXT, "change": TEXT, "before": _list(TEXT), "why": TEXT})
                ),
                "questions_opened": _list(_ASKED),
                "questions_closed": _list(_ASKED),
            }
        ),
    ),
    "doctor": (
        "What is wrong with the store.",
        _list(_object({"level": TEXT, "message": TEXT, "hint": TEXT})),
    ),
    "restore --list": (
        "The backups, the newest first.",
        _list(_BACKUP),
    ),
    "schema": (
        "The tables and views of the store.",
        _list(
            _object({"name": TEXT, "kind": TEXT, "description": TEXT, "columns": _list(_COLUMN)})
        ),
    ),
    "config": (
        "The places of the store and of pubman.toml, and the content of pubman.toml.",
        _object(
            {
                "store": TEXT,
                "config": TEXT,
                "people": _list(_object({"id": TEXT, "name": TEXT})),
                "eras": _list(_object({"name": TEXT})),
                "lists": _list(_object({"name": TEXT, "format": TEXT})),
                "sources": _list(_object({"name": TEXT, "rank": COUNT})),
                "venues": _list(_object({"id": TEXT})),
            }
        ),
    ),
    "query SQL": ("The rows of the query, by the names of its columns.", _list(_map(ANY))),
}
"""What each command prints with ``--json``: a sentence, and the schema."""
