"""Identifiers in their one normal form: DOI, arXiv id, ISBN, ISSN, ORCID and dblp ids.

Each function accepts the forms that people paste (an address, a label in front, escapes) and
returns the bare, normalised, checked identifier. For anything else it returns ``""``, and it never
raises. Applied to its own result it returns the same. ``find_doi`` and ``find_arxiv_id`` search
inside longer text.
"""

from __future__ import annotations

import html
import re
from typing import Final, NewType
from urllib.parse import unquote

Doi = NewType("Doi", str)
"""A DOI in lower case without a resolver: ``10.1145/3694715.3695975``."""
ArxivId = NewType("ArxivId", str)
"""An arXiv id without version and subject class: ``2312.05181``, ``cs/0112017``."""
Isbn = NewType("Isbn", str)
"""A checked ISBN of 13 digits, without hyphens."""
Issn = NewType("Issn", str)
"""A checked ISSN with its hyphen: ``2048-3694``."""
Orcid = NewType("Orcid", str)
"""A checked ORCID iD with its hyphens: ``0000-0002-1825-0097``."""
Pid = NewType("Pid", str)
"""A dblp person id: ``94/4810-19``, ``l/MichaelLey``."""
RecordKey = NewType("RecordKey", str)
"""A dblp record key: ``conf/sosp/WagenlanderLZMP24``."""

LONGEST: Final = 2000
"""The most characters of an identifier. Longer text is not an identifier."""

# ------------------------------------------------------------------------------------------ DOI

# The handle syntax of the DOI Handbook, 2.2: a prefix 10.NNNN[.NN], a slash, anything printable.
_PREFIX: Final = r"10\.\d{4,9}(?:\.\d+)*"
_DOI = re.compile(rf"{_PREFIX}/\S+", re.ASCII)
_PLAIN = re.compile(rf"{_PREFIX}/[\w./-]*[A-Za-z0-9]", re.ASCII)
"""A bare DOI without a sign that could be punctuation or an escape, as nearly all are."""
_ENCODED_SLASH = re.compile(rf"({_PREFIX})%2f", re.IGNORECASE)
_RESOLVER = re.compile(r"(?i)(?:https?://)?(?:[\w.-]*\.)?doi\.[\w.-]+/+(?:doi:)?(?=10\.)")
_LABEL = re.compile(r"(?i)(?:info:)?doi\s*[:=/]?\s*(?=10\.)|doi\s*[:=]\s*(?=https?://)")
_ESCAPED = re.compile(r"\\([_%&#$~^{}<>])|\{\\_\}")
# The endings that publishers add to a DOI in addresses (Frontiers, Wiley, Springer, T&F).
_PAGE = re.compile(r"(?i)(?:/(?:full|abstract|pdf|epdf|html|meta|summary)|\.pdf|\.html)$")
_PUNCTUATION: Final = ".,;:!'\"`*|\\…’”»。，；、：．〉》」』"
_STOP = re.compile(r"[\"“”«»{}|^`。，；、「」《》【】（）\x00-\x1f\x7f]|<(?=/?[a-zA-Z]+\s*/?>)")


def doi(text: str) -> Doi:
    """Return the DOI in ``text``: bare, after ``doi:`` or in the address of a DOI resolver.

    >>> doi("https://doi.org/10.1145%2F3694715.3695975.")
    '10.1145/3694715.3695975'
    """
    if len(text) > LONGEST:
        return Doi("")
    if _PLAIN.fullmatch(text) and "doi" not in (lowered := text.lower()):
        return Doi(lowered)
    previous, current = "", _unescape(text.strip())
    while current != previous:
        previous, current = current, _LABEL.sub("", current, count=1).strip()
        if resolver := _RESOLVER.match(current):
            current = _from_address(current[resolver.end() :])
        current = _trim(_ENCODED_SLASH.sub(r"\1/", _unescape(current)))
    return Doi(current.lower()) if _DOI.fullmatch(current) else Doi("")


def find_doi(text: str) -> Doi:
    """Return the first DOI inside ``text``, also from the address of a publisher's page."""
    if "10." not in text:
        return Doi("")
    plain = _ENCODED_SLASH.sub(r"\1/", _unescape(text))
    for match in re.finditer(rf"(?<![\d.]){_DOI.pattern}", plain, re.ASCII):
        found = _STOP.split(match[0], maxsplit=1)[0]
        before = plain[max(0, match.start() - LONGEST) : match.start()]
        if "://" in before.split(" ")[-1]:
            found = _PAGE.sub("", _from_address(found))
        if result := doi(found):
            return result
    return Doi("")


def _from_address(path: str) -> str:
    """Return the DOI part of an address, percent-decoded, without query and fragment."""
    return unquote(re.split(r"[?]|#(?=.)", path, maxsplit=1)[0])


def _unescape(text: str) -> str:
    """Return ``text`` without the escapes of TeX and HTML that DOIs have in files and pages."""
    if "\\" in text:
        text = _ESCAPED.sub(lambda match: match[1] or "_", text)
    return html.unescape(text) if "&" in text else text


