"""Score how much a text looks like a title, and how much a rest looks like a venue."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from functools import lru_cache
from typing import Final

from pubman.freelist.tokens import Token, tokenize
from pubman.freelist.words import STATUS, VENUE_SIGN, YEAR

_NO_TITLE = re.compile(
    r"(?i)(?-i:\[[A-Z]{1,2}(?:/[A-Z]{2})?\])|\bpp?\.\s?\d|\bvol\."
    r"|\bproc(?:eedings)?\b\.?|\bjournal of\b|\btransactions on\b|\bIEEE\b"
    r"|\bin press\b|\bsubmitted\b|\bet al\b|\bedited by\b|\beds?\.\)|https?:|\bdoi\b|\barxiv\b"
    r"|\bISBN\b"
    r"|\brivista d|\brevista d|\bzeitschrift für|\batti d|\bannali d|\bannales d|\brevue d|časopis"
    r"|zeszyty naukowe|dergisi\b|вестник|журнал|学报|学会|论文集"
    r"|\blecture notes in\b|\bpreprint\b|\bpublishers?\b|\buniversity\b|\bissn\b|\bpress\b"
)
_STARTS_VENUE = re.compile(
    r"(?i)^[\s.,;:)\]”\"'’|\-–—/]*(?:\(?in\b|\bem\b|\bdans\b|//|\[[A-Z]\]|proc\b|proceedings|j\."
    r"|journal|arxiv"
    r"|biorxiv|ieee|acm|trans|int\.|to appear|accepted|submitted|preprint|ph\.?\s?d|master"
    r"|under review|technical|thesis|dissertation|lecture notes|annals|advances|the \d+(?:st|nd"
    r"|rd|th))"
)
_VENUE_SHAPE = re.compile(r"^[\s.,;:)\]”\"'’|–—/-]*[A-ZÀ-Ýa-z][^.!?\d]{1,90}?[.,]?\s\(?\d")
_QUOTES: Final = (("«", "»"), ("“", "”"), ("「", "」"))
_VOLUME_AND_PAGES = re.compile(r"\b\d{1,4}\s?\(\d{1,3}\)|\b(?!1[89]|20)\d{2,5}[-–]\d{2,5}\b")
_INNER_STOP = re.compile(r"(?:(?<=[^\W\d_]{3})|(?<=\b(?:19|20)\d\d))[.](?= [A-ZÀ-Ý])|//|\n")
_FUNCTION_WORDS: Final = frozenset(
    "a an the of for in on and with to from by using via as at is are how what why under between"
    " der die das und für von zur im mit le la les des du et pour dans sur une un el los las del y"
    " para en con o os e da do em com uma il lo gli di per nel".split()
)


@lru_cache(maxsize=16384)
def title_score(text: str) -> float:
    """Return a score from about -2 (not a title at all) to 1.2."""
    text = text.strip()
    words = re.findall(r"[^\W\d_]+", text)
    if not text:
        return -2.0
    if not text.isascii() and re.search(r"[\u3040-\u9fff\uac00-\ud7af]", text):
        return 0.9 if 4 <= len(text) <= 80 else -0.3
    score = 1.0 if len(words) >= 4 else (-1.0, -0.6, 0.3, 0.6)[len(words)]
    score += 0.2 * (any(word in _FUNCTION_WORDS for word in words) or "-" in text or ": " in text)
    score -= 0.5 * len(_NO_TITLE.findall(text)[:2])
    score -= 0.25 * bool(YEAR.search(text)) + 0.5 * bool(_VOLUME_AND_PAGES.search(text))
    score -= 0.4 * text[0].islower()
    score -= 0.5 * (text[0] in ",;:.)" or text.count("(") != text.count(")"))
    score -= 0.5 * any(text.count(opened) != text.count(closed) for opened, closed in _QUOTES)
    score -= 0.4 * bool(len(text) > 300) + 0.3 * bool(len(text) > 220)
    score -= 0.3 * bool(STATUS.search(text)) + 0.3 * len(_INNER_STOP.findall(text)[:3])
    return score - _name_share(text)


def _name_share(text: str) -> float:
    """Return the share of names in *text*: initials and *and* between capitalised words."""
    tokens = tokenize(text[:300])
    kinds = Counter(token.kind for token in tokens)
    commas = kinds[","] + kinds[";"]
    if _is_in_capitals(text, tokens) or _has_initials(kinds, commas) or _begins_with_names(text):
        return 0.8
    if not all(len(part.split()) <= 4 for part in re.split("[,;]", text)):
        return 0.0
    if commas >= 2 and kinds["lower"] <= 1:
        return 0.8
    words = kinds["name"] + kinds["lower"] + kinds["caps"]
    return 0.4 if words >= 3 and commas and not kinds["lower"] else 0.0


def _is_in_capitals(text: str, tokens: Sequence[Token]) -> bool:
    """Return True for a name in capitals with its initials behind: ``VAN DER WAERDEN B L``."""
    last = tokens[-1] if tokens and text.isupper() else None
    return last is not None and last.kind == "caps" and len(last.text) < 3


def _has_initials(kinds: Counter[str], commas: int) -> bool:
    """Return True for two initials, or for one beside a comma."""
    return kinds["initials"] >= 2 or bool(kinds["initials"] and commas)


_WHOLE_NAME = re.compile(
    r"[A-ZÀ-Ý][\w'’-]+(?: [A-Z]\.)?(?: (?:van|von|de|der|den|da))*(?: [A-ZÀ-Ý][\w'’-]+){1,2}"
)


def _begins_with_names(text: str) -> bool:
    """Return True for two or more names in full at the beginning: ``Hao Li, Etienne Vouga``."""
    parts = [re.sub(r"^(?:and|&) ", "", part.strip()) for part in text.split(",")]
    named = [bool(_WHOLE_NAME.fullmatch(part)) for part in parts]
    return (len(parts) == 2 and all(named)) or (len(parts) > 2 and sum(named[:4]) >= 3)


@lru_cache(maxsize=16384)
def rest_score(text: str, italic: str) -> float:
    """Score how well the rest fits after a title: like a venue, not like part of a title."""
    bare = text.strip(" \n.,;:)]|")
    if not bare:
        return 0.0
    score = 0.0
    if _STARTS_VENUE.search(text) or (italic and bare.startswith(italic[:20])):
        score += 0.35
    elif _VENUE_SHAPE.search(text):
        score += 0.3
    if VENUE_SIGN.search(text):
        score += 0.25
    if YEAR.search(text) or STATUS.search(text):
        score += 0.15
    first = re.sub(r"^[\s.,;:)\]”\"'’|\-–—/]+", "", text)
    lowered = first[:1].islower() and not re.match(
        r"(?:in|em|en|dans|to appear|submitted|accepted|under|arxiv|pp?\.|vol|ed|eds|bioRxiv"
        r"|medRxiv|e[A-Z]|with)\b|bio|med|e[A-Z]|i[A-Z]",
        first,
    )
    return score - 0.5 * lowered
