"""The one module that opens connections, against a real server on this machine."""

from __future__ import annotations

import gzip
import socket
import threading
from dataclasses import replace
from email.utils import formatdate
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from itertools import pairwise

import pytest
from loopback_dblp import BOT_CHECK, FAST, TOO_MANY, Reply, TestClock, running
from rows import every_row

from pubman import __version__
from pubman.errors import (
    BotCheck,
    Gone,
    Insecure,
    Malformed,
    NotFound,
    RateLimited,
    SourceError,
    TooLarge,
    Truncated,
    Unreachable,
)
from pubman.web import Limits, Manners, Seen, Session, chosen_url, project_url, public, user_agent
from pubman.web.addresses import check_redirect, parse_address

OK = Reply(body=b"<ok/>")
BODY = b"<ok>" + b"x" * 5000 + b"</ok>"


@pytest.fixture
def clock():
    return TestClock()


@pytest.fixture
def dblp(clock):
    with running(clock) as server:
        server.other["/ok"] = Reply(body=BODY)
        yield server


@pytest.fixture
def mirror(clock):
    with running(clock) as server:
        server.other["/ok"] = Reply(body=b"<mirror/>")
        yield server


@pytest.fixture
def session(clock):
    with Session(limits=FAST, clock=clock, jitter=lambda: 0.5) as made:
        yield made


def test_it_says_who_asks(dblp, clock):
    with Session(limits=FAST, clock=clock, contact="me@example.org") as session:
        session.get([f"{dblp.url}/ok"])
    agent = dblp.log[0].headers["User-Agent"]
    assert agent == user_agent(project_url(), "me@example.org")
    assert agent.startswith(f"pubman/{__version__} (")
    assert agent.endswith("me@example.org)")


AGENTS = {
    "both": ("https://pubs.example", "me@u.example", " (+https://pubs.example; me@u.example)"),
    "no address of the project": ("", "me@u.example", " (me@u.example)"),
    "no contact": ("https://pubs.example", "", " (+https://pubs.example)"),
    "neither": ("", "", ""),
    "a name of another script": ("", "李 <me@u.example>\n", " (&#26446; <me@u.example>)"),
}


@every_row("url, contact, about", AGENTS.values(), ids=AGENTS)
def test_it_says_as_much_as_is_known(url, contact, about):
    assert user_agent(url, contact) == f"pubman/{__version__}{about}"


URLS = {
    "none": ([], ""),
    "the homepage": (["Source, https://a.example", "Homepage, https://b.example"],
                     "https://b.example"),
    "another": (["Repository, https://a.example"], "https://a.example"),
}  # fmt: skip


@pytest.mark.parametrize("said, expected", URLS.values(), ids=URLS)
def test_the_address_of_the_project_is_that_of_the_package(said, expected):
    assert chosen_url(said) == expected


def test_a_body_comes_compressed_and_whole(dblp, session):
    response = session.get([f"{dblp.url}/ok"])
    assert (response.status, response.body) == (200, BODY)
    assert dblp.log[0].headers["Accept-Encoding"] == "gzip"


def test_requests_are_spaced(dblp, session, clock):
    for _ in range(3):
        session.get([f"{dblp.url}/ok"])
    times = [asked.at for asked in dblp.log]
    assert [later - sooner for sooner, later in pairwise(times)] == [4.0, 4.0]


def test_time_spent_elsewhere_counts_for_the_spacing(dblp, session, clock):
    session.get([f"{dblp.url}/ok"])
    clock.time += 3
    session.get([f"{dblp.url}/ok"])
    assert clock.slept == [1.0]


def test_nothing_of_a_netrc_is_sent(dblp, session, home, monkeypatch):
    home.mkdir()
    (home / ".netrc").write_text("machine 127.0.0.1 login me password secret\n")
    session.get([f"{dblp.url}/ok"])
    assert "Authorization" not in dblp.log[0].headers


# ----------------------------------------------------------------------------------------- waiting


@pytest.mark.parametrize("status", [429, 503])
def test_it_waits_as_many_seconds_as_told(dblp, session, clock, status):
    dblp.faults = [Reply(status, TOO_MANY, headers={"Retry-After": "17"})] * 2
    assert session.get([f"{dblp.url}/ok"]).body == BODY
    assert clock.slept == [17.0, 17.0]
    assert len(dblp.log) == 3


