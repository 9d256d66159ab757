"""The command line: `seodang`, and `python3 build.py` in front of it."""

from __future__ import annotations

import os
import platform
import re
import sys
import traceback
from collections.abc import Callable
from datetime import date, datetime
from importlib.util import find_spec
from itertools import pairwise
from pathlib import Path
from typing import Any

import click

from seodang import __version__
from seodang.commands.build import build_command
from seodang.commands.check import check_command
from seodang.commands.clean import clean_command
from seodang.commands.help import in_words_of
from seodang.commands.options import Options
from seodang.commands.publish import Request, publish_command
from seodang.commands.speech import Speech, terminal_language

FINE, PROBLEMS, USAGE, BUG, INTERRUPTED = 0, 1, 2, 3, 130


def _today(_context: click.Context, _option: click.Parameter, value: datetime | None) -> date:
    return date.today() if value is None else value.date()  # noqa: DTZ011 (the author's own day)


def _jobs() -> int:
    counted = getattr(os, "sched_getaffinity", None)
    return len(counted(0)) if counted else os.cpu_count() or 1


_SHARED = (
    click.option(
        "--root",
        type=click.Path(exists=True, file_okay=False, path_type=Path),
        default=".",
        envvar="SEODANG_ROOT",  # build.py names its own folder, wherever it is called from
        help="The course's folder (default: here).",
    ),
    click.option("--jobs", type=click.IntRange(min=1), default=_jobs, help="Notebooks at a time."),
    click.option("--only", "only", multiple=True, metavar="ID", help="Run only this lesson."),
    click.option("--strict", is_flag=True, help="Let warnings fail."),
    click.option(
        "--today",
        type=click.DateTime(["%Y-%m-%d"]),
        callback=_today,
        help="The day to build for (default: the local date).",
    ),
    click.option("--explain", is_flag=True, help="Say why each lesson runs."),
    click.option(
        "--report",
        type=click.Path(dir_okay=False, path_type=Path),
        help="Write a report as JSON to this file.",
    ),
)


def _with_options(command: Callable[..., Any]) -> Callable[..., Any]:
    for option in reversed(_SHARED):
        command = option(command)
    return command


def _executor(_context: click.Context, _option: click.Parameter, value: str) -> str:
    if not re.fullmatch(r"local|spawn|dask(://[^:/]+:\d+)?", value):
        raise click.BadParameter("local, spawn, dask, dask://HOST:PORT")
    if value.startswith("dask") and find_spec("distributed") is None:
        raise click.BadParameter("pip install 'seodang[dask]'")
    return value


def _age(_context: click.Context, _option: click.Parameter, value: str | None) -> float | None:
    from seodang.cache.pruning import age_of

    seconds = None if value is None else age_of(value)
    if value is not None and seconds is None:
        raise click.BadParameter("12h, 30d, 4w")
    return seconds


def _size(_context: click.Context, _option: click.Parameter, value: str | None) -> int | None:
    from seodang.cache.pruning import size_of

    size = None if value is None else size_of(value)
    if value is not None and size is None:
        raise click.BadParameter("500MB, 2GB")
    return size


def _options(*, keep_going: bool = False, executor: str = "local", **given: Any) -> Options:
    return Options(
        root=given["root"].resolve(),
        today=given["today"],
        speech=Speech(terminal_language(os.environ)),
        jobs=given["jobs"],
        only=frozenset(given["only"]),
        strict=given["strict"],
        keep_going=keep_going,
        explain=given["explain"],
        report=given["report"],
        executor=executor,
        environ=os.environ,
    )


@click.group(context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__)
def cli() -> None:
    """Make a course site from Jupyter notebooks and YAML."""


@cli.command()
@_with_options
@click.option("--keep-going", is_flag=True, help="Publish a placeholder for a lesson that failed.")
@click.option(
    "--executor",
    metavar="WHERE",
    default="local",
    callback=_executor,
    help="Where notebooks run: local, spawn, dask or dask://HOST:PORT.",
)
def build(**given: Any) -> int:
    """Check, run and render the course into site/ (the default command)."""
    return build_command(_options(**given))


@cli.command()
@_with_options
def check(**given: Any) -> int:
    """Check the course without running anything."""
    return check_command(_options(**given))


