"""The browser interface over HTTP, with plain forms, as a browser without JavaScript sends them."""

from __future__ import annotations

import contextlib
import json
import os
import random
import re
import shutil
import signal
import subprocess
import sys
import threading
import tomllib
from collections.abc import Iterator
from pathlib import Path

import pytest
import requests
import uvicorn
from rows import every_row

from pubman.cli import main
from pubman.serve.app import ACTIONS, VIEWS, make_app
from pubman.serve.desk import Desk
from pubman.serve.gate import FORM_LIMIT, Keys
from pubman.serve.server import listen


class Site:
    """A server on loopback in a thread of its own."""

    def __init__(self, desk: Desk) -> None:
        self.desk = desk
        self.socket = listen(0)
        self.port = self.socket.getsockname()[1]
        self.home = f"http://127.0.0.1:{self.port}"
        config = uvicorn.Config(
            make_app(desk, self.port), log_config=None, lifespan="off", ws="none"
        )
        self.server = uvicorn.Server(config)
        self.thread = threading.Thread(target=self.server.run, args=([self.socket],))
        self.thread.start()

    def stop(self) -> None:
        self.server.should_exit = True
        self.thread.join()
        self.socket.close()
        self.desk.close()


class Browser:
    """A browser without JavaScript."""

    def __init__(self, site: Site) -> None:
        self.site = site
        self.session = requests.Session()
        self.session.trust_env = False

    def send(self, method: str, path: str, **more: object) -> requests.Response:
        return self.session.request(
            method, self.site.home + path, allow_redirects=False, timeout=30, **more
        )

    def enter(self) -> Browser:
        assert self.send("GET", f"/enter?t={self.site.desk.keys.entry}").status_code == 303
        return self

    def get(self, path: str) -> str:
        """Return a page. If it says that the result comes later, ask again as it does."""
        while True:
            answer = self.send("GET", path)
            assert answer.status_code == 200, answer.text
            if "the page shows the result by itself" not in answer.text:
                return answer.text

    def hidden(self, path: str) -> dict[str, str]:
        """The fields that every form of a page has."""
        return dict(re.findall(r'name="(csrf|at|back)" value="([^"]*)"', self.get(path)))

    def form(self, path: str, data: dict[str, object], **headers: str) -> requests.Response:
        return self.send("POST", path, data=data, headers={"origin": self.site.home, **headers})

    def post(self, path: str, page: str = "/pubs", **fields: object) -> str:
        """Send a form of *page* and return the page that it leads to."""
        answer = self.form(path, {**self.hidden(page), **fields})
        assert answer.status_code == 303, answer.text
        return self.get(answer.headers["location"])

    def upload(self, name: str, content: bytes) -> requests.Response:
        return self.send(
            "POST",
            "/import/look",
            data=self.hidden("/import"),
            files={"file": (name, content)},
            headers={"origin": self.site.home},
        )


@pytest.fixture(scope="module")
def built(tmp_path_factory) -> Path:
    """A store with three papers of Ada Lovelace, and one that may be hers. Tests get copies."""
    folder = tmp_path_factory.mktemp("built")
    (folder / "own.bib").write_text(OWN, "utf-8")
    (folder / "other.bib").write_text(OTHER, "utf-8")
    with contextlib.chdir(folder):
        for command in (
            ["init", "--name", "Ada Lovelace"],
            ["import", "--mine", "own.bib"],
            ["import", "--not-mine", "other.bib"],
        ):
            assert main(command) == 0
    return folder


@pytest.fixture
def folder(built: Path, tmp_path: Path) -> Path:
    shutil.copytree(built, tmp_path, dirs_exist_ok=True)
    return tmp_path


@pytest.fixture
def site(folder: Path) -> Iterator[Site]:
    started = Site(Desk(path=folder / "pubs.db", keys=Keys()))
    yield started
    started.stop()


@pytest.fixture(scope="module")
def quiet_site(built: Path, tmp_path_factory) -> Iterator[Site]:
    """A server for tests that change nothing."""
    folder = tmp_path_factory.mktemp("quiet")
    shutil.copytree(built, folder, dirs_exist_ok=True)
    started = Site(Desk(path=folder / "pubs.db", keys=Keys()))
    yield started
    started.stop()


@pytest.fixture(scope="module")
def quiet(quiet_site: Site) -> Browser:
    return Browser(quiet_site).enter()


@pytest.fixture
def stranger(site: Site) -> Browser:
    return Browser(site)


