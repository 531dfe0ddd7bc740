"""Tables of CSL's names for the types, keys and languages of biblatex, without code.

They follow the biblatex manual (sections 2.1, 2.2 and 4.9.2, with the English words of its
localisation) and CSL 1.0.2 (appendices III and IV).
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

TYPES: Final[Mapping[str, str]] = {
    "online": "webpage", "electronic": "webpage", "www": "webpage", "booklet": "pamphlet",
    "unpublished": "manuscript", "artwork": "graphic", "image": "graphic", "audio": "song",
    "music": "song", "video": "motion_picture", "movie": "motion_picture",
    "letter": "personal_communication", "legislation": "legislation", "legal": "treaty",
    "jurisdiction": "legal_case", "performance": "performance", "commentary": "book",
    "talk": "speech", "presentation": "speech", "inreference": "entry-encyclopedia",
    "periodical": "periodical", "review": "review", "standard": "standard",
    "magazine": "article-magazine", "newspaper": "article-newspaper", "newspaperarticle":
    "article-newspaper",
}  # fmt: skip
"""Entry types for which pubman has no kind, or only a broader one -> CSL's types."""

SUBTYPES: Final[Mapping[str, str]] = {
    "magazine": "article-magazine", "newspaper": "article-newspaper",
}  # fmt: skip
"""``entrysubtype`` of an article -> CSL's type."""

TEXTS: Final[Mapping[str, str]] = {
    "shorttitle": "title-short", "origtitle": "original-title", "origpublisher":
    "original-publisher", "origlocation": "original-publisher-place", "eventtitle": "event-title",
    "pagetotal": "number-of-pages", "volumes": "number-of-volumes", "chapter": "chapter-number",
    "version": "version", "library": "call-number", "annotation": "annote", "annote": "annote",
    "part": "part-number", "pubstate": "status", "type": "genre", "shortjournal":
    "container-title-short", "location": "publisher-place", "address": "publisher-place",
    "pmid": "PMID", "pmcid": "PMCID", "venue": "event-place",
}  # fmt: skip
"""Fields -> the variable that holds their text."""

DATES: Final[Mapping[str, str]] = {
    "urldate": "accessed", "origdate": "original-date", "eventdate": "event-date",
    "urlyear": "accessed", "origyear": "original-date", "eventyear": "event-date",
}  # fmt: skip
NAMES: Final[Mapping[str, str]] = {
    "translator": "translator", "bookauthor": "container-author", "director": "director",
    "illustrator": "illustrator", "narrator": "narrator", "producer": "producer", "host": "host",
    "guest": "guest", "composer": "composer", "compiler": "compiler", "curator": "curator",
    "performer": "performer", "interviewer": "interviewer", "contributor": "contributor",
    "recipient": "recipient", "organizer": "organizer", "collection-editor": "collection-editor",
    "script-writer": "script-writer", "executive-producer": "executive-producer",
    "series-creator": "series-creator", "editorial-director": "editorial-director",
    "original-author": "original-author", "reviewed-author": "reviewed-author", "chair": "chair",
    "editor-translator": "editor-translator", "container-author": "container-author",
}  # fmt: skip
"""Fields with names -> CSL's variable. Some belong to styles that extend biblatex."""

ROLES: Final[Mapping[str, str]] = {
    "compiler": "compiler", "collaborator": "contributor", "organizer": "organizer",
    "director": "director", "producer": "producer", "none": "contributor",
}  # fmt: skip
"""``editortype`` and similar -> CSL's variable, if it has one. All others are editors."""

GENRES: Final[Mapping[str, str]] = {
    "phdthesis": "PhD thesis", "mathesis": "Master’s thesis", "mastersthesis": "Master’s thesis",
    "bathesis": "Bachelor’s thesis", "candthesis": "Candidate thesis",
    "techreport": "technical report", "resreport": "research report", "software":
    "computer software", "datacd": "CD-ROM", "audiocd": "audio CD", "patent": "patent",
    "patentde": "German patent", "patenteu": "European patent", "patentfr": "French patent",
    "patentuk": "British patent", "patentus": "U.S. patent", "patreq": "patent request",
    "patreqde": "German patent request", "patreqeu": "European patent request", "patreqfr":
    "French patent request", "patrequk": "British patent request", "patrequs":
    "U.S. patent request",
}  # fmt: skip
"""The words of the ``type`` field (section 4.9.2.13) as a bibliography prints them."""

STATES: Final[Mapping[str, str]] = {
    "inpreparation": "in preparation", "submitted": "submitted", "forthcoming": "forthcoming",
    "inpress": "in press", "prepublished": "pre-published", "to appear": "forthcoming",
}  # fmt: skip
"""``pubstate``, and pubman's words for it -> as printed."""