def _trim(text: str) -> str:
    """Return ``text`` without punctuation that ends a sentence or closes an outer bracket."""
    while text and (text[-1] in _PUNCTUATION or text[-1].isspace() or _closes_nothing(text)):
        text = text[:-1]
    return text


def _closes_nothing(text: str) -> bool:
    opening = {")": "(", "]": "[", "}": "{", ">": "<"}.get(text[-1])
    return opening is not None and text.count(text[-1]) > text.count(opening)


# ---------------------------------------------------------------------------------------- arXiv

# https://info.arxiv.org/help/arxiv_identifier.html: YYMM.NNNN from 0704, YYMM.NNNNN from 1501,
# archive(.CLASS)/YYMMNNN before.
_NEW: Final = (
    r"(?:0[7-9]|1[0-4])(?:0[1-9]|1[0-2])\.\d{4}|(?:1[5-9]|[2-9]\d)(?:0[1-9]|1[0-2])\.\d{5}"
)
_OLD: Final = (
    r"(?:acc-phys|adap-org|alg-geom|ao-sci|astro-ph|atom-ph|bayes-an|chao-dyn|chem-ph|cmp-lg|"
    r"comp-gas|cond-mat|cs|dg-ga|funct-an|gr-qc|hep-ex|hep-lat|hep-ph|hep-th|math-ph|math|"
    r"mtrl-th|nlin|nucl-ex|nucl-th|patt-sol|physics|plasm-ph|q-alg|q-bio|q-fin|quant-ph|"
    r"solv-int|stat|supr-con)(?:\.[A-Z]{2})?/\d{7}"
)
_ARXIV_ID: Final = rf"((?:{_NEW}|{_OLD}))(?:v\d+)?(?![\d/])"
_LOOSE: Final = re.IGNORECASE | re.ASCII
# The four long expressions below are compiled on first use: at every start they would take 5 ms.
_ARXIV: Final = (
    r"(?:https?://)?(?:[\w.-]*\.)?(?:arxiv\.org|xxx\.lanl\.gov)/(?:abs|pdf|html|format|e-print)/+"
    rf"{_ARXIV_ID}(?:\.pdf)?(?:[?#]\S*)?"
    rf"|(?:https?://)?(?:dx\.)?(?:doi\.org/|doi:\s*)?10\.48550/arxiv\.{_ARXIV_ID}"
    rf"|(?:arxiv(?:\s+preprint)?[\s:/_-]*)*(?:abs/)?{_ARXIV_ID}(?:\s*\[[\w.-]+\])?"
)
_ARXIV_INSIDE: Final = rf"(?:arxiv(?:\.org)?[\s:/._-]*(?:(?:abs|pdf|html)/)?|\babs/){_ARXIV_ID}"
_CORR = re.compile(
    r"(?:journals/corr/)?(?:abs-)?(?:(\d{4})-(\d{4,5})|([a-z-]+?)(?:-[A-Z]{2})?-(\d{7}))"
)


def arxiv_id(text: str) -> ArxivId:
    """Return the arXiv id in ``text``: bare, ``arXiv:``, an address, a DOI, or dblp's CoRR key.

    >>> arxiv_id("https://arxiv.org/pdf/2312.05181v2.pdf"), arxiv_id("abs-2412-20114")
    ('2312.05181', '2412.20114')
    """
    text = text[: LONGEST + 1].strip().rstrip(".,;")
    if text.isalpha():  # a word of a search
        return ArxivId("")
    if corr := _CORR.fullmatch(text):
        text = f"{corr[1]}.{corr[2]}" if corr[1] else f"{corr[3]}/{corr[4]}"
    return _arxiv_of(re.fullmatch(_ARXIV, text, _LOOSE))


def find_arxiv_id(text: str) -> ArxivId:
    """Return the first arXiv id inside ``text`` that is marked by the word, an address or a DOI."""
    return _arxiv_of(re.search(_ARXIV_INSIDE, text, _LOOSE))


def _arxiv_of(match: re.Match[str] | None) -> ArxivId:
    found = next((group for group in match.groups() if group), "") if match else ""
    return ArxivId(re.sub(r"\.[a-z]{2}/", "/", found.lower()))


# ------------------------------------------------------------------------- ISBN, ISSN and ORCID


def isbn(text: str) -> Isbn:
    """Return the ISBN in ``text`` as 13 digits; empty if the check digit is wrong.

    >>> isbn("ISBN 0-306-40615-2")
    '9780306406157'
    """
    digits = re.sub(r"(?i)^(?:urn:)?(?:isbn)?(?:-1[03])?[:\s]*|[\s‐-―-]", "", text.strip()).upper()
    if re.fullmatch(r"97[89]\d{10}", digits, re.ASCII):
        return Isbn(digits) if _isbn_check(digits[:12]) == digits[12] else Isbn("")
    if re.fullmatch(r"\d{9}[\dX]", digits, re.ASCII) and _check_11(digits[:9]) == digits[9]:
        return Isbn(f"978{digits[:9]}{_isbn_check('978' + digits[:9])}")
    return Isbn("")


