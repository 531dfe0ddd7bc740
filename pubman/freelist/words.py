"""The words by which a reader of many languages tells headings, venues and buttons apart.

Every entry is folded: lower case without diacritics (see :func:`pubman.text.fold.squash`).
"""

from __future__ import annotations

import re
from typing import Final

YEAR: Final = re.compile(r"(?<![\d./-])(1[89]\d\d|20[0-4]\d)(?![\d/]|-\d{4,})(?!\.\d(?!\d?\.\d))")
"""A year that is not part of a longer number, of a DOI or of an arXiv number."""

STATUS: Final = re.compile(
    r"(?i)\b(?:in preparation|in press|in print|to appear|forthcoming|accepted|submitted"
    r"|in submission|under review|under revision|in review|preprint|in revision|soumis|à paraître"
    r"|im druck|eingereicht|erscheint|en prensa|en revisión|aceptado|no prelo|aceito|in corso di"
    r" stampa|in via di pubblicazione)\b|即将发表|已录用|投稿"
)

VENUE_SIGN: Final = re.compile(
    r"(?i)\b(?:journal|revista|revue|rivista|zeitschrift|proceedings|proc\b|conference|workshop"
    r"|symposium|transactions|trans\b|arxiv|biorxiv|medrxiv|preprint|letters|review|annals|acta"
    r"|bulletin|magazine|press|springer|elsevier|ieee|acm|usenix|lncs|lecture notes|vol\.?|pp?\."
    r"|isbn|doi|thesis|dissertation|tech(?:nical)?\.? rep(?:ort)?|congress|conférence|atelier"
    r"|congreso|simposio|tagung|konferenz|universit\w+|verlag|publish\w*|forum|advances|zenodo"
    r"|colloquium|meeting|univ\.|eds?\.|hrsg|patent|bericht|rapport|chapter|kapitel|cap\.|in:)"
    r"|\bJ\. |《|学报|会议|期刊|论文集|专利"
)

PUBLICATIONS: Final = re.compile(
    r"(?i)publi[ck]a|\bpapers?\b|articles?\b|artikel|aufs[aä]tze|preprint|chapter|kapitel"
    r"|thes[ie]s\b"
    r"|dissertation|manuscript|bibliograph|monogra|patent|veröffentlich|schriften|artículo|articolo"
    r"|tesis|thèse|ouvrage|chapitre|capítulo|artigo|dataset|research output|edited volumes"
    r"|produccion|producción|produção|论文|著作|专利|发表|出版|published|proceedings"
)
"""Headings of publications, without a doubt."""

MAYBE_PUBLICATIONS: Final = re.compile(
    r"(?i)^(?:my )?(?:selected )?(?:research|works?)$|journal|conference|book|buch|b[uü]cher"
    r"|workshop|refereed|peer.?review|libro|livre|revista"
    r"|periódico|in press|submitted|under review|in progress|working|reports?\b|software|scholar"
    r"|contributions? to|editor|期刊|会议|in submission|to appear|forthcoming|accepted"
    r"|in preparation"
)
"""Headings of publications, unless another word says otherwise."""

NEVER_PUBLICATIONS: Final = re.compile(
    r"(?i)award|grant|fund|teach|course|educat|employ|proposal|talks?\b|presentations?\b|news\b"
    r"|working groups?|supervis|students|service|reviewing|projects?\b|poster|invited|media"
    r"|experience"
)
"""Words that outweigh those of publications in a heading, unless it says "publications"."""

OTHER_SECTIONS: Final = re.compile(
    r"(?i)\btalks?\b|teach|lehre|lectures?\b|vortr[aä]g|invited|presentations?\b|poster|seminar"
    r"|grant|funding|funded|f[oö]rder|drittmittel|proposal|project|projekt|proyecto|award|honou?rs"
    r"|prizes?\b|preise|prix|fellowship|scholarships|bourse|beca|news|aktuelles|events?\b|service"
    r"|review(?:ing|er)|editorial|committee|education|ausbildung|formation|formación|educación"
    r"|experience|employment|positions?|posiciones|appointments|career|werdegang|experiencia"
    r"|skills?"
    r"|students?\b|supervis|advis|mentor|groups?\b|people|team|members|alumni|contact|kontakt|about"
    r"|biograph|\bbio\b|interests|media\b|press coverage|outreach|membership|affiliat|postítulo"
    r"|language|hobb|activit|docencia|perfil|consultor|asesor|internship|visit|training|diplomado"
    r"|organi[sz]|volunteer|leadership|reference|referees?$|vacanc|historia|history|academic"
    r"|travel|curriculum|certificat|congreso|ponencia|conferencias|招聘|项目|教育|教学|奖|服务|工作经历"
    r"|新闻|学生|简介|qualification|summary|profile|links?$|resources|open positions|course"
)
"""Headings of what is not a publication."""


def heading_kind(title: str) -> str:
    """``publications``, ``other``, or nothing: what a heading says of the entries below it.

    >>> heading_kind("Journal articles"), heading_kind("Invited talks"), heading_kind("2019")
    ('publications', 'other', '')
    """
    sure = PUBLICATIONS.search(title)
    if sure and (sure[0].lower().startswith("publi") or not NEVER_PUBLICATIONS.search(title)):
        return "publications"
    if OTHER_SECTIONS.search(title):
        return "other"
    return "publications" if MAYBE_PUBLICATIONS.search(title) else ""


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
