"""Accounts of people that a sync met: each with the command that adds it."""

from __future__ import annotations

from shlex import quote
from typing import Final

from pubman.cli.say.hints import shown
from pubman.cli.say.terminal import plural, say
from pubman.errors import Step
from pubman.library.person_accounts import SERVICES
from pubman.library.sync.accounts import SOURCES
from pubman.library.sync.outcome import FoundAccount, Outcome

_CALLED: Final = {
    "orcid": "ORCID iD", "dblp": "dblp number", "scholar": "Google Scholar profile",
    "url": "web page", "scopus": "Scopus author id", "researcherid": "ResearcherID",
    "arxiv": "arXiv author id", "inspire": "INSPIRE author id", "hal": "idHAL",
    "zbmath": "zbMATH author code", "openalex": "OpenAlex author id",
    "semanticscholar": "Semantic Scholar number",
}  # fmt: skip
_SOURCES: Final = {"crossref": "Crossref", "datacite": "DataCite"}


def tell_found(outcome: Outcome) -> None:
    """Offer the accounts that a source names. pubman adds none by itself."""
    for each in outcome.found:
        say(account_in_words(each), sign="?", hang=4)
        if step := step_of(each):
            say(f"To add it: {step}", indent=4)
        else:
            say("pubman does not use it.", indent=4)


def account_in_words(found: FoundAccount) -> str:
    """Return who names which account of whom."""
    by = _SOURCES.get(found.by) or (SOURCES[found.by].label if found.by in SOURCES else found.by)
    called = f"the {_CALLED[found.service]} {found.account}"
    if found.papers:
        papers = plural(found.papers, "paper")
        return f"{found.person.name.full} has {called} on {papers} at {by}. Is it right?"
    return f"{by} names {called} of {found.person.name.full}."


def step_of(found: FoundAccount) -> str:
    """Return the command that adds an account, or "" if ``pubman.toml`` has no key for it."""
    if found.service not in SERVICES:
        return ""
    whose = f' --person "{found.person.name.full}"' if found.several else ""
    return shown(Step("config", f"--account {found.service} {quote(found.account)}{whose}"))


def found_as_json(found: FoundAccount) -> dict[str, object]:
    """Return an account that was found as plain data."""
    return {
        "person": found.person.id,
        "service": found.service,
        "account": found.account,
        "by": found.by,
        "papers": found.papers,
        "command": step_of(found) or None,
    }