@pytest.fixture
def browser(site: Site) -> Browser:
    return Browser(site).enter()


OWN = """\
@article{engine, author = {Ada Lovelace and Charles Babbage},
  title = {Notes on the Analytical Engine}, journal = {Taylor's Scientific Memoirs}, year = 1843}
@inproceedings{bernoulli, author = {Ada Lovelace}, title = {Computing Bernoulli Numbers},
  booktitle = {Proceedings of the Society}, year = 1843}
@article{flying, author = {Ada Lovelace}, title = {Flyology}, journal = {Letters}, year = 1828}
"""
OTHER = """\
@article{weaving, author = {Ada Lovelace and Joseph Jacquard}, title = {Weaving Flowers and Leaves},
  journal = {Memoirs on Looms}, year = 1844}
"""


# ------------------------------------------------------------------------------------- the gate


def test_the_address_works_once(site, stranger):
    token = site.desk.keys.entry
    assert stranger.send("GET", "/").status_code == 403
    stranger.enter()
    assert stranger.send("GET", "/").status_code == 200
    assert Browser(site).send("GET", f"/enter?t={token}").status_code == 403


def test_the_cookie_is_kept_from_scripts_and_other_sites(site, stranger):
    answer = stranger.send("GET", f"/enter?t={site.desk.keys.entry}")
    cookie = answer.headers["set-cookie"].lower()
    assert "httponly" in cookie
    assert "samesite=strict" in cookie


@pytest.mark.parametrize("token", ["", "x", "%00", "é"])
def test_a_wrong_token_opens_nothing_and_spends_nothing(stranger, token):
    assert stranger.send("GET", f"/enter?t={token}").status_code == 403
    stranger.enter()


@every_row(
    "host, code",
    [
        ("127.0.0.1:{port}", 200),
        ("localhost:{port}", 200),
        ("[::1]:{port}", 200),
        ("127.0.0.1", 421),
        ("127.0.0.1:1{port}", 421),
        ("evil.example:{port}", 421),
        ("127.0.0.1.evil.example:{port}", 421),
        ("localhost:{port}@evil.example", 421),
    ],
)
def test_only_our_own_names_are_served(quiet, quiet_site, host, code):
    headers = {"host": host.format(port=quiet_site.port)}
    headers["cookie"] = f"pubman_{quiet_site.port}={quiet_site.desk.keys.session}"
    assert quiet.send("GET", "/", headers=headers).status_code == code


REFUSED = {
    "no Origin": {},
    "another site's Origin": {"origin": "http://evil.example"},
    "another port's Origin": {"origin": "http://127.0.0.1:1"},
    "the Origin null of a sandboxed frame": {"origin": "null"},
    "https in place of http": {"origin": "https://127.0.0.1:{port}"},
    "sent from another site": {"origin": "http://127.0.0.1:{port}", "sec-fetch-site": "cross-site"},
    "sent from another port": {"origin": "http://127.0.0.1:{port}", "sec-fetch-site": "same-site"},
}


@every_row("headers", REFUSED.values(), ids=REFUSED)
@every_row("path", ["/do/hide", "/import/look", "/import/take"])
def test_a_form_from_elsewhere_is_refused(quiet, quiet_site, path, headers):
    data = {**quiet.hidden("/pubs"), "key": "engine"}
    sent = {name: value.format(port=quiet_site.port) for name, value in headers.items()}
    assert quiet.send("POST", path, data=data, headers=sent).status_code == 403
    assert "<b>hide</b>" not in quiet.get("/log")


@every_row("token", [None, "", "x"])
@every_row("path", [*(f"/do/{verb}" for verb in ACTIONS), "/import/look", "/import/take"])
def test_a_form_without_our_token_is_refused(quiet, path, token):
    data = {"key": "engine", **({} if token is None else {"csrf": token})}
    assert quiet.form(path, data).status_code == 403


@pytest.mark.parametrize("method", ["PUT", "DELETE", "PATCH", "OPTIONS"])
def test_other_methods_are_refused(quiet, method):
    assert quiet.send(method, "/pubs").status_code == 405


def test_without_a_cookie_no_page_and_no_file_is_served(stranger):
    for path in ("/", "/pubs", "/live", "/static/serve.js", "/preview/page"):
        assert stranger.send("GET", path).status_code == 403, path


