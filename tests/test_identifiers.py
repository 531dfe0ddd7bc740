"""Identifiers: each table has the forms that people paste, and their normal form."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rows import every_row

from pubman.text.identifiers import (
    arxiv_id,
    doi,
    find_arxiv_id,
    find_doi,
    isbn,
    issn,
    orcid,
    pid,
    record_key,
)

TENPLEX = "10.1145/3694715.3695975"


@every_row(
    "text, expected",
    [
        pytest.param(TENPLEX, TENPLEX, id="bare"),
        pytest.param(f"  {TENPLEX}. ", TENPLEX, id="spaces and a full stop"),
        pytest.param(f"doi:{TENPLEX}", TENPLEX, id="label"),
        pytest.param(f"DOI: {TENPLEX}", TENPLEX, id="label with a space"),
        pytest.param(f"info:doi/{TENPLEX}", TENPLEX, id="info URI"),
        pytest.param(f"https://doi.org/{TENPLEX}", TENPLEX, id="resolver"),
        pytest.param(f"http://dx.doi.org/{TENPLEX}", TENPLEX, id="old resolver"),
        pytest.param(f"doi.org/{TENPLEX}", TENPLEX, id="resolver without a scheme"),
        pytest.param(f"http://doi.acm.org/{TENPLEX}", TENPLEX, id="a publisher's resolver"),
        pytest.param(f"doi: https://doi.org/{TENPLEX}", TENPLEX, id="label and resolver"),
        pytest.param("https://doi.org/10.1145%2F3694715.3695975", TENPLEX, id="percent-encoded"),
        pytest.param(f"https://doi.org/{TENPLEX}?urlappend=%3f", TENPLEX, id="query"),
        pytest.param(f"https://doi.org/{TENPLEX}#sec1", TENPLEX, id="fragment"),
        pytest.param("10.1007/978-3-540-87877-3\\_3", "10.1007/978-3-540-87877-3_3", id="TeX"),
        pytest.param("10.1007/A{\\_}3", "10.1007/a_3", id="TeX in braces"),
        pytest.param("10.1109/TVCG.2010.63", "10.1109/tvcg.2010.63", id="lower-cased"),
        pytest.param(
            "10.1002/(SICI)1097-024X(199603)26:3&lt;1::AID-X&gt;3.0.CO;2-#",
            "10.1002/(sici)1097-024x(199603)26:3<1::aid-x>3.0.co;2-#",
            id="SICI, escaped for HTML",
        ),
        pytest.param(f"{TENPLEX})", TENPLEX, id="a bracket that was opened before"),
        pytest.param("10.1016/S0140-6736(05)1", "10.1016/s0140-6736(05)1", id="its own bracket"),
        pytest.param(f"{TENPLEX}。", TENPLEX, id="Chinese full stop"),
        pytest.param("10.1007/978-3-540-87877-3 3", "", id="a space inside: no guess"),
        pytest.param("https://example.org/10.1145", "", id="an address that is none"),
        pytest.param("10.1/short", "", id="prefix too short"),
        pytest.param("", "", id="empty"),
    ],
)
def test_doi(text: str, expected: str) -> None:
    assert doi(text) == expected


@every_row(
    "text, expected",
    [
        (f"SOSP 2024, doi: {TENPLEX}, pages 1-2", TENPLEX),
        (f"({TENPLEX})", TENPLEX),
        (f"see https://dl.acm.org/doi/pdf/{TENPLEX}?download=true now", TENPLEX),
        (
            "https://www.frontiersin.org/articles/10.3389/fninf.2019.00054/full",
            "10.3389/fninf.2019.00054",
        ),
        (f'<a href="https://doi.org/{TENPLEX}">paper</a>', TENPLEX),
        ("version 10.1234 of it", ""),
        ("no identifier at all", ""),
    ],
)
def test_find_doi(text: str, expected: str) -> None:
    assert find_doi(text) == expected


@every_row(
    "text, expected",
    [
        pytest.param("2312.05181", "2312.05181", id="bare"),
        pytest.param("arXiv:2312.05181v3", "2312.05181", id="version off"),
        pytest.param("arXiv preprint arXiv:1912.04132", "1912.04132", id="Scholar's venue"),
        pytest.param("arXiv: 2411.15229", "2411.15229", id="Scholar's pages"),
        pytest.param("https://arxiv.org/abs/2312.05181", "2312.05181", id="abstract page"),
        pytest.param("https://arxiv.org/pdf/2312.05181v2.pdf", "2312.05181", id="pdf"),
        pytest.param("10.48550/arXiv.2312.05181", "2312.05181", id="DOI"),
        pytest.param("https://doi.org/10.48550/ARXIV.2312.05181", "2312.05181", id="DOI address"),
        pytest.param("abs-2412-20114", "2412.20114", id="CoRR key"),
        pytest.param("journals/corr/abs-2412-20114", "2412.20114", id="dblp key"),
        pytest.param("abs/2412.20114", "2412.20114", id="CoRR volume"),
        pytest.param("cs/0112017", "cs/0112017", id="old style"),
        pytest.param("cs.DB/0112017", "cs/0112017", id="subject class off"),
        pytest.param("journals/corr/cs-DB-0112017", "cs/0112017", id="old CoRR key"),
        pytest.param("hep-th/9901001v2", "hep-th/9901001", id="old style with a version"),
        pytest.param("2312.05181 [cs.DC]", "2312.05181", id="subject class behind"),
        pytest.param("2024.12345", "", id="no month 24"),
        pytest.param("1003.12345", "", id="five digits before 2015"),
        pytest.param("10.1145/2312.05181", "", id="another DOI"),
        pytest.param("meeting/0112017", "", id="no archive of arXiv"),
        pytest.param("", "", id="empty"),
    ],
)
def test_arxiv_id(text: str, expected: str) -> None:
    assert arxiv_id(text) == expected


@every_row(
    "text, expected",
    [
        ("Preprint, arXiv:2312.05181 (2023)", "2312.05181"),
        ("see https://arxiv.org/abs/cs/0112017.", "cs/0112017"),
        ("CoRR abs/2412.20114", "2412.20114"),
        ("pages 2312.05181", ""),
    ],
)
def test_find_arxiv_id(text: str, expected: str) -> None:
    assert find_arxiv_id(text) == expected


@every_row(
    "text, expected",
    [
        ("978-3-031-60601-4", "9783031606014"),
        ("ISBN 0-306-40615-2", "9780306406157"),
        ("ISBN-13: 978-3-031-60601-4", "9783031606014"),
        ("080442957X", "9780804429573"),
        ("978-3-031-60601-5", ""),
        ("2001-0370", ""),
        ("", ""),
    ],
)
def test_isbn(text: str, expected: str) -> None:
    assert isbn(text) == expected


@every_row(
    "text, expected",
    [
        ("2001-0370", "2001-0370"),
        ("0035001X", "0035-001X"),
        ("ISSN: 0035-001x", "0035-001X"),
        ("eISSN 2001-0370", "2001-0370"),
        ("2001-0371", ""),
        ("", ""),
    ],
)
def test_issn(text: str, expected: str) -> None:
    assert issn(text) == expected


@every_row(
    "text, expected",
    [
        ("https://orcid.org/0000-0002-1825-0097", "0000-0002-1825-0097"),
        ("0000-0002-6784-473x", "0000-0002-6784-473X"),
        ("0000000218250097", "0000-0002-1825-0097"),
        ("0000-0002-1825-0098", ""),
        ("", ""),
    ],
)
def test_orcid(text: str, expected: str) -> None:
    assert orcid(text) == expected


@every_row(
    "text, expected",
    [
        pytest.param("94/4810-19", "94/4810-19", id="bare"),
        pytest.param("homepages/94/4810-19", "94/4810-19", id="key"),
        pytest.param("https://dblp.org/pid/94/4810-19.html", "94/4810-19", id="page"),
        pytest.param("https://dblp.org/pid/94/4810-19.xml", "94/4810-19", id="XML"),
        pytest.param("https://dblp.org/pid/94/4810-19.bib?param=1", "94/4810-19", id="bib"),
        pytest.param("dblp.org/pid/94/4810-19", "94/4810-19", id="no scheme"),
        pytest.param("https://dblp.uni-trier.de/pid/94/4810-19.html", "94/4810-19", id="Trier"),
        pytest.param("https://dblp.dagstuhl.de/pid/94/4810-19", "94/4810-19", id="Dagstuhl"),
        pytest.param("https://dblp.org/pid/94/4810-19.html#n2", "94/4810-19", id="fragment"),
        pytest.param("https://dblp.org/rec/homepages/94/4810-19.xml", "94/4810-19", id="record"),
        pytest.param("https://dblp.org/pid/l/MichaelLey.html", "l/MichaelLey", id="by name"),
        pytest.param("https://dblp.org/pers/hd/z/Zhao_0019:Bo", "", id="an old name address"),
        pytest.param("conf/sosp/X24", "", id="a record's key"),
        pytest.param("https://example.org/pid/94/4810-19", "", id="another site"),
        pytest.param("", "", id="empty"),
    ],
)
def test_pid(text: str, expected: str) -> None:
    assert pid(text) == expected


@every_row(
    "text, expected",
    [
        ("conf/sosp/WagenlanderLZMP24", "conf/sosp/WagenlanderLZMP24"),
        ("DBLP:conf/sosp/WagenlanderLZMP24", "conf/sosp/WagenlanderLZMP24"),
        ("https://dblp.org/rec/conf/icde/Zhao18.bib?param=1", "conf/icde/Zhao18"),
        ("https://dblp.uni-trier.de/rec/bibtex/journals/tc/Liu25", "journals/tc/Liu25"),
        ("https://dblp.org/rec/html/conf/cpaior/2024-2", "conf/cpaior/2024-2"),
        ("journals/corr/abs-2312-05181", "journals/corr/abs-2312-05181"),
        ("phd/dnb/Zhao22", "phd/dnb/Zhao22"),
        ("homepages/94/4810-19", ""),
        ("conf/sosp", ""),
        ("", ""),
    ],
)  # fmt: skip
def test_record_key(text: str, expected: str) -> None:
    assert record_key(text) == expected


NORMALISE = [doi, find_doi, arxiv_id, find_arxiv_id, isbn, issn, orcid, pid, record_key]
_CHARACTERS = list("0123456789/.-_:%2FfX#?&;\\{}()<>vabcdoirgDOI ß İ 。")
_WORDS = ["10.", "doi:", "https://doi.org/", "arXiv:", "&amp;", "&lt;", "\\_", "%25", "%2F"]
_ALPHABET = st.sampled_from([*_CHARACTERS, *_WORDS])
_PIECES = st.lists(_ALPHABET, max_size=30).map("".join)


@pytest.mark.parametrize("normalise", NORMALISE, ids=lambda each: each.__name__)
@given(text=st.one_of(_PIECES, _PIECES.map(lambda rest: "10.1145/" + rest), st.text()))
def test_what_is_normal_stays_so_and_nothing_raises(
    normalise: Callable[[str], str], text: str
) -> None:
    once = normalise(text)
    if normalise is not find_arxiv_id:  # a bare number inside a text is not called an arXiv id
        assert normalise(once) == once
