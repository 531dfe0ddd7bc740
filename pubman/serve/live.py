"""Tell pages in other tabs when the store changes, through any program."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from typing import Final

from starlette.requests import Request
from starlette.responses import StreamingResponse

from pubman.errors import PubmanError
from pubman.serve.desk import Desk
from pubman.store.browse import state

INTERVAL: Final = 1.0
"""Seconds between two looks at the store. One look is one small query."""


def _state(desk: Desk) -> str:
    try:
        with desk.library() as library:
            return state(library.store)
    except PubmanError:
        return ""


async def _changes(desk: Desk, request: Request) -> AsyncIterator[str]:
    known = await asyncio.to_thread(_state, desk)
    stamp = _stamp(desk)
    yield f"event: state\ndata: {known}\n\n"
    while not await request.is_disconnected():
        await asyncio.sleep(INTERVAL)
        if _stamp(desk) == stamp:
            continue
        stamp = _stamp(desk)
        now = await asyncio.to_thread(_state, desk)
        if now and now != known:
            known = now
            yield f"event: state\ndata: {now}\n\n"


def _stamp(desk: Desk) -> int:
    """Return when the store was written last, by the clock of the file system, in nanoseconds."""
    log = desk.path.with_name(desk.path.name + "-wal")
    return max((path.stat().st_mtime_ns for path in (desk.path, log) if path.exists()), default=0)


def stream(desk: Desk, request: Request) -> StreamingResponse:
    """Return a stream of server-sent events: the state of the store, now and after each change."""
    return StreamingResponse(_changes(desk, request), media_type="text/event-stream")