def test_it_waits_until_the_date_told(dblp, session, clock):
    date = formatdate(clock.time + 60, usegmt=True)
    dblp.faults = [Reply(429, TOO_MANY, headers={"Retry-After": date})]
    session.get([f"{dblp.url}/ok"])
    assert clock.slept == [60.0]


@pytest.mark.parametrize("value", ["", "soon", "-5", "1e9", "Thu, 99 Nov 2026 99:99:99 GMT", "٣"])
def test_a_retry_after_that_says_nothing_is_half_a_minute(dblp, session, clock, value):
    dblp.faults = [Reply(429, headers={"Retry-After": value} if value.isascii() else {})]
    session.get([f"{dblp.url}/ok"])
    assert clock.slept == [30.0]


def test_a_date_that_is_past_asks_for_no_wait_but_the_spacing(dblp, session, clock):
    dblp.faults = [Reply(429, headers={"Retry-After": formatdate(0, usegmt=True)})]
    session.get([f"{dblp.url}/ok"])
    assert sum(clock.slept) == 4.0


def test_too_long_a_wait_is_said_not_waited(dblp, mirror, session, clock):
    dblp.faults = [Reply(429, TOO_MANY, headers={"Retry-After": "7200"})]
    with pytest.raises(RateLimited, match=r"until 2026-09-21 \d\d:\d\d\.$"):
        session.get([f"{dblp.url}/ok", f"{mirror.url}/ok"])
    assert clock.slept == []
    assert mirror.log == []  # a request to wait applies to mirrors, too


def test_it_does_not_ask_for_ever_where_it_is_told_to_wait(dblp, session, clock):
    dblp.fault = lambda _: Reply(429, TOO_MANY, headers={"Retry-After": "1"})
    with pytest.raises(RateLimited):
        session.get([f"{dblp.url}/ok"])
    assert len(dblp.log) == FAST.tries


def test_waits_that_add_up_to_too_much_end(dblp, session, clock):
    dblp.fault = lambda _: Reply(429, TOO_MANY, headers={"Retry-After": "100"})
    with pytest.raises(RateLimited):
        session.get([f"{dblp.url}/ok"])
    assert len(dblp.log) == 2


def test_failures_are_asked_again_ever_later(dblp, session, clock):
    dblp.faults = [Reply(500), Reply(drop=True), Reply(502)]
    assert session.get([f"{dblp.url}/ok"]).body == BODY
    assert len(dblp.log) == 4
    waits = [later.at - sooner.at for sooner, later in pairwise(dblp.log)]
    assert waits == [4.0, 4.0, 4.0]  # 1 s, 2 s, 4 s of backoff, never below the spacing


def test_each_wait_after_a_failure_is_twice_the_one_before(dblp, clock):
    dblp.faults = [Reply(500)] * 4
    limits = Limits(spacing=0, backoff=5, tries=5)
    with Session(limits=limits, clock=clock, jitter=lambda: 0.5) as session:
        session.get([f"{dblp.url}/ok"])
    assert clock.slept == [5.0, 10.0, 20.0, 40.0]


def test_jitter_spreads_the_waits(dblp, clock):
    dblp.faults = [Reply(500)]
    limits = Limits(spacing=0, backoff=10)
    with Session(limits=limits, clock=clock, jitter=lambda: 0.9) as session:
        session.get([f"{dblp.url}/ok"])
    assert clock.slept == [14.0]


# ----------------------------------------------------------------------------------------- mirrors

FAILURES = {
    "status 500": Reply(500),
    "status 503": Reply(503, headers={"Retry-After": "9000"}),
    "broken connection": Reply(drop=True),
    "body cut off": Reply(body=BODY, cut=20),
    "robot check, 200": Reply(200, BOT_CHECK, "text/html"),
    "robot check, 500": Reply(500, BOT_CHECK, "text/html"),
}


@pytest.mark.parametrize("fault", FAILURES.values(), ids=FAILURES)
def test_a_mirror_is_asked_where_the_host_fails(dblp, mirror, session, fault):
    dblp.fault = lambda _: fault
    response = session.get([f"{dblp.url}/ok", f"{mirror.url}/ok"])
    assert response.body == b"<mirror/>"
    assert response.url == f"{mirror.url}/ok"


