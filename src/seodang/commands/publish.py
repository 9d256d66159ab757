"""`publish`: the built site goes to where learners read it."""

from __future__ import annotations

import sys
import time
from collections.abc import Iterable
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final
from urllib.parse import urlsplit

import click

from seodang.cache.fingerprint import fingerprint_inputs
from seodang.commands.options import REPORT, STRICT, TODAY, Options, takes
from seodang.commands.report import problem_report, write_report
from seodang.problems import Message, Place, Problem, say

if TYPE_CHECKING:
    from seodang.publishing.difference import Difference
    from seodang.publishing.headers import Host
    from seodang.publishing.publish import Order, Proposal
    from seodang.publishing.settings import Chosen

_SHOWN: Final = 20


@dataclass(frozen=True, slots=True)
class Request:
    """What was asked of `publish`; see the command's help."""

    to: str | None = None
    address: str | None = None
    headers: Host | None = None
    ssh_configuration: Path | None = None
    wait: float | None = None
    dry_run: bool = False
    yes: bool = False
    check: bool = True
    everything: bool = False
    take_over: bool = False


@click.command("publish")
@takes(STRICT, TODAY, REPORT)
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
def command(options: Options, **asked: Any) -> int:
    """Bring the built site to where learners read it."""
    return publish_command(options, Request(**asked))


def publish_command(options: Options, request: Request) -> int:
    """Show what would change, bring it to the target, look at the address; the exit code."""
    begin = time.perf_counter()
    _refuse_unknown_address(request.address)
    found = _passed(options) or _chosen(options, request)
    if isinstance(found, list):
        return _finish(options, {}, found, begin)
    from seodang.publishing.publish import propose

    order, problems = _order(options, request, found)
    if order is None:
        return _finish(options, {}, problems, begin)
    proposal, problems = propose(order)
    # Once more: a build may have begun while the target was being read.
    problems += _passed(options)
    if proposal is None or any(problem.is_error for problem in problems):
        return _finish(options, {}, problems, begin)
    click.echo(_preview(proposal, options))
    problems += _carry_out(proposal, found, options, request)
    return _finish(options, _facts(proposal), problems, begin)


def _refuse_unknown_address(address: str | None) -> None:
    if address is not None and not address.startswith(("http://", "https://")):
        raise click.BadParameter("it begins with http:// or https://", param_hint="--address")


def _passed(options: Options) -> list[Problem]:
    """Return a problem unless the site is what the course makes today, without an error."""
    inputs = fingerprint_inputs(options.root)
    ways = (options, replace(options, strict=not options.strict))
    if any(way.last_build().report(inputs) is not None for way in ways):
        return []
    return [
        Problem(
            "site-passed",
            Place("site"),
            say("the site is not what the course makes today, or its last build did not pass"),
            say("build (python3 build.py), look at the site, then publish"),
        )
    ]


def _chosen(options: Options, request: Request) -> Chosen | list[Problem]:
    from seodang.files.places import located
    from seodang.publishing.settings import choose, read_settings

    entries, problems = read_settings(options.root)
    if problems:
        return located(options.root, problems)
    chosen = choose(entries, request.to, options.root, Path.cwd())
    return located(options.root, [chosen]) if isinstance(chosen, Problem) else chosen


def _order(
    options: Options, request: Request, chosen: Chosen
) -> tuple[Order | None, list[Problem]]:
    from seodang.publishing.errors import PublishingError
    from seodang.publishing.publish import Order
    from seodang.publishing.targets import Around, read_target

    around = Around(
        root=options.root,
        workspace=options.root / ".seodang" / "publishing",
        beside=chosen.beside,
        when=int(time.time()),
        ssh_configuration=request.ssh_configuration,
    )
    try:
        target = read_target(chosen.entry.to)
    except PublishingError as error:
        return None, [error.at(chosen.entry.to)]
    return Order(
        target=target,
        around=around,
        host=request.headers or chosen.entry.headers,
        base=_base(_named_address(options, request, chosen) or ""),
        everything=request.everything,
        takes_over=request.take_over,
    ), []


def _base(address: str) -> str:
    """Return the path of an address, with a slash at both ends."""
    return f"{urlsplit(address).path.rstrip('/')}/"


