"""Watch preprints: which have appeared, have a new version, or were withdrawn.

arXiv is asked for the preprints on the lists that have no published version. An author may have
typed the DOI of the paper there, and OpenAlex may have found the paper. Such a DOI is a claim.
Crossref is asked for the paper, and the matcher decides: it merges the two only if their titles are
alike, and otherwise a person is asked. A preprint server may have told Crossref of the paper
(``is-preprint-of``). That counts by itself.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from difflib import SequenceMatcher
from typing import Final

from pubman.errors import PubmanError
from pubman.library.session import Library
from pubman.library.sync.answers import read_answers
from pubman.library.sync.outcome import News, Outcome
from pubman.library.sync.source import Account, Fetched, Wish
from pubman.online import arxiv, crossref, openalex
from pubman.online.doi import arxiv_doi
from pubman.record import Record
from pubman.store import lookups
from pubman.store.imports.reading import Reading
from pubman.store.lookups import Preprint
from pubman.text.fold import fold
from pubman.text.identifiers import arxiv_id
from pubman.web import Response, Session

ASK_AGAIN: Final = timedelta(days=7)
"""The time after which a sync asks about the same preprint again."""
_ALIKE: Final = 0.7
"""What OpenAlex merged needs no claim of its own if the titles are at least so much alike."""


def known_versions(library: Library) -> dict[str, str]:
    """Return the version of each preprint at arXiv that the store knows."""
    numbers = [each.arxiv_id for each in lookups.lone_preprints(library.store) if each.arxiv_id]
    return lookups.arxiv_versions(library.store, numbers)


def watch_preprints(library: Library, session: Session, wish: Wish) -> Iterator[Outcome]:
    """Ask about all preprints on the lists. Yield what each source says."""
    watch = _Watch(
        library=library,
        session=session,
        wish=wish,
        preprints=lookups.lone_preprints(library.store),
        versions=known_versions(library),
    )
    yield from watch.run()


def watch_again(
    library: Library, session: Session, wish: Wish, versions: Mapping[str, str]
) -> Iterator[Outcome]:
    """Ask about the preprints that nobody was asked for in the last week.

    ``versions`` are those that the store knew before the sync.
    """
    since = (datetime.now(UTC) - ASK_AGAIN).isoformat(timespec="microseconds")
    watch = _Watch(
        library=library,
        session=session,
        wish=wish,
        preprints=lookups.lone_preprints(library.store, since),
        versions=versions,
    )
    yield from watch.run()


@dataclass(slots=True, kw_only=True)
class _Watch:
    """One round of questions.

    ``claims`` are the DOIs that preprints may have become. ``merged`` are those that OpenAlex alone
    gives: records of the preprints, by DOI.
    """

    library: Library
    session: Session
    wish: Wish
    preprints: Sequence[Preprint]
    versions: Mapping[str, str]
    claims: dict[str, Preprint] = field(default_factory=dict)
    merged: dict[str, Record] = field(default_factory=dict)

    def run(self) -> Iterator[Outcome]:
        """Ask arXiv, OpenAlex and Crossref. What one says, the next is asked for."""
        if not self.preprints:
            return
        steps = {
            "arxiv": self._ask_arxiv,
            "openalex": self._ask_openalex,
            "crossref": self._ask_crossref,
        }
        failed = False
        for source, ask in steps.items():
            try:
                outcome = ask()
            except PubmanError as error:
                outcome, failed = _failed(source, error), True
            if outcome is not None:
                yield outcome
        if not failed and not self.wish.dry_run:
            numbers = [each.number for each in self.preprints]
            with self.library.store.transaction():
                lookups.note_lookups(self.library.store, lookups.WATCHED, numbers, "")

    # -------------------------------------------------------------------------------------- arXiv

    def _ask_arxiv(self) -> Outcome | None:
        """Add what arXiv says now, and remember the DOIs that authors typed."""
        by_number = {each.arxiv_id: each for each in self.preprints if each.arxiv_id}
        numbers = list(by_number)
        if not numbers:
            return None
        pages = [arxiv.fetch_papers(self.session, each) for each in _cut(numbers, arxiv.AT_ONCE)]
        reading = _read("arxiv", pages)
        records = [each for each in reading.records if each.arxiv_id in by_number]
        from pubman.match import CLAIMED  # noqa: PLC0415 - it loads the matcher

        news: list[News] = []
        for record in records:
            preprint = by_number[record.arxiv_id]
            news += _news(record, preprint, self.versions)
            self._claim(record.extra.get(CLAIMED, "").lower().split("; "), preprint)
        return self._take(replace(reading, records=tuple(records)), len(numbers), news)

    # ----------------------------------------------------------------------------------- OpenAlex

    def _ask_openalex(self) -> None:
        """Remember the DOIs of works that OpenAlex merged with preprints."""
        if "openalex" not in self.library.config.sync.enrich:
            return
        claimed = {each.key for each in self.claims.values()}
        lone = {_doi_of(each): each for each in self.preprints if each.key not in claimed}
        for dois in _cut(list(lone), openalex.DOIS_AT_ONCE):
            for record in _read("openalex", [openalex.fetch_dois(self.session, dois)]).records:
                others = record.extra.get("other_dois", "").lower().split("; ")
                dois_of_work = {record.doi.lower(), *others, _doi_of(record)}
                for name in dois_of_work & lone.keys():
                    for number in self._claim(sorted(dois_of_work - {name}), lone[name]):
                        self.merged[number] = _merged(lone[name], record, number)

    # ----------------------------------------------------------------------------------- Crossref

    def _ask_crossref(self) -> Outcome | None:
        """Add the papers that preprints have become, or may have become.

        A claim whose paper the store has was settled or asked about before.
        """
        posted = [each.doi.lower() for each in self.preprints if each.doi and not each.arxiv_id]
        ties = self._ties(posted)
        known = lookups.known_dois(self.library.store, "crossref", self.claims)
        wanted = list(dict.fromkeys([*ties, *(each for each in self.claims if each not in known)]))
        if not wanted:
            return None
        reading = _read("crossref", self._fetch(wanted))
        named = {*ties, *self.claims}
        kept = [each for each in reading.records if each.doi.lower() in named]
        self._keep_merged(kept)
        records = tuple(replace(each, abstract="") for each in kept)
        return self._take(replace(reading, records=records), len(wanted), ())

    def _keep_merged(self, papers: Sequence[Record]) -> None:
        """Add what OpenAlex says about preprints if their papers have other titles.

        Without it, nobody would know why the paper is asked about.
        """
        doubtful = [
            self.merged[number]
            for paper in papers
            if (number := paper.doi.lower()) in self.merged
            and not _are_alike(paper, self.claims[number])
        ]
        if doubtful:
            from pubman.library.sync.apply import apply  # noqa: PLC0415 - it loads the matcher

            apply(self.library, _reading_of(doubtful), self.wish, note=False)

    def _ties(self, posted: Sequence[str]) -> set[str]:
        """Return the DOIs of the papers that Crossref's own records name for the preprints."""
        if not posted:
            return set()
        records = _read("crossref", self._fetch(posted)).records
        found = (record.extra.get("is-preprint-of", "").split("; ") for record in records)
        return {number.lower() for numbers in found for number in numbers if number}

    def _fetch(self, dois: Sequence[str]) -> list[Response]:
        return [crossref.fetch_dois(self.session, each) for each in _cut(dois, crossref.AT_ONCE)]

    # --------------------------------------------------------------------------------------- both

    def _claim(self, dois: Sequence[str], preprint: Preprint) -> list[str]:
        """Remember the DOIs that *preprint* is said to have. Return those that are new."""
        numbers = [each for each in dois if each and not arxiv_id(each)]
        new = [each for each in numbers if each not in self.claims]
        self.claims.update(dict.fromkeys(new, preprint))
        return new

    def _take(self, reading: Reading, asked: int, news: Sequence[News]) -> Outcome:
        from pubman.library.sync.apply import apply  # noqa: PLC0415 - it loads the matcher

        applied = apply(self.library, reading, self.wish, note=False)
        wrote = any(each.wrote for each in applied.report.arrivals)
        return Outcome(
            account=Account(source=reading.source, id=""),
            name=reading.source,
            state="changed" if wrote else "unchanged",
            report=applied.report,
            changes=applied.changes,
            asked=asked,
            news=(*news, *applied.news),
            found=applied.found,
        )