def test_a_robot_check_is_met_once_each(dblp, mirror, session):
    dblp.fault = mirror.fault = lambda _: Reply(200, BOT_CHECK, "text/html")
    with pytest.raises(BotCheck, match="and its mirror sent a robot check") as caught:
        session.get([f"{dblp.url}/ok", f"{mirror.url}/ok"])
    assert len(caught.value.hosts) == 2
    assert (len(dblp.log), len(mirror.log)) == (1, 1)


ANSWERS = {
    "not found": (Reply(404), NotFound),
    "gone": (Reply(410), Gone),
    "forbidden": (Reply(403), SourceError),
}


@pytest.mark.parametrize("fault, error", ANSWERS.values(), ids=ANSWERS)
def test_an_answer_is_an_answer(dblp, mirror, session, fault, error):
    dblp.fault = lambda _: fault
    with pytest.raises(error, match=r"\.$") as caught:
        session.get([f"{dblp.url}/ok", f"{mirror.url}/ok"])
    assert type(caught.value) is error
    assert (len(dblp.log), len(mirror.log)) == (1, 0)


def test_nobody_there(session, dblp):
    closed = dblp.url
    dblp.close()
    with pytest.raises(Unreachable, match="cannot be reached"):
        session.get([f"{closed}/ok"])


def test_a_server_that_says_nothing(dblp, clock):
    dblp.other["/ok"] = Reply(stall=True)
    with (
        Session(limits=Limits(silence=0.05, tries=1), clock=clock) as session,
        pytest.raises(Unreachable, match="does not answer in time"),
    ):
        session.get([f"{dblp.url}/ok"])


def test_a_body_that_drips(dblp):
    clock = TestClock(tick=400.0)
    with (
        Session(limits=FAST, clock=clock) as session,
        pytest.raises(Unreachable, match="did not finish its answer within"),
    ):
        session.get([f"{dblp.url}/ok"])


def test_a_body_that_comes_in_drops_is_noticed_between_two():
    clock = TestClock(tick=20.0)  # each reading of the clock takes 20 s, and so each drop
    with (
        running(clock) as dblp,
        Session(limits=replace(FAST, whole=300), clock=clock) as session,
    ):
        dblp.other["/ok"] = Reply(body=bytes(range(256)) * 40, drops=100)
        with pytest.raises(Unreachable, match="did not finish its answer within"):
            session.get([f"{dblp.url}/ok"])


PACKED = {
    "cut": gzip.compress(BODY)[:-20],
    "damaged": gzip.compress(BODY)[:30] + b"\0" * 40,
    "not packed at all": b"plain text",
}


@pytest.mark.parametrize("body", PACKED.values(), ids=PACKED)
def test_a_body_that_cannot_be_unpacked(dblp, session, body):
    dblp.fault = lambda _: Reply(body=body, headers={"Content-Encoding": "gzip"})
    with pytest.raises(SourceError, match=r"\.$"):
        session.get([f"{dblp.url}/ok"])


def test_cookies_are_not_kept(dblp, session):
    dblp.other["/ok"] = Reply(body=b"<ok/>", headers={"Set-Cookie": "check=1; Path=/"})
    session.get([f"{dblp.url}/ok"])
    session.get([f"{dblp.url}/ok"])
    assert "Cookie" not in dblp.log[1].headers


def test_a_body_that_breaks_off_every_time(dblp, session):
    dblp.fault = lambda _: Reply(body=BODY, cut=30)
    with pytest.raises(Truncated, match="broke off"):
        session.get([f"{dblp.url}/ok"])


@pytest.mark.parametrize("claim", [True, False], ids=["with its length", "without"])
def test_too_large_a_body_compressed_or_not(dblp, clock, claim):
    dblp.other["/ok"] = Reply(body=b"0" * 3_000_000, claim=claim)  # 3 kB when compressed
    with (
        Session(limits=Limits(bytes=1_000_000), clock=clock) as session,
        pytest.raises(TooLarge, match="more than 1 MB"),
    ):
        session.get([f"{dblp.url}/ok"])
    assert len(dblp.log) == 1


# --------------------------------------------------------------------------- redirects and https


def test_redirects_are_followed(dblp, session):
    dblp.redirects["/old"] = "/ok"
    assert session.get([f"{dblp.url}/old"]).url == f"{dblp.url}/ok"


