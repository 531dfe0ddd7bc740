"""JSON Schemas of the things that ``--json`` prints: a publication, a question, a report ..."""

from __future__ import annotations

from typing import Final

from pubman.cli.json_types import (
    ANY,
    COUNT,
    FLAG,
    NUMBER,
    TEXT,
    list_of,
    map_of,
    object_of,
    or_null,
    texts,
)

NAME: Final = object_of(
    {"name": TEXT},
    {
        **texts("family given particle suffix literal orcid pid person"),
        "roles": list_of(TEXT),
        "url": TEXT,
    },
)
LINK: Final = object_of({"label": TEXT, "url": TEXT})
PUBLICATION: Final = object_of(
    {"key": TEXT, "kind": TEXT, "title": TEXT},
    {
        "authors": list_of(NAME),
        "editors": list_of(NAME),
        "year": COUNT,
        "date": TEXT,
        "venue": TEXT,
        "canonical_venue": object_of({"id": TEXT}, {"acronym": TEXT, "name": TEXT, "kind": TEXT}),
        **texts(
            "series volume number pages publisher school place doi doi_url arxiv_id pmid pmcid isbn"
            " issn url abstract language status award note era"
        ),
        "keywords": list_of(TEXT),
        "tags": list_of(TEXT),
        "links": list_of(LINK),
        "sources": list_of(TEXT),
        "extra": map_of(TEXT),
        "lines": object_of({}, {"authors": TEXT, "venue": TEXT, "entry": TEXT}),
    },
)
SECTION: Final = object_of({"heading": TEXT}, {"keys": list_of(TEXT), "sections": list_of(ANY)})
PUBLICATIONS: Final = object_of(
    {"schema_version": COUNT, "sections": list_of(SECTION), "publications": list_of(PUBLICATION)},
    {"title": TEXT, "updated": TEXT},
)
GROUND: Final = object_of(
    {
        "verdict": TEXT,
        "rule": TEXT,
        "score": NUMBER,
        "with": COUNT,
        "for": list_of(TEXT),
        "against": list_of(TEXT),
        "said": or_null(TEXT),
    }
)
RECORD: Final = object_of(
    {"record": COUNT, "source": TEXT, "source_key": TEXT, "title": TEXT},
    {"place": or_null(TEXT), "because": GROUND},
)
OTHER_VALUE: Final = object_of({"source": TEXT, "record": COUNT, "value": TEXT})
FIELD: Final = object_of(
    {
        **texts("field value from"),
        "record": or_null(COUNT),
        "exception": or_null(TEXT),
        "others": list_of(OTHER_VALUE),
    }
)
QUESTION: Final = object_of(
    {
        "kind": TEXT,
        "cause": TEXT,
        "record_a": COUNT,
        "record_b": COUNT,
        **texts("key_a key_b title_a title_b"),
        "score": NUMBER,
        "reason": TEXT,
        "evidence": map_of(ANY),
        "answers": list_of(TEXT),
    }
)
ACCOUNT: Final = object_of({"source": TEXT, "id": TEXT, "checked_at": or_null(TEXT)})
FINDING: Final = object_of(
    {"key": TEXT, "rule": TEXT, "message": TEXT, "command": TEXT, "bulk": FLAG, "value": TEXT}
)
PROBLEM: Final = object_of({"level": TEXT, "line": or_null(COUNT), "key": TEXT, "message": TEXT})
IMPORTED: Final = object_of(
    {
        "file": TEXT,
        "format": TEXT,
        "encoding": or_null(TEXT),
        "source": TEXT,
        "entries": COUNT,
        "new_records": list_of(COUNT),
        "new_publications": list_of(TEXT),
        "joined_records": list_of(COUNT),
        "known_records": COUNT,
        "changed": map_of(map_of(list_of(ANY))),
        "gone_records": list_of(COUNT),
        "questions": COUNT,
        "problems": list_of(PROBLEM),
    }
)
REPORT: Final = object_of(
    {
        "operation": or_null(COUNT),
        "publications_before": COUNT,
        "publications": COUNT,
        "questions": COUNT,
        "files": list_of(IMPORTED),
    }
)
CHANGE: Final = object_of(
    {
        **texts("what key title place"),
        "was": or_null(TEXT),
        "fields": map_of(list_of(TEXT)),
        "yours": map_of(TEXT),
    }
)
FOUND: Final = object_of(
    {
        **texts("person service account by"),
        "papers": COUNT,
        "command": or_null(TEXT),
    }
)
NEWS: Final = object_of(
    {
        "what": TEXT,
        "key": TEXT,
        "value": or_null(TEXT),
        "title": or_null(TEXT),
        "likeness": or_null(NUMBER),
        "by": or_null(TEXT),
    }
)
OUTCOME: Final = object_of(
    {
        "source": TEXT,
        "account": or_null(TEXT),
        "dblp": or_null(TEXT),
        "name": TEXT,
        "state": TEXT,
        "last_synced": or_null(TEXT),
        "error": or_null(object_of({"kind": TEXT, "message": TEXT, "hints": list_of(TEXT)})),
        "renamed": or_null(TEXT),
        "moved": or_null(TEXT),
        "left_out": COUNT,
        "asked": COUNT,
        "preprints": list_of(NEWS),
        "accounts_found": list_of(FOUND),
        "said": list_of(TEXT),
        "changes": list_of(CHANGE),
        "report": or_null(REPORT),
    }
)
SYNCED: Final = object_of(
    {
        "dry_run": FLAG,
        "publications_before": or_null(COUNT),
        "publications": or_null(COUNT),
        "questions": or_null(COUNT),
        "people": list_of(OUTCOME),
    }
)
MOVED_IN: Final = object_of(
    {
        "list": TEXT,
        "kind": TEXT,
        "operation": or_null(COUNT),
        "entries": COUNT,
        "sections": COUNT,
        "matched": COUNT,
        "kept": COUNT,
        "looks": list_of(object_of({"line": COUNT, "written": TEXT, "why": TEXT})),
        "differences": list_of(
            object_of({"key": TEXT, "line": COUNT, "field": TEXT, "yours": TEXT, "shown": TEXT})
        ),
        "only_in_sources": list_of(TEXT),
        "unknown_fields": map_of(COUNT),
        "left_out": list_of(TEXT),
        "removed": COUNT,
        "person": TEXT,
    }
)
ASKED: Final = object_of({"kind": TEXT, "keys": list_of(TEXT)})
COLUMN: Final = object_of({"name": TEXT, "type": TEXT, "description": TEXT})

