"""Readings of a free list -> records, each with its placement."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import zip_longest
from typing import Final

from pubman.freelist.finding import Entry
from pubman.freelist.line import Line, Target
from pubman.freelist.placement import ListEntry, Placement
from pubman.freelist.reading import Reading
from pubman.freelist.words import STATUS, STATUSES
from pubman.record import Date, Link, Name, Record
from pubman.text.fold import fold
from pubman.text.identifiers import arxiv_id, doi, find_arxiv_id, find_doi
from pubman.text.names import parse_name

SURE: Final = 2.3
"""Nine in ten readings with at least this score have no wrong field."""

LIKELY: Final = 1.6
"""The same for an entry that is read by the rule of most entries of its list."""

_AWARD = re.compile(
    r"(?i)\b((?:best|outstanding|distinguished|test[- ]of[- ]time)\b[^.;,()\[\]\n]{0,40}?"
    r"\b(?:award|prize|paper|poster|demo|thesis)"
    r"(?:\s(?:award|prize|runner[- ]up|finalist|candidate|nominat\w+|honou?rable mention))*"
    r"|(?-i:(?:[A-Z][\w’'-]+ ){1,3}(?:Award|Prize))|runner[- ]up|honou?rable mention|spotlight"
    r"|oral presentation|oral|highlighted(?: paper)?|highlight|editor['’]?s choice)\b"
)
_SIGN_SENTENCE = re.compile(
    r"(?<![^\s(,;:])\(?([*†‡§¶#∗⋆✉+]{1,2}|\\\*)\)?\s?"
    r"(?::|=|–|-|denotes?|indicates?|means?|marks?|bezeichnet|désigne|indica)?\s*"
    r"([^.\n()*†‡§;#=]{0,60}?(?i:equal|correspond|joint|co-first|first author|student|supervis"
    r"|alphabetical|gleich|contribution|presenter|advis|postdoc|undergrad|mentee|intern\b"
    r"|senior author|auteure? |autore? |共同第一|通讯作者|通信作者|同等贡献|責任著者|공동|교신)"
    r"[^.\n()*†‡§;#=]{0,60})"
)
"""A sign and the words of a list that explain it: ``* denotes equal contribution``."""
_SIGNS = re.compile(r"[*†‡§¶#∗⋆✉]+")
_NOT_A_LINK = re.compile(r"(?i)^(?:#.*|javascript:.*|mailto:.*|tel:.*|)$")


def list_entries(read: Sequence[tuple[Entry, Line, Reading]], page: str) -> Iterator[ListEntry]:
    """Yield the entries of a list; *page* is its whole text, where signs are explained."""
    explained = dict(_explained(page))
    seen: Counter[str] = Counter()
    usual = Counter(reading.rule for _, _, reading in read).most_common(1)[0][0] if read else ""
    for position, (entry, line, reading) in enumerate(read, 1):
        record = _record(entry, line, reading, seen)
        signs = dict.fromkeys(_SIGNS.findall(entry.line.text))
        placement = Placement(
            position=position,
            section=entry.section,
            number=entry.number,
            links=_links(line, reading),
            picture=line.picture,
            award=record.award,
            note=reading.rest.note,
            signs=tuple((sign, explained[sign]) for sign in signs if sign in explained),
            raw=entry.line.raw,
            line=entry.at,
            rule=f"{reading.rule}; names {reading.style}" if reading.title else "",
        )
        yield ListEntry(
            record=record,
            placement=placement,
            sure=reading.score >= (LIKELY if reading.rule == usual else SURE),
            coauthors_only=reading.only_coauthors,
        )


def _explained(page: str) -> Iterator[tuple[str, str]]:
    """The signs that a page explains, each with the words that do."""
    for match in _SIGN_SENTENCE.finditer(page[:400_000]):
        yield match[1].lstrip("\\"), " ".join(match[2].split()).strip(" ,;:")


def _record(entry: Entry, line: Line, reading: Reading, seen: Counter[str]) -> Record:
    rest = reading.rest
    title = reading.title or entry.line.raw
    urls = [target.url for target in line.targets]
    # An identifier that is printed belongs to the entry. One that is only the address of a link may
    # be that of another paper: of several different ones, none is believed.
    found_doi = find_doi(entry.line.raw) or _only(doi(url) for url in urls)
    found_arxiv = find_arxiv_id(entry.line.raw) or _only(arxiv_id(url) for url in urls)
    date = Date(year=int(rest.year)) if rest.year else None
    key = f"{fold(title)}|{rest.year}"
    seen[key] += 1
    award = _AWARD.search(entry.line.raw.replace(title, " "))
    return Record(
        kind=_kind(entry, rest.venue, arxiv=bool(found_arxiv)),
        title=title,
        authors=tuple(_names(reading)),
        authors_cut=reading.cut or reading.only_coauthors,
        date=date,
        venue=rest.venue,
        volume=rest.volume,
        number=rest.number,
        pages=rest.pages,
        doi=found_doi,
        arxiv_id=found_arxiv,
        status=_status(entry, rest.status, rest.year),
        award=award[1].strip() if award else "",
        source_key=key if seen[key] == 1 else f"{key}|{seen[key]}",
        raw=entry.line.raw,
        line=entry.at,
    )


def _only(found: Iterable[str]) -> str:
    """The one value in *found*; nothing if there are several."""
    values = {value for value in found if value}
    return values.pop() if len(values) == 1 else ""


def _names(reading: Reading) -> Iterator[Name]:
    """The names of an entry, each with the signs behind it."""
    for text, marks in zip_longest(reading.names, reading.marks, fillvalue=""):
        name = Name(literal=text) if _BODY.search(text) else parse_name(text)
        if name.full:
            yield replace(name, marks=tuple(marks)) if marks else name


_BODY = re.compile(r"(?i)\b(?:collaboration|consortium|working group|task force|study group)$")


def _status(entry: Entry, said: str, year: str) -> str:
    """The status in the entry, or in the heading above it; none if the paper has appeared."""
    if said in STATUSES:
        return STATUSES[said]
    heading = STATUS.search(" ".join(entry.section[-1:]))
    if heading and not year:
        return STATUSES.get(heading[0].lower(), "")
    return ""


_KINDS: Final = (
    ("thesis", re.compile(
        r"(?i)thes[ie]s|dissertation|tesis|thèse|tesi\b|teses\b|proefschrift|disertac|rozpraw"
        r"|\btez(?:i|ler)?\b|диссертаци|学位论文|博士論文|学位論文")),
    ("patent", re.compile(r"(?i)patent|专利|特許|특허|патент")),
    ("preprint", re.compile(
        r"(?i)preprint|arxiv|biorxiv|medrxiv|working paper|\bssrn\b|препринт|预印本")),
    ("report", re.compile(r"(?i)tech(?:nical|\.)? rep|\breports?\b|bericht|rapport|отчет")),
    ("chapter", re.compile(
        r"(?i)chapter|kapitel|kapitol|chapitre|capítulo|capitol[oi]|hoofdstuk|rozdzia|bölüm|глав")),
    ("workshop", re.compile(r"(?i)workshop|atelier")),
    ("conference", re.compile(
        r"(?i)conference|proc(?:eedings|\.)|symposium|conf\.|congress|conférence|actes d|konferen"
        r"|tagung|congreso|simposio|convegno|conferenza|\batti d|\banais\b|sborník|bildiri|kongre"
        r"|конференц|会议|會議|国際会議|학술대회")),
    ("article", re.compile(
        r"(?i)journal|transactions|letters|trans\.|\bj\. |articles?\b|artikel|revista|revue|rivista"
        r"|zeitschrift|tijdschrift|časopis|czasopism|zeszyty|dergi|artículo|articoli|artigo|artykuł"
        r"|člán|makale|статьи|журнал|вестник|期刊|学报|論文|誌|논문")),
    ("book", re.compile(
        r"(?i)\bbooks?\b|monogra|bücher|libros?\b|livres?\b|livros?\b|\blibri\b|boeken|książk|knih"
        r"|kitap|книг|著作|著書|저서")),
)  # fmt: skip


def _kind(entry: Entry, venue: str, *, arxiv: bool) -> str:
    """The kind, by the venue, else by the nearest heading that decides."""
    for text in (venue, *reversed(entry.section)):
        for kind, pattern in _KINDS:
            if pattern.search(text):
                return kind
    return "preprint" if arxiv and not venue else "other"


def _links(line: Line, reading: Reading) -> tuple[Link, ...]:
    """The links of the paper, in order: not those on names, and no empty ones."""
    found: dict[str, Link] = {}
    for target in line.targets:
        if _NOT_A_LINK.match(target.url) or _is_on_names(target, reading):
            continue
        label = " ".join(target.label.strip(" []()|/").split())
        on_title = target.start >= 0 and target.start < reading.title_span[1]
        found.setdefault(target.url, Link(label="" if on_title else label[:60], url=target.url))
    return tuple(found.values())


def _is_on_names(target: Target, reading: Reading) -> bool:
    """Return True for the homepage of a co-author."""
    start, end = reading.names_span
    return target.start >= 0 and start <= target.start < end
