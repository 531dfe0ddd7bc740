"""Words that say that a work is not out yet, in the usual words of fifteen languages.

People write them into almost any field: ``year = {2022, submitted}``, ``journal = {Submitted to
Nature}``, ``pages = {in press}``, ``note = {Accepted, 3 May 2025}``. :func:`understand` reads one
text, :func:`find_status` all the fields of a work.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache, lru_cache
from typing import Final

_PHRASES: Final[Mapping[str, str]] = {
    "in preparation": r"""
        manuscript in preparation|in preparation|in prep|inpreparation|work in progress|in progress
        |to be submitted|to be determined|to be announced|tbd|tba|wip|being written|draft
        |in vorbereitung|in arbeit|en préparation|en cours de rédaction|en cours de préparation
        |en preparación|en elaboración|en proceso de redacción|in preparazione|em preparação
        |unpublished(?: manuscript| paper| work| draft)?|t\.b\.[ad]\.?|in vorb\.?|i\. ?vorb\.
        |unveröffentlicht(?:es manuskript)?|manuscrit inédit|manuscrito inédito|non pubblicato
        |in voorbereiding|w przygotowaniu|готовится к (?:печати|публикации)|в подготовке
        |i manus|under arbete|under arbeid|under forberedelse
        |准备中|撰写中|写作中|準備中|執筆中|作成中|投稿準備中|준비 ?중""",
    "submitted": """
        manuscript submitted for publication|submitted for publication|submitted for review
        |manuscript submitted|submitted manuscript|submitted|in submission|under submission
        |zur veröffentlichung eingereicht|zur publikation eingereicht|eingereicht
        |soumise? pour publication|soumise?|en soumission
        |enviad[oa] para (?:su )?publicación|enviad[oa]|sometid[oa](?: a (?:evaluación|revisión))?
        |sottomesso|inviato|submetid[oa]
        |submetid[oa] para publicação|sottopost[oa](?: a revisione)?|ingediend|ingestuurd|ingezonden
        |złożon[eyao](?: do druku)?|wysłan[eyao]|направлен[ао]? в (?:печать|редакцию)|подан[ао]?
        |inskicka[dt]|inn?sendt|innsendt|indsendt
        |已投稿|投稿中|已提交|已投|投稿済み|投稿済|투고 ?중|투고""",
    "under review": """
        under peer review|under review|in peer review|in review|under revision|in revision
        |under consideration|being revised|being reviewed|revision requested|revision submitted
        |revise (?:and|&) resubmit(?:ted)?|revised and resubmitted|reject and resubmit|resubmitted
        |r ?& ?r|r ?& ?r requested|(?:major|minor) revisions?(?: requested| required| submitted)?
        |under (?:second|third|2nd|3rd) review|(?:second|third|2nd|3rd)(?: round(?: of)?)? review
        |im review|in begutachtung|unter begutachtung|im begutachtungsverfahren|in überarbeitung
        |en cours d[’']évaluation|en évaluation|en cours de révision|en révision|en relecture
        |en revisión|en evaluación|en proceso de revisión|in revisione|in valutazione|em revisão
        |em avaliação
        |onder review|in review bij|onder beoordeling|in revisie|w recenzji|w trakcie recenzji
        |на рецензии|на рецензировании|на рассмотрении|under granskning|under vurdering
        |under fagfellevurdering
        |审稿中|在审|审阅中|评审中|审查中|外审中|返修中|修回|修改中|審稿中|審查中
        |査読中|審査中|改訂中|심사 ?중|수정 ?중""",
    "accepted": """
        just accepted|accepted for publication|accepted for presentation|conditionally accepted
        |accepted (?:with|pending|subject to|after) (?:minor|major) (?:revisions?|changes)
        |accepted manuscript|provisionally accepted
        |accepted
        |zur veröffentlichung angenommen|zur publikation angenommen|angenommen|akzeptiert
        |acceptée? pour publication|acceptée?|aceptad[oa] para (?:su )?publicación|aceptad[oa]
        |accettat[oa] per la pubblicazione|accettat[oa]|aceit[oe] para publicação|aceit[oe]
        |aanvaard voor publicatie|aanvaard|geaccepteerd voor publicatie|geaccepteerd
        |przyjęt[eyao] do (?:druku|publikacji)|zaakceptowan[eyao]
        |принят[ао]? (?:к|в) (?:печати|печать|публикации)|accepterad|antat(?: for publisering)?
        |antaget|antagen
        |已录用|录用|已接收|接收|已接受|已接納|已接受|採択済み|採択済|採択|採録決定|採録|受理済み|受理|掲載決定
        |게재 ?확정|게재 ?승인""",
    "to appear": r"""
        to appear|toappear|appearing|in press[,;:]? (?:un)?corrected proof|(?:an )?article in press
        |in press|inpress|in the press|forthcoming|to be published|awaiting publication
        |in publication|publication pending|in production|coming soon
        |(?:e-?pub(?:lished)? |published )?(?:online )?ahead of (?:print|publication)
        |(?:published )?online[ -]?first|firstview|first view|early view|early access
        |advance (?:online publication|access(?: publication| article)?|article)
        |im druck|in druck|i\. ?dr\.|i\. ?e\.|im erscheinen|erscheint demnächst|erscheint
        |wird veröffentlicht
        |à paraître|à paraitre|a paraître|sous presse|sous-presse|à venir
        |en prensa|próxima publicación|de próxima (?:publicación|aparición)|próximamente
        |por aparecer
        |pendiente de publicación|próximo a (?:publicarse|aparecer)
        |in stampa|in corso di (?:stampa|pubblicazione)|di prossima (?:pubblicazione|uscita)
        |no prelo|em publicação|in druk|ter perse|te verschijnen|verschijnt(?: binnenkort)?
        |w druku|w przygotowaniu do druku|ukaże się|в печати|i tryck|i trykk(?:en)?|trykkes
        |under trykking|under utgivelse|under udgivelse
        |即将发表|即将出版|待发表|待出版|待刊|印刷中|即將出版|即將發表|掲載予定|近刊|出版予定|刊行予定
        |录用待刊|게재 ?예정|출판 ?예정|인쇄 ?중""",
}
"""Status -> the phrases that mean it, as alternatives of a regular expression."""

_STATUSES: Final = tuple(_PHRASES)
_SHORTEST: Final = 2
"""The fewest characters of a status: 在审."""
_BREAK: Final = re.compile(r"\s*\n\s*")
_PHRASE: Final = "|".join(
    f"(?P<s{at}>{_BREAK.sub('', text)})" for at, text in enumerate(_PHRASES.values())
)
# Words that may come between the phrase and the venue, and words that may come before the phrase.
_TO: Final = (
    r"(?:to the|at the|in the|by the|for the|to|at|in|by|for|with|as|bei der|bei|zu|für|in der|im"
    r"|à la|à|au|aux|dans|par|en la|en el|en|a la|al|a|para|por|nella|presso|na|no|bij|aan|voor"
    r"|в|w|do|till|i|于|於|《)"
)
_BEFORE: Final = (
    r"(?:(?:this|the)\s+)?(?:(?:paper|article|manuscript|chapter|book|currently|now|also|work|is"
    r"|has been|was|be|wird|ist|derzeit|manuskript|article|actuellement|artículo|actualmente)\s+)*"
)
# A phrase must end at a sign, at the end of the text, or before one of those words. Otherwise
# "Accepted Papers of the Workshop" would be read as accepted. Han and Kana put no space there.
_START: Final = (
    rf"(?i)\W*{_BEFORE}(?:{_PHRASE})(?P<more>\W*\Z|\s+(?P<to>{_TO})(?=[\s《:]|$)\W*|\s*[^\w\s]\s*"
    r"|\s+(?:on\s+)?(?=[\d(\[])|\s+on\s+(?=[A-Z][a-z]+ \d))"
)
_END: Final = rf"(?i)(?:[,;:(\[–—]|\s-)\s*{_BEFORE}(?:{_PHRASE})\W*\Z"
_PUBLIC: Final = re.compile(r"(?i)(?:arxiv|biorxiv|medrxiv|chemrxiv|ssrn|hal|zenodo|osf|repec)\b")
_AHEAD: Final = re.compile(r"(?i)\W*(?:e-?pub|published|online|early|advance|first ?view)")
_VAGUE: Final = re.compile(r"(?i)\W*(?:work in progress|in progress|wip|draft|tbd|tba)\b")


@dataclass(frozen=True, slots=True, kw_only=True)
class Understood:
    """What a text says about the status.

    ``rest`` is what the text says besides: a year, a venue, a date. ``to`` is true if the rest
    follows a word such as *to* or *at*, so that it names the venue.
    """

    status: str
    rest: str = ""
    to: bool = False


_LETTER: Final = re.compile(r"[^\W\d_]|[&]")


def understand(text: str) -> Understood | None:
    """Return the status that ``text`` begins or ends with, or None.

    >>> understand("Submitted to Nature")
    Understood(status='submitted', rest='Nature', to=True)
    >>> understand("2022, in Druck")
    Understood(status='to appear', rest='2022', to=False)
    """
    if len(text) < _SHORTEST or (text.isascii() and text.upper() == text.lower()):
        return None  # digits and signs, without a letter
    return _find_phrase(text)


@lru_cache(maxsize=8192)
def _find_phrase(text: str) -> Understood | None:
    if not _LETTER.search(text):  # pages, numbers and years
        return None
    start, end = _patterns()
    if found := start.match(text):
        return _understood(text, found)
    if found := end.search(text):
        return Understood(status=_status(found), rest=_trimmed(text[: found.start()]))
    return None


@cache
def _patterns() -> tuple[re.Pattern[str], re.Pattern[str]]:
    """Return the two long patterns. Most commands need none, and compiling them takes 12 ms."""
    return re.compile(_START), re.compile(_END)


def _understood(text: str, found: re.Match[str]) -> Understood | None:
    """Return the status of a text that begins with one, or None if it is a name."""
    rest = _trimmed(text[found.end() :])
    # A preprint server takes submissions, but a work that is submitted to it is published.
    if found["to"] and _PUBLIC.match(rest):
        return None
    # "WiP at RTSS", "Work in progress: methods", "Early access to medicines" are names.
    if rest and (_VAGUE.match(text) or (found["to"] and _AHEAD.match(text))):
        return None
    if rest and (more := understand(rest)) and not more.rest:
        later = max(_status(found), more.status, key=_STATUSES.index)
        return Understood(status=later)
    return Understood(status=_status(found), rest=rest, to=bool(found["to"]))


def _trimmed(text: str) -> str:
    """Return ``text`` without the signs around it; a bracket stays if it has its partner."""
    bare = text.strip(" ,;:.")
    for first, last in ("()", "[]", "{}", "《》", "（）"):
        if bare.count(first) != bare.count(last) or (bare[:1] == first and bare[-1:] == last):
            bare = bare.strip(first + last + " ,;:.")
    return bare


def _status(found: re.Match[str]) -> str:
    return next(name for at, name in enumerate(_STATUSES) if found[f"s{at}"])


# ---------------------------------------------------------------------------- the fields of a work

UNPUBLISHED: Final = frozenset({"in preparation", "submitted", "under review"})
_PLACES: Final = ("year", "venue", "howpublished", "volume", "number", "pages")
"""Fields that hold nothing but the status, or the status and their own value."""
_REMARKS: Final = ("note", "addendum")
"""Fields whose text is kept, because it often says more than the status."""
_OUT: Final = frozenset(
    {"report", "preprint", "thesis", "book", "proceedings", "dataset", "software"}
)
"""Kinds that are published by themselves: "revise and resubmit" is about a later paper."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """The status of a work, and the fields that must change because they held it."""

    status: str = ""
    changed: Mapping[str, str] = field(default_factory=dict)


def find_status(texts: Mapping[str, str], kind: str = "") -> Found:
    """Return the status that the fields ``texts`` of a work say, and what they then hold.

    The names are ``year``, ``venue``, ``howpublished``, ``volume``, ``number``, ``pages``, ``note``
    and ``addendum``. A note that says nothing but the status becomes empty, any other stays.
    """
    status, changed = "", {}
    for name in _PLACES:
        if (text := texts.get(name)) and (found := understand(text)):
            status = status or found.status
            changed[name] = found.rest
    for name in _REMARKS:
        found = understand(texts[name]) if name in texts else None
        if found is None or _is_history(name, found, texts, kind):
            continue
        status = status or found.status
        if not found.rest and name == "note":
            changed[name] = ""
    return Found(status=status, changed=changed)


def _is_history(name: str, found: Understood, texts: Mapping[str, str], kind: str) -> bool:
    """Return True if a remark is about the past of a published work, or about another work."""
    printed = all(any(map(str.isdigit, texts.get(each, ""))) for each in ("volume", "pages"))
    if found.status not in UNPUBLISHED:
        return printed and _AHEAD.match(texts[name]) is not None
    return printed or (name == "addendum" and kind in _OUT)


def says_only_status(text: str) -> bool:
    """Return True if ``text`` says a status and nothing else."""
    found = understand(text)
    return found is not None and not found.rest
