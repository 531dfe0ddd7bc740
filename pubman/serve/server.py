"""Start and stop: one process on a loopback port, which leaves nothing behind."""

from __future__ import annotations

import socket
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import uvicorn

from pubman.errors import UsageError
from pubman.library.session import open_library
from pubman.serve.app import make_app
from pubman.serve.desk import Desk
from pubman.serve.gate import Keys


def listen(port: int) -> socket.socket:
    """Return a socket that listens on the loopback address. Port 0 takes any free port."""
    listening = socket.socket(socket.AF_INET, socket.SOCK_STREAM)
    listening.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        listening.bind(("127.0.0.1", port))
        listening.listen(128)  # a browser that is faster than the server waits in this queue
    except OSError as error:
        listening.close()
        raise UsageError(
            f"Port {port} is not free ({error.strerror}).",
            "Leave out --port to take any free port.",
        ) from None
    return listening


class _Server(uvicorn.Server):
    """A server that says so when it can be used and stopped: it handles signals from then on."""

    def __init__(self, config: uvicorn.Config, ready: Callable[[], None]) -> None:
        super().__init__(config)
        self._ready = ready

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        await super().startup(sockets)
        self._ready()


def serve(
    db: Path | None, *, port: int = 0, read_only: bool = False, ready: Callable[[str], None]
) -> None:
    """Serve the store until Ctrl-C. ``ready`` gets the address to open, once, with its token."""
    with open_library(db) as library:  # a store that cannot be opened is said now, not in a browser
        path = library.store.path
    listening = listen(port)
    keys = Keys()
    desk = Desk(path=path, keys=keys, read_only=read_only)
    number = listening.getsockname()[1]
    app = make_app(desk, number)
    config = uvicorn.Config(
        app,
        log_config=None,
        access_log=False,
        lifespan="off",
        server_header=False,
        date_header=False,
        timeout_graceful_shutdown=2,
        ws="none",
    )
    with closing(listening):
        address = f"http://127.0.0.1:{number}/enter?t={keys.entry}"
        try:
            _Server(config, lambda: ready(address)).run(sockets=[listening])
        finally:
            desk.close()
