"""The online sources on this machine: one HTTP server that answers as each of them does.

Everything is made from a model of papers, so that a test names the facts of a source, not their
format. The shapes were compared with recorded answers of the real services.
"""

from __future__ import annotations

import hashlib
import json
import re
import threading
import urllib.parse
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field, replace
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from xml.sax.saxutils import escape

from loopback_dblp import Asked, Reply, TestClock, _send

ORCID = "0000-0002-1825-0097"


@dataclass(frozen=True, kw_only=True)
class Paper:
    """A paper as the world knows it; each source tells a part of it."""

    title: str
    authors: tuple[tuple[str, str], ...] = (("Ada", "Li"), ("Bo", "Zhao"))
    year: int = 2024
    month: int = 5
    venue: str = "Journal of Rivers"
    doi: str = ""
    arxiv: str = ""
    pmid: str = ""
    volume: str = "7"
    pages: str = "11-20"
    type: str = "journal-article"
    code: int = 0
    modified: int = 1_700_000_000_000
    more: dict[str, Any] = field(default_factory=dict)

    @property
    def number(self) -> int:
        """A number of its own, from its title."""
        return self.code or int(hashlib.sha256(self.title.encode()).hexdigest()[:6], 16)


def changed(paper: Paper, **values: Any) -> Paper:
    """The paper with other values, as changed at a later time."""
    return replace(paper, code=paper.number, modified=paper.modified + 1000, **values)


