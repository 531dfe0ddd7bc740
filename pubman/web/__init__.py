"""The only package that opens a connection: polite to the host, bounded, honest about what came.

A ``Session`` asks for one thing at a time, spaced out for each host, and says who is asking. It
waits when it is told to, tries a mirror if the host fails, and turns everything that can go wrong
into one of the errors below ``SourceError``. It never tries to pass a robot check.

=============  =====================================================================================
``session``    a host, then its mirrors; again if that may help; every fault an error
``wire``       one request: redirects, the body unpacked within bounds, requests spaced out
``request``    a request, and its answer
``limits``     the clock, and how long, how much and how often to ask
``failures``   what a fault of the network means
``deadline``   the time that a host may take for its whole answer
``addresses``  addresses parsed in one way; which may be asked, and where a redirect may lead
``agent``      who asks
=============  =====================================================================================
"""

from pubman.web.addresses import public
from pubman.web.agent import chosen_url, project_url, user_agent
from pubman.web.limits import Clock, Limits, Manners, SystemClock
from pubman.web.request import Seen
from pubman.web.session import Response, Session

__all__ = [
    "Clock", "Limits", "Manners", "Response", "Seen", "Session", "SystemClock", "chosen_url",
    "project_url", "public", "user_agent",
]  # fmt: skip
