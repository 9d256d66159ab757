"""`serve --share`: the finished site for everybody in the same room."""

from __future__ import annotations

import socket
import sys
import time
from functools import partial
from ipaddress import IPv4Interface

import click

from seodang.cache.fingerprint import fingerprint_inputs
from seodang.commands.options import Options
from seodang.commands.serve import OWN_NAMES, Request, opened, refuse, shelf_of
from seodang.problems import say
from seodang.serving.answers import Desk
from seodang.serving.network import is_near, local_addresses
from seodang.serving.qr import qr_code
from seodang.serving.server import Counter, serving


def share_command(options: Options, request: Request) -> int:
    """Serve `site/` as it is, read-only, to the local network; return the exit code."""
    found = local_addresses()
    chosen = _chosen(found, request.address)
    if not (options.root / "site" / "index.html").exists():
        return refuse(
            options.speech, say("there is no finished site yet"), say("run 'build' first")
        )
    if chosen is None:
        return refuse(
            options.speech,
            say("this computer has no such address in a local network"),
            say("connect it to the network of the hall, or name another with --address"),
        )
    desk = Desk(shelf_of(options.root), _names(chosen), packs=True)
    counter = Counter(desk, is_welcome=partial(is_near, interface=chosen))
    server = opened(options, str(chosen.ip), request.port, counter)
    if server is None:
        return 1
    with serving(server):
        _announce(options, f"http://{chosen.ip}:{server.port}/", [i for i in found if i != chosen])
        while True:
            time.sleep(3600)


def _chosen(found: list[IPv4Interface], wanted: str | None) -> IPv4Interface | None:
    return next((one for one in found if wanted in (None, str(one.ip))), None)


def _names(chosen: IPv4Interface) -> frozenset[str]:
    name = socket.gethostname().lower()
    return OWN_NAMES | {str(chosen.ip), name, f"{name}.local"}


def _announce(options: Options, address: str, others: list[IPv4Interface]) -> None:
    click.echo(qr_code(address, sys.stdout.encoding))
    speech = options.speech
    click.echo(f"{speech('Readers in this network open:')} {address}")
    if others:
        names = ", ".join(str(one.ip) for one in others)
        click.echo(
            speech("Not reached? Choose another address with --address: {names}", names=names)
        )
    if options.last_build().report(fingerprint_inputs(options.root)) is None:
        click.echo(speech("The site is older than what you have written; 'build' renews it."))
    click.echo(speech("Ctrl-C ends it."))
