"""The accounts to sync: those of everybody in ``pubman.toml`` at every source."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from typing import Final

from pubman.config import Config
from pubman.errors import ConfigError, PubmanError, Step, UsageError
from pubman.library.sync.dblp.source import DBLP
from pubman.library.sync.source import Account, Source
from pubman.people import Person

SOURCES: Final[Mapping[str, Source]] = {each.name: each for each in (DBLP,)}
"""Every source that a sync can ask, in the order in which it asks them."""


def accounts_of(config: Config, sources: Collection[str] = ()) -> list[Account]:
    """Return the accounts of everybody in ``pubman.toml`` at ``sources``, or at all of them.

    Raises an error that names the way out if there is none.
    """
    wanted = [each for each in SOURCES.values() if not sources or each.name in sources]
    found = [
        Account(source=source.name, id=account, name=person.name.full, person=person.id)
        for source in wanted
        for person in config.people
        for account in source.ids_of(person)
    ]
    if not found:
        raise _nobody(config.people)
    return found


def account_at(config: Config, source: str, account: str) -> Account:
    """Return the account ``account`` at ``source``, with the person it belongs to if known."""
    for person in config.people:
        if account in SOURCES[source].ids_of(person):
            return Account(source=source, id=account, name=person.name.full, person=person.id)
    return Account(source=source, id=account)


def _nobody(people: Sequence[Person]) -> PubmanError:
    if not people:
        return ConfigError(
            "pubman.toml names nobody yet, so there is nobody to sync.",
            Step("sync", '--dblp "Your Name"'),
            Step("sync", "--dblp 94/4810-19", "(the number in the address of your dblp page)"),
        )
    return UsageError(
        "Nobody in pubman.toml has a dblp number.",
        Step("sync", f'--dblp "{people[0].name.full}"'),
    )
