"""One person's page into the store: settled whose it is, compared, written whole or not at all."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Final, Literal

from pubman.derive.stages import rebuild
from pubman.errors import PubmanError, Refused
from pubman.library.imports import Report, take_in
from pubman.library.session import Library, people_named
from pubman.library.sync.comparison import Change, compare_states
from pubman.library.sync.owner import called, settle, taught
from pubman.library.sync.pages import account_of
from pubman.store import config_copy as mirror
from pubman.store import fetches
from pubman.store.facts import Operation
from pubman.store.imports.readings import Arrival, Reading
from pubman.store.snapshots import Line, lines

if TYPE_CHECKING:  # what comes from a file needs no network
    from pubman.web import Response

_VANISHED_SHARE: Final = 0.2
_VANISHED_AT_LEAST: Final = 3
"""A sync in which more than a fifth and at least three of the known records vanish is refused."""

State = Literal["changed", "unchanged", "fresh", "failed", "waiting"]
"""What came of one person; ``fresh``: asked lately, ``waiting``: not asked any more."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Wish:
    """How to sync: rehearse only, accept what looks wrong, and whose page it is in any case."""

    dry_run: bool = False
    force: bool = False
    person: str = ""


@dataclass(slots=True, kw_only=True)
class Outcome:
    """What came of one person.

    ``synced`` is when the page was asked for the last time before, empty for a first sync; ``said``
    are sentences about ``pubman.toml``, ``renamed`` the name dblp uses now.
    """

    pid: str
    name: str
    state: State
    synced: str = ""
    affiliation: str = ""
    location: str = ""
    report: Report | None = None
    changes: list[Change] = field(default_factory=list)
    said: tuple[str, ...] = ()
    renamed: str = ""
    error: PubmanError | None = None

    @property
    def plain_name(self) -> str:
        """``name`` without dblp's homonym number."""
        head, _, last = self.name.rpartition(" ")
        return head if head and last.isdecimal() else self.name

    @property
    def arrival(self) -> Arrival | None:
        """What the page brought, where one was read."""
        return self.report.arrivals[0] if self.report and self.report.arrivals else None


def take_page(
    library: Library,
    page: Reading,
    wish: Wish,
    *,
    asked: str = "",
    response: Response | None = None,
) -> Outcome:
    """Takes in a person's page as one operation; nothing is written where anything is wrong.

    ``asked`` is the number that was asked for, where dblp has merged it into the page's. That the
    page was had is noted, and with a ``response`` what makes the next request conditional.
    """
    owner = page.owner
    assert owner is not None
    before_merge = account_of(asked) if asked and asked != owner.pid else ""
    known = any(
        fetches.is_account(library.store, each) for each in (page.account, before_merge) if each
    )
    settled = settle(library.config, owner, asked=asked, known=known, accepted=wish.person)
    outcome = Outcome(
        pid=owner.pid,
        name=called(owner),
        state="unchanged",
        synced=fetches.last_synced(library.store, before_merge or page.account) if known else "",
        affiliation=next(iter(owner.affiliations), ""),
        location=page.location,
        said=settled.said,
        renamed=settled.renamed,
    )
    old = library.config
    with taught(old, settled, owner, keep=not wish.dry_run) as config:
        person = people_named(config, settled.pid)[0]
        outcome.name = f"{person.name.full} {owner.name.number}".strip()
        page = replace(page, person=person.id, replaces=(before_merge,) if before_merge else ())
        library.use(config)
        try:
            _write(library, page, wish, outcome, response, taught=config is not old)
        except BaseException:
            library.use(old)
            raise
    if wish.dry_run:
        library.use(old)
    return outcome


def _write(
    library: Library,
    page: Reading,
    wish: Wish,
    outcome: Outcome,
    response: Response | None,
    *,
    taught: bool,
) -> None:
    """Writes the page and fills ``outcome``, in one transaction."""
    before: dict[int, Line] = {}
    operations: list[Operation] = []

    def prepare(operation: Operation) -> None:
        operations.append(operation)
        before.update(lines(library.store))
        if taught:
            mirror.write_config(library.store, library.config)
            operation.afterwards.append(lambda: rebuild(library))

    def finish(report: Report) -> None:
        if not wish.force:
            refuse_vanishing(report)
        operations[0].describe(f"{page.location}: {_summary(report.arrivals[0])}")
        _compare(library, before, outcome, report)
        for account in page.replaces:
            fetches.forget_fetch(library.store, account)
        _note(library, page, response)

    outcome.report = take_in(
        library, [page], command="sync", dry_run=wish.dry_run, prepare=prepare, check=finish
    )


def _summary(arrival: Arrival) -> str:
    """What the log says of the page: ``2 new, 1 changed, 4 gone``."""
    counts = {"new": arrival.new, "changed": arrival.changed, "gone": arrival.gone,
              "back": arrival.back}  # fmt: skip
    said = [f"{len(ids)} {word}" for word, ids in counts.items() if ids]
    return ", ".join(said) or "nothing new"


def _note(library: Library, page: Reading, response: Response | None) -> None:
    """Notes that the page was had just now: over the network, from a file or out of the dump.

    What makes the next request cheap stays where a file holds the very page that was fetched.
    """
    last = fetches.last_fetch(library.store, page.account)
    if response is not None:
        url, validator = response.url, response.validator
    elif last is not None and last.body_sha256 == page.sha256:
        url, validator = last.url, last.validator
    else:
        url, validator = f"file:{page.location}", ""
    fetches.note_fetch(library.store, account=page.account, url=url, validator=validator,
                       body_sha256=page.sha256)  # fmt: skip


def _compare(
    library: Library, before: Mapping[int, Line], outcome: Outcome, report: Report
) -> None:
    arrival = report.arrivals[0]
    if arrival.wrote or outcome.said:
        outcome.state = "changed"
        outcome.changes = compare_states(library.store, before, arrival)


def refuse_vanishing(report: Report) -> None:
    """Raises ``Refused`` where a page takes away so much that it may be a mistake."""
    for arrival in report.arrivals:
        owner = arrival.reading.owner
        known = len(arrival.known) + len(arrival.changed) + len(arrival.gone)
        gone = len(arrival.gone)
        if gone >= _VANISHED_AT_LEAST and gone > known * _VANISHED_SHARE:
            who = f"dblp {owner.pid}" if owner else arrival.reading.location
            raise Refused(
                f"{who} lacks {gone} of the {known} records it had. Often dblp took a mix-up of "
                "two people apart. Nothing was changed.",
                f"look at it:   https://dblp.org/pid/{owner.pid}.html" if owner else "",
                "accept it:    the same command with --force; the records stay and you are asked "
                "about each",
            )