@pytest.mark.parametrize("size, code", [(FORM_LIMIT - 2000, 303), (FORM_LIMIT + 1, 413)])
def test_a_form_has_a_limit(browser, size, code):
    data = {**browser.hidden("/pubs"), "key": "engine", "filler": "x" * size}
    answer = browser.form("/do/hide", data)
    assert answer.status_code == code


def test_no_answer_lets_scripts_or_frames_of_others_in(quiet):
    for path in ("/", "/pubs", "/preview/page"):
        headers = quiet.send("GET", path).headers
        policy = headers["content-security-policy"]
        assert "default-src 'none'" in policy
        assert "unsafe-inline" not in policy or path.startswith("/preview")
        assert headers["x-content-type-options"] == "nosniff"
        assert headers["referrer-policy"] == "same-origin"
    assert (
        quiet.send("GET", "/preview/page").headers["content-security-policy"].startswith("sandbox;")
    )
    assert quiet.send("GET", "/").headers["x-frame-options"] == "DENY"


def test_read_only_shows_everything_and_changes_nothing(folder):
    site = Site(Desk(path=folder / "pubs.db", keys=Keys(), read_only=True))
    try:
        browser = Browser(site).enter()
        for path, _ in VIEWS:
            assert "{" in path or 'action="/do/hide"' not in browser.get(path)
        data = {"csrf": site.desk.keys.form, "key": "engine"}
        assert browser.form("/do/hide", data).status_code == 403
        assert "<b>hide</b>" not in browser.get("/log")
    finally:
        site.stop()


@pytest.mark.parametrize("back", ["//evil.example", "/\\evil.example", "https://evil.example", "x"])
def test_a_form_leads_to_our_own_pages_only(browser, back):
    data = {**browser.hidden("/pubs"), "key": "engine", "back": back}
    answer = browser.form("/do/hide", data)
    assert answer.headers["location"] == "/"


# -------------------------------------------------------------------------------------------- pages


@every_row(
    "path",
    ["/", "/pubs", "/pubs/engine", "/review", "/claim", "/claim?by=venue", "/check",
     "/spellings/authors", "/spellings/venues", "/lists", "/import", "/sync", "/log"],
)  # fmt: skip
def test_every_page_has_one_heading_and_the_search(quiet, path):
    page = quiet.get(path)
    assert page.count("<h1>") == 1
    assert 'role="search"' in page
    assert "None" not in page


@every_row(
    "path, code", [("/pubs/nothing", 404), ("/spellings/x", 404), ("/lists/x", 404), ("/x", 404),
                   ("/pubs?q=year:abc", 400), ("/preview/x", 400)],
)  # fmt: skip
def test_what_is_not_there_is_said_in_a_sentence(quiet, path, code):
    answer = quiet.send("GET", path)
    assert answer.status_code == code
    assert "Traceback" not in answer.text


def test_facets_narrow_the_list_and_the_address_keeps_them(quiet):
    page = quiet.get("/pubs")
    (address,) = set(re.findall(r'href="(/pubs\?q=year%3A1828)"', page))
    narrowed = quiet.get(address)
    assert "Flyology" in narrowed
    assert "Analytical" not in narrowed
    assert 'aria-current="true"' in narrowed


# ------------------------------------------------------------------------------------------ actions


def test_a_field_is_set_undone_and_done_again(browser):
    page = browser.post("/do/set", "/pubs/flying", key="flying", field="award", value="Best letter")
    assert "Best letter" in page
    number = re.search(r'action="/do/undo">.*?name="number" value="(\d+)"', page, re.DOTALL)[1]
    page = browser.post("/do/undo", "/pubs/flying", number=number)
    assert "Best letter" not in page.partition("<h1>")[2]
    page = browser.post("/do/redo", "/pubs/flying", number=number)
    assert "Best letter" in page


def test_a_tab_that_refreshes_itself_leaves_the_notice_to_the_tab_that_acted(browser):
    data = {**browser.hidden("/pubs"), "key": "engine", "field": "award", "value": "Medal"}
    answer = browser.form("/do/set", data)
    refreshed = browser.send("GET", "/pubs", headers={"X-Pubman-News": "1"})
    assert 'class="notice' not in refreshed.text
    assert 'class="notice' in browser.get(answer.headers["location"])


def test_many_are_hidden_at_once_as_one_change(browser, pubman):
    page = browser.post("/do/hide", key=["engine", "flying"])
    assert "2 publications hidden" in page
    assert "Flyology" not in page.partition("<h1>")[2]
    assert pubman("undo").code == 0
    assert "Flyology" in browser.get("/pubs")


