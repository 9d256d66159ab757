"""The addresses at which a local network reaches this machine."""

from __future__ import annotations

import socket
from ipaddress import IPv4Interface, ip_address
from typing import Final

import psutil

# Networks that exist only inside this machine: phones in the hall are not in them.
_INNER: Final = ("docker", "br-", "veth", "virbr", "vethernet", "vmnet", "vmware", "virtualbox")
# An address reserved for examples: choosing a way towards it sends nothing.
_FAR_AWAY: Final = ("203.0.113.1", 9)


def local_addresses() -> list[IPv4Interface]:
    """Return this machine's addresses with their networks, the likeliest for a hall first."""
    likely = _towards_others()
    running = {name for name, state in psutil.net_if_stats().items() if state.isup}
    found = [
        (address.address != likely, name.lower().startswith(_INNER), name, address)
        for name, addresses in psutil.net_if_addrs().items()
        for address in addresses
        if name in running and address.family == socket.AF_INET and address.netmask
    ]
    ordered = sorted(found, key=lambda one: one[:3])
    interfaces = [IPv4Interface(f"{one.address}/{one.netmask}") for *_, one in ordered]
    return [interface for interface in interfaces if not interface.is_loopback]


def is_near(reader: str, interface: IPv4Interface) -> bool:
    """Whether a reader's address is in a local network: ours, or another of the same building."""
    address = ip_address(reader)
    return address in interface.network or address.is_private


def _towards_others() -> str | None:
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as probe:
        try:
            probe.connect(_FAR_AWAY)
        except OSError:  # no way out, as in a hall with a router of its own
            return None
        return str(probe.getsockname()[0])