class Sources:
    """The papers of each source, and its faults; ``url`` is the address of all."""

    def __init__(self, clock: TestClock | None = None) -> None:
        self.clock = clock or TestClock()
        self.orcid: dict[str, list[Paper]] = {}
        self.about: dict[str, dict[str, list[tuple[str, ...]]]] = {}
        self.crossref: dict[str, Paper] = {}
        self.datacite: dict[str, Paper] = {}
        self.arxiv: dict[str, list[Paper]] = {}
        self.pubmed: dict[str, list[Paper]] = {}
        self.inspire: dict[str, list[Paper]] = {}
        self.hal: dict[str, list[Paper]] = {}
        self.zbmath: dict[str, list[Paper]] = {}
        self.ads: dict[str, list[Paper]] = {}
        self.openalex: dict[str, list[Paper]] = {}
        self.semanticscholar: dict[str, list[Paper]] = {}
        self.open: dict[str, Paper] = {}
        self.books: dict[str, Paper] = {}
        self.token = "token"
        self.fault: Callable[[str], Reply | None] | None = None
        self.log: list[Asked] = []
        self.released = threading.Event()
        sources = self

        class Handler(BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.1"

            def do_GET(self) -> None:
                sources._serve(self)

            def do_POST(self) -> None:
                self.rfile.read(int(self.headers.get("Content-Length", "0")))
                sources._serve(self)

            def log_message(self, *_: object) -> None:
                """Print nothing on stderr."""

        self._server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self._server.daemon_threads = True
        self._server.block_on_close = False
        self.url = f"http://127.0.0.1:{self._server.server_address[1]}"
        threading.Thread(target=self._server.serve_forever, args=(0.01,), daemon=True).start()

    def close(self) -> None:
        self.released.set()
        self._server.shutdown()
        self._server.server_close()

    @property
    def paths(self) -> list[str]:
        return [urllib.parse.unquote(asked.path) for asked in self.log]

    def knows(self, *papers: Paper) -> None:
        """Add the papers with a DOI to Crossref."""
        self.crossref.update({paper.doi.lower(): paper for paper in papers if paper.doi})

    def _serve(self, handler: BaseHTTPRequestHandler) -> None:
        asked = Asked(handler.path, dict(handler.headers.items()), self.clock.time)
        self.log.append(asked)
        reply = self.fault(handler.path) if self.fault else None
        reply = reply or self.answer(urllib.parse.unquote(handler.path), asked)
        if reply.drop:
            handler.connection.close()
            handler.close_connection = True
            return
        if reply.stall:
            self.released.wait(30)
        if reply.script is not None:
            handler.close_connection = True
            with suppress(OSError):
                reply.script(handler.wfile, self.clock)
            return
        with suppress(OSError):
            _send(handler, reply, asked, self.clock)

    def answer(self, path: str, asked: Asked) -> Reply:
        for pattern, answer in _ROUTES:
            if match := re.fullmatch(pattern, path):
                return answer(self, match, asked)
        return Reply(404, b"Resource not found.", "text/plain")


def as_json(value: Any, status: int = 200, **headers: str) -> Reply:
    body = json.dumps(value).encode()
    return Reply(status, body, "application/json", headers=headers)


# ------------------------------------------------------------------------------------------- ORCID


def _orcid_works(sources: Sources, match: re.Match[str], _: Asked) -> Reply:
    person = match[1]
    if person not in sources.orcid:
        said = {"response-code": 404, "error-code": 9016, "user-message": "not found"}
        return as_json(said, 404)
    papers = sources.orcid[person]
    groups = [orcid_group(person, paper) for paper in papers]
    newest = max((paper.modified for paper in papers), default=None)
    modified = {"value": newest} if newest else None
    return as_json({"last-modified-date": modified, "group": groups, "path": f"/{person}/works"})


def orcid_group(person: str, paper: Paper) -> dict[str, Any]:
    """A group of works, with a summary by Crossref and one by Scopus."""
    ids = [_external("doi", paper.doi), _external("arxiv", paper.arxiv)]
    ids = [each for each in ids if each]
    summaries = [
        {
            "put-code": paper.number + offset,
            "created-date": {"value": paper.modified},
            "last-modified-date": {"value": paper.modified},
            "source": {"source-client-id": None, "source-name": {"value": source}},
            "title": {"title": {"value": title}, "subtitle": None, "translated-title": None},
            "external-ids": {"external-id": ids},
            "url": None,
            "type": paper.type,
            "publication-date": {
                "year": {"value": str(paper.year)},
                "month": {"value": f"{paper.month:02}"},
                "day": None,
            },
            "journal-title": {"value": paper.venue},
            "visibility": "public",
            "path": f"/{person}/work/{paper.number + offset}",
            "display-index": str(1 - offset),
        }
        for offset, (source, title) in enumerate(
            (("Crossref", paper.title), ("Scopus", paper.title.upper()))
        )
    ]
    return {
        "last-modified-date": {"value": paper.modified},
        "external-ids": {"external-id": ids},
        "work-summary": summaries,
    }


def _external(type_: str, value: str) -> dict[str, Any]:
    if not value:
        return {}
    return {
        "external-id-type": type_,
        "external-id-value": value,
        "external-id-normalized": {"value": value.lower(), "transient": True},
        "external-id-url": None,
        "external-id-relationship": "self",
    }


def _orcid_full(sources: Sources, match: re.Match[str], _: Asked) -> Reply:
    person, codes = match[1], match[2].split(",")
    if len(codes) > 100:
        return as_json({"response-code": 400, "error-code": 9037}, 400)
    known = {str(paper.number): paper for paper in sources.orcid.get(person, ())}
    bulk = []
    for code in codes:
        if code not in known:
            bulk.append({"error": {"response-code": 404, "developer-message": "no such work"}})
            continue
        paper = known[code]
        work = dict(orcid_group(person, paper)["work-summary"][0])
        del work["display-index"]
        ids = [_external("doi", paper.doi), _external("arxiv", paper.arxiv)]
        bare = [{k: v for k, v in each.items() if "normalized" not in k} for each in ids if each]
        work["external-ids"] = {"external-id": bare}
        work["contributors"] = {
            "contributor": [
                {"credit-name": {"value": f"{given} {family}"}, "contributor-orcid": None,
                 "contributor-email": None, "contributor-attributes": None}
                for given, family in paper.authors
            ]
        }  # fmt: skip
        bulk.append({"work": work})
    return as_json({"bulk": bulk})


def _orcid_person(sources: Sources, match: re.Match[str], _: Asked) -> Reply:
    if match[1] not in sources.orcid:
        return as_json({"response-code": 404, "error-code": 9016}, 404)
    name = {"given-names": {"value": "Ada"}, "family-name": {"value": "Li"}}
    about = sources.about.get(match[1], {})
    identifiers = [
        {"external-id-type": kind, "external-id-value": value, "external-id-relationship": "SELF",
         "external-id-url": {"value": url} if url else None}
        for kind, value, url in about.get("identifiers", ())
    ]  # fmt: skip
    urls = [{"url-name": kind, "url": {"value": url}} for kind, url in about.get("urls", ())]
    return as_json(
        {"name": name, "external-identifiers": {"external-identifier": identifiers},
         "researcher-urls": {"researcher-url": urls}}
    )  # fmt: skip


def _pmc_ids(sources: Sources, match: re.Match[str], _: Asked) -> Reply:
    papers = [paper for papers in sources.pubmed.values() for paper in papers]
    found = [paper.pmid for paper in papers if paper.more.get("pmcid") == match[1]]
    records = [{"pmcid": match[1], "pmid": int(each)} for each in found]
    return as_json({"status": "ok", "records": records or [{"pmcid": match[1], "status": "error"}]})


def _one(papers: dict[str, list[Paper]], number: str, make: Callable[[Paper], Any]) -> Any:
    known = {str(each.number).lstrip("0"): each for every in papers.values() for each in every}
    paper = known.get(number.lstrip("0"))
    return make(paper) if paper else None


def _inspire_one(sources: Sources, match: re.Match[str], _: Asked) -> Reply:
    found = _one(sources.inspire, match[1], inspire_record)
    return as_json({"metadata": found} if found else {}, 200 if found else 404)


def _zbmath_one(sources: Sources, match: re.Match[str], _: Asked) -> Reply:
    found = _one(sources.zbmath, match[1], zbmath_document)
    return as_json({"result": found} if found else {}, 200 if found else 404)


def _hal_one(sources: Sources, match: re.Match[str], _: Asked) -> Reply:
    found = _one(sources.hal, match[1], hal_deposit)
    return solr([found] if found else [], 0, 1 if found else 0)


def _ads_one(sources: Sources, match: re.Match[str], asked: Asked) -> Reply:
    every = [ads_document(each) for papers in sources.ads.values() for each in papers]
    found = [each for each in every if each["bibcode"] == match[1]]
    return solr(found, 0, len(found))


def _book(sources: Sources, match: re.Match[str], _: Asked) -> Reply:
    if match[1] not in sources.books:
        return as_json({})
    paper = sources.books[match[1]]
    book = {
        "title": paper.title,
        "authors": [{"name": f"{given} {family}"} for given, family in paper.authors],
        "publishers": [{"name": "River Press"}],
        "publish_date": f"May 1, {paper.year}",
        "url": "https://openlibrary.org/books/OL1M",
    }
    return as_json({f"ISBN:{match[1]}": book})


def _orcid_search(sources: Sources, match: re.Match[str], _: Asked) -> Reply:
    found = [
        {"orcid-id": person, "given-names": "Ada", "family-names": "Li",
         "institution-name": ["University of Rivers"]}
        for person in sources.orcid
    ]  # fmt: skip
    return as_json({"expanded-result": found, "num-found": len(found)})


# -------------------------------------------------------------------------------------- Crossref


def _crossref_list(sources: Sources, match: re.Match[str], _: Asked) -> Reply:
    wanted = [each.removeprefix("doi:").lower() for each in match[1].split(",")]
    items = [crossref_work(sources.crossref[doi]) for doi in wanted if doi in sources.crossref]
    message = {"total-results": len(items), "items": items, "items-per-page": 20}
    return as_json(
        {"status": "ok", "message-type": "work-list", "message-version": "1.0.0",
         "message": message},
    )  # fmt: skip


def crossref_work(paper: Paper) -> dict[str, Any]:
    date = {"date-parts": [[paper.year, paper.month]]}
    return {
        "DOI": paper.doi.lower(),
        "type": paper.type if paper.type != "preprint" else "posted-content",
        "title": [paper.title],
        "author": [
            {"given": given, "family": family, "sequence": "first" if not n else "additional",
             "affiliation": []}
            for n, (given, family) in enumerate(paper.authors)
        ],
        "container-title": [paper.venue] if paper.venue else [],
        "publisher": "River Press",
        "issued": date,
        "published": date,
        "volume": paper.volume,
        "page": paper.pages,
        "ISSN": ["1234-5679"],
        "URL": f"http://dx.doi.org/{paper.doi}",
        **paper.more,
    }  # fmt: skip


# -------------------------------------------------------------------------------------- DataCite


def _datacite_list(sources: Sources, match: re.Match[str], _: Asked) -> Reply:
    wanted = [each.lower() for each in match[1].split(",")]
    data = [datacite_work(sources.datacite[doi]) for doi in wanted if doi in sources.datacite]
    return as_json({"data": data, "meta": {"total": len(data)}, "links": {}})


def datacite_work(paper: Paper) -> dict[str, Any]:
    general = {"data-set": "Dataset", "software": "Software", "preprint": "Preprint"}
    return {
        "id": paper.doi.lower(),
        "type": "dois",
        "attributes": {
            "doi": paper.doi.lower(),
            "titles": [{"title": paper.title}],
            "creators": [
                {"name": f"{family}, {given}", "nameType": "Personal", "givenName": given,
                 "familyName": family, "nameIdentifiers": [], "affiliation": []}
                for given, family in paper.authors
            ],
            "contributors": [],
            "publisher": paper.venue,
            "publicationYear": paper.year,
            "dates": [{"date": str(paper.year), "dateType": "Issued"}],
            "types": {"resourceTypeGeneral": general.get(paper.type, "Text")},
            "relatedIdentifiers": [],
            "descriptions": [],
            "container": {},
            "state": "findable",
        },
    }  # fmt: skip


# ----------------------------------------------------------------------------------------- arXiv


def _arxiv_author(sources: Sources, match: re.Match[str], _: Asked) -> Reply:
    if match[1] not in sources.arxiv:
        return Reply(404, b"<html><title>404</title></html>", "text/html")
    return atom(sources.arxiv[match[1]])


def _arxiv_papers(sources: Sources, match: re.Match[str], _: Asked) -> Reply:
    known = {paper.arxiv: paper for papers in sources.arxiv.values() for paper in papers}
    return atom([known[each] for each in match[1].split(",") if each in known])


def atom(papers: list[Paper]) -> Reply:
    entries = "".join(_entry(paper) for paper in papers)
    text = (
        '<?xml version="1.0" encoding="UTF-8"?>\n'
        '<feed xmlns="http://www.w3.org/2005/Atom" xmlns:arxiv="http://arxiv.org/schemas/atom" '
        'xmlns:opensearch="http://a9.com/-/spec/opensearch/1.1/">\n<title>papers</title>\n'
        f"<opensearch:totalResults>{len(papers)}</opensearch:totalResults>\n{entries}</feed>\n"
    )
    return Reply(body=text.encode(), media_type="application/atom+xml")


def _entry(paper: Paper) -> str:
    authors = "".join(
        f"<author><name>{escape(f'{given} {family}')}</name></author>"
        for given, family in paper.authors
    )
    version = paper.more.get("version", 1)
    claimed = paper.more.get("claims", "")
    doi = f"<arxiv:doi>{escape(claimed)}</arxiv:doi>" if claimed else ""
    comment = paper.more.get("comment", "10 pages")
    return (
        f"<entry><id>http://arxiv.org/abs/{paper.arxiv}v{version}</id>"
        f"<updated>{paper.year}-05-0{version}T00:00:00Z</updated>"
        f"<published>{paper.year}-05-01T00:00:00Z</published>"
        f"<title>{escape(paper.title)}</title><summary>We measure.</summary>{authors}{doi}"
        f"<arxiv:comment>{escape(comment)}</arxiv:comment>"
        '<arxiv:primary_category term="physics.flu-dyn"/></entry>\n'
    )


# ---------------------------------------------------------------------------------------- PubMed


def _pubmed_search(sources: Sources, match: re.Match[str], _: Asked) -> Reply:
    found = [paper.pmid for paper in sources.pubmed.get(match[1], ())]
    return as_json({"esearchresult": {"count": str(len(found)), "idlist": found}})


def _pubmed_fetch(sources: Sources, match: re.Match[str], _: Asked) -> Reply:
    known = {paper.pmid: paper for papers in sources.pubmed.values() for paper in papers}
    articles = "".join(_article(known[each]) for each in match[1].split(",") if each in known)
    text = f'<?xml version="1.0" ?>\n<PubmedArticleSet>{articles}</PubmedArticleSet>'
    return Reply(body=text.encode(), media_type="text/xml")


def _article(paper: Paper) -> str:
    authors = "".join(
        f'<Author ValidYN="Y"><LastName>{escape(family)}</LastName>'
        f"<ForeName>{escape(given)}</ForeName><Initials>{given[:1]}</Initials></Author>"
        for given, family in paper.authors
    )
    notices = "".join(
        f'<CommentsCorrections RefType="{kind}"><RefSource>J R</RefSource>'
        f'<PMID Version="1">{pmid}</PMID></CommentsCorrections>'
        for kind, pmid in paper.more.get("notices", ())
    )
    doi = f'<ArticleId IdType="doi">{paper.doi}</ArticleId>' if paper.doi else ""
    return (
        f'<PubmedArticle><MedlineCitation><PMID Version="1">{paper.pmid}</PMID><Article>'
        f"<Journal><ISSN>1234-5679</ISSN><JournalIssue><Volume>{paper.volume}</Volume><PubDate>"
        f"<Year>{paper.year}</Year><Month>May</Month></PubDate></JournalIssue>"
        f"<Title>{escape(paper.venue)}</Title></Journal>"
        f"<ArticleTitle>{escape(paper.title)}.</ArticleTitle>"
        f"<Pagination><MedlinePgn>{paper.pages}</MedlinePgn></Pagination>"
        f'<AuthorList CompleteYN="Y">{authors}</AuthorList>'
        "<PublicationTypeList><PublicationType>Journal Article</PublicationType>"
        "</PublicationTypeList></Article>"
        f"<CommentsCorrectionsList>{notices}</CommentsCorrectionsList></MedlineCitation>"
        f'<PubmedData><ArticleIdList><ArticleId IdType="pubmed">{paper.pmid}</ArticleId>{doi}'
        "</ArticleIdList></PubmedData></PubmedArticle>"
    )


# -------------------------------------------------------------------------------------- OpenAlex

_PAGE = 2
"""Works on a page here, so that a short list has several."""


def _openalex_list(sources: Sources, match: re.Match[str], _: Asked) -> Reply:
    papers = sources.openalex.get(match[1], [])
    start = 0 if match[2] == "*" else int(match[2])
    some = papers[start : start + _PAGE]
    following = str(start + _PAGE) if start + _PAGE < len(papers) else None
    meta = {"count": len(papers), "per_page": _PAGE, "next_cursor": following}
    return as_json({"meta": meta, "results": [openalex_work(paper) for paper in some]})


def _openalex_dois(sources: Sources, match: re.Match[str], _: Asked) -> Reply:
    found = [sources.open[doi] for doi in match[1].lower().split("|") if doi in sources.open]
    meta = {"count": len(found), "per_page": 100, "next_cursor": None}
    return as_json({"meta": meta, "results": [openalex_work(paper) for paper in found]})


def openalex_work(paper: Paper) -> dict[str, Any]:
    return {
        "id": f"https://openalex.org/W{paper.number}",
        "doi": f"https://doi.org/{paper.doi}" if paper.doi else None,
        "ids": {"pmid": f"https://pubmed.ncbi.nlm.nih.gov/{paper.pmid}"} if paper.pmid else {},
        "title": paper.title,
        "publication_date": f"{paper.year}-{paper.month:02}-01",
        "publication_year": paper.year,
        "type": "article",
        "authorships": [
            {"raw_author_name": f"{given} {family}", "raw_orcid": None,
             "author": {"id": "https://openalex.org/A1", "display_name": f"{given} {family}"}}
            for given, family in paper.authors
        ],
        "primary_location": {"source": {"display_name": paper.venue}},
        "locations": paper.more.get("locations", []),
        "best_oa_location": {"pdf_url": paper.more["pdf"]} if "pdf" in paper.more else None,
        "biblio": {"volume": paper.volume, "issue": None, "first_page": None, "last_page": None},
        "is_retracted": paper.more.get("retracted", False),
        "is_paratext": False,
    }  # fmt: skip


# ------------------------------------------------------------------------------- Semantic Scholar


def _s2_papers(sources: Sources, match: re.Match[str], asked: Asked) -> Reply:
    if asked.headers.get("x-api-key") == "idle":
        return as_json({"message": "Forbidden"}, 403)
    if match[1] not in sources.semanticscholar:
        return as_json({"error": f"Author with id {match[1]} not found"}, 404)
    papers, start = sources.semanticscholar[match[1]], int(match[2])
    some = [s2_paper(paper) for paper in papers[start : start + _PAGE]]
    following = {"next": start + _PAGE} if start + _PAGE < len(papers) else {}
    return as_json({"offset": start, **following, "data": some})


def s2_paper(paper: Paper) -> dict[str, Any]:
    ids = {"DOI": paper.doi, "ArXiv": paper.arxiv, "PubMed": paper.pmid}
    return {
        "paperId": hashlib.sha1(paper.title.encode()).hexdigest(),
        "corpusId": paper.number,
        "externalIds": {"CorpusId": paper.number, **{k: v for k, v in ids.items() if v}},
        "title": paper.title,
        "venue": paper.venue,
        "publicationVenue": None,
        "journal": {"name": paper.venue, "volume": paper.volume, "pages": paper.pages},
        "year": paper.year,
        "publicationDate": f"{paper.year}-{paper.month:02}-01",
        "publicationTypes": None,
        "openAccessPdf": None,
        "authors": [
            {"authorId": str(n), "name": f"{given[:1]}. {family}"}
            for n, (given, family) in enumerate(paper.authors)
        ],
    }


# ------------------------------------------------------------------------------ INSPIRE, HAL, ADS


def _inspire_author(sources: Sources, match: re.Match[str], _: Asked) -> Reply:
    if match[1] not in sources.inspire:
        return as_json({"status": 404, "message": "PID does not exist."}, 404)
    ids = [{"schema": "ORCID", "value": match[1]}, {"schema": "INSPIRE BAI", "value": match[1]}]
    return as_json({"metadata": {"ids": ids, "control_number": 1}})


def _inspire_list(sources: Sources, match: re.Match[str], _: Asked) -> Reply:
    papers = sources.inspire.get(match[1], [])
    start = (int(match[2]) - 1) * _PAGE
    hits = [{"id": str(paper.number), "metadata": inspire_record(paper)}
            for paper in papers[start : start + _PAGE]]  # fmt: skip
    return as_json({"hits": {"hits": hits, "total": len(papers)}, "links": {}})


def inspire_record(paper: Paper) -> dict[str, Any]:
    first, _, last = paper.pages.partition("-")
    published = {"journal_title": paper.venue, "journal_volume": paper.volume, "year": paper.year,
                 "page_start": first, "page_end": last}  # fmt: skip
    record: dict[str, Any] = {
        "control_number": paper.number,
        "titles": [{"title": paper.title}],
        "authors": [{"full_name": f"{family}, {given}"} for given, family in paper.authors],
        "author_count": len(paper.authors),
        "document_type": ["article"],
        "preprint_date": f"{paper.year}-{paper.month:02}-01",
        "publication_info": [published] if paper.venue else [],
        "dois": [{"value": paper.doi, "material": "publication"}] if paper.doi else [],
    }
    if paper.arxiv:
        record["arxiv_eprints"] = [{"value": paper.arxiv, "categories": ["hep-ph"]}]
    return record


def _hal_list(sources: Sources, match: re.Match[str], _: Asked) -> Reply:
    papers = sources.hal.get(match[1], [])
    return solr([hal_deposit(paper) for paper in papers], int(match[2]), len(papers))


def solr(documents: list[Any], start: int, total: int) -> Reply:
    some = documents[start : start + 500]
    return as_json({"response": {"numFound": total, "start": start, "docs": some}})


def hal_deposit(paper: Paper) -> dict[str, Any]:
    return {
        "halId_s": f"hal-{paper.number:08}",
        "title_s": [paper.title],
        "authFullName_s": [f"{given} {family}" for given, family in paper.authors],
        "authFirstName_s": [given for given, _ in paper.authors],
        "authLastName_s": [family for _, family in paper.authors],
        "docType_s": "ART",
        "journalTitle_s": paper.venue,
        "producedDate_s": f"{paper.year}-{paper.month:02}",
        "volume_s": paper.volume,
        "page_s": paper.pages,
        "uri_s": f"https://hal.science/hal-{paper.number:08}",
        **({"doiId_s": paper.doi} if paper.doi else {}),
        **paper.more,
    }


def _ads_list(sources: Sources, match: re.Match[str], asked: Asked) -> Reply:
    if asked.headers.get("Authorization") != f"Bearer {sources.token}":
        return as_json({"error": "Unauthorized"}, 401)
    papers = sources.ads.get(match[1], [])
    return solr([ads_document(paper) for paper in papers], int(match[2]), len(papers))


def ads_document(paper: Paper) -> dict[str, Any]:
    return {
        "bibcode": f"{paper.year}JRiv....7...{paper.number % 100:02}L",
        "title": [paper.title],
        "author": [f"{family}, {given}" for given, family in paper.authors],
        "author_count": len(paper.authors),
        "pub": paper.venue,
        "volume": paper.volume,
        "page_range": paper.pages,
        "pubdate": f"{paper.year}-{paper.month:02}-00",
        "doctype": "article",
        "doi": [paper.doi] if paper.doi else [],
        "identifier": [],
    }


def _zbmath_list(sources: Sources, match: re.Match[str], _: Asked) -> Reply:
    papers = sources.zbmath.get(match[1], [])
    start = int(match[2]) * 100
    some = [zbmath_document(paper) for paper in papers[start : start + 100]]
    return as_json({"result": some, "status": {"nr_total_results": len(papers)}})


def zbmath_document(paper: Paper) -> dict[str, Any]:
    links = [{"type": "doi", "identifier": paper.doi}] if paper.doi else []
    links += [{"type": "arxiv", "identifier": paper.arxiv}] if paper.arxiv else []
    return {
        "id": paper.number,
        "identifier": f"{paper.number}.18006",
        "title": {"title": paper.title, "subtitle": None},
        "contributors": {
            "authors": [
                {"name": f"{family}, {given}", "codes": [], "checked": "1"}
                for given, family in paper.authors
            ],
            "editors": [],
        },
        "document_type": {"code": "j"},
        "database": "Zbl",
        "source": {
            "pages": paper.pages,
            "series": [{"title": paper.venue, "volume": paper.volume, "issn": []}],
        },
        "year": str(paper.year),
        "links": links,
        "language": {"languages": ["English"]},
    }


_ROUTES: list[tuple[str, Callable[[Sources, re.Match[str], Asked], Reply]]] = [
    (r"/v3\.0/([\dX-]+)/works", _orcid_works),
    (r"/v3\.0/([\dX-]+)/works/([\d,]+)", _orcid_full),
    (r"/v3\.0/([\dX-]+)/person", _orcid_person),
    (r"/tools/idconv/\S*ids=(PMC\d+)&.*", _pmc_ids),
    (r"/api/literature/(\d+)", _inspire_one),
    (r"/v1/document/([\d.]+)", _zbmath_one),
    (r'/search/\?q=halId_s:"[a-z]+-(\d+)"&.*', _hal_one),
    (r'/v1/search/query\?q=bibcode:"(.*?)"&.*', _ads_one),
    (r"/api/books\?bibkeys=ISBN:(\d+)&.*", _book),
    (r"/v3\.0/expanded-search/\?q=(.*)", _orcid_search),
    (r"/works\?filter=(doi:.*?)&rows=.*", _crossref_list),
    (r"/dois\?ids=(.*?)&page.*", _datacite_list),
    (r"/a/(.+)\.atom", _arxiv_author),
    (r"/esearch\.fcgi\?db=pubmed&term=(.*?)\[auid\]&.*", _pubmed_search),
    (r"/efetch\.fcgi\?db=pubmed&id=([\d,]+)&.*", _pubmed_fetch),
    (r"/works\?filter=doi:([^&]*)&per_page=.*", _openalex_dois),
    (r"/graph/v1/author/(\w+)/papers\?.*&offset=(\d+)", _s2_papers),
    (r"/works\?filter=author[a-z.]*:(.*?)&per_page=\d+&cursor=(.*?)&.*", _openalex_list),
    (r"/api/orcid/(.*)", _inspire_author),
    (r"/api/literature\?q=a (.*?)&size=\d+&page=(\d+)&.*", _inspire_list),
    (r'/search/\?q=\w+:"(.*?)"&wt=json&rows=\d+&start=(\d+)&.*', _hal_list),
    (r"/v1/search/query\?q=orcid:(.*?)&.*start=(\d+)", _ads_list),
    (r"/v1/document/_search\?search_string=ai:(.*?)&page=(\d+)&.*", _zbmath_list),
    (r"/api/query\?id_list=(.*?)&.*", _arxiv_papers),
]

SERVICES = (
    "ORCID", "CROSSREF", "DATACITE", "ARXIV", "ARXIV_API", "PUBMED", "PMC_IDS", "INSPIRE", "HAL",
    "ZBMATH", "ADS", "OPENALEX", "OPENLIBRARY", "SEMANTICSCHOLAR",
)  # fmt: skip


@contextmanager
def serving(monkeypatch: Any) -> Iterator[Sources]:
    """All sources on this machine, while the block lasts."""
    sources = Sources()
    for name in SERVICES:
        monkeypatch.setenv(f"PUBMAN_{name}_URL", sources.url)
    try:
        yield sources
    finally:
        sources.close()