def test_two_publications_are_merged_and_split(browser):
    page = browser.post("/do/same", key=["engine", "bernoulli"])
    assert "Merged 2" in page
    page = browser.get("/pubs/engine")
    record = re.findall(r'name="key" value="(r\d+)"', page)[-1]
    assert "different works" in browser.post("/do/apart", "/pubs/engine", key=record)


def test_a_form_of_an_old_page_changes_nothing_and_says_what_did(browser, pubman):
    old = browser.hidden("/pubs")
    pubman("set", "flying", "award", "From the terminal")
    data = {**old, "key": "engine"}
    answer = browser.form("/do/hide", data)
    assert answer.status_code == 409
    assert "From the terminal" in answer.text
    assert "Notes on the Analytical Engine" in browser.get("/pubs")


def test_what_the_library_refuses_is_said_on_the_page(browser):
    page = browser.post("/do/set", "/pubs/flying", key="flying", field="doi", value="not a DOI")
    assert 'class="notice error"' in page


def test_a_paper_is_claimed_or_refused(browser):
    page = browser.get("/claim")
    name = re.search(r'name="question" value="(mine-[^"]+)"', page)[1]
    page = browser.post("/do/answer", "/claim", question=name, word="mine")
    assert "it is on your lists" in page
    assert "Weaving" in browser.get("/pubs")


def test_the_order_by_hand_is_kept(browser):
    browser.post("/do/order", key=["bernoulli", "engine"])
    page = browser.get("/pubs")
    assert page.index("Bernoulli") < page.index("Analytical")
    shown = re.findall(r'name="shown" value="([^"]+)"', page)
    browser.post("/do/move", shown=shown, move="up:engine")
    page = browser.get("/pubs")
    assert page.index("Analytical") < page.index("Bernoulli")


def test_a_file_is_looked_at_before_it_is_imported(browser):
    new = (
        b"@article{new, author = {Ada Lovelace}, title = {A New Paper}, journal = {J}, year = 1850}"
    )
    answer = browser.upload("../../new.bib", new)
    assert answer.status_code == 200
    assert "1 new publication" in answer.text
    assert "A New Paper" not in browser.get("/pubs")
    number = re.search(r'name="upload" value="([^"]+)"', answer.text)[1]
    page = browser.post("/import/take", "/import", upload=number, mine="yes")
    assert "1 new publication" in page
    assert "A New Paper" in browser.get("/pubs")


@pytest.mark.parametrize("number", ["..", "../..", "/etc", "", "none"])
def test_no_path_from_the_browser_reaches_the_file_system(browser, number):
    page = browser.post("/import/take", "/import", upload=number)
    assert 'class="notice error"' in page


def test_a_file_that_is_no_bibliography_is_named_with_its_problem(browser):
    assert "is a PDF" in browser.upload("thesis.pdf", b"%PDF-1.4 ...").text


TOML = """\
# My lists. This comment stays.
[[people]]
name = "Ada Lovelace"   # and this one

[[lists]]
name = "page"
output = "page.html"
group_by = ["year"]

[[lists]]
name = "cv"
format = "text"
"""


def test_options_of_a_list_are_kept_in_the_file_with_its_comments(browser, folder):
    (folder / "pubman.toml").write_text(TOML, "utf-8")
    page = browser.get("/lists/page")
    assert 'value="page.html"' in page
    sent = {"option-title": "Works", "option-group_by": "era, kind", "option-limit": "7",
            "has-badges": "1", "has-links": "1", "option-links": "yes"}  # fmt: skip
    browser.post("/do/options", "/lists/page", list="page", **sent)
    text = (folder / "pubman.toml").read_text("utf-8")
    assert "# My lists. This comment stays." in text
    assert "# and this one" in text
    lists = {each["name"]: each for each in tomllib.loads(text)["lists"]}
    assert lists["page"] == {
        "name": "page", "output": "page.html", "group_by": ["era", "kind"], "title": "Works",
        "limit": 7, "badges": False,
    }  # fmt: skip
    assert lists["cv"] == {"name": "cv", "format": "text"}


@pytest.mark.parametrize("field, value", [("limit", "many"), ("order", "sideways")])
def test_an_option_that_cannot_be_is_refused_and_the_file_stays(browser, folder, field, value):
    (folder / "pubman.toml").write_text(TOML, "utf-8")
    page = browser.post("/do/options", "/lists/page", list="page", **{f"option-{field}": value})
    assert 'class="notice error"' in page
    assert (folder / "pubman.toml").read_text("utf-8") == TOML


