"""Write one list into the store, completely or not at all, and compare the publications."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace

from pubman.config import Config
from pubman.formats.dblp.person import Owner
from pubman.library.imports import Report, write_readings
from pubman.library.session import Library, people_named
from pubman.library.sync.abstracts import permitted
from pubman.library.sync.answers import without_data
from pubman.library.sync.comparison import (
    Change,
    compare_states,
    refuse_nothing,
    refuse_vanishing,
)
from pubman.library.sync.dblp.owner import settle, taught
from pubman.library.sync.found_accounts import from_authors, from_page, offer
from pubman.library.sync.outcome import FoundAccount, News, Outcome
from pubman.library.sync.preprint_claims import find_claims
from pubman.library.sync.renames import follow_renames
from pubman.library.sync.source import Account, Fetched, Wish
from pubman.store import config_copy, fetches
from pubman.store.imports.reading import Reading
from pubman.store.imports.result import ImportResult
from pubman.store.snapshots import lines


@dataclass(frozen=True, slots=True, kw_only=True)
class Applied:
    """What writing a list did: the report, the changes, and how many records have a new key.

    ``news`` are the claims about preprints that it brought and that a person has to judge.
    ``found`` are accounts of people that its authors have.
    """

    report: Report
    changes: tuple[Change, ...] = ()
    renamed: int = 0
    news: tuple[News, ...] = ()
    found: tuple[FoundAccount, ...] = ()


def take_list(
    library: Library,
    reading: Reading,
    wish: Wish,
    account: Account,
    fetched: Fetched | None = None,
) -> Outcome:
    """Add one list as one operation. If anything is wrong with it, write nothing.

    ``account`` is the account that was asked for. ``fetched`` is None if the list comes from a
    file.
    """
    if reading.owner is not None:
        return _take_page(library, reading, wish, account, fetched)
    synced = fetches.last_synced(library.store, reading.account)
    include = library.config.sync.include
    reading, skipped = without_data(reading, include)
    reading = permitted(library.store, reading, include)
    refuse_nothing(library.store, reading, force=wish.force)
    applied = apply(library, reading, wish, fetched)
    return Outcome(
        account=account,
        name=account.name,
        skipped=skipped,
        state="changed" if _wrote(applied.report) else "unchanged",
        synced=synced,
        location=reading.location,
        report=applied.report,
        changes=applied.changes,
        rekeyed=applied.renamed,
        news=applied.news,
        found=applied.found,
    )


def _take_page(
    library: Library, page: Reading, wish: Wish, asked: Account, fetched: Fetched | None
) -> Outcome:
    """Add a dblp page. The page names its owner, and ``pubman.toml`` may learn from it."""
    owner = page.owner
    assert isinstance(owner, Owner)
    merged = asked.key if asked.id and asked.id != owner.pid else ""
    known = any(fetches.is_account(library.store, each) for each in (page.account, merged) if each)
    synced = fetches.last_synced(library.store, merged or page.account) if known else ""
    settled = settle(library.config, owner, asked=asked.id, known=known, accepted=wish.person)
    before = library.config
    with (
        taught(before, settled, owner, keep=not wish.dry_run) as config,
        _using(library, config, keep=not wish.dry_run),
    ):
        person = people_named(config, settled.pid)[0]
        page = replace(page, person=person.id, replaces=(merged,) if merged else ())
        applied = apply(library, page, wish, fetched, learned=bool(settled.lessons))
    wrote = _wrote(applied.report) or bool(settled.lessons)
    return Outcome(
        account=Account(source="dblp", id=owner.pid, name=person.name.full, person=person.id),
        state="changed" if wrote else "unchanged",
        name=f"{person.name.full} {owner.name.number}".strip(),
        synced=synced,
        affiliation=next(iter(owner.affiliations), ""),
        location=page.location,
        report=applied.report,
        changes=applied.changes,
        rekeyed=applied.renamed,
        lessons=settled.lessons,
        renamed=settled.renamed,
        found=(*applied.found, *offer(library, from_page(person, owner), keep=not wish.dry_run)),
    )


@contextmanager
def _using(library: Library, config: Config, *, keep: bool) -> Iterator[None]:
    """Let the library use ``config``. Undo that if the block fails or nothing is kept."""
    before = library.config
    library.use(config)
    try:
        yield
    except BaseException:
        library.use(before)
        raise
    if not keep:
        library.use(before)


def apply(
    library: Library,
    reading: Reading,
    wish: Wish,
    fetched: Fetched | None = None,
    *,
    learned: bool = False,
    note: bool = True,
) -> Applied:
    """Write a list in one transaction and compare the store before and after.

    Unless ``note`` is False, record the time of the fetch. ``learned`` means that ``pubman.toml``
    has changed, so every conclusion is drawn again. Raise ``Refused`` if too many of the records
    that the store has from this source are missing.
    """
    store = library.store
    with library.operation("sync", rehearsal=wish.dry_run) as operation:
        before = lines(store)
        if learned:
            from pubman.derive.stages import conclude_all  # noqa: PLC0415 - a rare case

            config_copy.write_config(store, library.config)
            conclude_all(library)
        renamed = follow_renames(operation, reading)
        report = write_readings(library, operation, [reading])
        arrival = report.arrivals[0]
        if not wish.force:
            refuse_vanishing(arrival)
        operation.describe(f"{reading.location}: {_summary(arrival)}")
        for account in reading.replaces:
            fetches.forget_fetch(store, account)
        if note:
            _note_fetch(library, reading, fetched)
        changed = arrival.wrote or learned
        changes = compare_states(store, before, arrival) if changed else ()
        news = find_claims(library, arrival) if arrival.questions else ()
    met = from_authors(library.config, reading.records, reading.source)
    found = offer(library, met, keep=not wish.dry_run)
    return Applied(report=report, changes=changes, renamed=renamed, news=news, found=found)


def _wrote(report: Report) -> bool:
    return any(arrival.wrote for arrival in report.arrivals)


def _summary(arrival: ImportResult) -> str:
    """Return the summary of a list for the log: ``2 new, 1 changed, 4 gone``."""
    counts = {
        "new": len(arrival.new),
        "changed": len(arrival.changed),
        "gone": len(arrival.gone),
        "back": len(arrival.back),
    }
    said = [f"{count} {word}" for word, count in counts.items() if count]
    return ", ".join(said) or "nothing new"


def _note_fetch(library: Library, reading: Reading, fetched: Fetched | None) -> None:
    """Record the time of the fetch, and the validator that makes the next request cheap.

    If a file contains exactly the page that was fetched before, keep the validator of that fetch.
    """
    last = fetches.last_fetch(library.store, reading.account)
    if fetched is not None:
        url, validator = fetched.url, fetched.validator
    elif last is not None and last.body_sha256 == reading.sha256:
        url, validator = last.url, last.validator
    else:
        url, validator = f"file:{reading.location}", ""
    fetches.note_fetch(
        library.store,
        account=reading.account,
        url=url,
        validator=validator,
        body_sha256=reading.sha256,
    )
