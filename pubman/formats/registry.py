"""Every data format, declared once: its name and the modules that read and write it.

The formats of pages (HTML, LaTeX ...) are declared in :mod:`pubman.exports`, in the same form.
The help, the documentation, the messages about unknown files and shell completion are made from
these tables. A new format needs a folder with a ``reader``, a ``writer`` or both, one entry here, a
mark in :mod:`pubman.formats.detection` and a folder of fixtures below ``tests/formats``.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from pubman.formats.format import Format, by_name, find, unknown_format

_DECLARED: Final = (
    Format(
        name="bibtex", label="BibTeX", aliases=("bib",), usual=True,
        reader="pubman.formats.bibtex.reader", rereads=True, endings=("bib",),
        hint="your own .bib, or any site's BibTeX export",
        writer="pubman.formats.bibtex.writer", extension=".bib",
        media_type="application/x-bibtex",
    ),
    Format(
        name="biblatex", label="BibLaTeX", purpose="for biber",
        reader="pubman.formats.bibtex.reader", rereads=True, endings=("bib",),
        hint="a .bib with date, journaltitle, eprint ...",
        writer="pubman.formats.bibtex.biblatex_writer", extension=".biblatex.bib",
        media_type="application/x-bibtex",
    ),
    Format(
        name="ris", label="RIS", usual=True,
        reader="pubman.formats.tagged.ris.reader", endings=("ris", "txt"),
        hint="a publisher's or a reference manager's RIS export",
        writer="pubman.formats.tagged.ris.writer", extension=".ris",
        media_type="application/x-research-info-systems",
    ),
    Format(
        name="enw", label="EndNote", aliases=("endnote", "refer", "cnki"), usual=True,
        reader="pubman.formats.tagged.endnote.reader", endings=("enw", "txt"),
        hint="an EndNote (Refer) export, also CNKI's",
        writer="pubman.formats.tagged.endnote.writer", extension=".enw",
        media_type="application/x-endnote-refer",
    ),
    Format(
        name="csl-json", label="CSL-JSON", purpose="for Zotero and pandoc", usual=True,
        aliases=("json", "csl"),
        reader="pubman.formats.csl.reader", endings=("json",), hint="Zotero's or pandoc's CSL-JSON",
        writer="pubman.formats.csl.writer", extension=".csl.json",
        media_type="application/vnd.citationstyles.csl+json",
    ),
    Format(
        name="csv", label="CSV", purpose="one row per publication", usual=True,
        aliases=("excel", "tsv", "table"),
        reader="pubman.formats.table.reader", endings=("csv", "tsv"),
        hint="a table whose header names BibTeX fields",
        writer="pubman.formats.table.writer", extension=".csv", media_type="text/csv",
    ),
    Format(
        name="nbib", label="PubMed", aliases=("pubmed", "medline"), usual=True,
        reader="pubman.formats.tagged.pubmed.reader", endings=("nbib", "txt"),
        hint="PubMed: Save, Format PubMed",
    ),
    Format(
        name="scholar-csv", label="Google Scholar CSV", aliases=("scholar",),
        reader="pubman.formats.table.scholar_reader", source="scholar", rank=40, endings=("csv",),
        hint="Google Scholar, your profile: select all, Export, CSV",
    ),
    Format(
        name="dblp-xml", label="dblp XML", aliases=("dblp", "xml"), usual=True,
        reader="pubman.formats.dblp.reader", source="dblp", rank=80, endings=("xml",), text=False,
        hint="https://dblp.org/pid/PID.xml, saved",
    ),
    Format(
        name="dblp-json", label="dblp search JSON",
        reader="pubman.formats.dblp.search_reader", source="dblp", rank=80, endings=("json",),
        hint="https://dblp.org/search/publ/api?format=json, saved",
    ),
    Format(
        name="cff", label="CITATION.cff", purpose="for a repository of software",
        aliases=("citation", "citation-file-format"), endings=("cff",), extension=".cff",
        reader="pubman.formats.cff.reader", writer="pubman.formats.cff.writer",
        hint="the CITATION.cff of a repository of software", media_type="application/yaml",
    ),
    Format(
        name="hayagriva", label="Hayagriva", purpose="for Typst",
        aliases=("typst-bibliography", "hayagriva-yaml"), endings=("yaml", "yml"),
        extension=".hayagriva.yaml", media_type="application/yaml",
        reader="pubman.formats.hayagriva.reader", writer="pubman.formats.hayagriva.writer",
        hint="the YAML bibliography of a Typst document",
    ),
    Format(
        name="wos", label="Web of Science plain text", aliases=("ciw", "isi", "savedrecs"),
        reader="pubman.formats.tagged.wos.reader", endings=("txt", "ciw"),
        hint="Web of Science: Export, Plain text file",
    ),
    Format(
        name="wos-tab", label="Web of Science table", endings=("txt", "tsv"),
        reader="pubman.formats.tagged.wos.table_reader",
        hint="Web of Science: Export, Tab delimited file",
    ),
    Format(
        name="endnote-xml", label="EndNote XML", reader="pubman.formats.endnote_xml.reader",
        endings=("xml",), text=False, hint="EndNote: File, Export, XML",
    ),
    Format(
        name="openalex-csv", label="OpenAlex CSV", source="openalex", rank=45, endings=("csv",),
        reader="pubman.formats.table.reader", hint="openalex.org: a search, Export, CSV",
    ),
    Format(
        name="pop-csv", label="Publish or Perish CSV", source="scholar", rank=40,
        endings=("csv",), reader="pubman.formats.table.reader",
        hint="Publish or Perish: Save results as CSV",
    ),
    Format(
        name="orcid", label="ORCID JSON", source="orcid", rank=55, endings=("json",),
        reader="pubman.formats.orcid.reader",
        hint="https://pub.orcid.org/v3.0/ID/works with Accept: application/json, saved",
    ),
    Format(
        name="orcid-xml", label="ORCID XML", source="orcid", rank=55, endings=("xml",), text=False,
        reader="pubman.formats.orcid.xml_reader",
        hint="https://pub.orcid.org/v3.0/ID/works, saved",
    ),
    Format(
        name="crossref-xml", label="Crossref XML", source="crossref", rank=75, endings=("xml",),
        reader="pubman.formats.crossref.xml_reader", text=False,
        hint="https://doi.org/DOI with Accept: application/vnd.crossref.unixsd+xml, saved",
    ),
    Format(
        name="crossref", label="Crossref JSON", source="crossref", rank=75, endings=("json",),
        reader="pubman.formats.crossref.reader", hint="https://api.crossref.org/works/DOI, saved",
    ),
    Format(
        name="datacite", label="DataCite JSON", source="datacite", rank=70, endings=("json",),
        reader="pubman.formats.datacite.reader", hint="https://api.datacite.org/dois/DOI, saved",
    ),
    Format(
        name="openalex", label="OpenAlex JSON", source="openalex", rank=45, endings=("json",),
        reader="pubman.formats.openalex.reader",
        hint="https://api.openalex.org/works?filter=author.id:ID, saved",
    ),
    Format(
        name="arxiv", label="arXiv Atom feed", aliases=("arxiv-atom",), source="arxiv", rank=50,
        endings=("xml", "atom"), reader="pubman.formats.arxiv.reader", text=False,
        hint="https://arxiv.org/a/ID.atom, saved",
    ),
    Format(
        name="pubmed-xml", label="PubMed XML", source="pubmed", rank=70, endings=("xml",),
        reader="pubman.formats.tagged.pubmed.xml_reader", text=False,
        hint="NCBI's efetch with rettype=xml, saved",
    ),
    Format(
        name="europepmc", label="Europe PMC JSON", source="europepmc", rank=50, endings=("json",),
        reader="pubman.formats.europepmc.reader",
        hint="Europe PMC's REST search with resultType=core&format=json, saved",
    ),
    Format(
        name="inspire", label="INSPIRE JSON", source="inspire", rank=80, endings=("json",),
        reader="pubman.formats.inspire.reader",
        hint="https://inspirehep.net/api/literature?q=a NAME, saved",
    ),
    Format(
        name="zbmath", label="zbMATH JSON", source="zbmath", rank=80, endings=("json",),
        reader="pubman.formats.zbmath.reader",
        hint="https://api.zbmath.org/v1/document/_search?search_string=ai:CODE, saved",
    ),
    Format(
        name="hal", label="HAL JSON", source="hal", rank=70, endings=("json",),
        reader="pubman.formats.hal.reader",
        hint="https://api.archives-ouvertes.fr/search/?q=authIdHal_s:ID&wt=json, saved",
    ),
    Format(
        name="ads", label="NASA ADS JSON", source="ads", rank=70, endings=("json",),
        reader="pubman.formats.ads.reader",
        hint="https://api.adsabs.harvard.edu/v1/search/query?q=orcid:ID, saved",
    ),
    Format(
        name="semanticscholar", label="Semantic Scholar JSON", aliases=("s2",),
        source="semanticscholar", rank=35, endings=("json",),
        reader="pubman.formats.semanticscholar.reader",
        hint="https://api.semanticscholar.org/graph/v1/author/ID/papers?fields=..., saved",
    ),
    Format(
        name="zenodo", label="Zenodo JSON", source="zenodo", rank=70, endings=("json",),
        reader="pubman.formats.zenodo.reader", hint="https://zenodo.org/api/records/ID, saved",
    ),
    Format(
        name="doaj", label="DOAJ JSON", source="doaj", rank=50, endings=("json",),
        reader="pubman.formats.doaj.reader",
        hint="https://doaj.org/api/search/articles/QUERY, saved",
    ),
    Format(
        name="openlibrary", label="Open Library JSON", source="openlibrary", rank=60,
        endings=("json",), reader="pubman.formats.openlibrary.reader",
        hint="https://openlibrary.org/api/books?bibkeys=ISBN:...&format=json&jscmd=data, saved",
    ),
    Format(
        name="jsonl", label="pubman JSON Lines", purpose="every field of a record",
        reader="pubman.formats.jsonl.reader", endings=("jsonl",),
        hint="pubman export --format jsonl",
        writer="pubman.formats.jsonl.writer", extension=".jsonl", media_type="application/jsonl",
    ),
    Format(
        name="json", label="JSON", purpose="every field, for a program",
        writer="pubman.formats.jsonl.json_writer", extension=".json",
        media_type="application/json",
    ),
)  # fmt: skip


READERS: Final[Mapping[str, Format]] = by_name(each for each in _DECLARED if each.reader)
"""Every format that pubman reads, by the name that ``--from`` takes."""

WRITERS: Final[Mapping[str, Format]] = by_name(each for each in _DECLARED if each.writer)
"""Every data format that pubman writes. :data:`pubman.exports.EXPORTS` adds those of pages."""


def find_format(name: str) -> Format:
    """Return the format to read that is called ``name``.

    Raise ``UsageError`` if there is none. The message names the nearest one and lists all.
    """
    found = find(name, READERS)
    if found is None:
        raise unknown_format(name, READERS, "reads")
    return found


def label(name: str) -> str:
    """Return the name of a format as people know it: ``Google Scholar CSV``."""
    return find_format(name).label


def usual_labels() -> str:
    """Return the formats that most people have, as a list for a sentence."""
    names = [each.label for each in READERS.values() if each.usual]
    return f"{', '.join(names)} and {len(READERS) - len(names)} other formats"