def test_findings_of_a_rule_are_fixed_and_undone(browser, pubman, tmp_path):
    entry = (
        "author = {Ada Lovelace}, title = {A Loom for Numbers}, journal = {Letters}, year = 1851"
    )
    (tmp_path / "early.bib").write_text(f"@article{{loom, {entry}, note = {{to appear}}}}")
    (tmp_path / "late.bib").write_text(f"@article{{loom, {entry}, volume = 3, pages = {{4-9}}}}")
    pubman("import", "--mine", "early.bib", "late.bib")
    assert 'name="rule" value="status"' in browser.get("/check")
    assert "1 finding fixed" in browser.post("/do/fix", "/check", rule="status")
    assert "to appear" not in browser.get("/pubs?q=loom")
    pubman("undo")
    assert "to appear" in browser.get("/pubs?q=loom")


def test_a_page_that_is_shown_for_a_moment_leaves_the_notice_to_the_next(browser):
    """The findings of a long list take a moment. The button for undo has to be there after it."""
    browser.site.desk.background.patience = 0
    data = {**browser.hidden("/check"), "key": "engine", "field": "award", "value": "Medal"}
    answer = browser.form("/do/set", {**data, "back": "/check"})
    assert answer.headers["location"].startswith("/check")
    assert 'action="/do/undo"' in browser.get("/check")


def test_a_sync_without_accounts_says_so(browser):
    assert "account" in browser.get("/sync") or "nobody" in browser.get("/sync").lower()


def test_a_server_that_is_killed_leaves_a_clean_store(folder, pubman):
    """Fifty random actions, and three kills in the middle of them."""
    chance = random.Random(7)
    keys = ["engine", "bernoulli", "flying"]
    for _ in range(3):
        process = subprocess.Popen(
            [sys.executable, "-u", "-m", "pubman", "serve", "--no-open"],
            cwd=folder, stderr=subprocess.PIPE, text=True,
        )  # fmt: skip
        address = next(
            line for line in iter(process.stderr.readline, "") if "/enter?t=" in line
        ).split()[-1]
        session = requests.Session()
        session.trust_env = False
        home = address.partition("/enter")[0]
        session.get(address, timeout=30)
        killer = threading.Timer(chance.uniform(0.2, 0.8), process.kill)
        killer.start()
        with contextlib.suppress(requests.ConnectionError):
            for _ in range(50):
                page = session.get(f"{home}/pubs?q=is:all", timeout=30).text
                hidden = dict(re.findall(r'name="(csrf|at|back)" value="([^"]*)"', page))
                verb = chance.choice(["hide", "unhide", "tag", "untag", "set-many", "undo", "redo"])
                data = {**hidden, "key": chance.choice(keys), "tag": "x", "field": "note",
                        "value": str(chance.random())}  # fmt: skip
                session.post(f"{home}/do/{verb}", data=data, headers={"origin": home}, timeout=30)
        killer.join()
        process.kill()
        process.wait()
        process.stderr.close()
        assert "The store is in order" in pubman("doctor").err
        assert pubman("rebuild", "--dry-run").code == 0


@pytest.mark.skipif(os.name == "nt", reason="signals differ there")
@pytest.mark.parametrize("how", [signal.SIGINT, signal.SIGTERM])
def test_ctrl_c_is_the_usual_end(folder, how):
    process = subprocess.Popen(
        [sys.executable, "-u", "-m", "pubman", "serve", "--no-open"],
        cwd=folder, stderr=subprocess.PIPE, text=True,
    )  # fmt: skip
    next(line for line in iter(process.stderr.readline, "") if "Ctrl-C" in line)
    process.send_signal(how)
    _, said = process.communicate(timeout=60)
    assert (said, process.returncode) == ("Stopped.\n", 0)


def test_hostile_titles_are_text(browser, pubman, tmp_path):
    title = '<script>alert(1)</script><img src=x onerror=alert(1)>" onmouseover="alert(1)'
    (tmp_path / "bad.jsonl").write_text('{"kind": "article", "title": ' + json.dumps(title) + "}\n")
    pubman("import", "--mine", "bad.jsonl")
    for path in ("/", "/pubs", "/check", "/log", "/import"):
        page = browser.get(path)
        assert "<script>alert" not in page
        assert "<img src=x" not in page
        assert '" onmouseover="' not in page
