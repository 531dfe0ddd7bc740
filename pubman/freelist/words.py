"""The words of many languages by which headings, venues and buttons are recognised.

Every entry is folded: lower case without diacritics (see :func:`pubman.text.fold.squash`).
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Final

YEAR: Final = re.compile(r"(?<![\d./-])(1[89]\d\d|20[0-4]\d)(?![\d/]|-\d{4,})(?!\.\d(?!\d?\.\d))")
"""A year that is not part of a longer number, of a DOI or of an arXiv number."""

STATUSES: Final[Mapping[str, str]] = {
    "in preparation": "in preparation", "in vorbereitung": "in preparation",
    "en préparation": "in preparation", "en preparación": "in preparation",
    "em preparação": "in preparation", "in preparazione": "in preparation",
    "submitted": "submitted", "in submission": "submitted", "soumis": "submitted",
    "eingereicht": "submitted", "enviado": "submitted", "submetido": "submitted",
    "sottomesso": "submitted", "ingediend": "submitted", "投稿中": "submitted",
    "투고": "submitted", "投稿": "submitted", "under review": "under review",
    "in review": "under review", "under revision": "under review", "in revision": "under review",
    "en revisión": "under review", "en révision": "under review", "in begutachtung": "under review",
    "em revisão": "under review", "in revisione": "under review", "w recenzji": "under review",
    "на рецензии": "under review", "審査中": "under review", "査読中": "under review",
    "심사 중": "under review", "심사중": "under review", "審稿中": "under review",
    "accepted": "accepted", "akzeptiert": "accepted", "angenommen": "accepted",
    "accepté": "accepted", "aceptado": "accepted", "aceito": "accepted", "accettato": "accepted",
    "geaccepteerd": "accepted", "принято": "accepted", "принята": "accepted",
    "已录用": "accepted", "已接收": "accepted", "採録決定": "accepted", "in press": "to appear",
    "in print": "to appear", "to appear": "to appear", "forthcoming": "to appear",
    "à paraître": "to appear", "sous presse": "to appear", "im druck": "to appear",
    "im erscheinen": "to appear", "erscheint": "to appear", "en prensa": "to appear",
    "no prelo": "to appear", "in corso di stampa": "to appear", "in stampa": "to appear",
    "in via di pubblicazione": "to appear", "in druk": "to appear", "ter perse": "to appear",
    "w druku": "to appear", "v tisku": "to appear", "baskıda": "to appear",
    "yayınlanacak": "to appear", "в печати": "to appear", "u tisku": "to appear",
    "即将发表": "to appear", "即将出版": "to appear", "待刊": "to appear", "掲載予定": "to appear",
    "印刷中": "to appear", "게재 예정": "to appear", "게재예정": "to appear",
}  # fmt: skip
"""What an entry says of a paper that has not appeared, in small letters, and its status."""

STATUS: Final = re.compile(
    r"(?i)\b(?:preprint|"
    + "|".join(word for word in STATUSES if word.isascii() or word[0] < "\u3000")
    + r")\b|"
    + "|".join(word for word in STATUSES if word[0] >= "\u3000")
)

VENUE_SIGN: Final = re.compile(
    r"(?i)\b(?:journal|revista|revue|rivista|zeitschrift|proceedings|proc\b|conference|workshop"
    r"|symposium|transactions|trans\b|arxiv|biorxiv|medrxiv|preprint|letters|review|annals|acta"
    r"|bulletin|magazine|press|springer|elsevier|ieee|acm|usenix|lncs|lecture notes|vol\.?|pp?\."
    r"|isbn|doi|thesis|dissertation|tech(?:nical)?\.? rep(?:ort)?|congress|conférence|atelier"
    r"|congreso|simposio|tagung|konferenz|universit\w+|verlag|publish\w*|forum|advances|zenodo"
    r"|colloquium|meeting|univ\.|eds?\.|hrsg|patent|bericht|rapport|chapter|kapitel|cap\.|in:)"
    r"|\bJ\. |《|学报|会议|期刊|论文集|专利|大学|出版社|誌|学会|研究会|紀要|予稿|論文集|第\d+巻"
    r"|학회|논문지|학술|대학|저널"
    r"|\bдис|журн|вестник|труды|известия|записки|конференц|сборник|изд-во|№|\bТ\. \d"
    r"|czasopism|zeszyty|wydawnictwo|uniwersytet|časopis|sborník|dergi|bildiri|sempozyum|üniversite|\bcilt"
    r"|\batti\b|convegno|tijdschrift|periódico|\banais\b|editora|editorial\b|éditions|édition"
)

_TITLE_CLASS: Final = re.compile(r"title|pub-?name|paper-?name|\bname\b|headline")


def is_title_class(classes: str) -> bool:
    """Return True for classes by which the author of a page says that a text is a title."""
    return bool(_TITLE_CLASS.search(classes))


ABBREVIATIONS: Final = frozenset(
    "proc chem phys math inst appl biol comput comp theor lett quantum surg stat anal environ acad"
    " natl clin mech jour commun annu trans conf symp oper manag assoc inform arch europ geophys"
    " astron astrophys nucl neurosci biochem inter natur electron commun dept univ sect mater"
    " process mass spectrom pharm pharmacol neurol psychol cogn behav educ econ finan polit hist"
    " philos ling linguist lang combin algebr geom topol probab numer optim engin technol"
    " mathem archaeol anthropol ecol evol genet genom microbiol immunol virol plant micro".split()
)
"""Abbreviated words of venues. Their full stop does not end a sentence."""

ARCHIVED_AT: Final = re.compile(
    r"(?i)doi\.org/10\.|arxiv\.org/(?:abs|pdf)|openreview\.net/|aclanthology\.org|biorxiv\.org/content"
)
"""Addresses of single papers in archives."""

PUBLISHED_AT: Final = re.compile(
    r"(?i)doi\.org/|arxiv\.org|hal\.|openreview|acm\.org|ieee\.org|springer|sciencedirect|aclweb"
    r"|aclanthology|\.pdf$|biorxiv|pubmed|/pii/|jstor|usenix\.org|wiley\.com|tandfonline|mdpi\.com"
)
"""Addresses of published papers."""

BUTTON_WORDS: Final = frozenset(
    "pdf ps html doi arxiv arxive biorxiv code github slides slide video videos poster talk bibtex"
    " bib cite citation link links paper project projects page website site web webpage homepage"
    " data dataset demo supplement supplementary supplemental material materials supp appendix"
    " abstract preprint publisher acm ieee springer sciencedirect acmdl dl journal version full"
    " online read download here available from external local copy tweet blog post press news media"
    " model models notebook repo repository software source models hal zenodo osf ssrn pubmed pmid"
    " pmc scholar openreview eprint article report presentation recording youtube talkvideo view"
    " official open access free fulltext lien article code v1 v2 poster summary tldr thread"
    " huggingface hf colab dblp semantic researchgate in print software extended technical"
    " supplements see also erratum review reviews interview podcast animation images example"
    " examples tool implementation live app package on the at of and for more info details"
    " artifact artifacts proofs proof formalisation formalization dl.acm.org publication pages"
    " 链接 代码 原文 下载 télécharger texte enlace descargar volltext folien".split()
)
"""Words of the labels of links that are buttons, not text of the entry."""