def test_redirects_without_end(dblp, session):
    dblp.redirects["/old"] = "/old"
    with pytest.raises(Malformed, match="redirects without end"):
        session.get([f"{dblp.url}/old"])
    assert len(dblp.log) == FAST.redirects + 1


def test_a_redirect_may_be_stopped(dblp, session):
    dblp.redirects["/old"] = "/pid/1/2.html"
    response = session.get([f"{dblp.url}/old"], until=lambda url: "/pid/" in url)
    assert (response.status, response.url) == (302, f"{dblp.url}/pid/1/2.html")
    assert dblp.paths == ["/old"]


@pytest.mark.parametrize(
    "target", ["http://example.org/", "ftp://example.org/", "file:///etc/passwd", "//example.org/"]
)
def test_a_redirect_off_https_is_refused(dblp, session, target):
    dblp.redirects["/old"] = target
    with pytest.raises(Insecure, match=r"\.$"):
        session.get([f"{dblp.url}/old"], anywhere=True)


def test_a_redirect_to_another_host_is_refused(dblp, mirror, session):
    dblp.redirects["/old"] = f"{mirror.url}/ok"
    with pytest.raises(Insecure, match="not one of its mirrors"):
        session.get([f"{dblp.url}/old"])
    assert session.get([f"{dblp.url}/old"], anywhere=True).body == b"<mirror/>"


@pytest.mark.parametrize("url", ["http://dblp.org/pid/1/2.xml", "dblp.org/pid", "file:///etc", ""])
def test_only_https_is_asked(session, url):
    with pytest.raises(Insecure, match="not an https address"):
        session.get([url])


# ------------------------------------------------------------------------------------ conditional


def test_a_validator_makes_the_next_request_cheap(dblp, session):
    dblp.pages["1/2"] = b"<dblpperson/>"
    url = f"{dblp.url}/pid/1/2.xml"
    first = session.get([url])
    second = session.get([url], seen=Seen(url=first.url, validator=first.validator))
    assert (first.status, second.status, second.body) == (200, 304, b"")
    assert dblp.log[1].headers["If-None-Match"] == first.validator


def test_a_date_is_a_validator_too(dblp, session):
    date = "Tue, 03 Mar 2026 10:00:00 GMT"
    dblp.other["/ok"] = Reply(body=b"<ok/>", headers={"Last-Modified": date})
    url = f"{dblp.url}/ok"
    seen = Seen(url=url, validator=session.get([url]).validator)
    session.get([url], seen=seen)
    assert dblp.log[1].headers["If-Modified-Since"] == date


def test_a_validator_goes_only_to_the_host_that_gave_it(dblp, mirror, session):
    seen = Seen(url=f"{dblp.url}/ok", validator='"1"')
    session.get([f"{mirror.url}/ok"], seen=seen)
    assert "If-None-Match" not in mirror.log[0].headers


# ---------------------------------------------------------------------------- addresses, in one way

PRIVATE = {
    "this machine": "https://127.0.0.1/x",
    "this machine, written short": "https://127.1/x",
    "this machine, as one number": "https://2130706433/x",
    "this machine, in IPv6": "https://[::1]/x",
    "this machine, in IPv6 for IPv4": "https://[::ffff:127.0.0.1]/x",
    "a home network": "https://192.168.1.1/x",
    "a company network": "https://10.1.2.3/x",
    "a network between": "https://172.20.0.1/x",
    "the network of a cloud": "https://169.254.169.254/latest/meta-data",
    "a private network in IPv6": "https://[fd00::1]/x",
    "localhost": "https://localhost/x",
}


@every_row("target", PRIVATE.values(), ids=PRIVATE)
def test_no_server_leads_into_the_network_of_this_machine(target):
    asked = parse_address("https://dblp.example/pid/1/2.xml")
    with pytest.raises(Insecure, match="an address of this machine or of its own network"):
        check_redirect(asked, parse_address(target), None)


ELSEWHERE = {
    "another path": "https://dblp.example/y",
    "a number that is public": "https://8.8.8.8/x",
    "a number that is public in IPv6": "https://[2001:4860:4860::8888]/x",
}


