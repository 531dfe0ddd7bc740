"""The claims about preprints that a sync brought and that a person has to judge."""

from __future__ import annotations

from pubman.library.review import OpenQuestion, questions
from pubman.library.session import Library
from pubman.library.sync.outcome import News
from pubman.match import CLAIM
from pubman.store import stored_records
from pubman.store.imports.result import ImportResult


def find_claims(library: Library, arrival: ImportResult) -> tuple[News, ...]:
    """Return the open questions about claims in which a new or changed record of a list occurs."""
    ids = {*arrival.new, *arrival.changed}
    if not ids:
        return ()
    found = [each for each in questions(library) if each.reason == CLAIM]
    return tuple(
        _news(library, each) for each in found if not ids.isdisjoint((each.record_a, each.record_b))
    )


def _news(library: Library, question: OpenQuestion) -> News:
    stored = stored_records.records(
        library.store, {question.record_a, question.record_b}, raw=False
    )
    ends = {each.id: each.record for each in stored}
    a, b = ends[question.record_a], ends[question.record_b]
    swapped = b.kind == "preprint" and a.kind != "preprint"
    paper = a if swapped else b
    return News(
        what="claims",
        key=question.key_b if swapped else question.key_a,
        value=paper.doi or paper.arxiv_id,
        title=paper.title,
        likeness=float(question.evidence.get("title", 0.0)),
        by=str(question.evidence.get("claim", "")),
    )
