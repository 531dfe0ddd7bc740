"""The accounts to sync: those of everybody in ``pubman.toml`` at every source."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from typing import Final

from pubman.config import Config
from pubman.errors import ConfigError, PubmanError, Step, UsageError
from pubman.library.session import people_named
from pubman.library.sync.answers import answer_source
from pubman.library.sync.dblp.source import DBLP
from pubman.library.sync.source import Account, Source
from pubman.people import Person
from pubman.text.identifiers import orcid


def _own(service: str) -> Callable[[Person], tuple[str, ...]]:
    """Return the account that ``pubman.toml`` gives a person at a service."""
    return lambda person: tuple(filter(None, (person.accounts.get(service, ""),)))


def _orcid(person: Person) -> tuple[str, ...]:
    return (person.orcid,) if person.orcid else ()


def _openalex(person: Person) -> tuple[str, ...]:
    return _own("openalex")(person) or _orcid(person)


SOURCES: Final[Mapping[str, Source]] = {
    each.name: each
    for each in (
        DBLP,
        answer_source("orcid", "orcid", _orcid, complete=True, detailed=True, described=True),
        answer_source("arxiv", "arxiv", _own("arxiv"), complete=True),
        answer_source("pubmed", "pubmed-xml", _own("pubmed"), complete=False),
        answer_source("inspire", "inspire", _own("inspire"), complete=True),
        answer_source("hal", "hal", _own("hal"), complete=True),
        answer_source("zbmath", "zbmath", _own("zbmath"), complete=True),
        answer_source("ads", "ads", _own("ads"), complete=False),
        answer_source("openalex", "openalex", _openalex, complete=False, proposes=True),
        answer_source(
            "semanticscholar",
            "semanticscholar",
            _own("semanticscholar"),
            complete=False,
            proposes=True,
        ),
    )
}
"""Every source that a sync can ask, in the order in which it asks them."""

BY_ORCID: Final = frozenset({"arxiv", "pubmed", "inspire", "hal", "ads", "openalex"})
"""Sources that can also find a person by ORCID, if the user names the source."""


def accounts_of(config: Config, sources: Collection[str] = ()) -> list[Account]:
    """Return the accounts of everybody in ``pubman.toml`` at ``sources``.

    Without ``sources``, use the sources of ``[sync]``. Without these, use all sources at which
    somebody has an account. If there is none, raise an error with the next step.
    """
    lists = [each.name for each in SOURCES.values() if not each.proposes]
    wanted = sources or (*(config.sync.sources or lists), *config.sync.propose)
    found = [
        Account(source=source.name, id=account, name=person.name.full, person=person.id)
        for source in SOURCES.values()
        if source.name in wanted
        for person in config.people
        for account in _ids(source, person, asked=source.name in sources)
    ]
    if not found:
        raise _nobody(config.people, sources)
    return found


def _ids(source: Source, person: Person, *, asked: bool) -> tuple[str, ...]:
    """Return the accounts of a person. A source that the user names may use the ORCID."""
    found = source.ids_of(person)
    if found or not asked or source.name not in BY_ORCID:
        return found
    return _orcid(person)


def accounts_named(config: Config, who: Sequence[str], sources: Collection[str]) -> list[Account]:
    """Return the accounts at ``sources`` of the people that ``who`` names, by name or by account.

    ORCIDs alone mean ORCID. Raises ``UsageError`` for somebody who is not in ``pubman.toml``.
    """
    every = accounts_of(config, sources or {"orcid"})
    found: list[Account] = []
    for text in who:
        wanted = orcid(text) or text.strip()
        people = {person.id for person in people_named(config, wanted)}
        people |= {person.id for person in config.people if person.orcid == wanted}
        mine = [each for each in every if each.person in people or each.id == wanted]
        if not mine:
            raise UsageError(
                f"Nobody in pubman.toml is called {text} or has that account.",
                *(each.name.full for each in config.people),
            )
        found += mine
    return list(dict.fromkeys(found))


def account_at(config: Config, source: str, account: str) -> Account:
    """Return the account ``account`` at ``source``, with the person it belongs to if known."""
    for person in config.people:
        if account in SOURCES[source].ids_of(person):
            return Account(source=source, id=account, name=person.name.full, person=person.id)
    return Account(source=source, id=account)


def _nobody(people: Sequence[Person], sources: Collection[str]) -> PubmanError:
    if not people:
        return ConfigError(
            "pubman.toml names nobody yet, so there is nobody to sync.",
            Step("sync", '--dblp "Your Name"'),
            Step("sync", "--dblp 94/4810-19", "(the number in the address of your dblp page)"),
            'or write   orcid = "0000-..."   into pubman.toml',
        )
    others = sorted({*sources} - {"dblp"})
    if others:
        return UsageError(
            f"Nobody in pubman.toml has an account at {SOURCES[others[0]].label}.",
            'write   orcid = "0000-..."   into pubman.toml, below your name',
        )
    return UsageError(
        "Nobody in pubman.toml has a dblp number or an ORCID.",
        Step("sync", f'--dblp "{people[0].name.full}"'),
        'or write   orcid = "0000-..."   into pubman.toml',
    )
