"""RIS, EndNote and PubMed, type by type and tag by tag.

A row is a case: add one for what a database writes and pubman should read.
"""

from __future__ import annotations

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from rows import every_row

from pubman.formats import detect, origin, read
from pubman.library.conversion import convert
from pubman.record import Record


def read_one(form: str, text: str) -> Record:
    (record,) = (item for item in read(form, text.encode()) if isinstance(item, Record))
    return record


def shown(record: Record, field: str) -> str:
    """A field as a row of a table has it: names in reading order, extra by its tag."""
    if field.startswith("extra."):
        return record.extra.get(field[6:], "")
    value = getattr(record, field)
    if field in ("authors", "editors"):
        return "; ".join(name.inverted for name in value)
    if field == "links":
        return "; ".join(link.url for link in value)
    return "; ".join(value) if isinstance(value, tuple) else str(value or "")


def said(record: Record) -> str:
    """All fields of a record, in one text."""
    fields = [name for name in Record.__dataclass_fields__ if name not in ("raw", "source_key")]
    return " ".join(str(getattr(record, name)) for name in fields)


# --------------------------------------------------------------------------------- RIS: types

RIS_TYPES = {
    "article": "JOUR EJOUR MGZN NEWS ABST INPR",
    "conference": "CONF CPAPER",
    "chapter": "CHAP ECHAP ENCYC DICT",
    "book": "BOOK EBOOK SER CLSWK",
    "proceedings": "EDBOOK JFULL",
    "thesis": "THES",
    "report": "RPRT GOVDOC",
    "standard": "STAND STD",
    "talk": "SLIDE",
    "website": "BLOG ELEC WEB",
    "patent": "PAT",
    "preprint": "UNPB UNPD MANSCPT PREP PREPRINT",
    "dataset": "DATA DBASE AGGR DATASET",
    "software": "COMP SOFT SOFTWARE",
    "other": (
        "ADVS ANCIENT ART BILL CASE CHART CTLG EQUA FIGURE GEN GRANT GRNT HEAR ICOMM"
        " LEGAL MAP MPCT MULTI MUSIC PAMP PCOMM SOUND STAT UNBILL VIDEO"
    ),
}
TYPES = [(type_, kind) for kind, types in RIS_TYPES.items() for type_ in types.split()]


@every_row("type_, kind", TYPES)
def test_ris_types(type_: str, kind: str) -> None:
    text = f"TY  - {type_}\nTI  - T\nER  - \n"
    assert read_one("ris", text).kind == kind
    again = convert(text.encode(), "ris", source="ris").content.decode()
    assert f"TY  - {type_}\n" in again


# ---------------------------------------------------------------------------------- RIS: tags

RIS_TAGS = (
    "A1 A2 A3 A4 AB AD AN AU AV BT C1 C2 C3 C4 C5 C6 C7 C8 CA CN CP CR CT CY DB DO DP DS ED EP ET"
    " ID IS J1 J2 JA JF JO KW L2 L3 L4 LA LB LK M1 M2 M3 N1 N2 NV OP PB PP RI RN RP SE SN SP ST SV"
    " T1 T2 T3 TA TI TT U1 U2 U3 U4 U5 UR VL VO Y2"
).split()
WITHOUT_WORDS = "TY ER PY Y1 DA L1".split()  # read as dates and addresses: rows of their own


@every_row("tag", RIS_TAGS)
@every_row("type_", ["JOUR", "CONF", "CHAP", "BOOK", "THES", "RPRT", "PAT", "GEN"])
def test_no_value_of_a_ris_tag_gets_lost(type_: str, tag: str) -> None:
    rest = "AU  - Zhao, Bo\nT1  - Title\nPY  - 2020\nUR  - https://x.org/1\nPB  - P\nT2  - V\n"
    rest += "IS  - 1\nSP  - 1\nDO  - 10.1145/1.2\nSN  - 2048-3694\nT3  - S\nCY  - C\nAB  - A\n"
    for text in (
        f"{tag}  - Qwertz\n{rest}",
        f"{rest}{tag}  - Qwertz\n",
        f"T1  - Title\n{tag}  - Qwertz\n",
    ):
        record = read_one("ris", f"TY  - {type_}\n{text}ER  - \n")
        assert "Qwertz" in said(record) or record.source_key == "Qwertz"
        once = convert(record.raw.encode(), "ris", source="ris").content
        assert b"Qwertz" in once
        assert convert(once, "ris", source="ris").content == once


NAMES = {
    "semicolons": ("Smith, John; Doe, Jane", "Smith, John; Doe, Jane"),
    "semicolons, first names first": ("John Smith; Jane Doe", "Smith, John; Doe, Jane"),
    "a semicolon at the end": ("Smith, John;", "Smith, John"),
    "and between names in reading order": ("John Smith and Jane Doe", "Smith, John; Doe, Jane"),
    "an ampersand": ("Smith, A. & Doe, B.", "Smith, A.; Doe, B."),
    "a comma and an and": ("John Smith, Jane Doe, and Max Muster",
                           "Smith, John; Doe, Jane; Muster, Max"),
    "initials and commas": ("Smith, J., Doe, A., Muster, M.-P.",
                            "Smith, J.; Doe, A.; Muster, M.-P."),
    "initials behind": ("Smith J, Doe JA", "Smith, J; Doe, JA"),
    "two family names": ("García Márquez, Gabriel José", "García Márquez, Gabriel José"),
    "a suffix behind the family name": ("Smith Jr., John", "Smith, Jr., John"),
    "a suffix behind the given name": ("Smith, John Jr.", "Smith, Jr., John"),
    "a suffix in the middle": ("Smith, Jr., John", "Smith, Jr., John"),
    "a number as a suffix": ("Smith, J., III", "Smith, III, J."),
    "years of life": ("Smith, John, 1950-", "Smith, 1950-, John"),
    "a role": ("Smith, John (ed.)", "Smith, John"),
    "an ORCID": ("Smith, John (0000-0002-1825-0097)", "Smith, John"),
    "an entity": ("M&uuml;ller, Hans", "Müller, Hans"),
    "LaTeX": ('M{\\"u}ller, Hans', "Müller, Hans"),
    "a particle behind": ("Berg, Jan van der", "van der Berg, Jan"),
    "capitals": ("SMITH, JOHN", "SMITH, JOHN"),
    "a Chinese comma": ("Smith，John", "Smith, John"),
    "Chinese names": ("李明,王小芳", "李, 明; 王, 小芳"),
    "one Chinese name": ("李, 明", "李, 明"),
    "a compound family name": ("欧阳,小明", "欧阳, 小明"),
    "a body": ("World Health Organization,", "World Health Organization"),
    "a body with an and": ("U.S. Food and Drug Administration,",
                           "U.S. Food and Drug Administration"),
    "a body without its comma": ("World Health Organization", "World Health Organization"),
    "a body with a comma": ("University of California,, Berkeley",
                            "University of California, Berkeley"),
    "the same with one": ("Department of Energy, Office of Science",
                          "Department of Energy, Office of Science"),
    "a body with an ampersand": ("Smith & Wesson", "Smith & Wesson"),
    "a comma for a suffix that is not there": ("Smith, John,", "Smith, John"),
    "et al. behind a name": ("Smith, J., et al.", "Smith, J."),
    "and others": ("Smith, J. and others", "Smith, J."),
    "a wrapped name": ("Smith,\n      John", "Smith, John"),
    "a wrapped given name": ("Smith, John\nPaul", "Smith, John Paul"),
    "a name on each line": ("Smith, John\nDoe, Jane\nRoe, R.", "Smith, John; Doe, Jane; Roe, R."),
    "a name on each line, with commas": ("Smith, John,\nDoe, Jane", "Smith, John; Doe, Jane"),
    "initials on each line": ("Smith J\nDoe A", "Smith, J; Doe, A"),
    "a list over two lines": ("Smith, John; Doe,\nJane; Roe, R.",
                              "Smith, John; Doe, Jane; Roe, R."),
    "a name on the next line": ("\n Smith, John", "Smith, John"),
    "a wrapped body": ("World Health\nOrganization,", "World Health Organization"),
}  # fmt: skip


