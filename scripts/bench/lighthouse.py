#!/usr/bin/env python3
"""Print what Lighthouse says of a page of 300 publications, served compressed by this machine.

    scripts/bench/lighthouse.py                     with lighthouse on the PATH
    scripts/bench/lighthouse.py --program FILE      another lighthouse
    scripts/bench/lighthouse.py FILE.html           a page of your own

Lighthouse is the npm package of that name. It drives the Chromium or Chrome of the machine as a
slow phone, so a busy machine lowers the performance. Exit 1 if a score is below its aim, 77 if
lighthouse or the browser is not installed.
"""

from __future__ import annotations

import argparse
import gzip
import json
import os
import shutil
import subprocess
import sys
import tempfile
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

from career import OWNER, entries

AIMS = {"performance": 95, "accessibility": 100, "best-practices": 100, "seo": 100}
FIGURES = (
    "first-contentful-paint",
    "largest-contentful-paint",
    "total-blocking-time",
    "cumulative-layout-shift",
)
BROWSERS = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
COUNT = 300


def page(folder: Path) -> bytes:
    """Return a page of made-up publications, as ``pubman export`` writes it."""
    (folder / "list.bib").write_text("".join(entries(COUNT)), encoding="utf-8")
    for words in (
        ["init", "--name", OWNER],
        ["import", "--mine", "list.bib"],
        ["export", "--format", "html", "-o", "list.html"],
    ):
        pubman = [sys.executable, "-m", "pubman", "-q", *words]
        subprocess.run(pubman, cwd=folder, check=True, stdin=subprocess.DEVNULL)
    return (folder / "list.html").read_bytes()


@contextmanager
def served(text: bytes) -> Iterator[str]:
    """Serve one page with gzip on a port of this machine; yield its address."""
    packed = gzip.compress(text, 6, mtime=0)

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_GET(self) -> None:
            found = self.path.startswith("/list.html")
            body = packed if found else b""
            self.send_response(200 if found else 404)
            self.send_header("Content-Type", "text/html; charset=utf-8")
            self.send_header("Content-Length", str(len(body)))
            if found:
                self.send_header("Content-Encoding", "gzip")
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *_: object) -> None:
            """Say nothing about each request."""

    with ThreadingHTTPServer(("127.0.0.1", 0), Handler) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}/list.html"
        server.shutdown()


def report(program: str, browser: str, address: str) -> dict[str, Any]:
    """Return what Lighthouse reports of the page at an address."""
    words = [
        program, address, "--quiet", "--output=json", "--output-path=stdout",
        "--chrome-flags=--headless --no-sandbox --disable-gpu",
        f"--only-categories={','.join(AIMS)}",
    ]  # fmt: skip
    known = {name: value for name, value in os.environ.items() if "proxy" not in name.lower()}
    done = subprocess.run(
        words, env={**known, "CHROME_PATH": browser}, capture_output=True, check=True, timeout=300
    )
    found: dict[str, Any] = json.loads(done.stdout)
    return found


def main() -> int:
    """Print the scores; see the module for the exit codes."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("page", nargs="?", type=Path, help="a page of your own")
    parser.add_argument("--program", default="lighthouse", help="the lighthouse to run")
    options = parser.parse_args()
    program = shutil.which(options.program)
    browser = next(filter(None, map(shutil.which, BROWSERS)), "")
    if not program or not browser:
        print("skipped: no lighthouse (npm install lighthouse) or no Chromium on the PATH")
        return 77
    with tempfile.TemporaryDirectory(prefix="pubman-bench-") as folder:
        text = options.page.read_bytes() if options.page else page(Path(folder))
    with served(text) as address:
        found = report(program, browser, address)
    print(f"{len(text):,} bytes, {len(gzip.compress(text, 6)):,} compressed")
    print(f"Lighthouse {found['lighthouseVersion']}")
    print("\n| category | score | aim |\n| --- | ---: | ---: |")
    scores = {name: round(100 * found["categories"][name]["score"]) for name in AIMS}
    for name, aim in AIMS.items():
        print(f"| {name} | {scores[name]} | {aim} |")
    print("\n" + ", ".join(f"{name}: {found['audits'][name]['displayValue']}" for name in FIGURES))
    for name, audit in found["audits"].items():
        if audit["score"] is not None and audit["score"] < 0.9:
            print(f"  {name}: {audit['title']} ({audit.get('displayValue', '')})")
    return int(any(scores[name] < aim for name, aim in AIMS.items()))


if __name__ == "__main__":
    sys.exit(main())