COUNTRIES: Final[Mapping[str, str]] = {
    "countryde": "Germany", "countryeu": "European Union", "countryep": "European Union",
    "countryfr": "France", "countryuk": "United Kingdom", "countryus": "United States of America",
}  # fmt: skip
"""The countries in which a patent is valid: the keys of its ``location``."""

ARCHIVES: Final[Mapping[str, str]] = {
    "arxiv": "https://arxiv.org/abs/", "jstor": "https://www.jstor.org/stable/",
    "pubmed": "https://www.ncbi.nlm.nih.gov/pubmed/", "hdl": "https://hdl.handle.net/",
    "googlebooks": "https://books.google.com?id=",
}  # fmt: skip
"""``eprinttype`` -> the beginning of the address of an ``eprint`` (section 3.13.7)."""

LOCALES: Final[Mapping[str, str]] = {
    "acadian": "fr-CA", "afrikaans": "af-ZA", "american": "en-US", "arabic": "ar", "australian":
    "en-AU", "austrian": "de-AT", "basque": "eu", "brazil": "pt-BR", "brazilian": "pt-BR",
    "british": "en-GB", "bulgarian": "bg-BG", "canadian": "en-CA", "canadien": "fr-CA", "catalan":
    "ca-AD", "croatian": "hr-HR", "czech": "cs-CZ", "danish": "da-DK", "dutch": "nl-NL", "english":
    "en-US", "estonian": "et-EE", "farsi": "fa-IR", "finnish": "fi-FI", "francais": "fr-FR",
    "french": "fr-FR", "frenchb": "fr-FR", "german": "de-DE", "germanb": "de-DE", "greek": "el-GR",
    "hebrew": "he-IL", "hungarian": "hu-HU", "icelandic": "is-IS", "italian": "it-IT", "japanese":
    "ja-JP", "korean": "ko-KR", "latin": "la", "latvian": "lv-LV", "lithuanian": "lt-LT", "magyar":
    "hu-HU", "mexican": "es-MX", "mongolian": "mn-MN", "naustrian": "de-AT", "newzealand": "en-NZ",
    "ngerman": "de-DE", "norsk": "nb-NO", "norwegian": "nb-NO", "nswissgerman": "de-CH", "nynorsk":
    "nn-NO", "persian": "fa-IR", "polish": "pl-PL", "polutonikogreek": "el-GR", "portuges":
    "pt-PT", "portuguese": "pt-PT", "romanian": "ro-RO", "russian": "ru-RU", "serbian": "sr-RS",
    "serbianc": "sr-RS", "slovak": "sk-SK", "slovene": "sl-SI", "slovenian": "sl-SI", "spanish":
    "es-ES", "swedish": "sv-SE", "swissgerman": "de-CH", "thai": "th-TH", "turkish": "tr-TR",
    "ukenglish": "en-GB", "ukrainian": "uk-UA", "usenglish": "en-US", "vietnamese": "vi-VN",
}  # fmt: skip
"""babel's languages -> the locales of CSL's own repository, or only the language without one."""

VARIANTS: Final[Mapping[str, str]] = {
    "american": "en-US", "us": "en-US", "usmax": "en-US", "british": "en-GB", "uk": "en-GB",
    "australian": "en-AU", "newzealand": "en-NZ",
}  # fmt: skip
"""``langidopts = {variant=...}`` of polyglossia's English."""

SERIES: Final[Mapping[str, str]] = {"newseries": "New series", "oldseries": "Old series"}

PERIODICALS: Final = frozenset({"article", "periodical", "suppperiodical", "review"})
"""Entry types whose ``number`` is an issue."""

CHAPTERS: Final = frozenset(
    "inbook incollection inproceedings inreference bookinbook suppbook suppcollection"
    " conference".split()
)
"""Entry types that can be part of a volume."""

VOLUMES: Final = CHAPTERS | frozenset(
    "book collection proceedings reference mvbook mvcollection mvproceedings mvreference".split()
)
"""Entry types whose ``number`` is that of a series."""

_ONLY_TYPES: Final = frozenset(
    "mvbook bookinbook suppbook collection mvcollection suppcollection dataset online periodical"
    " suppperiodical mvproceedings reference mvreference inreference report set software thesis"
    " artwork audio bibnote commentary image jurisdiction legislation legal letter movie music"
    " performance review standard video".split()
)
_ONLY_FIELDS: Final = frozenset(
    "journaltitle journalsubtitle date subtitle titleaddon maintitle mainsubtitle booksubtitle"
    " booktitleaddon issuetitle eventtitle eventdate venue location origdate origtitle origlocation"
    " origpublisher bookauthor editortype editora pubstate pagetotal langid shorttitle eprintclass"
    " urldate institution options annotator commentator introduction foreword afterword holder"
    " entrysubtype shortjournal hyphenation xdata addendum".split()
)