@every_row("text, names", NAMES.values(), ids=NAMES)
@every_row("form, head", [("ris", "TY  - JOUR\nAU  - "), ("enw", "%0 Book\n%A ")])
def test_names(form: str, head: str, text: str, names: str) -> None:
    tail = "\nTI  - T\nER  - \n" if form == "ris" else "\n%T T\n%L 1\n"
    record = read_one(form, f"{head}{text}{tail}")
    assert shown(record, "authors") == names
    assert record.authors_cut == ("others" in text or "et al" in text)
    again = convert(record.raw.encode(), form, source=form).content
    assert shown(read_one(form, again.decode()), "authors") == names
    assert convert(again, form, source=form).content == again


RIS_ROWS = {
    "in A1 and in AU": ("A1  - Zhao, Bo\nAU  - Zhao, Bo\nAU  - Li, Zhen", "authors",
                        "Zhao, Bo; Li, Zhen"),
    "the first in A1": ("A1  - Zhao, Bo\nAU  - Li, Zhen", "authors", "Zhao, Bo; Li, Zhen"),
    "authors in A1": ("A1  - Zhao, Bo\nA1  - Li, Zhen", "authors", "Zhao, Bo; Li, Zhen"),
    "a suffix": ("AU  - Davis, Sammy, Jr.", "authors", "Davis, Jr., Sammy"),
    "a degree": ("AU  - Smith, Jane, PhD", "authors", "Smith, PhD, Jane"),
    "no space behind the comma": ("AU  - Zhao,Bo", "authors", "Zhao, Bo"),
    "two in one line": ("AU  - Zhao, Bo and Li, Zhen", "authors", "Zhao, Bo; Li, Zhen"),
    "a body with and": ("AU  - Barnes and Noble, Inc.,", "authors", "Barnes and Noble, Inc."),
    "et al.": ("AU  - Zhao, Bo\nAU  - et al.", "authors", "Zhao, Bo"),
    "et al. is a cut": ("AU  - Zhao, Bo\nAU  - et al.", "authors_cut", "True"),
    "a year": ("PY  - 2019", "date", "2019"),
    "a year with slashes": ("Y1  - 2019///", "date", "2019"),
    "a month": ("PY  - 2019/03//", "date", "2019-03"),
    "a day": ("PY  - 2019/03/12/", "date", "2019-03-12"),
    "a day and a season": ("PY  - 2019/03/12/Spring", "date", "2019-03-12"),
    "a season": ("PY  - 2019///Spring", "date", "2019"),
    "which is kept where it is": ("PY  - 2019///Spring", "extra.DA", "2019///Spring"),
    "a season in words": ("PY  - 2019\nDA  - Spring", "extra.DA", "Spring"),
    "a range": ("PY  - 2019\nDA  - 2019/07//July-August", "extra.DA", "2019/07//July-August"),
    "its first month": ("PY  - 2019\nDA  - 2019/07//July-August", "date", "2019-07"),
    "a date that says no more": ("PY  - 2019\nDA  - 2019 Mar 12", "extra.DA", ""),
    "another year": ("PY  - 2019\nDA  - 2020/01/02/", "extra.DA", "2020/01/02/"),
    "in press": ("PY  - in press", "status", "to appear"),
    "in press instead of a journal": ("T2  - in press\nJO  - Reeds", "status", "to appear"),
    "in press instead of a page": ("SP  - in press\nC7  - e17", "pages", "e17"),
    "in press instead of an issue": ("IS  - in press\nCP  - 4", "number", "4"),
    "which is a status": ("IS  - in press\nCP  - 4", "status", "to appear"),
    "the journal beside it": ("T2  - in press\nJO  - Reeds", "venue", "Reeds"),
    "no year": ("PY  - n.d.", "extra.PY", "n.d."),
    "the month first": ("PY  - 3/25/2019", "date", "2019-03-25"),
    "the day first": ("PY  - 25.3.2019", "date", "2019-03-25"),
    "one or the other": ("PY  - 3/4/2019", "date", "2019"),
    "six digits": ("DA  - 201903", "date", "2019-03"),
    "DA alone": ("DA  - 2019/03/12/", "date", "2019-03-12"),
    "EndNote's DA": ("PY  - 2019\nDA  - Mar 12", "date", "2019-03-12"),
    "DA with the day first": ("PY  - 2019\nDA  - 12 March", "date", "2019-03-12"),
    "EBSCO's eight digits": ("Y1  - 20190312", "date", "2019-03-12"),
    "ProQuest's words": ("Y1  - 2019\nDA  - 2019 Mar 12", "date", "2019-03-12"),
    "the date of access is none": ("PY  - 2019\nY2  - 2024/11/03/", "date", "2019"),
    "which is kept": ("PY  - 2019\nY2  - 2024/11/03/", "extra.Y2", "2024/11/03/"),
    "a range in SP": ("SP  - 12-34", "pages", "12-34"),
    "a range in SP and EP": ("SP  - 12-34\nEP  - 34", "pages", "12-34"),
    "SP alone": ("SP  - e17", "pages", "e17"),
    "EP alone": ("EP  - 34", "pages", "34"),
    "the range in EP": ("SP  - 12\nEP  - 12-34", "pages", "12-34"),
    "pages with a chapter": ("SP  - 1-1\nEP  - 1-12", "pages", "1-1-1-12"),
    "what pages are called": ("SP  - pp. 12-34", "pages", "12-34"),
    "and those that follow": ("SP  - 12\nEP  - +", "pages", "12+"),
    "the first page in SE": ("SE  - 12", "pages", "12"),
    "what a volume is called": ("VL  - vol. 12", "volume", "12"),
    "what an issue is called": ("IS  - no. 3", "number", "3"),
    "a supplement": ("IS  - Suppl 1", "number", "Suppl 1"),
    "an issue in brackets": ("VL  - 12(3)", "number", "3"),
    "behind its volume": ("VL  - 12(3)", "volume", "12"),
    "the issue in CP": ("CP  - 3", "number", "3"),
    "a place in CP": ("CP  - Paris", "extra.CP", "Paris"),
    "an ISSN with its name": ("SN  - ISSN 2048-3694", "issn", "2048-3694"),
    "which is no number": ("SN  - ISSN 2048-3694", "extra.SN", ""),
    "two ISSNs with a slash": ("SN  - 2048-3694/0306-2619", "extra.SN", "0306-2619"),
    "an ISBN in both lengths": ("SN  - 978-0-306-40615-7 0-306-40615-2", "isbn", "9780306406157"),
    "a bar between them": ("SN  - 0-306-40615-2 | 978-0-306-40615-7", "extra.SN", ""),
    "a DOI in U3": ("U3  - doi:10.1145/1.2", "doi", "10.1145/1.2"),
    "a DOI in DI": ("DI  - 10.1145/1.2", "doi", "10.1145/1.2"),
    "no address": ("UR  - <Go to ISI>://WOS:000", "extra.UR", "<Go to ISI>://WOS:000"),
    "an address with an entity": ("UR  - https://x.org/?a=1&amp;b=2", "url", "https://x.org/?a=1&b=2"),
    "PubMed's number is an identifier": ("N1  - PMID: 123", "pmid", "123"),
    "PubMed's number is no note": ("N1  - PMID: 123", "note", ""),
    "an abstract's paragraphs": ("AB  - <p>x</p><p>y</p>", "abstract", "x y"),
    "a line of an abstract like a tag": ("AB  - x\nTO - y", "abstract", "x TO - y"),
    "an article number": ("C7  - 104567", "pages", "104567"),
    "pages and an article number": ("SP  - 1\nEP  - 9\nC7  - 104567", "extra.C7", "104567"),
    "IEEE's volume": ("VO  - 12", "volume", "12"),
    "an ISSN with a remark": ("SN  - 2048-3694 (Electronic)", "issn", "2048-3694"),
    "a second ISSN": ("SN  - 2048-3694; 0306-2619", "extra.SN", "0306-2619"),
    "two ISBNs in a line": ("SN  - 978-3-319-27118-7 978-3-031-60601-4", "isbn", "9783319271187"),
    "the second of them": (
        "SN  - 978-3-319-27118-7 978-3-031-60601-4", "extra.SN", "9783031606014",
    ),
    "a DOI with its resolver": ("DO  - https://doi.org/10.1145/1.2", "doi", "10.1145/1.2"),
    "a DOI with its name": ("DO  - DOI: 10.1145/1.2", "doi", "10.1145/1.2"),
    "a DOI in M3": ("M3  - doi: 10.1145/1.2", "doi", "10.1145/1.2"),
    "which says no more": ("M3  - doi: 10.1145/1.2", "extra.M3", ""),
    "another M3": ("M3  - Article", "extra.M3", "Article"),
    "a DOI in N1": ("N1  - doi: 10.1145/1.2", "doi", "10.1145/1.2"),
    "which is no note": ("N1  - doi: 10.1145/1.2", "note", ""),
    "a DOI in L3": ("L3  - 10.1145/1.2", "doi", "10.1145/1.2"),
    "a DOI in an address": ("UR  - https://dl.acm.org/doi/10.1145/1.2", "doi", "10.1145/1.2"),
    "no DOI": ("DO  - none", "extra.DO", "none"),
    "a DOI in a note is another's": ("N1  - Erratum in 10.1145/1.2", "doi", ""),
    "an arXiv number in N1": ("N1  - arXiv:2312.05181", "arxiv_id", "2312.05181"),
    "in AN": ("AN  - arXiv:2312.05181", "arxiv_id", "2312.05181"),
    "in M1": ("M1  - arXiv:2312.05181", "arxiv_id", "2312.05181"),
    "which is no issue": ("M1  - arXiv:2312.05181", "number", ""),
    "in its DOI": ("DO  - 10.48550/arXiv.2312.05181", "arxiv_id", "2312.05181"),
    "in the second address": (
        "UR  - https://x.org/a\nUR  - https://arxiv.org/abs/2312.05181", "arxiv_id", "2312.05181",
    ),
    "a page before its PDF": (
        "UR  - https://x.org/a.pdf\nUR  - https://x.org/a", "url", "https://x.org/a",
    ),
    "and the PDF": (
        "UR  - https://x.org/a.pdf\nUR  - https://x.org/a", "links", "https://x.org/a.pdf",
    ),
    "a further address": (
        "UR  - https://x.org/a\nUR  - https://x.org/b", "extra.UR", "https://x.org/b",
    ),
    "L1": ("L1  - https://x.org/a.pdf", "links", "https://x.org/a.pdf"),
    "a file of EndNote's": ("L1  - internal-pdf://1/a.pdf", "links", ""),
    "a file that is kept": ("L1  - internal-pdf://1/a.pdf", "extra.L1", "internal-pdf://1/a.pdf"),
    "L2 where there is no UR": ("L2  - https://x.org/full", "url", "https://x.org/full"),
    "an abstract in N2": ("N2  - Text.", "abstract", "Text."),
    "AB before N2": ("N2  - Other.\nAB  - Text.", "abstract", "Text."),
    "a note": ("N1  - A remark.", "note", "A remark."),
    "Scopus's remarks are none": ("N1  - Export Date: 1 March 2020\nN1  - So.", "note", "So."),
    "but kept": ("N1  - Cited By :5\nN1  - So.", "extra.N1", "Cited By :5"),
    "a translated title": ("TT  - Ein Titel", "title_translated", "Ein Titel"),
    "an edition": ("ET  - 2nd", "edition", "2nd"),
    "a language by name": ("LA  - English", "language", "en"),
    "by its code of three": ("LA  - swe", "language", "sv"),
    "with a country": ("LA  - en_US", "language", "en-US"),
    "the first of two": ("LA  - eng; ger", "language", "en"),
    "keywords in one line": ("KW  - a; b", "keywords", "a; b"),
    "keywords on lines of their own": ("KW  - a\nb b\nc", "keywords", "a; b b; c"),
    "a keyword twice": ("KW  - a\nKW  - a", "keywords", "a"),
    "lines without a tag": ("AB  - One\n\ntwo", "abstract", "One two"),
    "one space": ("VL - 7", "volume", "7"),
    "small letters": ("vl  - 7", "volume", "7"),
    "no space behind the dash": ("VL  -7", "volume", "7"),
    "JF before JO": ("JO  - J. T.\nJF  - Journal of T", "venue", "Journal of T"),
    "whose short form is kept": ("JO  - J. T.\nJF  - Journal of T", "extra.JO", "J. T."),
    "T2 before JO": ("JO  - J. T.\nT2  - Journal of T", "venue", "Journal of T"),
    "JA alone": ("JA  - J. T.", "venue", "J. T."),
}  # fmt: skip


