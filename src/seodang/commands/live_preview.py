"""The live preview: the site in the browser, following what is saved."""

from __future__ import annotations

import json
import webbrowser
from collections.abc import Callable
from contextlib import closing

from seodang.commands.options import Options
from seodang.commands.preview_builder import PreviewBuilder
from seodang.commands.site_server import LOOPBACK, OWN_NAMES, server_or_refusal, site_files
from seodang.commands.terminal import tell
from seodang.execution.execute import warm_up
from seodang.serving.edits import Edits
from seodang.serving.events import EventStream
from seodang.serving.preview import preview
from seodang.serving.request_handler import RequestHandler, script_tag
from seodang.serving.runners import WarmRunner
from seodang.serving.server import Application, serving
from seodang.serving.static_files import StaticFiles
from seodang.serving.watching import watching


def preview_command(options: Options, port: int | None, *, browse: bool) -> int:
    """Serve until Ctrl-C; returns the exit code where that was not possible."""
    events, files = EventStream(), site_files(options.root)
    application = Application(_handler(options, events, files), events)
    server = server_or_refusal(options, LOOPBACK, port, application)
    if server is None:
        return 1
    with serving(server), closing(WarmRunner()) as runner, watching(options.root) as saved:
        address = f"http://localhost:{server.port}/"
        tell(f"{options.speech('Preview:')} {address}")
        tell(options.speech("It follows what you save; Ctrl-C ends it."))
        if browse:
            webbrowser.open(address)
        warm_up(options.store, options.jobs, runner)
        to_build = Edits()
        preview(PreviewBuilder(options, runner, to_build), saved, to_build, events, files)
    return 0


def _handler(options: Options, events: EventStream, files: StaticFiles) -> RequestHandler:
    words = json.dumps(_overlay_words(options.speech), ensure_ascii=False)
    return RequestHandler(
        files,
        OWN_NAMES,
        script=lambda address: script_tag(address, events.edition, words),
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
