"""The names that templates of sites and CVs give to each field, folded to letters and digits."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any, Final


def _table(**fields: str) -> Mapping[str, str]:
    return {name: field for field, names in fields.items() for name in names.split()}


FIELDS: Final[Mapping[str, str]] = _table(
    title="title name title1 papertitle",
    authors="authors author authorlist authornames creators creator by",
    editors="editors editor",
    date="date year pubdate issued published publicationdate datereleased datepublished month",
    venue="journal venue conference booktitle publication containertitle publicationname event "
    "reference publishedin collectiontitle proceedings outlet",
    short_venue="publicationshort abbr venueshort shortvenue conferenceshort",
    publisher="publisher",
    volume="volume",
    number="number issue",
    pages="pages page pagerange",
    first_page="firstpage pagestart startpage",
    last_page="lastpage pageend endpage",
    doi="doi",
    arxiv="arxiv arxivid eprint",
    isbn="isbn",
    issn="issn",
    kind="type publicationtype publicationtypes pubtype kind entrytype",
    section="category section topic group heading area",
    abstract="abstract abstractshort",
    note="note notes caption excerpt remark comment summary description highlights annotation "
    "annote blurb",
    award="award awards honor honors honour prize bestpaper distinction",
    selected="selected featured highlight highlighted",
    status="status pubstate state",
    picture="image img thumb thumbnail preview imagepreview picture teaser figure cover header "
    "avatar",
    language="language lang langid",
    key="id key slug citekey citationkey bibkey label ref",
    bibtex="bibtex bib bibentry",
    citation="citation citationtext fullcitation recommendedcitation entry",
    parent="parent",
    serial="serialnumber",
    keywords="tags keywords tag keyword themes",
    place="place location eventplace publisherplace city",
    series="series",
    school="school institution university",
    edition="edition",
)
"""A name as written (folded) -> what it is. ``year`` is a date first; see ``entry``."""

LINKS: Final = frozenset(
    "paper pdf code url link website site page html slides poster video videos demo dataset data "
    "github git repo repository projectpage project projecturl codeurl pdfurl arxivurl doiurl "
    "paperurl slidesurl slideurl videourl posterurl dataurl urlpdf urlcode urldataset urlposter "
    "urlproject urlslides urlsource urlvideo urlpreprint urlcustom urlarxiv urlhtml supp "
    "supplement supplementary appendix blog talk docs esi chemrxiv preprint publisherurl "
    "repositoryurl repositorycode externallink homepage openaccess fulltext press media biorxiv "
    "hal pubmed scholar huggingface model models software notebook download weburl "
    "articleurl tweet openreview acm ieee additionallinks relatedlink supplemental".split()
)
"""Names of fields that hold an address; the name is the label of the link."""

LINK_LISTS: Final = frozenset("links buttons resources urls extralinks attachments".split())

IGNORED: Final = frozenset(
    "plugin file member collection permalink urlslug layout draft weight math publishdate lastmod "
    "urlsource projects authornotes show bibtexshow generatedat profile accessed citationcount "
    "citations citedby googlescholarid source orcidputcode output toc aliases type cffversion "
    "message version license pmid pmcid affiliated editor titleshort eventdate shorttitle "
    "projectname showdate sharing comments authorprofile header highlightcaption license "
    "altmetric dimensions googlescholar additionalinfo genre field subject headline files".split()
)
"""Names that say how a page is made, or what is generated."""

TECHNICAL_KEYS: Final = frozenset(
    "cv sections data items list entries references papers publications results content records "
    "page params bibliography works articles".split()
)
"""Keys above entries that name no section of a list."""


def squash(name: Any) -> str:
    """The name of a field in small letters and digits: ``url_pdf`` is ``urlpdf``."""
    return re.sub(r"[^a-z0-9]", "", str(name).lower())