@every_row("lines, field, value", RIS_ROWS.values(), ids=RIS_ROWS)
@every_row("ends", ["\n", "\r\n"])
def test_ris_tags(lines: str, field: str, value: str, ends: str) -> None:
    text = f"\ufeffTY  - JOUR\nTI  - T\n{lines}\nER  - \n".replace("\n", ends)
    assert shown(read_one("ris", text), field) == value


RIS_BY_TYPE = {
    "an edited book": ("EDBOOK", "AU  - Zhao, Bo\nA2  - Li, Zhen", "editors", "Zhao, Bo"),
    "of a series": ("EDBOOK", "AU  - Zhao, Bo\nA2  - Li, Zhen", "extra.A2", "Li, Zhen"),
    "with both": ("EDBOOK", "AU  - Zhao, Bo\nED  - Li, Zhen", "editors", "Li, Zhen"),
    "has authors too": ("EDBOOK", "AU  - Zhao, Bo\nED  - Li, Zhen", "authors", "Zhao, Bo"),
    "or authors alone": ("EDBOOK", "A1  - Zhao, Bo", "authors", "Zhao, Bo"),
    "a book's editors by EndNote": ("BOOK", "A2  - Li, Zhen\nA3  - Zhao, Bo", "editors",
                                    "Zhao, Bo"),
    "and those of its series": ("BOOK", "A2  - Li, Zhen\nA3  - Zhao, Bo", "extra.A2", "Li, Zhen"),
    "a book's editors alone": ("BOOK", "A2  - Li, Zhen", "editors", "Li, Zhen"),
    "who issued a patent": ("PAT", "A2  - Patent Office,", "extra.A2", "Patent Office,"),
    "a recipient": ("PCOMM", "A2  - Li, Zhen", "extra.A2", "Li, Zhen"),
    "a degree": ("THES", "VL  - Ph.D.", "extra.type", "Ph.D."),
    "is no volume": ("THES", "VL  - Ph.D.", "volume", ""),
    "but a number is": ("THES", "VL  - 12", "volume", "12"),
    "an archive as a journal": ("JOUR", "T2  - arXiv:2312.05181", "kind", "preprint"),
    "an archive's report": ("RPRT", "PB  - arXiv", "kind", "preprint"),
    "a journal of archives": ("JOUR", "T2  - arXiv Studies", "kind", "article"),
    "ProQuest's university": ("THES", "PB  - ProQuest\nAD  - Aalto University", "school",
                              "Aalto University"),
    "and itself": ("THES", "PB  - ProQuest\nAD  - Aalto University", "extra.PB", "ProQuest"),
    "a journal's generic": ("GEN", "JO  - J\nVL  - 1", "kind", "article"),
    "a generic of a site": ("GEN", "T2  - Site", "kind", "other"),
    "BibTeX's type": ("inproceedings", "T2  - X", "kind", "conference"),
    "EndNote's type": ("Journal Article", "T2  - X", "kind", "article"),
    "which stays": ("Journal Article", "T2  - X", "extra.TY", "JOURNAL ARTICLE"),
    "a conference": ("CONF", "T2  - Proc. of X\nC1  - Paris", "venue", "Proc. of X"),
    "proceedings in C3": ("CPAPER", "C3  - Proc. of X", "venue", "Proc. of X"),
    "Zotero has both": ("CONF", "T2  - X 2020\nC3  - Proc. of X", "venue", "X 2020"),
    "dblp has BT": ("CPAPER", "BT  - Proc. of X\nT3  - LNCS", "venue", "Proc. of X"),
    "Scholar has JO": ("CONF", "JO  - Proc. of X\nVL  - 1", "venue", "Proc. of X"),
    "a conference's place": ("CONF", "T2  - X\nCY  - Paris", "place", "Paris"),
    "a chapter's book": ("CHAP", "T2  - The Book\nT3  - LNCS", "venue", "The Book"),
    "and series": ("CHAP", "T2  - The Book\nT3  - LNCS", "series", "LNCS"),
    "Springer's book": ("CHAP", "T2  - LNCS\nBT  - The Book", "venue", "The Book"),
    "Springer's series": ("CHAP", "T2  - LNCS\nBT  - The Book", "series", "LNCS"),
    "a book's series": ("BOOK", "T2  - LNCS", "series", "LNCS"),
    "a book's ISBN": ("BOOK", "SN  - 978-3-319-27118-7", "isbn", "9783319271187"),
    "a book's editors by Zotero": ("BOOK", "A3  - Zhao, Bo", "editors", "Zhao, Bo"),
    "editors of a series": ("CHAP", "A3  - Zhao, Bo", "extra.A3", "Zhao, Bo"),
    "a book's place": ("BOOK", "CY  - Cham", "place", "Cham"),
    "a thesis's school": ("THES", "PB  - Aalto University", "school", "Aalto University"),
    "its department": ("THES", "PB  - Aalto\nT2  - Computing", "extra.T2", "Computing"),
    "what it is": ("THES", "M3  - Master's thesis", "extra.type", "Master's thesis"),
    "what it is in U1": ("THES", "U1  - PhD thesis", "extra.type", "PhD thesis"),
    "a report's number": ("RPRT", "IS  - TR-1", "number", "TR-1"),
    "in SN": ("RPRT", "SN  - TR-1", "number", "TR-1"),
    "in M1": ("RPRT", "M1  - TR-1", "number", "TR-1"),
    "its institution": ("RPRT", "PB  - Aalto University", "publisher", "Aalto University"),
    "a patent's number": ("PAT", "SN  - US 7472127\nM1  - 11/1", "number", "US 7472127"),
    "its application": ("PAT", "SN  - US 7472127\nM1  - 11/1", "extra.M1", "11/1"),
    "arXiv as a publisher": ("UNPB", "PB  - arXiv\nDO  - 10.48550/arXiv.2312.05181", "venue",
                             "arXiv"),
    "a newspaper": ("NEWS", "T2  - The Times", "venue", "The Times"),
    "an encyclopedia": ("ENCYC", "T2  - Encyclopedia of X", "venue", "Encyclopedia of X"),
}  # fmt: skip