@cli.command()
@_with_options
@click.option("--cache", "is_cache_only", is_flag=True, help="Empty the cache, keep the site.")
@click.option("--older", metavar="AGE", callback=_age, help="Drop only what was not used: 30d.")
@click.option("--max", "most", metavar="SIZE", callback=_size, help="Drop down to a size: 2GB.")
def clean(*, is_cache_only: bool, older: float | None, most: int | None, **given: Any) -> int:
    """Remove what builds have made."""
    return clean_command(_options(**given), is_cache_only=is_cache_only, older=older, most=most)


@cli.command()
@_with_options
@click.option("--port", type=click.IntRange(0, 65535), help="The port (default: 8000, if free).")
@click.option("--open", "browse", is_flag=True, help="Open the browser.")
@click.option("--share", is_flag=True, help="Serve the finished site to the local network.")
@click.option("--address", metavar="IP", help="Which of this computer's addresses to share.")
def serve(**given: Any) -> int:
    """Show the course in the browser and follow what is saved."""
    from seodang.commands.serve import Request, serve_command

    request = Request(**{name: given.pop(name) for name in Request.__dataclass_fields__})
    return serve_command(_options(**given), request)


@cli.command()
@_with_options
@click.option("--to", metavar="TARGET", help="A name in publish.yml, or a target written out.")
@click.option("--address", metavar="URL", help="Where learners read it (default: programme.yml).")
@click.option(
    "--headers",
    type=click.Choice(["netlify", "cloudflare", "apache", "nginx"]),
    help="Write this host's file for caching and a Content-Security-Policy.",
)
@click.option("--dry-run", is_flag=True, help="Only show what would change.")
@click.option("--yes", is_flag=True, help="Do not ask.")
@click.option("--check/--no-check", default=True, help="Look at the public address afterwards.")
@click.option("--wait", type=float, metavar="SECONDS", help="How long the address may take.")
@click.option("--all", "everything", is_flag=True, help="Send unchanged files, too.")
@click.option("--take-over", is_flag=True, help="Replace a newer state that others published.")
@click.option(
    "--ssh-config",
    "ssh_configuration",
    type=click.Path(exists=True, dir_okay=False, resolve_path=True, path_type=Path),
    help="Another ssh configuration than your own.",
)
def publish(**given: Any) -> int:
    """Bring the built site to where learners read it."""
    request = Request(**{name: given.pop(name) for name in Request.__dataclass_fields__})
    return publish_command(_options(**given), request)


def main(arguments: list[str] | None = None) -> int:
    """Run the command line and return the exit code (design, section 6)."""
    arguments = sys.argv[1:] if arguments is None else arguments
    if {"-h", "--help"} & set(arguments):
        in_words_of(cli, Speech(terminal_language(os.environ)))
    try:
        code = cli.main(_with_default_command(arguments), "seodang", standalone_mode=False)
    except click.Abort:
        return INTERRUPTED
    except KeyboardInterrupt:
        return INTERRUPTED
    except click.ClickException as error:
        error.show()
        return USAGE
    except Exception:  # noqa: BLE001 (the last line of defence: an author never sees a traceback)
        return _bug(arguments)
    return code if isinstance(code, int) else FINE


def _with_default_command(arguments: list[str]) -> list[str]:
    first = arguments[0] if arguments else ""
    is_option = first.startswith("-") and first not in ("-h", "--help", "--version")
    return ["build", *arguments] if is_option or not first else arguments


def _root(arguments: list[str]) -> Path:
    """Return the course's folder as far as mistaken arguments still tell it."""
    named = dict(pairwise(arguments)).get("--root", ".")
    return Path(named) if Path(named).is_dir() else Path()


def _bug(arguments: list[str]) -> int:
    """Write a report of a bug in the engine, to be sent to its maintainers."""
    file = _root(arguments) / ".seodang" / "bug.txt"
    file.parent.mkdir(exist_ok=True)
    facts = [f"seodang {__version__}", platform.platform(), sys.version, " ".join(arguments)]
    file.write_text("\n".join([*facts, "", traceback.format_exc()]), encoding="utf-8")
    speech = Speech(terminal_language(os.environ))
    click.echo(
        speech(
            "This is a mistake in Seodang, not in your course. Please send the file {file}.",
            file=file,
        ),
        err=True,
    )
    return BUG


if __name__ == "__main__":
    sys.exit(main())
