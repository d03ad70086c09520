"""One request and its answer: to one address, without proxies or redirects, within a time and a size."""

import http.client
import io
import socket
import ssl
import time
from collections.abc import Mapping
from typing import Any, cast

from luoshi.endpoint import refusals
from luoshi.endpoint.address import Address

MOST_BYTES = 2_000_000
"""All that is read of an answer, headers included; a batch of clauses needs a hundredth of it."""


def post(address: Address, body: bytes, *, headers: Mapping[str, str], seconds: int) -> tuple[str, bytes]:
    """The media type and the content of the answer; EndpointFailed for anything but a plain success."""
    connection = _Connection(address, seconds=seconds)
    try:
        connection.request("POST", address.path, body=body, headers=dict(headers))
        response = connection.getresponse()
        if 300 <= response.status < 400:
            raise refusals.redirected()
        if response.status != 200:
            raise refusals.failed(response.status)
        content = response.read(MOST_BYTES + 1)
        if len(content) > MOST_BYTES:
            raise refusals.too_long()
        return response.headers.get_content_type(), content
    except TimeoutError:
        raise refusals.too_slow(seconds) from None
    except (OSError, UnicodeError):
        raise refusals.unreachable(address.shown) from None
    except _TooLong:
        raise refusals.too_long() from None
    except (http.client.HTTPException, ValueError):
        raise refusals.nonsense() from None
    finally:
        connection.hang_up()


class _TooLong(Exception):
    pass


class _Connection(http.client.HTTPConnection):
    """Connects to the address itself, whatever proxies the process environment names."""

    def __init__(self, address: Address, *, seconds: int) -> None:
        super().__init__(address.host, address.port, timeout=seconds)
        self._secure = address.secure
        self._until = time.monotonic() + seconds
        self._plain: socket.socket | None = None

    def connect(self) -> None:
        """Every later read counts against the same time and size."""
        self._plain = socket.create_connection((self.host, self.port), timeout=self.timeout)
        if self._secure:
            context = ssl.create_default_context()
            self._plain = context.wrap_socket(self._plain, server_hostname=self.host)
        self.sock = cast(Any, _Socket(self._plain, until=self._until))

    def hang_up(self) -> None:
        """The socket outlives ``close``, which http.client calls while the answer is still being read."""
        self.close()
        if self._plain is not None:
            self._plain.close()


class _Socket:
    """The little of a socket that http.client uses."""

    def __init__(self, plain: socket.socket, *, until: float) -> None:
        self._plain = plain
        self._until = until

    def sendall(self, data: Any) -> None:
        self._plain.settimeout(_left(self._until))
        self._plain.sendall(data)

    def makefile(self, mode: str) -> io.BufferedReader:
        return io.BufferedReader(_Incoming(self._plain, until=self._until))

    def close(self) -> None:
        """See ``hang_up``."""


class _Incoming(io.RawIOBase):
    """What arrives, until the time or the size is used up; a byte now and then does not buy more time."""

    def __init__(self, plain: socket.socket, *, until: float) -> None:
        self._plain = plain
        self._until = until
        self._left = MOST_BYTES

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: Any, /) -> int:
        if self._left <= 0:
            raise _TooLong
        self._plain.settimeout(_left(self._until))
        count = self._plain.recv_into(buffer)
        self._left -= count
        return count


def _left(until: float) -> float:
    left = until - time.monotonic()
    if left <= 0:
        raise TimeoutError
    return left
