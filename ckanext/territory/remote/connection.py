"""Connections that open to checked addresses only."""

from __future__ import annotations

import socket

from requests.adapters import HTTPAdapter
from urllib3.connection import HTTPConnection, HTTPSConnection
from urllib3.connectionpool import HTTPConnectionPool, HTTPSConnectionPool
from urllib3.exceptions import NameResolutionError, NewConnectionError
from urllib3.poolmanager import PoolManager

from ckanext.territory.remote.address import Policy
from ckanext.territory.remote.body import Limits
from ckanext.territory.remote.watchdog import Watchdog


class Exchange:
    """What connections need to know of the request under way."""

    def __init__(self, policy: Policy, limits: Limits) -> None:
        """Take the policy and limits of the session."""
        self.policy = policy
        self.limits = limits
        self.watchdog: Watchdog | None = None

    def open(self, connection: HTTPConnection) -> socket.socket:
        """Return a socket to a checked address of the connection's host.

        The checked address itself is connected to, so a name cannot change in between.
        """
        host, port = connection.host.strip("[]"), connection.port
        try:
            found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
        except socket.gaierror as error:
            raise NameResolutionError(host, connection, error) from error
        except UnicodeError as error:
            raise NameResolutionError(host, connection, socket.gaierror()) from error
        self.policy.check_addresses(host, port, (str(each[4][0]) for each in found))
        last: OSError | None = None
        for family, kind, protocol, _, address in found:
            plain = socket.socket(family, kind, protocol)
            plain.settimeout(self.limits.connect)
            try:
                plain.connect(address)
            except OSError as error:
                plain.close()
                last = error
                continue
            plain.settimeout(self.limits.idle)
            self.policy.check_addresses(host, port, [str(plain.getpeername()[0])])
            if self.watchdog is not None:
                self.watchdog.watch(plain)
            return plain
        raise NewConnectionError(connection, str(last)) from last

    def pools(self) -> dict[str, type[HTTPConnectionPool]]:
        """Return connection pools whose connections are opened by this exchange."""
        exchange = self

        class GuardedHTTP(HTTPConnection):
            def _new_conn(self) -> socket.socket:
                return exchange.open(self)

        class GuardedHTTPS(HTTPSConnection):
            def _new_conn(self) -> socket.socket:
                return exchange.open(self)

        class HTTPPool(HTTPConnectionPool):
            ConnectionCls = GuardedHTTP  # pyright: ignore[reportAssignmentType] - urllib3's protocol wants a plain attribute where its class has a property

        class HTTPSPool(HTTPSConnectionPool):
            ConnectionCls = GuardedHTTPS  # pyright: ignore[reportAssignmentType] - as above

        return {"http": HTTPPool, "https": HTTPSPool}


class GuardedAdapter(HTTPAdapter):
    """Gives requests the guarded pools, and no others."""

    def __init__(self, exchange: Exchange) -> None:
        """Take the exchange that opens connections."""
        self._exchange = exchange
        super().__init__(max_retries=0)

    def init_poolmanager(
        self,
        connections: int,
        maxsize: int,
        block: bool = False,
        **pool_kwargs: object,
    ) -> None:
        """Make the pool manager; further options of requests are not used."""
        manager = PoolManager(num_pools=connections, maxsize=maxsize, block=block)
        manager.pool_classes_by_scheme = self._exchange.pools()
        self.poolmanager = manager
