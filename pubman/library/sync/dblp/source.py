"""Fetch a person's dblp page, follow merged numbers, and check the answer."""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import replace
from typing import TYPE_CHECKING, Final

from pubman.config.model import DblpConfig
from pubman.errors import Gone, Malformed, NotFound, Step
from pubman.library.sync.source import Account, Fetched, Reach, Source
from pubman.people import Person
from pubman.record import Record

if TYPE_CHECKING:  # to name the source takes neither its reader nor the network
    from pubman.online.dblp import Host
    from pubman.store.imports.reading import Reading
    from pubman.web import Seen


def host_for(config: DblpConfig) -> Host:
    """Return dblp's host and mirrors; ``PUBMAN_DBLP_URL`` names another host, without mirrors."""
    from pubman.online.dblp import Host  # noqa: PLC0415 - only a sync over the network needs it

    if named := os.environ.get("PUBMAN_DBLP_URL"):
        return Host(url=named)
    default = DblpConfig()
    own = config.url != default.url and config.mirrors == default.mirrors
    return Host(url=config.url, mirrors=() if own else tuple(config.mirrors))


def _pids(person: Person) -> tuple[str, ...]:
    return person.pids


def fetch_page(reach: Reach, account: Account, seen: Seen | None = None) -> Fetched:
    """Fetch the page of a person. If dblp has merged the number into another, follow it.

    dblp redirects a merged number, or answers with a page that only names the new one.
    """
    from pubman.formats.dblp.person import owner as owner_of  # noqa: PLC0415 - only a sync reads
    from pubman.online import dblp as online  # noqa: PLC0415 - only a sync over the network needs it

    host = host_for(reach.config.dblp)
    asked = account.id
    for _ in range(online.MOST_MOVES):
        try:
            asked, response = online.fetch_person(reach.session, host, asked, seen=seen)
        except (NotFound, Gone) as error:
            raise _not_there(error, account.id) from error
        if response.status == 304:
            return Fetched(id=asked, url=response.url, validator=response.validator, unchanged=True)
        owner = owner_of(response.body)
        if owner is None or not owner.successor:
            return Fetched(
                id=asked,
                url=response.url,
                validator=response.validator,
                bodies=(response.body,),
            )
        asked, seen = owner.successor, None
    raise online.too_many_moves(account.id)


def read_fetched(fetched: Fetched, account: Account, known: Mapping[str, Record]) -> Reading:
    """Read a fetched page; ``Malformed`` if it is the page of somebody else."""
    from pubman.formats.dblp.person import Owner  # noqa: PLC0415 - only a sync reads
    from pubman.library.sync.dblp.owner import called  # noqa: PLC0415
    from pubman.library.sync.dblp.page import account_of, read_page  # noqa: PLC0415

    del account  # The page itself names its owner.
    location = f"dblp's page of {fetched.id}"
    page = read_page(fetched.bodies[0], location=location, known=known)
    assert isinstance(page.owner, Owner)
    if page.owner.pid != fetched.id:
        raise Malformed(
            f"dblp sent the page of {page.owner.pid} ({called(page.owner)}), but {fetched.id} was "
            "asked for.",
            "try again later",
        )
    return replace(page, location=f"dblp {fetched.id}", account=account_of(fetched.id))


def _not_there(error: NotFound, pid: str) -> NotFound:
    hints = (
        f"look at   https://dblp.org/pid/{pid}.html   in a browser: is there a typing error?",
        Step("sync", '--dblp "Your Name"', "to search by name"),
    )
    if isinstance(error, Gone):
        return Gone(f"dblp has removed {pid}.", *hints)
    return NotFound(f"dblp has nobody with the number {pid}.", *hints)


DBLP: Final[Source] = Source(
    name="dblp",
    label="dblp",
    ids_of=_pids,
    fetch=fetch_page,
    read=read_fetched,
    keeps_text="dblp-xml",
)
