"""CPU time of every page of the browser interface, for stores of several sizes.

    scripts/bench/serving.py STORE...        pubs.db files; run import first to make them

Prints the CPU milliseconds of a request of each page when its slow results are ready. Server and
client are in this process. The figures of docs/explanation/speed.md come from here.
"""

from __future__ import annotations

import sys
import threading
import time
from pathlib import Path

import requests
import uvicorn

from pubman.serve.app import make_app
from pubman.serve.desk import Desk
from pubman.serve.gate import Keys
from pubman.serve.server import listen
from pubman.store.browse import page_of
from pubman.store.publications import publications

PAGES = (
    "/", "/pubs", "/pubs?q=data", "/pubs?start=1000", "/pubs?q=year:2015&order=title", "/review",
    "/claim", "/check", "/spellings/authors", "/spellings/venues", "/lists", "/import", "/log",
)  # fmt: skip


def measure(store: Path) -> list[tuple[str, float]]:
    """Return the CPU milliseconds of every page of a store."""
    desk = Desk(path=store, keys=Keys())
    listening = listen(0)
    port = listening.getsockname()[1]
    config = uvicorn.Config(make_app(desk, port), log_config=None, lifespan="off", ws="none")
    server = uvicorn.Server(config)
    thread = threading.Thread(target=server.run, args=([listening],))
    thread.start()
    session = requests.Session()
    session.trust_env = False
    home = f"http://127.0.0.1:{port}"
    session.get(f"{home}/enter?t={desk.keys.entry}")
    with desk.library() as library:
        (first,) = page_of(library.store, [1, *range(2, 50)], size=1) or [1]
        (pub,) = publications(library.store, [first], only=())
    rows = []
    for page in (*PAGES, f"/pubs/{pub.key}"):
        answer = session.get(home + page)
        assert answer.status_code == 200, (page, answer.text[:200])
        while "This takes a moment" in session.get(home + page).text:  # made in the background
            time.sleep(0.2)
        start = time.process_time()
        session.get(home + page)
        rows.append((page, (time.process_time() - start) * 1000))
    server.should_exit = True
    thread.join()
    desk.close()
    return rows


if __name__ == "__main__":
    for name in sys.argv[1:]:
        print(name)
        for page, milliseconds in measure(Path(name)):
            print(f"  {page:32} {milliseconds:7.0f} ms")
