"""`serve --share`: the finished site for everybody in the same room."""

from __future__ import annotations

import socket
import sys
import time
from functools import partial
from ipaddress import IPv4Interface

from seodang.cache.fingerprint import fingerprint_inputs
from seodang.commands.options import Options
from seodang.commands.site_server import OWN_NAMES, refuse, server_or_refusal, site_files
from seodang.commands.speech import typed_command
from seodang.commands.terminal import draw, tell
from seodang.problems import say
from seodang.serving.network import is_near, local_addresses
from seodang.serving.qr import qr_code
from seodang.serving.request_handler import RequestHandler
from seodang.serving.server import Application, serving


def share_command(options: Options, port: int | None, address: str | None) -> int:
    """Serve `site/` as it is, read-only, to the local network; return the exit code."""
    found, files = local_addresses(), site_files(options.root)
    chosen = next((one for one in found if address in (None, str(one.ip))), None)
    if files.content("index.html") is None:
        return refuse(
            options,
            say("there is no finished site yet"),
            say("run '{command} build' first", command=typed_command(options.environ)),
        )
    if chosen is None:
        return refuse(
            options,
            say("this computer has no such address in a local network"),
            say("connect it to the network of the hall, or name another with --address"),
        )
    handler = RequestHandler(files, _names(chosen), packs=True)
    application = Application(handler, admits=partial(is_near, interface=chosen))
    server = server_or_refusal(options, str(chosen.ip), port, application)
    if server is None:
        return 1
    with serving(server):
        _announce(options, f"http://{chosen.ip}:{server.port}/", [i for i in found if i != chosen])
        while True:
            time.sleep(3600)


def _names(chosen: IPv4Interface) -> frozenset[str]:
    name = socket.gethostname().lower()
    return OWN_NAMES | {str(chosen.ip), name, f"{name}.local"}


def _announce(options: Options, address: str, others: list[IPv4Interface]) -> None:
    draw(qr_code(address, sys.stdout.encoding))
    speech = options.speech
    tell(f"{speech('Readers in this network open:')} {address}")
    if others:
        names = ", ".join(str(one.ip) for one in others)
        tell(speech("Not reached? Choose another address with --address: {names}", names=names))
    if options.last_build().report(fingerprint_inputs(options.root)) is None:
        tell(speech("The site is older than what you have written; 'build' renews it."))
    tell(speech("Ctrl-C ends it."))
