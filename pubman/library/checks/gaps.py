"""What is missing, out of date, or leads nowhere."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Final
from urllib.parse import unquote, urlsplit

from pubman.library.checks.scope import Case, Finding, Scope, quoted
from pubman.record import UNPUBLISHED_STATUSES, Publication

_IN_PROCEEDINGS: Final = frozenset({"article", "conference", "workshop", "chapter"})
_UNFINISHED: Final = UNPUBLISHED_STATUSES | {"accepted", "to appear"}
_FIRST_DOIS: Final = 2000
"""The year in which publishers began to register DOIs; few older papers of small ones have one."""
_NO_DOI: Final = frozenset(
    "aistats acml cidr colt corl debull fast hotcloud hotstorage iclr icml jcrd jmlr log "
    "login lrec mlsys neurips nsdi osdi soups tmlr uai usenix-atc uss "
    "chinese-journal-of-computers".split()
)
"""Venues of ``db/venues.csv`` whose publishers register no DOIs, or not for every volume: USENIX,
PMLR, OpenReview, NeurIPS, CIDR, LREC, and journals in Chinese."""
_NO_PAGES: Final = frozenset("aistats cidr corl iclr icml mlsys neurips tmlr".split())
"""Venues that publish on the web alone, and whose papers are cited without pages."""
_PREPRINT_DOIS: Final = (
    "10.48550/", "10.1101/", "10.2139/", "10.21203/", "10.31219/", "10.31234/", "10.20944/",
    "10.26434/", "10.36227/", "10.5281/", "10.31235/", "10.22541/",
)  # fmt: skip
"""Prefixes of arXiv, bioRxiv and medRxiv, SSRN, Research Square, OSF, PsyArXiv, Preprints.org,
ChemRxiv, TechRxiv, Zenodo, SocArXiv and Authorea: a DOI of theirs is no published version's."""


def _finished(pub: Publication) -> bool:
    return pub.kind in _IN_PROCEEDINGS and pub.status not in _UNFINISHED


def _venue_id(pub: Publication) -> str:
    return pub.canonical.id if pub.canonical else ""


def dois(scope: Scope) -> Iterator[Finding]:
    """Papers without a DOI where those of their kind, venue and time have one."""
    for case in scope.cases:
        pub = case.pub
        expected = _finished(pub) and _venue_id(pub) not in _NO_DOI and "doi" not in case.by_hand
        if expected and not pub.doi and (pub.year or 0) >= _FIRST_DOIS:
            yield Finding(key=pub.key, rule="doi", message="missing",
                          command=f"pubman set {pub.key} doi 10....")  # fmt: skip


def pages(scope: Scope) -> Iterator[Finding]:
    """Papers without pages; one with a DOI and a volume may be an article without any."""
    for case in scope.cases:
        pub = case.pub
        online = pub.kind == "article" and pub.doi and pub.volume
        expected = _finished(pub) and _venue_id(pub) not in _NO_PAGES and not online
        if expected and not pub.pages and "pages" not in case.by_hand:
            yield Finding(key=pub.key, rule="pages", message="missing",
                          command=f"pubman set {pub.key} pages 1-12")  # fmt: skip


def years(scope: Scope) -> Iterator[Finding]:
    """Publications without a year, but for what is not published yet."""
    for case in scope.cases:
        pub = case.pub
        if pub.date is None and pub.status not in _UNFINISHED:
            yield Finding(key=pub.key, rule="year", message="missing",
                          command=f"pubman set {pub.key} date 2024")  # fmt: skip


def statuses(scope: Scope) -> Iterator[Finding]:
    """A status that ended: a source has volume and pages, or a published paper's pages."""
    for case in scope.cases:
        pub = case.pub
        giver = next((each for each in case.records if _is_out(case, each.record)), None)
        if pub.status not in _UNFINISHED or giver is None:
            continue
        by_hand = "status" in case.by_hand
        whose = "yours" if by_hand else "a source's"
        has = "volume and pages" if giver.record.volume else "the pages"
        command = f"unset {pub.key} status" if by_hand else f'set {pub.key} status ""'
        yield Finding(
            key=pub.key, rule="status", value=pub.status,
            message=f'"{pub.status}" ({whose}), but {giver.source} has {has}',
            command=f"pubman {command}",
        )  # fmt: skip


def _is_out(case: Case, record: object) -> bool:
    """True where a record says where the paper stands; what a preprint's page counts says not."""
    kind, volume, number_of_pages = (getattr(record, each) for each in ("kind", "volume", "pages"))
    return bool(kind != "preprint" and number_of_pages and (volume or case.pub.kind != "article"))


def preprints(scope: Scope) -> Iterator[Finding]:
    """Preprints of which another line, their DOI or their source says that they came out."""
    published = dict(scope.versions) if scope.joined else {}
    for case in scope.cases:
        pub = case.pub
        if pub.kind != "preprint":
            continue
        said = pub.extra.get("journal_ref") or pub.extra.get("journal-ref") or ""
        if pub.key in published:
            other = published[pub.key]
            yield Finding(key=pub.key, rule="preprint", value=other,
                          message=f"came out as {other}, and stands beside it",
                          command=f"pubman same {other} {pub.key}")  # fmt: skip
        elif pub.doi and not pub.doi.startswith(_PREPRINT_DOIS):
            yield Finding(key=pub.key, rule="preprint", value=pub.doi,
                          message="a preprint, but its DOI is that of a published version",
                          command=f"pubman add {pub.doi}")  # fmt: skip
        elif said:
            yield Finding(key=pub.key, rule="preprint", value=said,
                          message=f"its source says that it came out: {said}",
                          command=f"pubman set {pub.key} venue {quoted(said)}")  # fmt: skip


def duplicates(scope: Scope) -> Iterator[Finding]:
    """Open questions whether two lines are one paper."""
    for question in scope.questions:
        a, b = question.key_a, question.key_b
        if not {a, b} & {case.pub.key for case in scope.cases}:
            continue
        key, other = (a, b) if a in scope.chosen else (b, a)
        yield Finding(
            key=key, rule="duplicate", value=other,
            message=f"one paper or two? {other} is alike ({question.score:.2f})",
            command=f"pubman same {key} {other}     or: pubman apart {key} {other}",
        )  # fmt: skip


def links(scope: Scope) -> Iterator[Finding]:
    """Relative links to files that lie neither beside the store nor beside a list."""
    for case in scope.cases:
        pub = case.pub
        for label, url in [("", pub.url), *((link.label, link.url) for link in pub.links)]:
            if url and not _leads_somewhere(url, scope.folders):
                mend = f"unlink {pub.key} {label}" if label else f'set {pub.key} url ""'
                yield Finding(key=pub.key, rule="link", value=url,
                              message=f"there is no file {url}",
                              command=f"pubman {mend}")  # fmt: skip


def _leads_somewhere(url: str, folders: tuple[Path, ...]) -> bool:
    try:
        parts = urlsplit(url)
    except ValueError:
        return True  # the exporters link no such address
    path = unquote(parts.path)
    if parts.scheme or parts.netloc or not path or path.startswith(("/", "\\")) or "\0" in path:
        return True
    return any((folder / path).exists() for folder in folders)
