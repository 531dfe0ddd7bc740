"""Kind, pages, number and addresses of one RIS record, in whichever of their tags they stand."""

from __future__ import annotations

from dataclasses import replace

from pubman.formats.scholar.completion import tidy_pages
from pubman.formats.tagged.addresses import Addresses, find_addresses, is_address, is_on_the_web
from pubman.formats.tagged.blocks import Block, further_numbers, split_addresses
from pubman.formats.tagged.ris.tags import ARCHIVE, ELSEWHERE, GENERIC, NUMBERS, kind_of_type
from pubman.text.identifiers import arxiv_id, doi
from pubman.text.plain import unescape


def kind_of(block: Block) -> str:
    """The kind by the type, also by one of another format; a *generic* one in a journal has one."""
    type_ = block.first("TY")
    kind = kind_of_type(type_)
    if not kind and type_.upper() in GENERIC and block.first("JO", "JF", "JA"):
        return "article" if block.first(*NUMBERS) else "other"
    return kind or "other"


def is_archived(kind: str, venue: str, publisher: str) -> bool:
    """True for what is in an archive of preprints, by its venue or the publisher of a report."""
    where = venue or ("" if kind == "article" else publisher)
    return kind in ("article", "report") and ARCHIVE.fullmatch(where) is not None


def addresses_of(block: Block) -> Addresses:
    """Its DOI, arXiv number and addresses; what is no address is among the others."""
    texts = [url for value in block.all("UR", "LK") for url in split_addresses(value)]
    urls = [url for url in texts if is_address(url) or doi(url)]
    if not any(url for url in urls if not doi(url) and not arxiv_id(url)):
        urls += [url for url in block.all("L2") if is_on_the_web(url)]
    found = find_addresses(
        block.all("DO"),
        urls,
        [url for url in block.all("L1") if is_on_the_web(url)],
        block.all(*ELSEWHERE),
    )
    return replace(found, others=(*found.others, *(url for url in texts if url not in urls)))


def pages_of(block: Block, found: Addresses) -> str:
    """``SP-EP``; ``SP`` alone where it holds the range, or the article's number."""
    starts = (text for text in (*block.all("SP"), *block.all("C7")) if not found.say(text))
    start, end = next(starts, ""), block.first("EP")
    end = "" if found.say(end) else end
    if not start and not end and block.first("SE").isdecimal():
        start = block.first("SE") if kind_of(block) == "article" else ""
    if not start or not end or end == start or end.startswith(f"{start}-"):
        return tidy_pages(end if start in end else start or end)
    if "-" in start and "-" not in end:
        return tidy_pages(start)
    return tidy_pages(f"{start}{end}" if end == "+" else f"{start}-{end}")


def number_of(
    block: Block, kind: str, found: Addresses, others: list[str]
) -> tuple[str, dict[str, str]]:
    """The issue, and the numbers that are none, by their tags.

    Of a report or patent it is its number, which EndNote puts into SN or M1.
    """
    given = {
        "IS": block.all("IS"),
        "SN": others,
        "M1": [text for text in block.all("M1") if not found.say(text)],
        "CP": block.all("CP"),
    }
    order = ["IS", "SN", "M1"] if kind in ("report", "patent") else ["IS", "M1"]
    if any(text[:1].isdigit() for text in given["CP"]):  # by others' tables it is a place
        order.append("CP")
    number = next((given[tag].pop(0) for tag in order if given[tag]), "")
    given["SN"] += further_numbers(map(unescape, block.all("SN")))
    return number, {tag: "; ".join(values) for tag, values in given.items() if values}