def issn(text: str) -> Issn:
    """Return the ISSN in ``text`` with its hyphen; empty if the check digit is wrong."""
    match = re.fullmatch(
        r"(?:e-?|p-?)?(?:issn)?[:\s]*(\d{4})[\s‐-―-]?(\d{3})([\dX])",
        text.strip(),
        re.ASCII | re.IGNORECASE,
    )
    if match is None or _check_11(match[1] + match[2]) != match[3].upper():
        return Issn("")
    return Issn(f"{match[1]}-{match[2]}{match[3].upper()}")


def orcid(text: str) -> Orcid:
    """Return the ORCID iD in ``text``, bare or an address; empty if the checksum is wrong."""
    match = re.fullmatch(
        r"(?:https?://)?(?:[\w.-]*orcid\.org/|orcid:?\s*)?"
        r"(\d{4})[\s‐-―-]?(\d{4})[\s‐-―-]?(\d{4})[\s‐-―-]?(\d{3}[\dX])/?",
        text.strip(),
        re.ASCII | re.IGNORECASE,
    )
    if match is None:
        return Orcid("")
    digits = "".join(match.groups()).upper()
    # ISO 7064 MOD 11-2, https://support.orcid.org/hc/en-us/articles/360006897674
    total = 0
    for digit in digits[:15]:
        total = (total + int(digit)) * 2
    check = (12 - total % 11) % 11
    if digits[15] != "0123456789X"[check]:
        return Orcid("")
    return Orcid("-".join(digits[i : i + 4] for i in range(0, 16, 4)))


def _isbn_check(digits: str) -> str:
    """Return the check digit for the first 12 digits of an ISBN-13 (weights 1 and 3)."""
    total = sum(int(digit) * (3 if i % 2 else 1) for i, digit in enumerate(digits))
    return str(-total % 10)


def _check_11(digits: str) -> str:
    """Return the check digit modulo 11 for an ISBN-10 (9 digits) or an ISSN (7 digits)."""
    total = sum(
        int(digit) * weight for digit, weight in zip(digits[::-1], range(2, 11), strict=False)
    )
    return "0123456789X"[-total % 11]


# ----------------------------------------------------------------------------------------- dblp

# https://dblp.org/faq/: dblp.org and its mirrors serve the same paths.
_HOST: Final = (
    r"(?:https?://)?(?:www\.)?(?:dblp\.org|dblp\d*\.(?:uni-trier|dagstuhl)\.de|dblp\.dagstuhl\.de)"
)
_SUFFIX: Final = r"(?:\.(?:html|xml|bib|rdf|nt|ttl|ris|json|rss|bht))?(?:[?#]\S*)?/?"
_PID_PART: Final = r"(\d{1,4}/\d{1,6}(?:-\d{1,6})?|[a-z]{1,2}/[A-Za-z0-9_=-]+?)"
_PID: Final = (
    rf"{_HOST}/pid/{_PID_PART}{_SUFFIX}"
    rf"|(?:{_HOST}/(?:rec/)?)?(?:DBLP:)?homepages/{_PID_PART}{_SUFFIX}"
    rf"|(?:pid[:/]\s*)?{_PID_PART}(?:\.(?:html|xml|bib))?"
)
_WORD: Final = r"[A-Za-z0-9_.+=@:-]+?"
_KEY_PART: Final = (
    rf"((?:(?:conf|journals|books|series|reference|data)/{_WORD}|phd|ms|tr|persons|www|dblpnote)"
    rf"/{_WORD}(?:/{_WORD})*)"
)
_KEY: Final = (
    rf"{_HOST}/rec/(?:(?:html|xml|bibtex|bib\d?|ris|rdf|nt|ttl|view/bibtex)/)?{_KEY_PART}{_SUFFIX}"
    rf"|(?:dblp:)?{_KEY_PART}"
)


def pid(text: str) -> Pid:
    """Return the dblp person id in ``text``: bare, ``homepages/…``, or the address of a person.

    >>> pid("https://dblp.uni-trier.de/pid/94/4810-19.html")
    '94/4810-19'
    """
    match = re.fullmatch(_PID, text.strip(), re.ASCII)
    return Pid(next((group for group in match.groups() if group), "") if match else "")


def record_key(text: str) -> RecordKey:
    """Return the dblp record key in ``text``: bare, ``DBLP:…``, or the address of a record.

    >>> record_key("https://dblp.org/rec/conf/sosp/WagenlanderLZMP24.bib?param=1")
    'conf/sosp/WagenlanderLZMP24'
    """
    match = re.fullmatch(_KEY, text.strip(), _LOOSE)
    return RecordKey(next((group for group in match.groups() if group), "") if match else "")
