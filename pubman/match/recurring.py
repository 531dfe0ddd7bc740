"""Titles that many works have: "Editorial", "President's message", "Book reviews".

Patterns are for whole folded titles. As in ``notes``, each has an example, and a test checks that
the pattern matches the example folded.
"""

from __future__ import annotations

import re
from typing import Final

RECURRING: Final[tuple[tuple[str, str], ...]] = (
    ((r"(?:(?:guest|associate|the|(?:remarks |letter |message |note )?from)(?: \w+){0,4} )?"
     r"editors?(?: s)?(?: in chief)?(?: (?:notes?|introduction|message|foreword|letter|column"
     r"|corner|comments?|choice|page|preface|remarks?))?"), "Guest Editor's Introduction"),
    (r"(?:guest )?editorial(?: board| note| preface| introduction| comments?)?", "Guest editorial"),
    (r"(?:preface|foreword|prologue|epilogue|afterword|postscript)", "Preface"),
    (r"introduction(?: to (?:the|this) special (?:issue|section).*)?", "Introduction"),
    (r"special issue.*", "Special issue on joins"),
    (r"(?:introduction to .*)?minitrack.*", "Introduction to the Data minitrack"),
    (r"(?:front ?matter|back ?matter|masthead|imprint|(?:front |back )?cover(?: image| picture)?)",
     "Front matter"),
    (r"(?:table of )?contents|(?:author |subject |keyword )?index(?: of authors)?", "Author index"),
    ((r"(?:(?:new|recent) )?(?:books?|media|film|software)(?: (?:reviews?|received|notes|notices))?"
     r"(?: column)?"), "Book reviews"),
    (r"reviews?|columns?|viewpoints?|perspectives?|opinions?|debates?|features?", "Viewpoint"),
    (r"letters?(?: to the editors?)?", "Letters to the Editor"),
    ((r"(?:letter|message|note|word|report|news|notes|remarks|greetings|update) (?:from|by|of) .*"
     r"(?:chair|chairs|president|editor|editors|secretary|treasurer|director|dean|board|office"
     r"|council|committee|organi[sz]ers|guest editors)"), "Letter from the Chair"),
    ((r"from the (?:chair|president|editor|director|dean|guest editor|archive|board|secretary)s?"
     r"(?: s)?(?: \w+)?"), "From the President's desk"),
    (r"message from .*", "Message from the program chairs"),
    (r"welcome.*", "Welcome message"),
    ((r"(?:\w+ ){0,3}(?:president|chair|chairman|chairwoman|chairperson|secretary|treasurer"
     r"|director|dean|editor|committee|member|reader|publisher|chapter|welcome)s?(?: s)?"
     r" (?:message|welcome|greetings?|foreword|corner|desk|column|letter|address|farewell|report"
     r"|page|notes?|remarks|news|update|choice|picks?|perspective)"), "President's message"),
    (r"(?:\w+ ){0,6}of the (?:month|week|year|quarter|day|issue)(?: \d{4})?",
     "Electrocardiogram of the month"),
    ((r"(?:\w+ ){0,4}(?:annual|quarterly|monthly|weekly|activity|financial"
     r"|biennial) reports?(?: \d{4})?"), "Annual report"),
    ((r"in (?:this|the next|our next) issue|in brief|inside this issue"
     r"|this (?:month|week)(?: in .*)?"),
     "In this issue"),
    (r"about the (?:authors?|editors?|cover)|contributors?|(?:notes on )?contributors",
     "About the authors"),
    ((r"(?:(?:society|industry|conference|research|people|book|member) )?news(?:letter)?"
     r"(?: (?:and|&) .*)?"), "Society news"),
    (r"announcements?|notices?|call for (?:papers|participation|nominations|proposals)",
     "Call for papers"),
    (r"(?:conference |meeting )?calendar(?: of events)?|(?:upcoming )?events?|meetings?|diary",
     "Calendar of events"),
    (r"acknowledge?ments?|(?:list of |our |thanks to )?(?:reviewers?|referees?)(?: list| index)?",
     "List of reviewers"),
    (r"obituar(?:y|ies)|in memoriam|(?:awards?|honou?rs|prizes?)(?: and .*)?", "In memoriam"),
    (r"correspondence|dialogue|interviews?|(?:questions|q) and (?:answers|a)", "Correspondence"),
    ((r"key ?note(?: address| speech| talk)?|panel(?: discussion)?|tutorials?|invited talk"
     r"|opening remarks|closing remarks|round ?table"), "Keynote address"),
    (r"program(?:me)? committee|organi[sz]ation|organi[sz]ing committee|committees",
     "Program committee"),
    ((r"(?:conference |workshop |meeting |trip |progress |status )?reports?"
      r"|minutes(?: of .*)?"), "Workshop report"),
    ((r"(?:comment|commentary|comments|discussion|conclusions?|summary|abstracts?|posters?"
     r"|question|appendix|introduction and .*|overview)"), "Discussion"),
    (r"abstracts? (?:of|from) .*(?:literature|meeting|congress|conference|symposium|session)",
     "Abstracts of the Ophthalmic Literature"),
    (r"errat(?:um|a)|corrigend(?:um|a)|corrections?|retractions?|addend(?:um|a)", "Erratum"),
    (r"(?:research|technical|short|brief) (?:notes?|communications?|highlights?|reports?)",
     "Research notes"),
    (r"standards|session details.*|(?:open |unsolved )?problems(?: and solutions)?|puzzles?|quiz",
     "Problems and solutions"),
    ((r"(?:the )?year in review|recent (?:publications|developments)"
     r"|(?:distinguished .* )?profiles?"),
     "Recent publications"),
    (r"reminiscences \w+ influential papers", "Reminiscences on influential papers"),
    (r"title|unknown|untitled|no title|n a|none", "Untitled"),
    (r"einleitung|vorwort|nachwort|editorische notiz|avant propos|prologo|prefazione|presentacion",
     "Vorwort"),
    ((r"рецензия|редакционная статья|предисловие|编者按|前言|引言|序言|卷首语"
     r"|卷頭言|巻頭言|編集後記"),
     "巻頭言"),
)  # fmt: skip
"""Patterns of whole titles, each with an example."""

GENERIC: Final = re.compile("|".join(f"(?:{pattern})" for pattern, _ in RECURRING))
"""Titles that many works have; the whole title must match."""
OCCASION: Final = re.compile(
    r"(?:invited )?key ?note(?: address| speech| talk)?"
    r"|guest (?:editorial|editors?(?: s)? (?:introduction|foreword|preface))"
)
"""Generic titles of works that a person has once per venue and year: a keynote, a guest issue.
An editor writes several editorials a year."""
NOTHING: Final = frozenset({"unknown", "untitled", "no title", "title", "n a", "none"})
"""Texts that mean that there is no title."""
