"""Give a person of ``pubman.toml`` an account at a service."""

from __future__ import annotations

from pubman.config.keys import ACCOUNTS
from pubman.config.write import set_account
from pubman.errors import UsageError
from pubman.library.session import CONFIG_NAME, Library, the_person
from pubman.text.author_pages import account_in

SERVICES = ("dblp", "orcid", "scholar", "url", *ACCOUNTS)
"""The keys of a person that :func:`add_account` writes."""


def add_account(library: Library, service: str, account: str, *, person: str = "") -> str:
    """Write an account of a person into ``pubman.toml``, and return the name of the person.

    ``account`` may be the address of the person's page. ``UsageError`` for an unknown service, or
    if the person has another account there. dblp allows several.
    """
    if service not in SERVICES:
        raise UsageError(
            f"{service!r} is not a service that pubman.toml has a key for.",
            f"known: {', '.join(SERVICES)}",
        )
    owner = the_person(library, person)
    named, found = account_in(account)
    value = found if named == service else account.strip()
    known = {"orcid": owner.orcid, "scholar": owner.scholar, "url": owner.url, **owner.accounts}
    if not value:
        raise UsageError("The account is empty.")
    if value in (known.get(service), *(owner.pids if service == "dblp" else ())):
        return owner.name.full
    if other := known.get(service):
        raise UsageError(
            f"{owner.name.full} has {service} = {other!r} already.",
            f"to replace it, write   {service} = {value!r}   into pubman.toml",
        )
    set_account(library.folder / CONFIG_NAME, owner.id, service, value)
    return owner.name.full
