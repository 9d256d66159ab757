"""`serve`: a preview that follows what is saved, or the finished site for a hall."""

from __future__ import annotations

import json
import webbrowser
from collections.abc import Callable
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final
from urllib.parse import urlsplit

import click

from seodang.catalogue import Speaker
from seodang.commands.building import Building
from seodang.commands.options import JOBS, ONLY, REPORT, STRICT, TODAY, Options, takes
from seodang.course.entries import Loading
from seodang.course.layout import PROGRAMME
from seodang.execution.execute import warm_up
from seodang.problems import Message, say
from seodang.serving.answers import Desk, script_tag
from seodang.serving.edits import Edits
from seodang.serving.news import Newsroom
from seodang.serving.preview import preview
from seodang.serving.runners import WarmRunner
from seodang.serving.server import Counter, Server, open_server, serving
from seodang.serving.shelf import Shelf
from seodang.serving.watching import watching

LOOPBACK: Final = "127.0.0.1"
OWN_NAMES: Final = frozenset({"localhost", LOOPBACK, "[::1]"})


@dataclass(frozen=True, slots=True)
class Request:
    """What was asked for beside the shared options."""

    port: int | None
    share: bool
    address: str | None
    browse: bool


@click.command("serve")
@takes(JOBS, ONLY, STRICT, TODAY, REPORT)
@click.option("--port", type=click.IntRange(0, 65535), help="The port (default: 8000, if free).")
@click.option("--open", "browse", is_flag=True, help="Open the browser.")
@click.option("--share", is_flag=True, help="Serve the finished site to the local network.")
@click.option("--address", metavar="IP", help="Which of this computer's addresses to share.")
def command(options: Options, **asked: Any) -> int:
    """Show the course in the browser and follow what is saved."""
    return serve_command(options, Request(**asked))


def serve_command(options: Options, request: Request) -> int:
    """Serve until Ctrl-C; returns the exit code where that was not possible."""
    if request.share:
        from seodang.commands.share import share_command

        return share_command(options, request)
    newsroom, shelf = Newsroom(), shelf_of(options.root)
    counter = Counter(_desk(options, newsroom, shelf), newsroom)
    server = opened(options, LOOPBACK, request.port, counter)
    if server is None:
        return 1
    with serving(server), closing(WarmRunner()) as runner, watching(options.root) as saved:
        address = f"http://localhost:{server.port}/"
        click.echo(f"{options.speech('Preview:')} {address}")
        click.echo(options.speech("It follows what you save; Ctrl-C ends it."))
        if request.browse:
            webbrowser.open(address)
        warm_up(options.store, options.jobs, runner)
        edits = Edits()
        preview(Building(options, runner, edits), saved, edits, newsroom, shelf)
    return 0


def opened(options: Options, host: str, port: int | None, counter: Counter) -> Server | None:
    """Open a server, or say why there is none."""
    try:
        return open_server(host, port, counter)
    except OSError as error:
        where = host if port is None else f"{host}:{port}"
        reason = error.strerror or str(error)
        refuse(
            options.speech,
            say("'{where}' cannot be served: {reason}", where=where, reason=reason),
            say("leave out --port and --address, or name others"),
        )
        return None


def refuse(speech: Speaker, what: Message, fix: Message) -> int:
    """Say what keeps from serving and what helps; return the exit code."""
    click.echo(speech.words(what), err=True)
    click.echo(f"    {speech('fix:')} {speech.words(fix)}", err=True)
    return 1


def shelf_of(root: Path) -> Shelf:
    """Return the site with the path that its programme gives it."""
    programme = Loading(root, {}).yaml(PROGRAMME)
    url = programme.get("url") if isinstance(programme, dict) else None
    path = urlsplit(url).path if isinstance(url, str) else ""
    return Shelf(root / "site", path.rstrip("/") + "/")


def _desk(options: Options, newsroom: Newsroom, shelf: Shelf) -> Desk:
    words = json.dumps(_overlay_words(options.speech), ensure_ascii=False)
    return Desk(
        shelf,
        OWN_NAMES,
        script=lambda address: script_tag(address, newsroom.edition, words),
        waiting=_waiting_page(options),
    )


def _overlay_words(speech: Callable[[str], str]) -> dict[str, str]:
    return {
        "title": speech("To be mended: %1"),
        "after": speech("This goes away by itself once the mended file is saved."),
        "fold": speech("Fold away"),
        "lost": speech("The preview has ended. Start 'serve' again in the terminal."),
    }


def _waiting_page(options: Options) -> str:
    text = options.speech("The site is being built for the first time. It will appear here.")
    return (
        f'<!doctype html><html lang="{options.speech.language}"><meta charset="utf-8">'
        '<meta name="viewport" content="width=device-width"><title>Seodang</title>'
        f'<body style="font:20px/1.7 system-ui;margin:15vh 8vw"><p role="status">{text}</p></body>'
    )