@every_row("type_, lines, field, value", RIS_BY_TYPE.values(), ids=RIS_BY_TYPE)
def test_ris_tags_by_type(type_: str, lines: str, field: str, value: str) -> None:
    text = f"TY  - {type_}\nTI  - T\n{lines}\nER  - \n"
    assert shown(read_one("ris", text), field) == value
    again = convert(text.encode(), "ris", source="ris").content.decode()
    assert shown(read_one("ris", again), field) == value


TITLES = {
    "an entity": ("A &amp; B &#8211; C", "A & B – C"),
    "HTML": ("H<sub>2</sub>O in <i>vivo</i>", "H2O in vivo"),
    "JATS": ("<inline-formula><tex-math>x</tex-math></inline-formula> is", "x is"),
    "MathML": ("<mml:math><mml:mi>x</mml:mi></mml:math> is", "x is"),
    "CDATA": ("<![CDATA[A <i>b</i>]]>", "A b"),
    "an accent of LaTeX": ('The Schr{\\"o}dinger {DNA}', "The Schrödinger DNA"),
    "signs of LaTeX": ("R\\&D at 50\\%", "R&D at 50%"),
    "a command of LaTeX": ("\\textit{E. coli} today", "E. coli today"),
    "braces alone": ("The {x} of y", "The {x} of y"),
    "maths": ("The $x$ of y", "The $x$ of y"),
    "a full stop": ("It ends.", "It ends."),
    "capitals": ("ALL CAPS", "ALL CAPS"),
    "quotes": ('"So"', '"So"'),
    "signs": ("5 < 6 > 4", "5 < 6 > 4"),
    "a wrapped line": ("A\n      B", "A B"),
    "a line of its own": ("A\nB", "A B"),
}


