"""Where a host name leads, and which of these places are nobody's public server."""

from __future__ import annotations

import ipaddress
import queue
import socket
import threading
from collections.abc import Callable, Iterator

from onrecord.errors import PageError

Address = ipaddress.IPv4Address | ipaddress.IPv6Address
Resolver = Callable[[str, int, float], tuple[str, ...]]

CLOUD_SERVICES = tuple(
    ipaddress.ip_network(net) for net in ("169.254.169.254", "100.100.100.200", "168.63.129.16", "192.0.0.192", "fd00:ec2::254")
)
NAT64 = ipaddress.IPv6Network("64:ff9b::/96")  # an IPv4 address in the last 32 bits
IPV4_COMPATIBLE = ipaddress.IPv6Network("::/96")
NOT_PUBLIC = tuple(  # what Python 3.11 still calls global
    ipaddress.ip_network(net) for net in ("192.0.0.0/24", "192.88.99.0/24", "64:ff9b:1::/48", "3fff::/20", "5f00::/16", "fec0::/10")
)

# first match wins
PLACES: list[tuple[Callable[[Address], bool], str]] = [
    (lambda address: any(address in net for net in CLOUD_SERVICES), "an internal service of a cloud provider"),
    (lambda address: address.is_loopback or address.is_unspecified, "this machine"),
    (lambda address: address.is_link_local, "a device on the same network link"),
    (lambda address: address.is_multicast, "a group of machines"),
    (lambda address: any(address in net for net in NOT_PUBLIC) or address.is_reserved, "a reserved range"),
    (lambda address: not address.is_global, "a private network"),
]


def resolve(host: str, port: int, seconds: float) -> tuple[str, ...]:
    """All addresses of a host, asked once; raises PageError where there is none or the answer takes too long.

    Decimal, hexadecimal and shortened hosts (`2130706433`, `0x7f.1`) come back as the addresses they mean.
    """
    answers: queue.SimpleQueue[tuple[str, ...]] = queue.SimpleQueue()

    def ask() -> None:
        try:
            found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
        except (OSError, UnicodeError):
            found = []
        answers.put(tuple(dict.fromkeys(str(entry[4][0]) for entry in found)))

    threading.Thread(target=ask, daemon=True).start()  # getaddrinfo has no time limit of its own
    try:
        addresses = answers.get(timeout=max(seconds, 0))
    except queue.Empty:
        raise PageError(f"looking up the address of {host} took too long") from None
    if not addresses:
        raise PageError(f"no server is known by the name {host}")
    return addresses


def refusal(text: str) -> str | None:
    """Why an address may not be visited, for people; None for a public one."""
    for address in _meanings(ipaddress.ip_address(text)):
        for leads_there, place in PLACES:
            if leads_there(address):
                return f"the address leads to {place} ({text}), which is not allowed without --allow-private"
    return None


def _meanings(address: Address) -> Iterator[Address]:
    """The IPv4 addresses inside an IPv6 address, and the address itself unless it is only another way to write them."""
    if isinstance(address, ipaddress.IPv6Address):
        if address.ipv4_mapped is not None or address in NAT64:
            yield ipaddress.IPv4Address(int(address) & 0xFFFFFFFF)
            return
        inner = [address.sixtofour, *(address.teredo or ())]
        if address in IPV4_COMPATIBLE and int(address) > 1:
            inner.append(ipaddress.IPv4Address(int(address) & 0xFFFFFFFF))
        yield from (one for one in inner if one is not None)
    yield address
