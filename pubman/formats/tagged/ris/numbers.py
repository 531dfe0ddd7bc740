"""Kind, pages, number and addresses of one RIS record, from any of the tags that may hold them."""

from __future__ import annotations

from dataclasses import replace

from pubman.formats.tagged.addresses import Addresses, find_addresses, is_address, is_on_the_web
from pubman.formats.tagged.blocks import Block
from pubman.formats.tagged.ris.tags import (
    ARCHIVE,
    ELSEWHERE,
    GENERIC,
    JOURNALS,
    NUMBERS,
    kind_of_type,
)
from pubman.formats.value_lists import further_numbers, split_addresses
from pubman.text.identifiers import arxiv_id, doi
from pubman.text.plain import tidy_pages, unescape


def kind_of(block: Block) -> str:
    """Return the kind by the type, also by another format's. A generic record may be an article."""
    type_ = block.first("TY")
    kind = kind_of_type(type_)
    if not kind and type_.upper() in GENERIC and block.first(*JOURNALS):
        return "article" if block.first(*NUMBERS) else "other"
    return kind or "other"


def is_archived(kind: str, venue: str, publisher: str) -> bool:
    """Return whether the work is in an archive of preprints, by its venue or its publisher."""
    where = venue or ("" if kind == "article" else publisher)
    return kind in ("article", "report") and ARCHIVE.fullmatch(where) is not None


def addresses_of(block: Block) -> Addresses:
    """Return DOI, arXiv number and addresses. Texts that are not addresses are among the others."""
    texts = [url for value in block.all("UR", "LK") for url in split_addresses(value)]
    urls = list(filter(_leads_somewhere, texts))
    if all(doi(url) or arxiv_id(url) for url in urls):
        urls += filter(is_on_the_web, block.all("L2"))
    files = list(filter(is_on_the_web, block.all("L1")))
    found = find_addresses(block.all("DO"), urls, files, block.all(*ELSEWHERE))
    return replace(found, others=(*found.others, *(url for url in texts if url not in urls)))


def _leads_somewhere(text: str) -> bool:
    return is_address(text) or bool(doi(text))


def pages_of(block: Block, found: Addresses) -> str:
    """Return ``SP-EP``, or SP alone if it holds the range, or the number of the article."""
    starts = (text for text in (*block.all("SP"), *block.all("C7")) if not found.say(text))
    start, end = next(starts, ""), block.first("EP")
    end = "" if found.say(end) else end
    if not start and not end:
        start = _section(block)
    return tidy_pages(_span(start, end))


def _section(block: Block) -> str:
    """Return SE of an article if it is a number. Some exporters put the first page there."""
    text = block.first("SE")
    return text if text.isdecimal() and kind_of(block) == "article" else ""


def _span(start: str, end: str) -> str:
    if not start or not end or end == start or end.startswith(f"{start}-"):
        return end if start in end else start or end
    if "-" in start and "-" not in end:
        return start
    return f"{start}{end}" if end == "+" else f"{start}-{end}"


def number_of(
    block: Block, kind: str, found: Addresses, others: list[str]
) -> tuple[str, dict[str, str]]:
    """Return the issue, and the numbers that are not the issue by their tags.

    For a report or patent, EndNote puts the number in SN or M1.
    """
    given = {
        "IS": block.all("IS"),
        "SN": others,
        "M1": [text for text in block.all("M1") if not found.say(text)],
        "CP": block.all("CP"),
    }
    order = ["IS", "SN", "M1"] if kind in ("report", "patent") else ["IS", "M1"]
    if any(text[:1].isdigit() for text in given["CP"]):  # In other tables this is a place.
        order.append("CP")
    number = next((given[tag].pop(0) for tag in order if given[tag]), "")
    given["SN"] += further_numbers(map(unescape, block.all("SN")))
    return number, {tag: "; ".join(values) for tag, values in given.items() if values}