@every_row("text, title", TITLES.values(), ids=TITLES)
@every_row("form, head", [("ris", "TY  - JOUR\nTI  - "), ("enw", "%0 Book\n%T ")])
def test_titles(form: str, head: str, text: str, title: str) -> None:
    record = read_one(form, f"{head}{text}\n" + ("ER  - \n" if form == "ris" else "%L 1\n"))
    assert record.title == title
    again = convert(record.raw.encode(), form, source=form).content
    assert read_one(form, again.decode()).title == title
    assert convert(again, form, source=form).content == again


TITLE_TAGS = {
    "TI": ("TI  - A\nT1  - B", "A"), "T1": ("T1  - A", "A"), "CT": ("CT  - A", "A"),
    "BT before T2": ("BT  - A\nT2  - B", "A"),
    "an empty TI": ("TI  - \nT1  - A", "A"), "a book's BT": ("BT  - A", "A"),
    "ST alone": ("ST  - A", "A"), "T2 alone": ("T2  - A", "A"), "T3 alone": ("T3  - A", "A"),
}  # fmt: skip


@every_row("lines, title", TITLE_TAGS.values(), ids=TITLE_TAGS)
@every_row("type_", ["JOUR", "BOOK", "GEN"])
def test_the_title_of_a_ris_record(type_: str, lines: str, title: str) -> None:
    text = f"TY  - {type_}\n{lines}\nVL  - 1\nER  - \n"
    assert read_one("ris", text).title == title


@pytest.mark.parametrize("type_, title", [("JOUR", ""), ("GEN", ""), ("BOOK", "A")])
def test_a_journal_is_the_title_only_of_a_book(type_: str, title: str) -> None:
    assert read_one("ris", f"TY  - {type_}\nJO  - A\nVL  - 1\nER  - \n").title == title


@every_row("tag", ["VL", "IS", "U1", "M2", "KW", "PB", "N1", "ET"])
@every_row("value", ["R &amp; D", "a &lt;i&gt; b", "<i>a</i> b", "&amp;amp;", "x & y"])
def test_no_entity_grows(tag: str, value: str) -> None:
    text = f"TY  - JOUR\nTI  - T\n{tag}  - {value}\nER  - \n"
    once = convert(text.encode(), "ris", source="ris").content
    assert convert(once, "ris", source="ris").content == once
    assert said(read_one("ris", once.decode())) == said(read_one("ris", text))


RIS_FRAMES = {
    "by the book": ("TY  - JOUR\nTI  - A\nER  - \n\nTY  - JOUR\nTI  - B\nER  - \n", "A B"),
    "no blank line": ("TY  - JOUR\nTI  - A\nER  - \nTY  - JOUR\nTI  - B\nER  - ", "A B"),
    "no ER": ("TY  - JOUR\nTI  - A\n\nTY  - JOUR\nTI  - B\n", "A B"),
    "no space behind ER": ("TY  - JOUR\nTI  - A\nER  -\nTY  - JOUR\nTI  - B\nER  -\n", "A B"),
    "text behind ER": ("TY  - JOUR\nTI  - A\nER  - 1\nTY  - JOUR\nTI  - B\nER  - 2\n", "A B"),
    "one space": ("TY - JOUR\nTI - A\nER - \nTY - JOUR\nTI - B\nER -\n", "A B"),
    "small letters": ("ty  - jour\nti  - A\ner  - \nty  - jour\nti  - B\ner  - \n", "A B"),
    "no space": ("TY  -JOUR\nTI  -A\nER  -\nTY  -JOUR\nTI  -B\nER  -\n", "A B"),
    "a blank line inside": ("TY  - JOUR\n\nTI  - A\n\nAU  - B, C\n\nER  - \n", "A"),
    "tabs": ("TY\t- JOUR\nTI\t- A\nER\t-\n", "A"),
    "dashes": ("TY  – JOUR\nTI  – A\nER  – \n", "A"),
    "a space that is not seen": ("\u200bTY  - JOUR\nTI  - A\nER  - \n", "A"),
    "no spaces": ("TY-JOUR\nTI  - A\nER-\nTY-JOUR\nTI  - B\nER-\n", "A B"),
    "small letters, and found": ("\nty  - jour\nti  - A\ner  - \n", "A"),
    "indented": ("  TY  - JOUR\n  TI  - A\n  ER  - \n", "A"),
    "old Macintosh": ("TY  - JOUR\rTI  - A\rER  - \r", "A"),
    "a wrapped title": ("TY  - JOUR\nTI  - A\n   B\nER  - \n", "A B"),
    "a dash in an abstract": ("TY  - JOUR\nTI  - A\nAB  - x\nwe - as ever\nER  - \n", "A"),
}


@every_row("text, titles", RIS_FRAMES.values(), ids=RIS_FRAMES)
def test_ris_frames(text: str, titles: str) -> None:
    assert detect(text.encode(), "x.ris") == "ris"
    records = [item for item in read("ris", text.encode()) if isinstance(item, Record)]
    assert " ".join(record.title for record in records) == titles
    assert {record.kind for record in records} == {"article"}


# ------------------------------------------------------------------------------------ EndNote

