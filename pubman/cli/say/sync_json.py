"""What a sync did, as JSON."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from pubman.cli.say.found_accounts import found_as_json
from pubman.cli.say.hints import shown
from pubman.cli.say.imports import report_as_json
from pubman.cli.say.sync import sentences_of
from pubman.errors import PubmanError
from pubman.library.sync.comparison import Change
from pubman.library.sync.outcome import News, Outcome


def outcomes_as_json(outcomes: Sequence[Outcome], *, dry_run: bool) -> dict[str, Any]:
    """Return everything that a sync did as plain data."""
    reports = [each.report for each in outcomes if each.report]
    return {
        "dry_run": dry_run,
        "publications_before": reports[0].before if reports else None,
        "publications": reports[-1].after if reports else None,
        "questions": reports[-1].questions if reports else None,
        "people": [_outcome(each) for each in outcomes],
    }


def _outcome(outcome: Outcome) -> dict[str, Any]:
    account = outcome.account
    return {
        "source": account.source,
        "account": account.id or None,
        "dblp": (account.id or None) if account.source == "dblp" else None,
        "name": outcome.plain_name,
        "state": outcome.state,
        "last_synced": outcome.synced or None,
        "error": _error(outcome.error),
        "renamed": outcome.renamed or None,
        "moved": outcome.moved or None,
        "left_out": outcome.skipped,
        "asked": outcome.asked,
        "preprints": [_news(each) for each in outcome.news],
        "accounts_found": [found_as_json(each) for each in outcome.found],
        "said": sentences_of(outcome),
        "changes": [_change(change) for change in outcome.changes],
        "report": report_as_json(outcome.report) if outcome.report else None,
    }


def _news(news: News) -> dict[str, Any]:
    claims = news.what == "claims"
    return {
        "what": news.what,
        "key": news.key,
        "value": news.value or None,
        "title": news.title or None,
        "likeness": news.likeness if claims else None,
        "by": news.by or None,
    }


def _change(change: Change) -> dict[str, Any]:
    return {
        "what": change.what,
        "key": change.key,
        "title": change.title,
        "place": change.place,
        "was": change.was or None,
        "fields": {name: list(pair) for name, pair in change.fields.items()},
        "yours": dict(change.yours),
    }


def _error(error: PubmanError | None) -> dict[str, Any] | None:
    if error is None:
        return None
    return {
        "kind": type(error).__name__,
        "message": error.message,
        "hints": [shown(hint) for hint in error.hints],
    }
