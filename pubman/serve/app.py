"""The addresses of the browser interface, and the views and actions behind them."""

from __future__ import annotations

import logging
from collections.abc import Awaitable, Callable, Sequence
from typing import Final

from starlette.applications import Starlette
from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import HTMLResponse, PlainTextResponse, RedirectResponse, Response
from starlette.routing import Mount, Route
from starlette.staticfiles import StaticFiles
from starlette.types import ASGIApp

from pubman.errors import PubmanError, UnknownKey
from pubman.library.session import Library
from pubman.serve import live
from pubman.serve.actions import ACTIONS
from pubman.serve.desk import Desk, Notice
from pubman.serve.done import Done
from pubman.serve.forms import Forged, Form, read_form
from pubman.serve.gate import Gate, TooLarge
from pubman.serve.pages import FOLDER, Page, address, render
from pubman.serve.views import (
    check,
    claim,
    home,
    imports,
    lists,
    log,
    publication,
    publications,
    review,
    spellings,
    sync,
)
from pubman.store.browse import state

View = Callable[[Desk, Library, Request], Page]

VIEWS: Final[tuple[tuple[str, View], ...]] = (
    ("/", home.page),
    ("/pubs", publications.page),
    ("/pubs/{key:path}", publication.page),
    ("/review", review.page),
    ("/claim", claim.page),
    ("/check", check.page),
    ("/spellings/{what}", spellings.page),
    ("/lists", lists.index),
    ("/lists/{name}", lists.page),
    ("/import", imports.page),
    ("/sync", sync.page),
    ("/log", log.page),
)
"""Every page: its address and the function that makes it."""

_LOG: Final = logging.getLogger(__name__)


def make_app(desk: Desk, port: int) -> ASGIApp:
    """Return the application, behind its gate."""
    routes = [
        *(Route(path, _shown(desk, view), methods=["GET"]) for path, view in VIEWS),
        Route("/preview/{name}", _preview(desk), methods=["GET"]),
        Route("/live", _live(desk), methods=["GET"]),
        Route("/do/{verb}", _acted(desk), methods=["POST"]),
        Route("/import/look", _uploaded(desk), methods=["POST"]),
        Route("/import/take", _taken(desk), methods=["POST"]),
        Route("/sync/start", _synced(desk), methods=["POST"]),
        Mount("/static", StaticFiles(directory=FOLDER / "static")),
    ]
    handlers = {404: _not_found, 405: _not_found, 500: _fault}
    app = Starlette(routes=routes, exception_handlers=handlers)
    return Gate(app, keys=desk.keys, port=port, read_only=desk.read_only)


Endpoint = Callable[[Request], Awaitable[Response]]


def _shown(desk: Desk, view: View) -> Endpoint:
    def show(request: Request) -> Response:
        path = request.url.path + (f"?{request.url.query}" if request.url.query else "")
        with desk.library() as library:
            try:
                page = view(desk, library, request)
            except UnknownKey as error:
                page = _problem(error, 404)
            except PubmanError as error:
                page = _problem(error, 400)
            news = "x-pubman-news" in request.headers
            return HTMLResponse(render(desk, library, page, path=path, news=news), page.status)

    async def endpoint(request: Request) -> Response:
        try:
            return await run_in_threadpool(show, request)
        except PubmanError as error:  # the store itself cannot be opened
            return PlainTextResponse(f"{error.message}\n", 503)

    return endpoint


def _problem(error: PubmanError, status: int) -> Page:
    hints = [hint for hint in error.hints if isinstance(hint, str)]
    data = {"message": error.message, "hints": hints}
    return Page(
        template="problem.html", title="This page cannot be shown", data=data, status=status
    )


def _preview(desk: Desk) -> Endpoint:
    def show(request: Request) -> Response:
        with desk.library() as library:
            try:
                return HTMLResponse(lists.preview(library, request.path_params["name"]))
            except PubmanError as error:
                return PlainTextResponse(f"{error.message}\n", 400)

    async def endpoint(request: Request) -> Response:
        return await run_in_threadpool(show, request)

    return endpoint


def _live(desk: Desk) -> Endpoint:
    async def endpoint(request: Request) -> Response:
        return live.stream(desk, request)

    return endpoint


# ------------------------------------------------------------------------------------------- forms


def _posted(desk: Desk, handle: Callable[[Request, Form], Response]) -> Endpoint:
    """Return an endpoint that reads the form, checks its token and calls *handle* in a thread."""

    async def endpoint(request: Request) -> Response:
        try:
            form = await read_form(request, desk.keys.form)
        except TooLarge:
            return PlainTextResponse("This upload is too large. Nothing was changed.\n", 413)
        except Forged:
            return PlainTextResponse("This form is not from this server. Reload the page.\n", 403)
        return await run_in_threadpool(handle, request, form)

    return endpoint


def _acted(desk: Desk) -> Endpoint:
    def act(request: Request, form: Form) -> Response:
        action = ACTIONS.get(request.path_params["verb"])
        if action is None:
            return PlainTextResponse("There is no such action.\n", 404)
        return run(desk, form, action)

    return _posted(desk, act)


def _uploaded(desk: Desk) -> Endpoint:
    def keep(_: Request, form: Form) -> Response:
        numbers = [desk.keep_upload(name, content) for name, content in form.files]
        if not numbers:
            desk.tell(Notice(text="No file was chosen.", kind="error"))
            return RedirectResponse("/import", 303)
        with desk.library() as library:
            page = imports.look(library, desk, numbers)
            return HTMLResponse(render(desk, library, page, path="/import"))

    return _posted(desk, keep)


def _taken(desk: Desk) -> Endpoint:
    def take(_: Request, form: Form) -> Response:
        return run(desk, form, lambda library, form: imports.take(library, desk, form))

    return _posted(desk, take)


def _synced(desk: Desk) -> Endpoint:
    def start(_: Request, __: Form) -> Response:
        try:
            desk.sync.start(desk.path)
        except PubmanError as error:
            desk.tell(Notice(text=_sentences(error), kind="error"))
        return RedirectResponse("/sync", 303)

    return _posted(desk, start)


def run(desk: Desk, form: Form, action: Callable[[Library, Form], Done]) -> Response:
    """Run an action and lead to the page that shows its result, as a browser expects of a form.

    If the store changed since the page was made, nothing is done: the answer has status 409 and
    says what changed. Then nobody overwrites what another tab or the command line did.
    """
    with desk.writing, desk.library() as library:
        now = state(library.store)
        if form.at and form.at != now:
            page = log.conflict(library, form.at, form.back)
            return HTMLResponse(render(desk, library, page, path=form.back), 409)
        try:
            done = action(library, form)
        except PubmanError as error:
            desk.tell(Notice(text=_sentences(error), kind="error"))
            return RedirectResponse(form.back, 303)
    desk.tell(Notice(text=done.text, undo=done.operation))
    return RedirectResponse(_next(form, done), 303)


def _next(form: Form, done: Done) -> str:
    """Return the page to show after an action. A publication may have a new key now."""
    if form.get("follow") and done.key:
        return address(done.key)
    return form.back


def _sentences(error: PubmanError) -> str:
    hints: Sequence[str] = [hint for hint in error.hints if isinstance(hint, str)]
    return " ".join([error.message.rstrip(), *hints])


async def _not_found(_: Request, __: Exception) -> Response:
    return PlainTextResponse("There is no such page. The overview is at /.\n", 404)


async def _fault(_: Request, error: Exception) -> Response:
    _LOG.error("a page failed", exc_info=error)
    return PlainTextResponse(
        "This is a fault in pubman, not in your data. Nothing was changed.\n", 500
    )