ENW_TYPES = {
    "article": "Journal Article;Electronic Article;Magazine Article;Newspaper Article;Journal",
    "conference": "Conference Proceedings;Conference Paper;Conference Proceeding",
    "chapter": "Book Section;Electronic Book Section;Book Chapter;Encyclopedia;Dictionary",
    "book": "Book;Electronic Book;Classical Work;Serial",
    "proceedings": "Edited Book",
    "thesis": "Thesis;Dissertation",
    "report": "Report;Government Document",
    "standard": "Standard",
    "website": "Web Page;Blog",
    "patent": "Patent",
    "preprint": "Unpublished Work;Manuscript;Preprint",
    "dataset": "Dataset;Online Database;Aggregated Database",
    "software": "Computer Program;Software",
    "other": (
        "Ancient Text;Artwork;Audiovisual Material;Bill;Case;Catalog;Chart or Table;Equation;"
        "Figure;Film or Broadcast;Generic;Grant;Hearing;Interview;Legal Rule or Regulation;Map;"
        "Multimedia;Music;Pamphlet;Personal Communication;Podcast;Press Release;Statute"
    ),
}
ENDNOTE_TYPES = [(each, kind) for kind, types in ENW_TYPES.items() for each in types.split(";")]


@every_row("type_, kind", ENDNOTE_TYPES)
def test_endnote_types(type_: str, kind: str) -> None:
    text = f"%0 {type_}\n%T T\n%A Zhao, Bo\n%L 1\n"
    assert read_one("enw", text).kind == kind
    assert f"%0 {type_}\n" in convert(text.encode(), "enw", source="enw").content.decode()


@every_row("tag", "ABCEFGHIJKLMNOPQRSTUVWXYZ1234567@!+^~#$&()*<=>?[]9")
@every_row("type_", ["Journal Article", "Book", "Thesis", "Report", "Generic"])
def test_no_value_of_an_endnote_tag_gets_lost(type_: str, tag: str) -> None:
    rest = "%A Zhao, Bo\n%T Title\n%D 2020\n%U https://x.org/1\n%I P\n%B V\n%N 1\n%P 1\n"
    rest += "%R 10.1145/1.2\n%@ 2048-3694\n%S S\n%C C\n%X A\n%G de\n%V 1\n%7 2\n"
    for lines in (f"%{tag} Qwertz\n{rest}", f"{rest}%{tag} Qwertz\n", f"%T Title\n%{tag} Qwertz\n"):
        text = f"%0 {type_}\n{lines}"
        record = read_one("enw", text)
        assert "Qwertz" in said(record) or record.source_key == "Qwertz"
        once = convert(text.encode(), "enw", source="enw").content
        assert b"Qwertz" in once or tag in "EF"
        assert convert(once, "enw", source="enw").content == once


ENW_ROWS = {
    "keywords on lines of their own": ("%K a\nb b\nc", "keywords", "a; b b; c"),
    "keywords in one line": ("%K a;b；c", "keywords", "a; b; c"),
    "a date apart from its year": ("%D 2019\n%8 March 12", "date", "2019-03-12"),
    "a date in numbers": ("%D 2019\n%8 2019-03-12", "date", "2019-03-12"),
    "the date of access is kept": ("%[ 2024-11-03", "extra.[", "2024-11-03"),
    "a translated title": ("%Q Ein Titel", "title_translated", "Ein Titel"),
    "a short title": ("%! T", "extra.!", "T"),
    "an address of authors": ("%+ Aalto", "extra.+", "Aalto"),
    "a DOI with its resolver": ("%R https://doi.org/10.1145/1.2", "doi", "10.1145/1.2"),
    "no DOI": ("%R none", "extra.R", "none"),
    "a DOI in a note": ("%Z doi: 10.1145/1.2", "doi", "10.1145/1.2"),
    "arXiv by its DOI": ("%R 10.48550/arXiv.2312.05181", "arxiv_id", "2312.05181"),
    "a page before its PDF": ("%U https://x.org/a.pdf\n%U https://x.org/a", "url",
                              "https://x.org/a"),
    "and the PDF": ("%U https://x.org/a.pdf\n%U https://x.org/a", "links", "https://x.org/a.pdf"),
    "a file of EndNote's": ("%> internal-pdf://1/a.pdf", "extra.>", "internal-pdf://1/a.pdf"),
    "a second ISSN": ("%@ 2048-3694\n%@ 0306-2619", "extra.@", "0306-2619"),
    "et al.": ("%A Zhao, Bo\n%A et al.", "authors", "Zhao, Bo"),
    "a suffix": ("%A Davis, Sammy, Jr.", "authors", "Davis, Jr., Sammy"),
    "a body": ("%A OpenAI,", "authors", "OpenAI"),
    "a language": ("%G English", "language", "en"),
    "CNKI's": ("%G 中文", "language", "zh"),
    "pages": ("%P 12–34", "pages", "12-34"),
    "a label is the key": ("%F zhao2019", "source_key", "zhao2019"),
}  # fmt: skip


@every_row("lines, field, value", ENW_ROWS.values(), ids=ENW_ROWS)
def test_endnote_tags(lines: str, field: str, value: str) -> None:
    record = read_one("enw", f"%0 Journal Article\n%T T\n%L 1\n{lines}\n")
    assert shown(record, field) == value


ENW_BY_TYPE = {
    "an edited book": ("Edited Book", "%A Zhao, Bo", "editors", "Zhao, Bo"),
    "by its editors' tag": ("Edited Book", "%E Zhao, Bo", "editors", "Zhao, Bo"),
    "with authors too": ("Edited Book", "%A Zhao, Bo\n%E Li, Zhen", "authors", "Zhao, Bo"),
    "a book's editors": ("Book", "%E Li, Zhen\n%Y Zhao, Bo", "editors", "Zhao, Bo"),
    "and those of its series": ("Book", "%E Li, Zhen\n%Y Zhao, Bo", "extra.E", "Li, Zhen"),
    "a book's editors alone": ("Book", "%E Li, Zhen", "editors", "Li, Zhen"),
    "a patent's number": ("Patent", "%@ US 7472127\n%N 11/1", "number", "US 7472127"),
    "its application": ("Patent", "%@ US 7472127\n%N 11/1", "extra.N", "11/1"),
    "a degree": ("Thesis", "%V Ph.D.", "extra.type", "Ph.D."),
    "arXiv as a publisher": ("Unpublished Work", "%I arXiv", "venue", "arXiv"),
    "a journal's generic": ("Generic", "%J J\n%V 1", "kind", "article"),
    "an archive as a journal": ("Journal Article", "%J arXiv preprint", "kind", "preprint"),
    "RIS's type": ("JOUR", "%J J", "kind", "article"),
    "a Chinese type": ("会议论文", "%B X", "kind", "conference"),
    "a season": ("Book", "%D 2019\n%8 Spring", "extra.8", "Spring"),
    "in press": ("Book", "%D in press", "status", "to appear"),
    "full commas": ("Book", "%A Zhao Bo，Li Ming", "authors", "Bo, Zhao; Ming, Li"),
    "CNKI's commas": ("Book", "%A 赵博，李明，王芳\n%W CNKI", "authors", "赵, 博; 李, 明; 王, 芳"),
    "CNKI's semicolons": ("Book", "%A 赵博;李明;\n%W CNKI", "authors", "赵, 博; 李, 明"),
}  # fmt: skip


