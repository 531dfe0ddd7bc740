"""Portals and programs: what to choose there, and the format of the exported file.

The documentation shows this table. Each row has a fixture in the form that the portal writes, or a
test of its own.
"""

from __future__ import annotations

from typing import Final, NamedTuple


class Portal(NamedTuple):
    """A portal or a program, what to choose there, the format, and what pubman corrects."""

    name: str
    choose: str
    format: str
    care: str = ""


PORTALS: Final = (
    Portal("academicpages", "files/publications.tsv", "csv",
           "authors, volume and pages of the column `citation`"),
    Portal("ACM Digital Library", "Export Citations, BibTeX", "bibtex",
           "`location` is the place of the conference, the publisher's town is not"),
    Portal("AIS eLibrary (bepress)", "Download citations, EndNote", "enw",
           "`%T` comes before `%0`; every paper keeps its own authors"),
    Portal("APS (Physical Review)", "Export Citation, BibTeX", "bibtex",
           "letters between `\\ifmmode` and `\\fi`, the issue"),
    Portal("arXiv", "https://arxiv.org/a/ID.atom", "arxiv",
           "a DOI that an author typed is kept as a claim"),
    Portal("Atypon (SAGE, Taylor & Francis, INFORMS, AoM ...)", "Download citation, RIS", "ris",
           "the date is that of the issue, not the day it went online"),
    Portal("BibBase", "the .bib itself", "bibtex", "any `url_NAME` is a link with that name"),
    Portal("bioRxiv, medRxiv, SSRN, OSF ...", "BibTeX of a DOI", "bibtex",
           "a preprint of that server, also if only the DOI says so"),
    Portal("CNKI", "Export, EndNote", "enw", "all authors in one line, names in any script"),
    Portal("Crossref", "https://api.crossref.org/works/DOI", "crossref",
           "entities escaped twice, retractions, preprints linked by the publisher"),
    Portal("DataCite", "https://api.datacite.org/dois/DOI", "datacite",
           "software and data are not articles; versions are linked"),
    Portal("Dimensions", "Save / Export, CSV", "csv", "the line about the data above the header"),
    Portal("DOAJ", "https://doaj.org/api/search/articles/QUERY", "doaj"),
    Portal("EBSCOhost", "Export, RIS", "ris", "`T2` is the subtitle, `JF` and `JO` the journal"),
    Portal("EndNote", "File, Export, XML or EndNote Export", "endnote-xml",
           "in one line or indented; also as Zotero and JabRef write it"),
    Portal("ERIC", "Export, .nbib", "nbib", "records without a PMID; the school of a thesis"),
    Portal("Europe PMC", "REST search with resultType=core", "europepmc",
           "preprints linked to articles, retractions"),
    Portal("GitHub", "CITATION.cff", "cff", "the software, the paper to cite, the references"),
    Portal("Google Scholar", "your profile: select all, Export", "scholar-csv",
           "lists cut at ten authors, kinds, arXiv numbers, patents"),
    Portal("HAL", "https://api.archives-ouvertes.fr/search/?wt=json", "hal"),
    Portal("IEEE Xplore", "Export, CSV or RIS", "csv"),
    Portal("INSPIRE", "https://inspirehep.net/api/literature", "inspire",
           "collaborations, errata recognised, article numbers"),
    Portal("JabRef, BibDesk", "the .bib itself", "bibtex",
           "`% Encoding:` is used; groups become tags"),
    Portal("Lens", "Export, CSV", "csv"),
    Portal("MathSciNet", "Alternative Citation Format, BibTeX", "bibtex",
           "`FJOURNAL`, theses entered as books, lists of ISBNs"),
    Portal("Mendeley", "Export, BibTeX or RIS", "bibtex", "several addresses in `url`"),
    Portal("NASA ADS", "API search, JSON; or Export, BibTeX", "ads",
           "proposals and abstracts of talks are left out, each by name"),
    Portal("OpenAlex", "Export, CSV; or the API's JSON", "openalex-csv",
           "names as printed; a date of the first of January is a year"),
    Portal("ORCID", "https://pub.orcid.org/v3.0/ID/works; or works.bib", "orcid",
           "one record for each group; identifiers of the book are not the chapter's"),
    Portal("PMLR, ACL Anthology, AAAI", "BibTeX of a paper", "bibtex",
           "the place of the conference, not that of the publisher"),
    Portal("Publish or Perish", "Save results as CSV", "pop-csv",
           "authors between commas, ... for a cut list, Source is the venue"),
    Portal("PubMed", "Save, Format PubMed; or efetch XML", "nbib",
           "PMID and PMCID, short page ranges, collective names, *et al.*, retractions"),
    Portal("Scopus", "Export, CSV, RIS or BibTeX", "csv",
           "[No author name available], Article in press, its own link is not the paper's"),
    Portal("Semantic Scholar", "API, JSON", "semanticscholar", "`null` for unknown papers"),
    Portal("SpringerLink", "Download search results (CSV)", "csv",
           "authors that are glued together are separated"),
    Portal("Web of Science", "Export, Plain text file or Tab delimited", "wos",
           "early access, group authors, ORCIDs; also .ciw and UTF-16 tables"),
    Portal("zbMATH", "https://api.zbmath.org/v1/document/_search", "zbmath",
           "placeholders for forbidden texts are ignored"),
    Portal("Zenodo", "https://zenodo.org/api/records/ID", "zenodo", "versions are linked"),
    Portal("Zotero", "Export Library, CSL JSON, RIS, BibTeX or CSV", "csl-json",
           "the lines of the field Extra"),
)  # fmt: skip
"""Every portal that was tried, by name."""
