"""Accounts of a person that a sync meets in passing: offered once, and never added by themselves.

Three places name them: the page of a person at dblp, their record at ORCID, and authors of papers
with an ORCID or a dblp number. What ``pubman.toml`` has already is not offered.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import chain
from typing import Any, Final

from pubman.config import Config
from pubman.formats.dblp.person import Owner
from pubman.library.session import Library
from pubman.library.sync.outcome import FoundAccount
from pubman.online.answers import json_of
from pubman.people import Person, identify
from pubman.record import Name, Record
from pubman.store import lookups
from pubman.text.author_pages import account_in

PAPERS: Final = 2
"""Papers that must give a person the same number. On one, it may be a slip."""
OFFERED: Final = "offered"
"""The name under which it is noted that an account was offered."""
_KINDS: Final = (("scopus", "scopus"), ("researcherid", "researcherid"))
"""Kinds of identifiers at ORCID, as they begin, and the service of each."""
_HOME: Final = re.compile(
    r"(?i)home|personal|private|(?:web|own)[ -]?(?:site|page)|lehrstuhl|page perso"
)

_ADDRESS: Final = re.compile(r"https?://[\w.-]+(?:/[\w./~%?=&#:+,@-]*)?")


def from_page(person: Person, owner: Owner) -> Iterator[FoundAccount]:
    """Yield the accounts that a page of dblp names."""
    for address in owner.urls:
        service, account = account_in(address)
        if service and service != "dblp":
            yield FoundAccount(person=person, service=service, account=account, by="dblp")


def from_record(person: Person, body: bytes) -> Iterator[FoundAccount]:
    """Yield the accounts that a person shows on their record at ORCID."""
    value = json_of(body, "ORCID")
    about = value if isinstance(value, dict) else {}
    for each in _items(about, "external-identifiers", "external-identifier"):
        service, account = _identifier(each)
        if service:
            yield FoundAccount(person=person, service=service, account=account, by="orcid")
    for each in _items(about, "researcher-urls", "researcher-url"):
        address = _text(each, "url")
        service, account = account_in(address)
        home = _HOME.search(str(each.get("url-name") or ""))
        if not service and home and _ADDRESS.fullmatch(address):
            service, account = "url", address
        if service and service != "orcid":
            yield FoundAccount(person=person, service=service, account=account, by="orcid")


def _items(about: dict[str, Any], group: str, name: str) -> list[dict[str, Any]]:
    within = about.get(group)
    found = within.get(name) if isinstance(within, dict) else None
    return [each for each in found if isinstance(each, dict)] if isinstance(found, list) else []


def _text(each: dict[str, Any], name: str) -> str:
    value = each.get(name)
    return str(value.get("value") or "").strip() if isinstance(value, dict) else ""


def _identifier(each: dict[str, Any]) -> tuple[str, str]:
    """Return the service and the account of an external identifier at ORCID."""
    kind = str(each.get("external-id-type") or "").lower().replace(" ", "")
    service, account = account_in(_text(each, "external-id-url"))
    if service:
        return service, account
    value = str(each.get("external-id-value") or "").strip()
    known = next((name for begin, name in _KINDS if kind.startswith(begin)), "")
    return (known, value) if known and re.fullmatch(r"[\w-]{5,20}", value) else ("", "")


def from_authors(config: Config, records: Sequence[Record], source: str) -> Iterator[FoundAccount]:
    """Yield the ORCID or the dblp number that authors of several papers have, named as a person.

    If two numbers occur, one may be of another person of that name, and neither is offered.
    """
    if all(each.orcid and each.pids for each in config.people):
        return
    met: dict[tuple[Person, str], Counter[str]] = {}
    for name, papers in _papers_by_name(records).items():
        for person, service, number in _numbers_of(config, name):
            met.setdefault((person, service), Counter())[number] += papers
    for (person, service), numbers in met.items():
        ((number, count),) = numbers.most_common(1)
        if len(numbers) == 1 and count >= PAPERS:
            yield FoundAccount(
                person=person, service=service, account=number, by=source, papers=count
            )


def _papers_by_name(records: Sequence[Record]) -> Counter[Name]:
    """Return how many of the records each name is on."""
    names = list(chain.from_iterable(each.authors for each in records))
    objects = {id(name): name for name in names}  # A name is mostly one object, counted quickly.
    found: Counter[Name] = Counter()
    for number, papers in Counter(map(id, names)).items():
        found[objects[number]] += papers
    return found


def _numbers_of(config: Config, name: Name) -> Iterator[tuple[Person, str, str]]:
    """Yield the person of ``pubman.toml`` whom a name means, with each number that it has."""
    if not (name.orcid or name.pid):
        return
    if found := identify(name, config.people):
        for service, number in (("orcid", name.orcid), ("dblp", name.pid)):
            if number:
                yield found[0], service, number


def offer(
    library: Library, found: Iterable[FoundAccount], *, keep: bool
) -> tuple[FoundAccount, ...]:
    """Return the accounts that are not known and were not offered before.

    With ``keep``, note that they are offered now.
    """
    several = len(library.config.people) > 1
    unknown = {
        each.key: replace(each, several=several)
        for each in found
        if not _has(each.person, each.service)
    }
    before = lookups.looked_up(library.store, OFFERED, unknown)
    new = {key: each for key, each in unknown.items() if key not in before}
    if new and keep:
        with library.store.transaction():
            lookups.note_lookups(library.store, OFFERED, new, "")
    return tuple(new.values())


def _has(person: Person, service: str) -> bool:
    known = {
        "orcid": person.orcid,
        "dblp": person.pids,
        "scholar": person.scholar,
        "url": person.url,
    }
    return bool(known.get(service) or person.accounts.get(service))