def _carry_out(
    proposal: Proposal, chosen: Chosen, options: Options, request: Request
) -> list[Problem]:
    """Deliver and look, as far as it was asked for; say what learners see now."""
    from seodang.publishing.publish import deliver

    speech = options.speech
    if request.dry_run:
        click.echo(speech("Nothing was sent (--dry-run)."))
        return []
    if proposal.difference:
        if not _is_wanted(request, speech("Publish this?")):
            click.echo(speech("Nothing was sent."))
            return []
        problems = deliver(proposal)
        if problems:
            return problems
        click.echo(speech("Published to {target}.", target=proposal.order.target.text))
    if proposal.beside is not None:
        file = proposal.order.around.workspace / proposal.beside.name
        click.echo(speech("For whoever runs the server: {file}", file=file))
    return _looked_at(proposal, chosen, options, request)


def _is_wanted(request: Request, question: str) -> bool:
    """Ask on a terminal; a script that calls `publish` has decided already."""
    is_asked = sys.stdin.isatty() and sys.stdout.isatty() and not request.yes
    return not is_asked or click.confirm(question)


def _looked_at(
    proposal: Proposal, chosen: Chosen, options: Options, request: Request
) -> list[Problem]:
    from seodang.publishing.address import look_at

    address = _address(proposal, chosen, options, request)
    if address is None or not request.check:
        return []
    patience = request.wait if request.wait is not None else proposal.order.target.patience

    def notify(message: Message) -> None:
        click.echo(options.speech.words(message), err=True)

    problems = look_at(address, proposal.manifest, patience, notify)
    if not problems:
        click.echo(
            options.speech(
                "Learners now see this site at {address}: {pages} pages, {files} files, all as built.",
                address=address,
                pages=_pages(proposal.manifest.files),
                files=len(proposal.manifest.files),
            )
        )
    return problems


def _address(proposal: Proposal, chosen: Chosen, options: Options, request: Request) -> str | None:
    """Return where to look; a folder or zip is looked at only where an address is given."""
    if proposal.order.target.is_online:
        return _named_address(options, request, chosen)
    return request.address or chosen.entry.address


def _named_address(options: Options, request: Request, chosen: Chosen) -> str | None:
    from seodang.publishing.settings import public_address

    return request.address or chosen.entry.address or public_address(options.root)


def _preview(proposal: Proposal, options: Options) -> str:
    speech, change = options.speech, proposal.difference
    line = speech(
        "{target}: {new} new, {changed} changed, {removed} removed, {kept} unchanged",
        target=proposal.order.target.text,
        new=len(change.new),
        changed=len(change.changed),
        removed=len(change.removed),
        kept=len(change.kept),
    )
    rows = [_row(proposal, speech(word), path) for word, path in _pages_first(change)]
    more = [speech("  and {count} more", count=len(rows) - _SHOWN)] if len(rows) > _SHOWN else []
    return "\n".join([line, *rows[:_SHOWN], *more])


def _pages_first(change: Difference) -> list[tuple[str, str]]:
    """Return what happens to each file, pages before the files they need."""
    parts = (("new", change.new), ("changed", change.changed), ("removed", change.removed))
    rows = [(word, path) for word, paths in parts for path in paths]
    return sorted(rows, key=lambda row: not row[1].endswith(".html"))


def _row(proposal: Proposal, word: str, path: str) -> str:
    from seodang.publishing.titles import title_of

    file = proposal.files.get(path)
    title = title_of(file) if file is not None and path.endswith(".html") else ""
    return f"  {word:<8} {path}  {title}".rstrip()


def _facts(proposal: Proposal) -> dict[str, Any]:
    change = proposal.difference
    return {
        "target": proposal.order.target.text,
        "new": list(change.new),
        "changed": list(change.changed),
        "removed": list(change.removed),
        "unchanged": len(change.kept),
    }


def _pages(paths: Iterable[str]) -> int:
    return sum(path.endswith(".html") for path in paths)


def _finish(options: Options, facts: dict[str, Any], problems: list[Problem], begin: float) -> int:
    listed = [problem_report(problem, options.speech) for problem in problems]
    seconds = round(time.perf_counter() - begin, 3)
    write_report(options.report, {**facts, "problems": listed, "seconds": {"total": seconds}})
    for problem in problems:
        click.echo(_lines(problem, options), err=True)
    has_error = any(problem.is_error for problem in problems)
    return 1 if has_error or (options.strict and problems) else 0


def _lines(problem: Problem, options: Options) -> str:
    """Write a problem; a target or an address has no lines that could be named."""
    speech, place = options.speech, problem.where
    is_file = isinstance(place, Place) and (options.root / place.path).is_file()
    at = (
        f"{place.path}:{place.line}:{place.column}"
        if isinstance(place, Place) and is_file
        else place.path
    )
    head = f"{at}: {speech(str(problem.severity))} [{problem.rule}] {speech.words(problem.message)}"
    return f"{head}\n    {speech('fix:')} {speech.words(problem.fix)}"