@every_row("type_, lines, field, value", ENW_BY_TYPE.values(), ids=ENW_BY_TYPE)
def test_endnote_tags_by_type(type_: str, lines: str, field: str, value: str) -> None:
    text = f"%0 {type_}\n%T T\n%L 1\n{lines}\n"
    assert shown(read_one("enw", text), field) == value
    again = convert(text.encode(), "enw", source="enw").content
    assert shown(read_one("enw", again.decode()), field) == value
    assert convert(again, "enw", source="enw").content == again


REFER = {
    "a journal": ("%J J", "article"),
    "a book": ("%I Press", "book"),
    "a chapter": ("%B The Book\n%I Press", "chapter"),
    "a conference": ("%B Proc. of the Symposium on X", "conference"),
    "nothing of these": ("%D 1998", "other"),
}


@every_row("lines, kind", REFER.values(), ids=REFER)
def test_refer_knows_kinds_by_their_tags(lines: str, kind: str) -> None:
    assert read_one("enw", f"%A B. Zhao\n%T T\n%L 1\n{lines}\n").kind == kind


def test_what_an_endnote_thesis_is() -> None:
    text = "%0 Thesis\n%T T\n%9 Master's thesis\n%I Aalto\n%B Computing\n"
    record = read_one("enw", text)
    assert (record.school, dict(record.extra)) == (
        "Aalto", {"type": "Master's thesis", "B": "Computing"},
    )  # fmt: skip
    assert "%9 Master's thesis\n" in convert(text.encode(), "enw", source="enw").content.decode()


# ------------------------------------------------------------------------------------- PubMed

NBIB_TYPES = {
    "an article": ("PT  - Journal Article", "article"),
    "a review": ("PT  - Review", "article"),
    "a letter": ("PT  - Letter", "article"),
    "a preprint": ("PT  - Journal Article\nPT  - Preprint", "preprint"),
    "a data set": ("PT  - Dataset", "dataset"),
    "a report": ("PT  - Technical Report", "report"),
    "a thesis": ("PT  - Academic Dissertation", "thesis"),
    "a congress": ("PT  - Congress", "conference"),
    "a chapter": ("PT  - Review\nBTI - The Book", "chapter"),
    "a chapter by its type": ("PT  - Book Chapter", "chapter"),
    "a patent": ("PT  - Patent", "patent"),
}


@every_row("lines, kind", NBIB_TYPES.values(), ids=NBIB_TYPES)
def test_pubmed_types(lines: str, kind: str) -> None:
    assert read_one("nbib", f"PMID- 1\nTI  - T.\n{lines}\n").kind == kind


NBIB_ROWS = {
    "a full name": ("FAU - Zhao, Bo\nAU  - Zhao B", "authors", "Zhao, Bo"),
    "initials": ("AU  - Zhao B", "authors", "Zhao, B"),
    "a group": ("FAU - Zhao, Bo\nCN  - The Group", "authors", "Zhao, Bo; The Group"),
    "editors": ("FED - Li, Zhen\nED  - Li Z", "editors", "Li, Zhen"),
    "a day": ("DP  - 2019 Mar 12", "date", "2019-03-12"),
    "a month": ("DP  - 2019 Mar", "date", "2019-03"),
    "initials and a suffix": ("AU  - Smith JA Jr", "authors", "Smith, Jr, JA"),
    "a full name with a suffix": ("FAU - Smith, John 3rd", "authors", "Smith, 3rd, John"),
    "a short name without a full one": (
        "FAU - Zhao, Bo\nAU  - Zhao B\nAD  - X\nAU  - Li Z", "authors", "Zhao, Bo; Li, Z",
    ),
    "an ORCID between them": (
        "FAU - Zhao, Bo\nAUID- ORCID: 0000-0002-1825-0097\nAU  - Zhao B", "authors", "Zhao, Bo",
    ),
    "two groups": ("CN  - G1\nCN  - G2", "authors", "G1; G2"),
    "arXiv": ("JT  - ArXiv", "kind", "preprint"),
    "an archive's short name": (
        "PT  - Preprint\nJT  - bioRxiv : the preprint server for biology\nTA  - bioRxiv", "venue",
        "bioRxiv",
    ),
    "a DOI in SO": ("SO  - J. 2010;1(2):3-4. doi: 10.1145/1.2.", "doi", "10.1145/1.2"),
    "an article number in LID": ("LID - e0123 [pii]", "pages", "e0123"),
    "a season is kept": ("DP  - 2019 Spring", "extra.DP", "2019 Spring"),
    "a range is kept": ("DP  - 2019 Dec-2020 Jan", "extra.DP", "2019 Dec-2020 Jan"),
    "a date that says no more": ("DP  - 2019 Mar 12", "extra.DP", ""),
    "a season": ("DP  - 2019 Spring", "date", "2019"),
    "two months": ("DP  - 2019 Mar-Apr", "date", "2019-03"),
    "a DOI": ("AID - 10.1145/1.2 [doi]\nAID - S1 [pii]", "doi", "10.1145/1.2"),
    "the publisher's number is kept": ("AID - 10.1145/1.2 [doi]\nAID - S1 [pii]", "extra.AID",
                                       "S1"),
    "a DOI in LID": ("LID - 10.1145/1.2 [doi]", "doi", "10.1145/1.2"),
    "a whole range": ("PG  - 2127-41", "pages", "2127-2141"),
    "a discussion": ("PG  - 123-6; discussion 130", "pages", "123-126; discussion 130"),
    "a supplement": ("PG  - S12-7", "pages", "S12-S17"),
    "an article number": ("PG  - e123", "pages", "e123"),
    "both ISSNs": ("IS  - 2048-3694 (Electronic)\nIS  - 0306-2619 (Linking)", "extra.SN",
                   "0306-2619"),
    "the name in full": ("JT  - Journal of T\nTA  - J T", "venue", "Journal of T"),
    "the short name is kept": ("JT  - Journal of T\nTA  - J T", "extra.TA", "J T"),
    "a main heading": ("MH  - *Heart\nMH  - Heart/*physiology", "keywords",
                       "Heart; Heart/physiology"),
    "the authors' words first": ("MH  - Heart\nOT  - *Love", "keywords", "Love; Heart"),
    "a language": ("LA  - swe", "language", "sv"),
    "two languages": ("LA  - eng\nLA  - fre", "extra.LA", "fre"),
    "its own title": ("TT  - Ein Titel.", "title", "Ein Titel"),
    "its translation": ("TT  - Ein Titel.", "title_translated", "T"),
    "a book": ("BTI - The Book", "venue", "The Book"),
    "a book's number": ("BTI - The Book\nISBN- 9783319271187", "isbn", "9783319271187"),
    "a publisher": ("BTI - The Book\nPB  - Press", "publisher", "Press"),
    "a place": ("PL  - England", "extra.PL", "England"),
    "the number in PMC": ("PMC - PMC1", "pmcid", "PMC1"),
    "the number in PubMed": ("OWN - NLM", "pmid", "1"),
    "the key": ("OWN - NLM", "source_key", "pmid:1"),
}  # fmt: skip