@pytest.mark.parametrize("target", ELSEWHERE.values(), ids=ELSEWHERE)
def test_a_redirect_to_the_open_network_is_allowed(target, monkeypatch):
    asked = parse_address("https://dblp.example/pid/1/2.xml")
    monkeypatch.setattr("socket.getaddrinfo", lambda *_, **__: [(0, 0, 0, "", ("8.8.8.8", 443))])
    check_redirect(asked, parse_address(target), None)


@pytest.mark.parametrize(
    "url",
    [
        "https://a.example\\@b.example/",
        "https://a.example/\n",
        "https://a.example/ b",
        "https://[x",
    ],
)
def test_an_address_that_programs_read_in_two_ways_is_refused(session, url):
    with pytest.raises(Insecure):
        session.get([url])


SECRETS = {
    "a password": ("https://me:secret@a.example/x?a=1", "https://a.example/x?a=1"),
    "a key": ("https://a.example/x?api_key=secret&a=1", "https://a.example/x?a=1"),
    "a token in capitals": ("https://a.example/x?TOKEN=secret", "https://a.example/x"),
    "neither": ("https://a.example/x?q=a%20b&h=", "https://a.example/x?q=a%20b&h="),
}


@every_row("url, shown", SECRETS.values(), ids=SECRETS)
def test_an_address_is_shown_and_stored_without_secrets(url, shown):
    assert public(url) == shown


def test_a_password_in_an_address_is_not_sent_and_not_kept(dblp, session):
    address = dblp.url.replace("//", "//me:secret@") + "/ok?api_key=secret"
    response = session.get([address])
    assert response.url == f"{dblp.url}/ok"
    assert "Authorization" not in dblp.log[0].headers
    dblp.fault = lambda _: Reply(403)
    with pytest.raises(SourceError) as caught:
        session.get([address])
    assert "secret" not in caught.value.message


def test_a_token_goes_to_the_host_that_was_asked_and_not_where_it_leads(dblp, mirror, session):
    dblp.redirects["/old"] = f"{mirror.url}/ok"
    token = {"Authorization": "Bearer secret"}
    session.get([f"{dblp.url}/ok"], private=token)
    session.get([f"{dblp.url}/old"], private=token, anywhere=True)
    assert dblp.log[0].headers["Authorization"] == "Bearer secret"
    assert "Authorization" not in mirror.log[0].headers


def test_each_host_has_a_spacing_of_its_own(dblp, mirror, session, clock):
    quick = Manners(spacing=0.5)
    session.get([f"{dblp.url}/ok"])
    session.get([f"{mirror.url}/ok"], manners=quick)
    assert clock.slept == []
    session.get([f"{mirror.url}/ok"], manners=quick)
    session.get([f"{dblp.url}/ok"])
    assert clock.slept == [0.5, 3.5]


def test_a_429_that_names_no_time_is_waited_for_ever_longer(dblp, session, clock):
    dblp.faults = [Reply(429)] * 2
    session.get([f"{dblp.url}/ok"])
    assert clock.slept == [30.0, 60.0]


def test_a_budget_that_is_used_up_names_the_hour(dblp, session, clock):
    headers = {"x-ratelimit-remaining": "0", "x-ratelimit-reset": "7200"}
    dblp.fault = lambda _: Reply(429, headers=headers)
    with pytest.raises(RateLimited, match=r"until 2026-09-21 \d\d:\d\d\.$"):
        session.get([f"{dblp.url}/ok"])
    assert len(dblp.log) == 1


@pytest.mark.skipif(not socket.has_ipv6, reason="there is no IPv6 here")
def test_localhost_that_is_ipv6_only(clock):
    class Ipv6(ThreadingHTTPServer):
        address_family = socket.AF_INET6

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self):
            self.send_response(200)
            self.send_header("Content-Length", "2")
            self.end_headers()
            self.wfile.write(b"ok")

        def log_message(self, *_):
            """Print nothing on stderr."""

    try:
        server = Ipv6(("::1", 0), Handler)
    except OSError:
        pytest.skip("there is no IPv6 here")
    with server, Session(limits=FAST, clock=clock) as session:
        threading.Thread(target=server.serve_forever, args=(0.01,), daemon=True).start()
        port = server.server_address[1]
        for name in ("localhost", "[::1]"):
            assert session.get([f"http://{name}:{port}/"]).body == b"ok"
        server.shutdown()
