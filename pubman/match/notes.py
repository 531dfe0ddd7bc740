"""Notes in a title: words that say that it is not the paper itself.

An erratum, a reply, a poster or a data set has nearly the title of the paper it belongs to. Two
titles agree if they have the same classes of notes, even in other words.

Patterns are for folded text (lower case, no punctuation, no apostrophes). Each has an example of
what people write, and a test checks that the pattern matches the example folded. ``s`` after a
space replaces a genitive that a source took apart ("editor 's note").
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Final

NOTES: Final[tuple[tuple[str, str, str], ...]] = (
    # class, pattern, example
    ("erratum", r"errat(?:um|a)(?: corrige)?", "Errata corrige"),
    ("erratum", r"corrigend(?:um|a)", "Corrigendum"),
    ("erratum", r"(?:author|publisher|editorial|addendum and )? ?corrections?(?: notice)?",
     "Author Correction"),
    ("erratum", r"(?:publisher|author|editor)s?(?: s)? note", "Publisher's Note"),
    ("erratum", r"vol \d+ (?:pg?|pp|page|art(?:icle)?) .*", "(vol 506, pg 89, 2014)"),
    ("erratum", r"retractions?(?: (?:note|notice))?", "Retraction Note"),
    ("erratum", r"(?:expression of concern|editorial concern)", "Expression of Concern"),
    ("erratum", r"addend(?:um|a)", "Addendum"),
    ("erratum", r"(?:berichtigung|korrektur)(?:en)?", "Berichtigung"),
    ("erratum", r"(?:rectificatif|rectification)s?", "Rectificatif"),
    ("erratum", r"(?:correccion(?:es)?|fe de err?atas?|rectificacion)", "Corrección"),
    ("erratum", r"(?:correzion[ei]|errata corrige)", "Correzione"),
    ("erratum", r"(?:correcao|correcoes|retificacao)", "Correção"),
    ("erratum", r"(?:исправлени[ея]|поправк[аи])", "Исправление"),
    ("erratum", r"(?:勘误|勘誤|更正|訂正|正误表)", "勘误"),
    ("reply", r"(?:the )?(?:authors?(?: s)? |in )?(?:reply|replies|responses?|rejoinder|rebuttal)",
     "Authors' reply"),
    ("reply", r"(?:technical |invited |editorial )?comment(?:s|ary|aries)?", "Commentary"),
    ("reply", r"discussions?", "Discussion"),
    ("reply", r"letters?(?: to the editors?)?", "Letter to the Editor"),
    ("reply", r"re", "Re: Long-term results"),
    ("reply", r"(?:antwort|replik|erwiderung|kommentar|stellungnahme)", "Erwiderung"),
    ("reply", r"(?:reponse|commentaire)s?", "Réponse"),
    ("reply", r"(?:respuesta|comentario|replica)s?", "Respuesta"),
    ("reply", r"(?:risposta|commento)", "Risposta"),
    ("demo", (r"(?:system |software |tool )?demo(?:s|nstrations?)?"
     r"(?: (?:paper|abstract|description))?"),
     "System demonstration"),
    ("poster", r"posters?(?: (?:paper|abstract|session|presentation))?", "Poster Abstract"),
    ("abstract", r"(?:extended |doctoral |invited |short |conference )?abstracts?(?: only)?",
     "Extended abstract"),
    ("abstract", r"(?:extended |executive )?summary", "Extended summary"),
    ("abstract", r"brief announcement", "Brief announcement"),
    ("abstract", r"(?:late breaking (?:results?|abstract|work)|work in progress|wip)",
     "Late Breaking Results"),
    ("talk", (r"(?:invited |opening |closing )?key ?notes?"
     r"(?: (?:talk|speech|address|lecture|paper))?"),
     "Keynote"),
    ("lecture", (r"(?:abstract of )?(?:an? )?(?:invited|keynote|plenary|distinguished)"
     r" (?:talk|lecture|speech|address|presentation)"), "Invited talk"),
    ("talk", r"(?:an? |advanced |conference )?tutorials?(?: (?:session|notes|abstract))?",
     "Tutorial"),
    ("talk", r"panels?(?: (?:session|abstract|summary|discussion))?", "Panel discussion"),
    ("lecture", (r"(?:an? )?(?:talk|seminar|lecture|(?:conference |oral )?presentation)"
     r"(?: (?:at|given|held|slides|in) ?.*)?"), "Talk at Dagstuhl"),
    ("talk", r"technical perspective", "Technical Perspective"),
    ("editorial", r"(?:guest )?editor(?:s|ial)?(?: s)? (?:foreword|introduction|preface|remarks)",
     "Guest Editors' Introduction"),
    ("editorial", r"(?:foreword|preface|(?:guest )?editorial|announcement|vorwort|prologo)",
     "Foreword"),
    ("review", r"(?:book|software|media|film) reviews?", "Book review"),
    ("review", r"(?:review of|rezension|compte rendu|resena|recensione|buchbesprechung)",
     "Compte rendu"),
    ("protocol", r"(?:(?:study|trial|review|a systematic review|systematic review) )?protocols?",
     "Study protocol"),
    ("protocol", r"(?:a )?(?:registered report|pre ?registration)", "Preregistration"),
    ("data", r"(?:the )?(?:(?:research|raw|replication|supporting|underlying) )?data ?sets?",
     "Dataset"),
    ("data", r"(?:(?:research|raw|replication|supporting|underlying) )data", "Replication data"),
    ("data", r"(?:replication|reproducibility|data) (?:package|kit|archive|material)s?",
     "Replication package"),
    ("data", r"(?:research )?artifacts?(?: evaluation)?", "Artifact"),
    ("data", r"(?:(?:the )?(?:source|computer|analysis|replication|matlab|python|r) )?code",
     "Source code"),
    ("slides", r"(?:slides|video|audio|recording)(?: (?:presentation|abstract))?", "Slides"),
    ("supplement", (r"(?:electronic )?(?:online )?supplement(?:s|ary|al)?"
     r"(?: (?:materials?|information|data|files?|appendix))?"), "Supplementary Material"),
    ("supplement", r"(?:supporting (?:information|material)|(?:online |web )?appendix|annex)",
     "Supporting information"),
    ("manual", (r"(?:instructor|teacher|student|solution)s?(?: s)?"
     r" (?:solutions? )?(?:manual|guide|workbook|handbook)"), "Instructor's manual"),
    ("manual", r"(?:study guide|workbook|teaching notes?|solutions|answer key|user(?: s|s)? guide)",
     "Study guide"),
    ("student", r"(?:doctoral (?:symposium|consortium)|ph ?d (?:forum|symposium|workshop))",
     "Doctoral Symposium"),
    ("student", r"student (?:abstract|paper|poster)", "Student Abstract"),
    ("continued", (r"(?:to be )?(?:continued|concluded|conclusion|suite|suite et fin"
     r"|fortsetzung|schluss)"),
     "Concluded"),
)  # fmt: skip
"""Notes in brackets, before a colon or at the end: "(Poster)", "Demo:", "...: erratum"."""

LEADING: Final[tuple[tuple[str, str, str], ...]] = (
    ("erratum", (r"(?:errat(?:um|a)|corrigend(?:um|a)|corrections?|addend(?:um|a)|retraction)"
     r"(?: notice)? (?:to|in|on|for|of)(?: the)?"), "Erratum to Faster joins"),
    ("erratum", r"(?:berichtigung|korrektur|erratum|corrigendum|nachtrag) zu[mr]?",
     "Berichtigung zu Schnelle Verbünde"),
    ("erratum", r"(?:rectificatif|correction|corrigendum|erratum) [ad]e?",
     "Rectificatif à Tresses"),
    ("erratum", r"(?:correccion|fe de erratas|correzione|correcao) (?:a|al|de|del|di)",
     "Corrección a Redes"),
    ("reply", (r"(?:an? |the )?(?:authors?(?: s)? )?(?:reply|replies|responses?|rejoinder|rebuttal)"
     r" (?:to|from)"), "A reply to Rossi"),
    ("reply", r"(?:(?:a|some|further|technical) )?comments?(?:ary)? (?:on|to)",
     "Comments on Braids"),
    ("reply", (r"(?:some )?(?:remarks?|discussion|notes?) (?:on|of) (?:the )?(?:paper|article|book)"
     r"(?: by)?"), "Remarks on the paper by Rossi"),
    ("reply", r"discussion (?:on|of)", "Discussion of Faster joins"),
    ("reply", r"letter to the editor (?:regarding|on|concerning)", "Letter to the editor on Joins"),
    ("reply", r"(?:antwort|erwiderung|replik) auf|(?:kommentar|anmerkungen?|bemerkungen?) zu[mr]?",
     "Antwort auf Rossi"),
    ("reply", (r"(?:reponse|respuesta|risposta) (?:a|al|alla)"
     r"|(?:commentaire|comentario)s? (?:sur|sobre)"),
     "Réponse à Rossi"),
    ("review", r"(?:book )?reviews? of(?: the book)?|(?:rezension|besprechung) (?:zu|von)",
     "Review of The Great Wall"),
    ("protocol", r"(?:(?:study|review|trial) )?protocol (?:for|of)",
     "Protocol for a trial of joins"),
    ("data", (r"(?:(?:research|raw|replication|supporting|underlying|supplementary) )?"
     r"(?:data(?: ?sets?)?|code|scripts?|software|artifacts?|materials?)(?: and (?:data|code))?"
     r" (?:for|from|to accompany|accompanying|supporting|underlying)"), "Code for Faster joins"),
    ("data", r"(?:replication|reproducibility) (?:package|kit|data|materials?) (?:for|of)",
     "Replication package for Joins"),
    ("supplement", (r"(?:supplement(?:ary|al|s)?"
     r"(?: (?:materials?|information|data|files?|appendix))?"
     r"|supporting (?:information|materials?)|(?:online )?appendix)(?: (?:for|to|of))?"),
     "Supplementary Material Faster joins"),
    ("slides", r"(?:slides|video|presentation|poster) (?:for|of|to accompany)", "Slides for Joins"),
    ("manual", (r"(?:(?:instructor|teacher|student|solution)s?(?: s)? )?(?:solutions? )?"
     r"(?:manual|guide|workbook|study guide|companion) (?:to|for)(?: accompany)?"
     r"|(?:instructor|teacher|student)s?(?: s)? (?:manual|guide|workbook)"
     r"|solutions? (?:to|for|manual)"), "Instructor's Manual to accompany Joins"),
)  # fmt: skip
"""Notes that lead into the title of the work they belong to."""

WEAK_NOTES: Final = frozenset(
    {"abstract", "talk", "lecture", "editorial", "poster", "review", "student", "version"}
)
"""Notes that one source prints and another leaves out. At one venue in one year, or on one page,
they are no evidence."""
OWN_NOTES: Final = frozenset({"poster", "lecture"})
"""Those of them that also name works of their own, unless the pages agree: people give a poster, or
an invited talk, and a paper of one title at one conference."""
BESIDE_NOTES: Final = frozenset({"abstract", "student"})
"""Those of them that name a work of its own if one list has it beside the paper."""
SHORT_NOTES: Final = frozenset({"demo", "poster", "abstract", "student", "talk", "lecture"})
"""Notes of short forms, which a full paper extends."""
SUPPLEMENT_NOTES: Final = frozenset({"data", "slides", "supplement", "manual"})
"""Notes that name something that belongs to a paper, but is not the paper."""


def _any_of(rows: Iterable[tuple[str, str, str]]) -> str:
    """Return one alternative per class of *rows*, in a group with the name of the class."""
    classes: dict[str, list[str]] = {}
    for name, pattern, _ in rows:
        classes.setdefault(name, []).append(pattern)
    return "|".join(f"(?P<{name}>{'|'.join(each)})" for name, each in classes.items())


NOTE: Final = re.compile(rf"(?:{_any_of(NOTES)})\Z")
"""A whole note; the group that matched names its class."""
LEADING_NOTE: Final = re.compile(rf"(?:{_any_of(LEADING)}) (?=\w)")
"""A note that leads into the title: "Comments on ...", "Erratum to ..."."""

VERSION: Final = re.compile(
    r"(?:extended|expanded|full|long|longer|short|preliminary|final|revised|journal|conference|complete"
    r"|technical report|online|preprint|draft|working|camera ready|invited|regular|research"
    r"|industrial|industry|experience|vision|position|system|application)"
    r" (?:version|paper|report|draft|article|session|results)\Z"
)
"""Words in brackets for a version of one and the same paper: a note of the class version."""
OWN_VERSION: Final = re.compile(
    r"(?:extended|expanded|full|long|longer|preliminary|final|revised|complete) (?:version|draft)\Z"
)
"""The same without brackets, before a colon or at the end."""
REMARK: Final = re.compile(
    r"(?:review|\d+ refs?|see comments?|(?:article )?in \w+|erratum appears in .*"
    r"|comment (?:in|on) .*|clinical conference|editorial|letter|republished .*|original title"
    r"|abstract|retracted(?: article)?|withdrawn"
    r"|electronic resource|german|french|spanish|russian|chinese|italian|portuguese"
    r"|japanese|polish)\Z"
)
"""What PubMed and EMBASE add in square brackets."""
RETRACTED: Final = re.compile(r"(?:retracted|withdrawn)(?: (?:article|paper|chapter))? ?\Z")
"""A mark on the article itself, which stays the same work: "RETRACTED: ..."."""
