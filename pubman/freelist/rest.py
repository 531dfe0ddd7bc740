"""Read the rest of an entry after title and names: the venue, the volume, the pages, the year."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final

from pubman.freelist.names import STYLES, read_names
from pubman.freelist.tokens import tokenize
from pubman.freelist.words import ABBREVIATIONS, STATUS, YEAR

_DASH: Final = r"\s?[-–—‐]{1,3}\s?"
_PAGES = re.compile(
    rf"(?i)(?:\b(?:pp?|pages?|pág(?:s|inas)?|S|Seiten?|с|стр|pagg?"
    rf"|str)\b\.?\s*:?\s*)(\w?\d[\w:.]{{0,8}}(?:{_DASH}\w?\d[\w:.]{{0,8}})?)"
)
_PAGE_RANGE = re.compile(
    rf"(?<![\d/.\w-])([A-Za-z]?\d{{1,6}}{_DASH}[A-Za-z]?\d{{1,6}})(?![\d/\w-])"
)
_VOLUME = re.compile(
    r"(?i)\bvol(?:ume|\.)?\s?:?\s*([\w-]{1,8})"
    r"|\b(?:v|t|т|bd|band|jg|jahrgang|roč|ročník|tom[eo]?|cilt)\b\.?\s?(\d{1,4})\b"
    r"|(?:제|第)\s?(\d{1,4})\s?(?:권|卷|巻)"
)
_ISSUE = re.compile(
    r"(?i)(?:\b(?:no|num|number|issue|nr|n|č|číslo|heft|h|sayı|zesz|fasc)\b[.°º]?|№)\s*:?\s*"
    r"((?=[\w-]{0,7}\d|[ivxl]+\b)[\w-]{1,8}(?:[-–/]\d+)?)|\b(\d{1,4})\s?(?:호|号|期)"
)
_MONTH: Final = (
    r"(?i:jan|feb|m[aä]r|apr|ma[iy]|ju[nlin]|aug|sep|o[ck]t|nov|de[cz]|janv|f[ée]v|avr|ao[uû]t"
    r"|d[ée]c|ene|abr|ago|dic|set|out|gen|mag|giu|lug|ott)[a-zäéûç]{0,7}"
)
_DAYS = re.compile(
    rf"\b{_MONTH}\.?\s\d{{1,2}}{_DASH}(?:{_MONTH}\.?\s)?\d{{1,2}}\b"
    rf"|\b\d{{1,2}}\.?{_DASH}\d{{1,2}}\.?(?:\sde)?\s{_MONTH}\b"
)
"""The days of a meeting, which look like pages: ``August 3-9``, ``6–14 December``."""
_VOLUME_ISSUE = re.compile(
    r"(?<![\w-])(\d{1,5}|[IVXLC]{1,7})\s?\((\w{1,3}\d{0,3}(?:[-–/]\d{1,4})?)\)"
)
_VOLUME_PAGE = re.compile(
    rf"(?<![\w./-])(\d{{1,4}})\s?[:,]\s?(\w?\d{{1,7}}(?:{_DASH}\w?\d{{1,7}})?)(?![\w/])"
)
_LEAD = re.compile(
    r"(?i)^[\s.,;:)\]}”\"'’|\-–—/]*(?:(?:to appear|accepted|forthcoming"
    r"|published(?: online)?(?: \w+)?(?= (?:in|19|20))|presented|appeared"
    r"|in press|submitted)\b[\s:,]*)?(?:(?:in|em|en|dans|im|in the|nel)\b[:\s]\s*|//\s*"
    r"|\[[A-Z]+(?:/OL)?\][.\s/]*)?"
    r"(?:(?:In|in)\b[:,]?\s+)?"
)
_EDITOR_SIGN = re.compile(
    r"(?i)[\s,]*(?:[(\[]\s*(?:eds?|hrsg|hg|orgs?|coords?|dir|editors?)\.?\s*[)\]]|eds?\."
    r"|editors?\b|\(éds?\.?\))[.,:;]?\s*"
)
_EDITORS_IN_FRONT = re.compile(
    r"^(?=[^()]{0,80}(?:[A-Z]\.|\b[A-Z]{1,3}[,.]))[^“”]{3,260}?(?:\([Ee]ds?\.\)"
    r"|,\s[Ee]ditors?\b)[.,:]?\s+(?=[A-Z])"
)
_ONE_EDITOR = re.compile(
    r"(?:[A-ZÀ-Ý][\w'’-]+ ?){1,4}(?:\s?\((?:[Ee]ds?|Hrsg|Hg|orgs?|coords?|dir)\.?\)"
    r"|, editors?\b)[.,:]?\s+"
    r"|eds?\.\s?[A-ZÀ-Ý][\w'’-]+\.\s+(?=[A-Z])"
)
"""Editors named by one word each, or as a group: ``Abdelhak-Djamel (Ed.)``."""
_EDITORS_BEHIND = re.compile(
    r"(?i)[.,;]\s(?:(?:[A-Z]\.[\s-]?){1,3}[A-Z][\w'-]+[^.()]{0,200}?,\s(?-i:Eds?)\.|edited by"
    r"|edited and|ed\. by|hrsg\. v)"
    r"|\s\(eds?\.?\s|;\s[A-Z][\w-]+,\s[A-Z]\.[^()]{0,200}?,\s(?-i:Eds?)\."
)
_END = re.compile(
    rf"(?i)\s*[,;(.–-]\s*(?:{STATUS.pattern.removeprefix('(?i)')})"
    r"|\s*[,;]?\s*(?:제|第)\s?\d{1,4}\s?(?:권|卷|巻|期|号|호)"
    r"|\s*,\s*(?:v|t|т|bd|jg|roč|cilt|nr|n|č|№)\b\.?\s?\d"
    r"|\s*(?:[,;(\[]\s*)?(?:\bvol(?:ume|\.)|\bpp?\.|\bpages?\b|\bno\.|\bissue\b|\barticle\b"
    r"|\bISSN\b|\bISBN\b|\bDOI\b|\bID:?\s|\beds?\.|\(eds?|\bedited by\b|\(org)|\s*[,;.]?\s*\n"
    r"|\s*[,;:]?\s*\(?\b(?:1[89]|20)\d\d\b|\s*[,:;.]?\s+\d{1,4}\s?(?=[(:,.]|$)"
    r"|\s*[,(]\s*(?:January|February|March|April|May|June|July|August|September|October|November"
    r"|December|Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec)\b"
)
_ITALIC_VOLUME = re.compile(r",\s(\d{1,4})(?:\s?\(\d{1,4}\))?$")
"""APA has the volume in italics too: ``Annals of Rings, 83``."""
_SENTENCE = re.compile(r"(?<=[^\W\d_]{4})\.\s+(?=[A-ZÀ-Ý0-9(])|(?<=\))\.\s+|[;|]\s|\s[·•–—]\s")


@dataclass(frozen=True, slots=True, kw_only=True)
class Rest:
    """The venue and what belongs to it."""

    venue: str = ""
    volume: str = ""
    number: str = ""
    pages: str = ""
    year: str = ""
    status: str = ""
    note: str = ""


def read_rest(text: str, italic: str = "") -> Rest:
    """The parts of the text after title and names; *italic* is its first part in italics."""
    status = STATUS.search(text)
    pages = _pages(text)
    volume, number = _volume(text)
    if not pages:
        dated = (YEAR.fullmatch(m[1]) or YEAR.fullmatch(m[2]) for m in _VOLUME_PAGE.finditer(text))
        pairs = zip(_VOLUME_PAGE.finditer(text), dated, strict=True)
        short = next((match for match, is_date in pairs if not is_date), None)
        # A lone number below 100 may be an issue as well as a page.
        pages = short[2] if short and len(short[2]) > 2 else ""
        volume = volume or (short[1] if short else "")
    if not volume and (behind := _ITALIC_VOLUME.search(italic)):
        volume = behind[1]
    return Rest(
        venue=read_venue(text, italic),
        volume=volume,
        number=number,
        pages=pages.rstrip(".:"),
        year=read_year(text),
        status=status[0].lower() if status else "",
        note=_note(text),
    )


_REMARK = re.compile(r"[(\[]([^()\[\]]{12,300})[)\]]")
_BLURB: Final = 12
"""Words of the shortest line that is a remark about the paper."""


def _note(text: str) -> str:
    """Remarks after the venue: in parentheses, or as sentences on separate lines."""
    found = [
        remark
        for remark in _REMARK.findall(text)
        if len(remark.split()) > 2 and not _NO_REMARK.search(remark)
    ]
    lines = [line.strip() for line in text.split("\n")[1:]]
    found += [
        line
        for line in lines
        if len(line.split()) >= _BLURB and line.endswith((".", "!")) and not _IS_VENUE.search(line)
    ]
    return " ".join(found)


_NO_REMARK = re.compile(
    r"(?i)\b(?:eds?|hrsg|orgs?|pp?|vol|proc|conference|symposium|workshop|journal|press|award)\b"
    r"|(?:1[89]|20)\d\d"
)
_IS_VENUE = re.compile(r"(?i)\b(?:proc|proceedings|conference|symposium|journal|transactions)\b")


def read_year(text: str) -> str:
    """The year of a publication in *text*: in parentheses, else the first that is not a page."""
    bare = _PAGES.sub(" ", text)
    bare = re.sub(
        rf"(?<=[:,] )\d{{1,6}}{_DASH}\d{{1,6}}|(?<=:)\d{{1,6}}{_DASH}\d{{1,6}}", " ", bare
    )
    bracketed = re.search(r"\((?:[^()]{0,12}\s)?(1[89]\d\d|20[0-4]\d)[a-z]?\)", bare)
    if bracketed:
        return bracketed[1]
    years = YEAR.findall(bare)
    return years[0] if years else ""


def _pages(text: str) -> str:
    found = _PAGES.search(text)
    if found:
        return found[1]
    text = _DAYS.sub(" ", text)
    for match in _PAGE_RANGE.finditer(text):
        if not re.match(rf"(?:1[89]|20)\d\d{_DASH}(?:1[89]|20)?\d\d\Z", match[1]):
            return match[1]
    return ""


def _volume(text: str) -> tuple[str, str]:
    both = _VOLUME_ISSUE.search(text)
    if both and not re.fullmatch(r"(?:1[89]|20)\d\d", both[2]):
        return both[1], both[2]
    volume, issue = _VOLUME.search(text), _ISSUE.search(text)
    return _found(volume), _found(issue)


def _found(match: re.Match[str] | None) -> str:
    """What the first group holds that matched."""
    return next((group for group in match.groups() if group), "") if match else ""


def read_venue(text: str, italic: str = "") -> str:
    """The venue as written: the text in italics, else the words up to the volume or the year."""
    bare_italic = _ITALIC_VOLUME.sub("", italic.strip(" \n.,;:()"))
    if len(bare_italic) > 2 and not YEAR.fullmatch(bare_italic) and not bare_italic.isdigit():
        return _trim(_LEAD.sub("", bare_italic) or bare_italic)
    if STATUS.match(text.strip(" \n.,;:()")):
        text = STATUS.sub("", text, count=1)
    bare = _LEAD.sub("", text.strip())
    bare = _without_editors(bare)
    bare = re.sub(r"^\(?(?:1[89]|20)\d\d[a-z]?\)?[\s.,:;]*", "", bare)
    bare = _LEAD.sub("", bare)
    cut = bare[: _venue_end(bare)]
    venue = _trim(cut[: _sentence_end(cut)])
    return venue if re.search(r"[^\W\d_]", venue) else ""


def _sentence_end(text: str) -> int:
    """Return the end of the first sentence. Abbreviations (``J. Chem. Phys.``) do not end it."""
    for stop in _SENTENCE.finditer(text, 3):
        word = re.search(r"([^\W\d_]+)$", text[: stop.start()])
        if not (word and text[stop.start()] == "." and word[1].lower() in ABBREVIATIONS):
            return stop.start()
    return len(text)


def _without_editors(text: str) -> str:
    """*text* without the editors in front: ``M. Ranzato & J. Vaughan (Eds.), Advances ...``."""
    if alone := _ONE_EDITOR.match(text):
        return text[alone.end() :]
    begun = re.match(r"(?i)(?:eds?\.|edited by)\s?(?=[A-Z])", text)
    tokens = tokenize(text[begun.end() if begun else 0 :][:1500])
    lists = [read_names(tokens, 0, style) for style in STYLES]
    for names in sorted(lists, key=lambda each: -each.after):
        if not names.names:
            continue
        end = tokens[names.after - 1].end + (begun.end() if begun else 0)
        sign = _EDITOR_SIGN.match(text, end)
        if sign:
            return text[sign.end() :]
        if begun:
            return text[end:].lstrip(" .,:")
    behind = _EDITORS_IN_FRONT.match(text)
    return text[behind.end() :] if behind else text


def _venue_end(text: str) -> int:
    """Return the end of the venue: the volume, the pages or a year outside its name begin."""
    editors = _EDITORS_BEHIND.search(text, 3)
    limit = editors.start() if editors else len(text)
    for end in _END.finditer(text, 2, limit):
        behind = text[end.end() : end.end() + 60]
        in_name = YEAR.search(end[0]) and _NAME_GOES_ON.search(behind.split(". ")[0])
        if not in_name:
            return end.start()
    return limit


_NAME_GOES_ON = re.compile(
    r"(?i)^[a-z]*,? (?:proc|.{0,12}\b(?:conference|symposium|workshop|annual|international"
    r"|meeting|congress|\d+(?:st|nd|rd|th)))"
)


def _trim(text: str) -> str:
    text = " ".join(text.split()).strip(' .,;:-–—|/"“”*_')
    text = re.sub(r"(?i)(?:^|[\s,(]+)(?:in|on|at|the|and|vol|pp?|no|of|with|by)$", "", text)
    if text.count("(") > text.count(")"):
        text = text.rsplit("(", 1)[0].rstrip(" ,") if text.rfind("(") > 3 else text.replace("(", "")
    if text.count(")") > text.count("("):
        text = text.rstrip(") ").strip()
    return text