def _failed(source: str, error: PubmanError) -> Outcome:
    account = Account(source=source, id="")
    return Outcome(account=account, name=source, location=source, state="failed", error=error)


def _news(record: Record, preprint: Preprint, versions: Mapping[str, str]) -> Iterator[News]:
    before, now = versions.get(record.arxiv_id, ""), record.extra.get("arxiv_version", "")
    if before and now and now != before:
        yield News(what="new version", key=preprint.key, value=now)
    if record.extra.get("retraction"):
        yield News(what="withdrawn", key=preprint.key)


def _doi_of(preprint: Preprint | Record) -> str:
    """Return the DOI of a preprint, also of one at arXiv."""
    if preprint.arxiv_id:
        return arxiv_doi(preprint.arxiv_id).lower()
    return preprint.doi.lower()


def _merged(preprint: Preprint, record: Record, claimed: str) -> Record:
    """Return what OpenAlex says of a preprint: that it is one work with the paper *claimed*."""
    from pubman.match import CLAIMED  # noqa: PLC0415 - it loads the matcher

    return Record(
        source_key=f"{preprint.number} {claimed}",
        kind="preprint",
        title=preprint.title,
        arxiv_id=preprint.arxiv_id,
        doi="" if preprint.arxiv_id else preprint.doi,
        extra={CLAIMED: claimed},
        raw=record.raw,
    )


def _reading_of(records: Sequence[Record]) -> Reading:
    """Return a reading of records that were made here from OpenAlex's answers."""
    text = "\n".join(each.source_key for each in records)
    return Reading(
        location="openalex, preprints",
        format="openalex",
        encoding="",
        source="openalex",
        sha256=hashlib.sha256(text.encode()).hexdigest(),
        records=tuple(records),
        account="openalex",
    )


def _are_alike(record: Record, preprint: Preprint) -> bool:
    titles = SequenceMatcher(None, fold(record.title), fold(preprint.title), autojunk=False)
    return titles.ratio() >= _ALIKE


def _read(source: str, responses: Sequence[Response]) -> Reading:
    fetched = Fetched(id="", url=responses[0].url, bodies=tuple(each.body for each in responses))
    reading = read_answers(source, fetched, Account(source=source, id=""), complete=False)
    return replace(reading, account=source, location=f"{source}, preprints")


def _cut(numbers: Sequence[str], size: int) -> list[Sequence[str]]:
    """Return ``numbers`` in portions of at most ``size``."""
    return [numbers[at : at + size] for at in range(0, len(numbers), size)]
