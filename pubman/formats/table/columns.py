"""Header cells of tables and their fields: BibTeX's names, and those of other exports.

They are the names in Zotero, JabRef, Scopus, Web of Science, IEEE Xplore, SpringerLink and PubMed,
and the words that people write at the head of a column in German, French, Spanish, Italian,
Portuguese and Chinese.
"""

from __future__ import annotations

import re
from typing import Final

_OF_FIELDS: Final = {
    "type": "entrytype type itemtype documenttype kind contenttype documentidentifier"
    " bibliographytype publicationtype dokumenttyp typ tipo 类型 文献类型",
    "key": "key citekey citationkey bibtexkey id identifier",
    "authors": "author authors autor autoren verfasser auteur auteurs autores autore autori 作者",
    "full_names": "authorfullnames",
    "editors": "editor editors bookeditors herausgeber éditeurscientifique curatore 编者",
    "title": "title articletitle documenttitle itemtitle titel titre título titulo titolo 标题 题名"
    " 篇名",
    "venue": "journal journaltitle booktitle venue publicationtitle sourcetitle containertitle"
    " journalbook zeitschrift revue journalrevue revista rivista zeitschriftentitel quelle"
    " 期刊 刊名 来源",
    "year": "year publicationyear jahr erscheinungsjahr année annee año ano anno 年 年份 发表年份",
    "date": "date datum fecha data 日期 发表时间",
    "month": "month publicationdate monat mois mes mese 月",
    "volume": "volume journalvolume band jahrgang volumen volumenummer tome 卷",
    "number": "number issue journalissue heft ausgabe nummer numéro numero número fascicolo 期",
    "pages": "pages page seiten seite páginas paginas pagine 页码 页",
    "start": "pagestart startpage", "end": "pageend endpage", "article": "artno articlenumber",
    "publisher": "publisher verlag éditeur editeur editorial editora editore 出版社",
    "school": "school institution hochschule universität université universidad 学校",
    "series": "series bookseriestitle reihe serie colección 丛书",
    "edition": "edition auflage édition edición 版本", "doi": "doi itemdoi", "isbn": "isbn isbns",
    "issn": "issn", "eissn": "eissn", "url": "url link weblink lien enlace 链接 网址",
    "abstract": "abstract abstractnote zusammenfassung abstrakt résumé resumen resumo 摘要",
    "keywords": "keywords authorkeywords manualtags schlagwörter schlagworte motsclés"
    " palabrasclave parolechiave 关键词 关键字",
    "note": "note notiz anmerkung anmerkungen",
    "language": "language languageoforiginaldocument sprache langue idioma lingua 语言",
    "place": "place address location ort",
    "arxiv_id": "eprint arxiv arxivid", "pmid": "pmid pubmed pubmedid",
    "pmcid": "pmcid pmc", "pdf": "pdf pdflink", "award": "award",
    "status": "status", "title_translated": "titletranslated", "tags": "tags",
    "venue_key": "venuekey",
}  # fmt: skip
COLUMNS: Final = {name: field for field, names in _OF_FIELDS.items() for name in names.split()}
"""Header cells, reduced to letters, and the field that each names."""

JOURNALS: Final = frozenset(
    (
        "journal journaltitle journalrevue zeitschrift zeitschriftentitel revue revista rivista"
        " 期刊 刊名"
    ).split()
)
"""Header cells for columns that can only hold journals."""
TYPES: Final = {
    "article": "article", "journalarticle": "article", "review": "article", "letter": "article",
    "editorial": "article", "editorialmaterial": "article", "shortsurvey": "article",
    "erratum": "article", "correction": "article", "datapaper": "article",
    "magazinearticle": "article", "newspaperarticle": "article", "ieeejournals": "article",
    "ieeemagazines": "article", "ieeeearlyaccessarticles": "article", "j": "article",
    "inproceedings": "conference", "conference": "conference", "conferencepaper": "conference",
    "conferenceproceeding": "conference", "proceedingspaper": "conference",
    "meetingabstract": "conference", "ieeeconferences": "conference", "c": "conference",
    "incollection": "chapter", "inbook": "chapter", "booksection": "chapter",
    "bookchapter": "chapter", "encyclopediaarticle": "chapter", "b": "book", "book": "book",
    "booklet": "book", "monograph": "book", "collection": "proceedings",
    "proceedings": "proceedings", "conferencereview": "proceedings",
    "phdthesis": "thesis", "mastersthesis": "thesis", "thesis": "thesis",
    "dissertation": "thesis", "techreport": "report", "report": "report",
    "ieeestandards": "standard", "standard": "standard", "talk": "talk",
    "presentation": "talk", "lecturenotes": "lecture notes", "bookreview": "review",
    "website": "website", "webpage": "website", "patent": "patent", "dataset": "dataset",
    "software": "software", "computerprogram": "software",
    "unpublished": "preprint", "preprint": "preprint", "manuscript": "preprint",
    "zeitschriftenartikel": "article", "konferenzbeitrag": "conference", "buch": "book",
    "buchkapitel": "chapter", "期刊论文": "article", "会议论文": "conference",
    "学位论文": "thesis",
}  # fmt: skip
"""Types as tables write them, reduced to letters, and their kinds."""
NUMBERED: Final = (
    "article book other conference chapter chapter conference article other thesis other thesis"
    " proceedings report preprint other other"
).split()
"""The kinds of LibreOffice's bibliographic types, numbered from 0. JabRef writes them too."""

SEPARATOR = re.compile(r"\ufeff?\"?sep=(.)\"?\s*\Z", re.IGNORECASE)
"""The line that tells Excel which character separates the cells."""


def squash(cell: str) -> str:
    """Return ``cell`` in lower case, with only its letters.

    >>> squash("Author(s)"), squash("Année")
    ('authors', 'année')
    """
    return re.sub(r"[\W\d_]", "", cell.lower())