def says_biblatex(type_: str, names: Mapping[str, str]) -> bool:
    """Return True if the type or a field does not exist in BibTeX's standard styles."""
    found = _ONLY_FIELDS & names.keys()
    if type_ in ("techreport", "phdthesis", "mastersthesis"):
        found -= {"institution"}
    if "address" in names:
        # Fields of the ACM: the publisher's address, and the town of the conference.
        found -= {"location"}
    return type_ in _ONLY_TYPES or bool(found)


# ------------------------------------------------------------------------------ CSL's own words

VARIABLES: Final = frozenset(
    "id type title author editor issued container-title collection-title volume issue number page"
    " edition publisher publisher-place event-place DOI ISBN ISSN URL abstract language note"
    " keyword citation-key number-of-pages custom accessed annote archive"
    " archive_collection archive_location archive-place authority"
    " available-date call-number categories chair chapter-number citation-label citation-number"
    " collection-editor collection-number compiler composer container-author"
    " container-title-short contributor curator dimensions director division"
    " editorial-director editor-translator event event-date event-title executive-producer"
    " first-reference-note-number genre guest host illustrator interviewer journalAbbreviation"
    " jurisdiction keyword locator medium narrator number-of-volumes organizer"
    " original-author original-date original-publisher original-publisher-place original-title"
    " page-first part-number part-title performer PMCID PMID printing-number producer recipient"
    " references reviewed-author reviewed-genre reviewed-title scale script-writer section"
    " series-creator shortTitle source status submitted supplement-number title-short translator"
    " version volume-title volume-title-short year-suffix".split()
)
"""The variables that the schema of CSL-JSON knows."""

DATE_VARIABLES: Final = frozenset(
    "accessed available-date event-date issued original-date submitted".split()
)
NAME_VARIABLES: Final = frozenset({*NAMES.values(), "author", "editor"})
"""The variables that hold names."""

BIBLATEX: Final[Mapping[str, str]] = {
    **{variable: name for name, variable in reversed(list(TEXTS.items()))},
    **{variable: name for name, variable in reversed(list(DATES.items()))},
    **{variable: name for name, variable in reversed(list(NAMES.items()))},
    "journalAbbreviation": "shortjournal", "short-container-title": "shortjournal",
    "shortTitle": "shorttitle", "event": "eventtitle", "annote": "annotation",
}  # fmt: skip
"""CSL's variables -> the fields of biblatex that say the same."""

ALL_TYPES: Final = frozenset(
    "article article-journal article-magazine article-newspaper bill book broadcast chapter classic"
    " collection dataset document entry entry-dictionary entry-encyclopedia event figure graphic"
    " hearing interview legal_case legislation manuscript map motion_picture musical_score pamphlet"
    " paper-conference patent performance periodical personal_communication post post-weblog"
    " regulation report review review-book software song speech standard thesis treaty"
    " webpage".split()
)
"""The types of CSL 1.0.2, appendix III."""

ENTRY_TYPES: Final[Mapping[str, str]] = {
    "webpage": "online", "post": "online", "post-weblog": "online", "pamphlet": "booklet",
    "manuscript": "unpublished", "speech": "unpublished", "graphic": "artwork", "figure": "image",
    "song": "audio", "motion_picture": "movie", "broadcast": "video", "personal_communication":
    "letter", "legislation": "legislation", "treaty": "legal", "legal_case": "jurisdiction",
    "performance": "performance", "periodical": "periodical", "review": "review", "standard":
    "standard", "entry-encyclopedia": "inreference", "entry-dictionary": "inreference",
}  # fmt: skip
"""CSL's types -> the entry types of biblatex, if these are more precise than pubman's kinds."""

SUBTYPE: Final[Mapping[str, str]] = {type_: name for name, type_ in SUBTYPES.items()}
KEYS: Final[Mapping[str, str]] = {
    **{text: key for key, text in reversed(list(GENRES.items())) if "thesis" not in key},
    "Bachelor’s thesis": "bathesis",
    "Candidate thesis": "candthesis",
    **{text: key for key, text in STATES.items() if " " not in key},
}
"""The printed word of a biblatex key -> the key."""

_PREFERRED: Final = (
    "american british canadian ngerman naustrian nswissgerman french canadien brazilian portuguese"
    " greek hungarian norsk farsi serbian slovene spanish"
).split()
LANGIDS: Final[Mapping[str, str]] = {
    **{locale: name for name, locale in LOCALES.items()},
    **{LOCALES[name]: name for name in _PREFERRED},
}
"""Locales -> babel's languages."""
