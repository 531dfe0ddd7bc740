"""What every answer of a service has to be: whole, and in the format that was asked for."""

from __future__ import annotations

import json
import re
from typing import Any, Final

from pubman.errors import Malformed, Truncated

_AGAIN: Final = "try again later"
_OPENING: Final = re.compile(rb"<([A-Za-z][\w.:-]*)[\s/>]")


def json_of(body: bytes, service: str) -> Any:
    """Return the JSON of an answer; ``Malformed`` or ``Truncated`` if it is not JSON."""
    text = body.strip()
    if not text:
        raise Truncated(f"{service} sent an empty answer.", _AGAIN)
    try:
        value = json.loads(text)
    except (ValueError, RecursionError) as error:
        if text[:1] in b"{[":
            raise Truncated(f"{service}'s answer is cut off or damaged.", _AGAIN) from error
        raise not_asked_for(service, "JSON") from error
    if not isinstance(value, dict | list):
        raise not_asked_for(service, "JSON")
    return value


def require_xml(body: bytes, service: str, *roots: str) -> None:
    """Raise ``Malformed`` or ``Truncated`` unless the answer is whole XML with one of ``roots``."""
    text = body.strip()
    if not text:
        raise Truncated(f"{service} sent an empty answer.", _AGAIN)
    found = _OPENING.search(text)
    name = found[1].decode() if found else ""
    if name not in roots:
        raise not_asked_for(service, "XML")
    closed = text.endswith((f"</{name}>".encode(), b"/>"))
    if not closed:
        raise Truncated(f"{service}'s answer is cut off.", _AGAIN)


def not_asked_for(service: str, form: str) -> Malformed:
    """Return the error for an answer in another format, such as a web page."""
    return Malformed(f"{service} did not send the {form} that was asked for.", _AGAIN)