@every_row("lines, field, value", NBIB_ROWS.values(), ids=NBIB_ROWS)
def test_pubmed_tags(lines: str, field: str, value: str) -> None:
    assert shown(read_one("nbib", f"PMID- 1\nTI  - T.\n{lines}\n"), field) == value


NBIB_TAGS = (
    "AB AD AID AU AUID BTI CDAT CI CIN CN COI CON COIS CP CRDT CTDT CTI DCOM DDIN DEP DP DRIN DRDT"
    " ECF ECI ED EDAT EFR EIN EN FAU FED FIR FPS GN GR GS IP IR IRAD IS ISBN JID JT LA LID LR MH"
    " MHDA MID NM OAB OABL OCI OID ORI OT OTO OWN PB PG PHST PL PMC PMCR PS PST PT PUBM RF RIN RN"
    " ROF RPF RPI RRI SB SI SO SPIN STAT TA TI TT UIN UOF VI VTI"
).split()


@every_row("tag", NBIB_TAGS)
def test_no_value_of_a_pubmed_tag_gets_lost(tag: str) -> None:
    rest = "TI  - Title\nFAU - Zhao, Bo\nJT  - J\nVI  - 1\nPG  - 1\nLA  - eng\nDP  - 2020\n"
    text = f"PMID- 1\n{rest}{tag:4}- Qwertz\n"
    if tag not in ("AU", "AUID", "DP"):  # said again by FAU; no number; no date
        assert "Qwertz" in said(read_one("nbib", text))


@pytest.mark.parametrize("form, tag", [
    *(("ris", f"{tag}  - ") for tag in ("AU", "SN", "UR", "LA", "N1", "DA")),
    *(("enw", f"%{tag} ") for tag in "A@UG8Z"),
])  # fmt: skip
def test_long_white_space_ends(form: str, tag: str) -> None:
    """Each would take minutes if a pattern were quadratic in it."""
    first = "TY  - JOUR\nTI  - T" if form == "ris" else "%0 Book\n%T T"
    assert read_one(form, f"{first}\n{tag}a{' ' * 200_000}b\n").title == "T"


def test_a_title_may_be_the_word_of_a_status() -> None:
    assert read_one("ris", "TY  - BOOK\nTI  - In Press\nAU  - Zhao, Bo\n").title == "In Press"
    assert read_one("enw", "%0 Book\n%T In Press\n%A Zhao, Bo\n").title == "In Press"


# ------------------------------------------------------------------------------ there and back

VALUES = (
    "Zhao, Bo|Smith, John, Jr.|OpenAI,|World Health Organization|Smith J, Doe A|2020|2020/05/06/"
    "|2020///Spring|in press|12|12-20|e17|12(3)|vol. 3|no. 4|10.1145/1.2|doi: 10.1145/1.2"
    "|https://x.org/a|https://x.org/a.pdf|https://arxiv.org/abs/2312.05181|arXiv:2312.05181"
    "|2048-3694|978-0-306-40615-7|TR-12|arXiv|Ph.D.|R &amp; D|a &lt;i&gt; b|H<sub>2</sub>O"
    '|M{\\"u}ller \\& Co|English|Journal of X|Proc. of Y|a; b|数据库|李明,王芳|et al.|Paris|123'
).split("|")


def is_nonsense(tag: str, value: str) -> bool:
    """Return whether no exporter writes this: an address or another number for a page."""
    return tag in {"SP", "EP"} and (":" in value or value.startswith("10."))


RIS_LINES = st.builds(
    "{}  - {}\n".format,
    st.sampled_from([tag for tag in RIS_TAGS if tag != "ID"] + ["PY", "Y1", "DA"]),
    st.sampled_from(VALUES),
).filter(lambda line: not is_nonsense(line[:2], line[6:-1]))
ENW_LINES = st.builds(
    "%{} {}\n".format, st.sampled_from("ABCEGIJKLMNOPQRSTUVWXYZ12389@!+^[?"),
    st.sampled_from(VALUES),
)  # fmt: skip
FILES = st.one_of(
    st.builds(
        lambda type_, lines: ("ris", f"TY  - {type_}\n{''.join(lines)}ER  - \n"),
        st.sampled_from([type_ for type_, _ in TYPES]),
        st.lists(RIS_LINES, min_size=1, max_size=8, unique_by=lambda line: line[:2]),
    ),
    st.builds(
        lambda type_, lines: ("enw", f"%0 {type_}\n{''.join(lines)}"),
        st.sampled_from([type_ for type_, _ in ENDNOTE_TYPES]),
        st.lists(ENW_LINES, min_size=1, max_size=8, unique_by=lambda line: line[:2]),
    ),
)


SAID = (
    "kind title authors editors date venue series pages doi volume number isbn issn arxiv_id"
    " publisher school"
).split()


@example(("ris", "TY  - JOUR\nA1  - Zhao, Bo\nJ1  - Zhao, Bo\nJ2  - in press\nER  - \n"))
@example(("enw", "%0 Journal Article\n%A Zhao, Bo\n%T Zhao, Bo\n"))
@example(("enw", "%0 Journal Article\n%A Zhao, Bo\n%B Zhao, Bo\n%J in press\n"))
@example(("ris", "TY  - GEN\nEP  - 9\nJ1  - J. of Reeds\nER  - \n"))
@given(FILES)
def test_what_was_read_is_written_and_read_again(file: tuple[str, str]) -> None:
    form, text = file
    records = [item for item in read(form, text.encode()) if isinstance(item, Record)]
    if not records:
        return
    once = convert(text.encode(), form, source=form).content
    if origin(form, once.decode()) == "scholar" != origin(form, text):
        return  # no author and no year: such an entry looks like Scholar's, which are all articles
    (again,) = (item for item in read(form, once) if isinstance(item, Record))
    for field in SAID:
        assert shown(again, field) == shown(records[0], field), field
    assert convert(once, form, source=form).content == once