ADDED: Final = object_of(
    {
        "dry_run": FLAG,
        "added": list_of(
            object_of(
                {
                    **texts("key title place status"),
                    "new": FLAG,
                    "mine": or_null(FLAG),
                }
            )
        ),
        "failed": list_of(object_of({"message": TEXT, "hints": list_of(TEXT)})),
    }
)
WRITTEN: Final = object_of(
    {"list": TEXT, "format": TEXT, "path": TEXT, "changed": FLAG},
    {
        "publications": COUNT,
        "sections": map_of(COUNT),
        "left_out": map_of(COUNT),
        "pages": COUNT,
        "changed_pages": list_of(TEXT),
        "left_alone": map_of(TEXT),
        "no_longer_made": list_of(TEXT),
        "deleted": list_of(TEXT),
    },
)
DECISION: Final = object_of({"operation": or_null(COUNT), "keys": list_of(TEXT)})
EDIT: Final = object_of(
    {
        "operation": or_null(COUNT),
        "edits": list_of(object_of({"key": TEXT, "field": TEXT, "before": TEXT, "after": TEXT})),
    }
)
BACKUP: Final = object_of({"name": TEXT, "path": TEXT, "at": TEXT, "reason": TEXT})
UNDONE: Final = object_of({"id": COUNT, "command": TEXT, "summary": TEXT, "undone": FLAG})
ANSWERED: Final = object_of(
    {
        "operation": or_null(COUNT),
        "dry_run": FLAG,
        "answered": list_of(list_of(TEXT)),
        "skipped": list_of(object_of({"keys": list_of(TEXT), "why": TEXT})),
        "left": COUNT,
    }
)
LEARNED: Final = object_of(
    {"person": TEXT, "added": FLAG, "lists": list_of(TEXT), "mine_before": COUNT, "mine": COUNT}
)
STATUS: Final = object_of(
    {
        "store": TEXT,
        "publications": COUNT,
        "eras": map_of(COUNT),
        "records": COUNT,
        "hidden": COUNT,
        "others": COUNT,
        "people": list_of(object_of({"name": TEXT, "accounts": list_of(ACCOUNT)})),
        "files": list_of(object_of({"file": TEXT, "format": TEXT, "imported": TEXT})),
        "lists": map_of(TEXT),
        "waiting": COUNT,
        "findings": or_null(COUNT),
        "gone": list_of(TEXT),
        "last": {"type": ["object", "null"]},
        "backup": or_null(TEXT),
        "copies": list_of(TEXT),
    }
)
