"""Watch preprints: which have appeared, have a new version, or were withdrawn.

arXiv is asked for the preprints on the lists that have no published version. An author may have
typed the DOI of the paper there. That DOI is a claim, and it counts only if the titles are alike. A
preprint server may have told Crossref of the paper (``is-preprint-of``). That counts by itself.
Everything else is reported.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from difflib import SequenceMatcher
from typing import Final, Literal

from pubman.errors import PubmanError
from pubman.library.session import Library
from pubman.library.sync.answers import read_answers
from pubman.library.sync.apply import apply
from pubman.library.sync.outcome import Outcome
from pubman.library.sync.source import Account, Fetched, Wish
from pubman.online import arxiv, crossref
from pubman.record import Record
from pubman.store import lookups
from pubman.store.imports.reading import Reading
from pubman.store.lookups import Preprint
from pubman.text.fold import fold
from pubman.web import Response, Session

_ALIKE: Final = 0.7
"""A DOI that an author typed counts if the titles are at least so much alike."""

What = Literal["new version", "withdrawn", "claims"]


@dataclass(frozen=True, slots=True, kw_only=True)
class News:
    """One thing that a preprint's server says: the preprint, what, and the version or DOI."""

    what: What
    key: str
    value: str = ""


def watch_preprints(library: Library, session: Session, wish: Wish) -> Iterator[Outcome]:
    """Ask about the preprints on the lists. Yield the results of arXiv, then of Crossref."""
    preprints = lookups.lone_preprints(library.store)
    claims: dict[str, Preprint] = {}
    try:
        asked = [each for each in preprints if each.arxiv_id]
        if asked:
            watched, claims = _ask_arxiv(library, session, asked, wish)
            yield watched
    except PubmanError as error:
        yield _failed("arxiv", error)
    try:
        if outcome := _ask_crossref(library, session, preprints, claims, wish):
            yield outcome
    except PubmanError as error:
        yield _failed("crossref", error)


def _failed(source: str, error: PubmanError) -> Outcome:
    account = Account(source=source, id="")
    return Outcome(account=account, name=source, location=source, state="failed", error=error)


# -------------------------------------------------------------------------------------------- arXiv


def _ask_arxiv(
    library: Library, session: Session, asked: Sequence[Preprint], wish: Wish
) -> tuple[Outcome, dict[str, Preprint]]:
    """Add what arXiv says now. Return it with the DOIs that authors typed."""
    by_number = {each.arxiv_id: each for each in asked}
    numbers = list(by_number)
    portions = [numbers[at : at + arxiv.AT_ONCE] for at in range(0, len(numbers), arxiv.AT_ONCE)]
    reading = _read("arxiv", [arxiv.fetch_papers(session, portion) for portion in portions])
    versions = lookups.arxiv_versions(library.store, numbers)
    news = [
        each
        for record in reading.records
        if record.arxiv_id in by_number
        for each in _news(record, by_number[record.arxiv_id], versions)
    ]
    outcome = _take(library, reading, wish, len(numbers), news)
    claims = {
        number.lower(): by_number[record.arxiv_id]
        for record in reading.records
        if record.arxiv_id in by_number
        for number in record.extra.get("claimed_doi", "").split("; ")
        if number
    }
    return outcome, claims


def _news(record: Record, preprint: Preprint, versions: Mapping[str, str]) -> Iterator[News]:
    before, now = versions.get(record.arxiv_id, ""), record.extra.get("arxiv_version", "")
    if before and now and now != before:
        yield News(what="new version", key=preprint.key, value=now)
    if record.extra.get("retraction"):
        yield News(what="withdrawn", key=preprint.key)


# ----------------------------------------------------------------------------------------- Crossref


def _ask_crossref(
    library: Library,
    session: Session,
    preprints: Sequence[Preprint],
    claims: Mapping[str, Preprint],
    wish: Wish,
) -> Outcome | None:
    """Add the papers that preprints have become."""
    posted = {each.doi.lower(): each for each in preprints if each.doi and not each.arxiv_id}
    ties = _ties(session, posted)
    wanted = list(dict.fromkeys([*ties, *claims]))
    if not wanted:
        return None
    reading = _read("crossref", _fetch(session, wanted))
    kept, news = [], []
    for record in reading.records:
        claimed = claims.get(record.doi.lower())
        if record.doi.lower() in ties or (claimed and _are_alike(record, claimed)):
            kept.append(replace(record, abstract=""))
        elif claimed:
            news.append(News(what="claims", key=claimed.key, value=record.doi))
    return _take(library, replace(reading, records=tuple(kept)), wish, len(wanted), news)


def _ties(session: Session, posted: Mapping[str, Preprint]) -> set[str]:
    """Return the DOIs of the papers that Crossref's own records name for the preprints."""
    if not posted:
        return set()
    records = _read("crossref", _fetch(session, list(posted))).records
    found = (record.extra.get("is-preprint-of", "").split("; ") for record in records)
    return {number.lower() for numbers in found for number in numbers if number}


def _fetch(session: Session, dois: Sequence[str]) -> list[Response]:
    size = crossref.AT_ONCE
    portions = [dois[at : at + size] for at in range(0, len(dois), size)]
    return [crossref.fetch_dois(session, portion) for portion in portions]


def _are_alike(record: Record, preprint: Preprint) -> bool:
    titles = SequenceMatcher(None, fold(record.title), fold(preprint.title), autojunk=False)
    return titles.ratio() >= _ALIKE


# ------------------------------------------------------------------------------------------- both


def _read(source: str, responses: Sequence[Response]) -> Reading:
    fetched = Fetched(id="", url=responses[0].url, bodies=tuple(each.body for each in responses))
    reading = read_answers(source, fetched, Account(source=source, id=""), complete=False)
    return replace(reading, account=source, location=f"{source}, preprints")


def _take(
    library: Library, reading: Reading, wish: Wish, asked: int, news: Sequence[News]
) -> Outcome:
    applied = apply(library, reading, wish, note=False)
    wrote = any(each.wrote for each in applied.report.arrivals)
    return Outcome(
        account=Account(source=reading.source, id=""),
        name=reading.source,
        state="changed" if wrote else "unchanged",
        report=applied.report,
        changes=applied.changes,
        asked=asked,
        news=tuple((each.what, each.key, each.value) for each in news),
    )
