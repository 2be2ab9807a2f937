"""The guarded HTTP session: every outgoing request of the portal passes here."""

from __future__ import annotations

import codecs
import io
from collections.abc import Mapping
from urllib.parse import urljoin

import requests
from urllib3.exceptions import (
    HTTPError,
    NameResolutionError,
    NewConnectionError,
    SSLError,
)
from urllib3.exceptions import (
    TimeoutError as PoolTimeoutError,
)

from ckanext.territory.remote.address import Policy, Target
from ckanext.territory.remote.body import ENCODINGS, Limits, receive
from ckanext.territory.remote.connection import Exchange, GuardedAdapter
from ckanext.territory.remote.errors import (
    AddressRefusedError,
    RemoteError,
    SlowAnswerError,
)
from ckanext.territory.remote.watchdog import Watchdog

USER_AGENT = "ckanext-territory (partner catalogue reader)"
REDIRECTS = frozenset({301, 302, 303, 307, 308})
_SLOW = (requests.ReadTimeout, TimeoutError, PoolTimeoutError)


class GuardedSession(requests.Session):
    """A session that reaches public catalogues only, within limits.

    Answers are read whole, so ``content`` and ``text`` are bounded. Proxy settings,
    ``.netrc`` and certificate settings of the machine's environment are not used.
    """

    def __init__(self, policy: Policy, limits: Limits | None = None) -> None:
        """Take the portal's policy and the limits of an answer."""
        super().__init__()
        self.trust_env = False
        self.policy = policy
        self.limits = limits or Limits()
        self._exchange = Exchange(policy, self.limits)
        # One connection per request, so that the time limit covers all of it.
        self.headers.update(
            {
                "User-Agent": USER_AGENT,
                "Accept-Encoding": ENCODINGS,
                "Connection": "close",
            }
        )
        adapter = GuardedAdapter(self._exchange)
        self.mount("http://", adapter)
        self.mount("https://", adapter)

    def request(  # pyright: ignore[reportIncompatibleMethodOverride] - takes fewer options, on purpose
        self,
        method: str,
        url: str,
        params: Mapping[str, str | int] | None = None,
        headers: Mapping[str, str] | None = None,
        **_ignored: object,
    ) -> requests.Response:
        """Return the answer after at most three redirects, each one checked.

        Raises RemoteError. Time limits and redirect options of callers are not used.
        """
        if method != "GET":
            raise RemoteError("remote.method", method=method)
        self.policy.check_url(url)
        prepared = self._prepare(url, params, headers)
        target = first = self.policy.check_url(prepared.url or "")
        for _ in range(self.limits.redirects + 1):
            response = self._exchange_once(prepared, target)
            if response.status_code not in REDIRECTS:
                return response
            prepared, target = self._next_hop(response, target, headers)
        raise AddressRefusedError("remote.redirects", host=first.host)

    def _prepare(
        self,
        url: str,
        params: Mapping[str, str | int] | None,
        headers: Mapping[str, str] | None,
    ) -> requests.PreparedRequest:
        try:
            return self.prepare_request(
                requests.Request("GET", url, params=params, headers=headers)
            )
        except (requests.RequestException, UnicodeError) as error:
            raise AddressRefusedError("remote.url", url=url[:200]) from error

    def _next_hop(
        self,
        response: requests.Response,
        target: Target,
        headers: Mapping[str, str] | None,
    ) -> tuple[requests.PreparedRequest, Target]:
        location = response.headers.get("Location", "")
        address = urljoin(response.url, location)
        self.policy.check_url(address)
        prepared = self._prepare(address, None, headers)
        following = self.policy.check_url(prepared.url or "")
        if target.scheme == "https" and following.scheme != "https":
            raise AddressRefusedError("remote.downgrade", host=following.host)
        return prepared, following

    def _exchange_once(
        self, prepared: requests.PreparedRequest, target: Target
    ) -> requests.Response:
        """Send one request and read its body under the total time limit."""
        with Watchdog(self.limits.total) as watchdog:
            self._exchange.watchdog = watchdog
            try:
                response = self.send(
                    prepared,
                    stream=True,
                    allow_redirects=False,
                    timeout=(self.limits.connect, self.limits.idle),
                    verify=True,
                )
                body = receive(response.raw, self.limits, target.host)
            except (requests.RequestException, HTTPError, OSError) as error:
                raise _explained(error, target.host, watchdog) from error
            finally:
                self._exchange.watchdog = None
                self.close()
        if watchdog.has_barked:
            raise SlowAnswerError("remote.deadline", host=target.host)
        response.raw = io.BytesIO(body)
        response.encoding = text_encoding(body)
        return response


def text_encoding(body: bytes) -> str:
    """Return how a body is to be decoded: UTF-8 when it is, else Windows-1252.

    What the server declares is not used: it is wrong too often, and a detector takes
    French for Chinese.
    """
    if body.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return "utf-16"
    try:
        body.decode("utf-8")
    except UnicodeDecodeError:
        return "cp1252"
    return "utf-8-sig"


def _explained(error: Exception, host: str, watchdog: Watchdog) -> RemoteError:
    """Return the refusal that says what an error of the network means."""
    cause = _root(error)
    if watchdog.has_barked:
        return SlowAnswerError("remote.deadline", host=host)
    if isinstance(error, requests.exceptions.SSLError) or isinstance(cause, SSLError):
        return RemoteError("remote.certificate", host=host)
    if isinstance(cause, NameResolutionError):
        return RemoteError("remote.name", host=host)
    if isinstance(cause, NewConnectionError):
        return RemoteError("remote.unreachable", host=host)
    if isinstance(error, _SLOW) or isinstance(cause, _SLOW):
        return SlowAnswerError("remote.idle", host=host)
    return SlowAnswerError("remote.broken", host=host)


def _root(error: Exception) -> object:
    """Return what urllib3 gave as the reason of an error wrapped by requests."""
    inner: object = error.args[0] if error.args else error
    return getattr(inner, "reason", inner)
