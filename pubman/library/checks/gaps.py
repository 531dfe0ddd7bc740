"""Rules about what is missing, out of date, or a dead link."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Final
from urllib.parse import unquote, urlsplit

from pubman.fields import UNPUBLISHED_STATUSES
from pubman.library.checks.scope import VALUE, Case, Finding, Fix, Scope
from pubman.people import identify
from pubman.record import Publication, Record

_IN_PROCEEDINGS: Final = frozenset({"article", "conference", "workshop", "chapter"})
_UNFINISHED: Final = UNPUBLISHED_STATUSES | {"accepted", "to appear"}
_FIRST_DOIS: Final = 2000
"""The year in which publishers began to register DOIs. Few older papers of small ones have one."""
_NO_DOI: Final = frozenset(
    "aistats acml cidr colt corl debull fast hotcloud hotstorage iclr icml jcrd jmlr log "
    "login lrec mlsys neurips nsdi osdi soups tmlr uai usenix-atc uss "
    "chinese-journal-of-computers".split()
)
"""Venues of ``db/venues.csv`` whose publishers do not register DOIs for every volume: USENIX, PMLR,
OpenReview, NeurIPS, CIDR, LREC, and journals in Chinese."""
_NO_PAGES: Final = frozenset("aistats cidr corl iclr icml mlsys neurips tmlr".split())
"""Venues that publish only on the web. Their papers are cited without pages."""
_PREPRINT_DOIS: Final = (
    "10.48550/", "10.1101/", "10.2139/", "10.21203/", "10.31219/", "10.31234/", "10.20944/",
    "10.26434/", "10.36227/", "10.5281/", "10.31235/", "10.22541/",
)  # fmt: skip
"""Prefixes of arXiv, bioRxiv and medRxiv, SSRN, Research Square, OSF, PsyArXiv, Preprints.org,
ChemRxiv, TechRxiv, Zenodo, SocArXiv and Authorea. Such a DOI is not that of a published version."""


def _finished(pub: Publication) -> bool:
    return pub.kind in _IN_PROCEEDINGS and pub.status not in _UNFINISHED


def _venue_id(pub: Publication) -> str:
    return pub.canonical.id if pub.canonical else ""


def _missing(pub: Publication, rule: str, field: str) -> Finding:
    fix = Fix("set", (pub.key, field, VALUE))
    return Finding(key=pub.key, rule=rule, problem="missing", fix=fix)


def dois(scope: Scope) -> Iterator[Finding]:
    """Papers without a DOI, if papers of their kind, venue and time have one; one DOI on two."""
    yield from _shared_dois(scope)
    for case in scope.cases:
        pub = case.pub
        expected = _finished(pub) and _venue_id(pub) not in _NO_DOI and "doi" not in case.by_hand
        if expected and not pub.doi and (pub.year or 0) >= _FIRST_DOIS:
            yield _missing(pub, "doi", "doi")


def _shared_dois(scope: Scope) -> Iterator[Finding]:
    """Publications with a DOI that another one has, too: one of the two was typed wrongly."""
    bearers: dict[str, list[str]] = {}
    for case in scope.cases:
        if case.pub.doi:
            bearers.setdefault(case.pub.doi.lower(), []).append(case.pub.key)
    for doi, keys in bearers.items():
        if len(keys) > 1:
            yield Finding(
                key=keys[0],
                rule="doi",
                problem="shared DOI",
                fix=Fix("set", (keys[0], "doi", VALUE)),
                details={"doi": doi, "other": " and ".join(keys[1:])},
                value=doi,
            )


def pages(scope: Scope) -> Iterator[Finding]:
    """Papers without pages. An article with a DOI and a volume may have none."""
    for case in scope.cases:
        pub = case.pub
        online = pub.kind == "article" and pub.doi and pub.volume
        expected = _finished(pub) and _venue_id(pub) not in _NO_PAGES and not online
        if expected and not pub.pages and "pages" not in case.by_hand:
            yield _missing(pub, "pages", "pages")


def years(scope: Scope) -> Iterator[Finding]:
    """Publications without a year, except for those that are not published yet."""
    for case in scope.cases:
        pub = case.pub
        if pub.date is None and pub.status not in _UNFINISHED:
            yield _missing(pub, "year", "date")


def statuses(scope: Scope) -> Iterator[Finding]:
    """Yield statuses that are out of date, because a source has volume and pages, or only pages."""
    for case in scope.cases:
        pub = case.pub
        giver = next((each for each in case.records if _is_out(case, each.record)), None)
        if pub.status not in _UNFINISHED or giver is None:
            continue
        by_hand = "status" in case.by_hand
        fix = Fix("unset", (pub.key, "status"), in_bulk=True)
        if not by_hand:
            fix = Fix("set", (pub.key, "status", ""), in_bulk=True)
        details = {
            "status": pub.status,
            "owner": "yours" if by_hand else "from a source",
            "source": giver.source,
            "part": "volume and pages" if giver.record.volume else "the pages",
        }
        yield Finding(
            key=pub.key, rule="status", problem="over", fix=fix, details=details, value=pub.status
        )


def _is_out(case: Case, record: Record) -> bool:
    """Return True if a record says where the paper is published.

    The number of pages of a preprint does not say that.
    """
    if record.kind == "preprint" or not record.pages:
        return False
    return bool(record.volume) or case.pub.kind != "article"


def preprints(scope: Scope) -> Iterator[Finding]:
    """Preprints with a known published version: another publication, a DOI or a source."""
    published = dict(scope.versions) if scope.joined else {}
    for case in scope.cases:
        pub = case.pub
        if pub.kind != "preprint":
            continue
        reference = pub.extra.get("journal_ref") or pub.extra.get("journal-ref") or ""
        if pub.key in published:
            other = published[pub.key]
            fix = Fix("same", (other, pub.key), in_bulk=True)
            yield _preprint(pub, "published", other, fix)
        elif pub.doi and not pub.doi.startswith(_PREPRINT_DOIS):
            yield _preprint(pub, "published DOI", pub.doi, Fix("add", (pub.doi,)))
        elif reference:
            fix = Fix("set", (pub.key, "venue", reference))
            yield _preprint(pub, "published in", reference, fix)


def _preprint(pub: Publication, problem: str, value: str, fix: Fix) -> Finding:
    return Finding(
        key=pub.key,
        rule="preprint",
        problem=problem,
        fix=fix,
        details={"other": value},
        value=value,
    )


def duplicates(scope: Scope) -> Iterator[Finding]:
    """Open questions whether two publications are one paper."""
    keys = {case.pub.key for case in scope.cases}
    for question in scope.questions:
        a, b = question.key_a, question.key_b
        if not {a, b} & keys:
            continue
        key, other = (a, b) if a in scope.chosen else (b, a)
        yield Finding(
            key=key,
            rule="duplicate",
            problem="similar",
            fix=Fix("same", (key, other)),
            details={"other": other, "score": f"{question.score:.2f}"},
            value=other,
        )


def owners(scope: Scope) -> Iterator[Finding]:
    """Publications of your own list on which nobody in pubman.toml is an author or editor."""
    if not scope.people:
        return
    for case in scope.cases:
        pub = case.pub
        names = pub.authors or pub.volume_editors
        group = pub.extra.get("collaboration", "")
        if case.claimed or not (names or group) or _names_you(pub, scope):
            continue
        problem, command = _problem_of_owner(pub)
        yield Finding(
            key=pub.key,
            rule="owner",
            problem=problem,
            fix=Fix(command, (pub.key,), in_bulk=True),
            value=", ".join(name.full for name in names)[:200] or group,
        )


def _names_you(pub: Publication, scope: Scope) -> bool:
    """Return whether an author or an editor of the volume is in pubman.toml."""
    if any(author.person for author in pub.authorships):
        return True
    return any(identify(name, scope.people) for name in pub.volume_editors)


def _problem_of_owner(pub: Publication) -> tuple[str, str]:
    """Return why nobody may be named, and the command to suggest: you may be one of the group."""
    if pub.authors_cut:
        return "cut", "mine"
    names = pub.authors or pub.volume_editors
    if "collaboration" in pub.extra or all(name.literal for name in names):
        return "group", "mine"
    return "nobody", "hide"


def links(scope: Scope) -> Iterator[Finding]:
    """Relative links to files that are neither beside the store nor beside a list."""
    for case in scope.cases:
        pub = case.pub
        for label, url in [("", pub.url), *((link.label, link.url) for link in pub.links)]:
            if not url or _leads_somewhere(url, scope.folders):
                continue
            fix = Fix("set", (pub.key, "url", ""), in_bulk=True)
            if label:
                fix = Fix("unlink", (pub.key, label), in_bulk=True)
            yield Finding(
                key=pub.key,
                rule="link",
                problem="no file",
                fix=fix,
                details={"url": url},
                value=url,
            )


def _leads_somewhere(url: str, folders: tuple[Path, ...]) -> bool:
    try:
        parts = urlsplit(url)
    except ValueError:
        return True  # the exporters do not print such an address
    path = unquote(parts.path)
    if parts.scheme or parts.netloc or not path or path.startswith(("/", "\\")) or "\0" in path:
        return True
    return any((folder / path).exists() for folder in folders)
