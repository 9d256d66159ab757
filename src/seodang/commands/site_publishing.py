"""Publishing, step by step: what would change, the question, the target, the public address."""

from __future__ import annotations

import html
import re
import time
from collections.abc import Mapping
from dataclasses import asdict, replace
from pathlib import Path
from typing import Any, Final
from urllib.parse import urlsplit

from seodang.cache.fingerprint import fingerprint_inputs
from seodang.cache.memo import forget_memos
from seodang.catalogue import Speaker
from seodang.checks.lessons import not_public
from seodang.commands.confirm import is_confirmed, is_terminal
from seodang.commands.options import Options
from seodang.commands.publish import Request
from seodang.commands.report import finish, problem_report
from seodang.commands.speech import typed_command
from seodang.commands.terminal import tell
from seodang.course.addresses import is_example
from seodang.course.layout import PROGRAMME
from seodang.course.loader import policy_of, public_address
from seodang.files.places import located
from seodang.output.artefact import is_page
from seodang.outputs import OUTPUTS, site_folder
from seodang.problems import Message, Place, Problem, say
from seodang.publishing.address_check import check_address
from seodang.publishing.deploy import Deployment, DeployPlan, deploy, plan_deployment
from seodang.publishing.difference import Difference
from seodang.publishing.settings import ChosenTarget, choose, read_settings, refuse_unclear
from seodang.publishing.target_kind import DeployContext

_SHOWN: Final = 20
_ADDRESS: Final = "url-public"
_TITLE: Final = re.compile(rb"<title>(.*?)</title>", re.DOTALL)


def publish_site(options: Options, request: Request) -> int:
    """Show what would change, bring it to the target, look at the address; the exit code."""
    begin = time.perf_counter()
    chosen = _not_passed(options, request) or _chosen(options, request)
    if isinstance(chosen, list):
        return _finish(options, None, chosen, begin)
    plan, problems = plan_deployment(_deployment(options, request, chosen))
    # Once more: a build may have begun while the target was being read.
    problems += _not_passed(options, request)
    if plan is None or any(problem.is_error for problem in problems):
        return _finish(options, None, problems, begin)
    tell(_preview(plan, options))
    problems += _carry_out(plan, chosen, options, request)
    return _finish(options, plan, problems, begin)


def _not_passed(options: Options, request: Request) -> list[Problem]:
    """Return a problem unless the site is what the course makes today, without an error."""
    inputs, command = fingerprint_inputs(options.root), typed_command(options.environ)
    ways = (options, replace(options, strict=not options.strict))
    reports = (way.last_build().report(inputs) for way in ways)
    report = next((one for one in reports if one is not None), None)
    if report is not None:
        if options.last_build().is_untouched():
            found = [] if request.example_url else _without_address(options, report)
            return found + _against_policy(options, report)
        # The next build is to look at every page, whatever its size and time.
        forget_memos(options.store, with_manifests=True)
        options.store.forget("builds")
    return [
        Problem(
            "site-passed",
            Place(OUTPUTS["site"].folder),
            say("the site is not what the course makes today, or its last build did not pass"),
            say("build ({command} build), look at the site, then publish", command=command),
        )
    ]


def _without_address(options: Options, report: Mapping[str, Any]) -> list[Problem]:
    """Return what the last build said of an address at which nobody will read the site."""
    url = public_address(options.root) or ""
    told = (one for one in report["problems"] if one["rule"] == _ADDRESS)
    places = (Place(one["path"], one["line"], one["column"]) for one in told)
    return [not_public(url, place).as_error() for place in places]


def _against_policy(options: Options, report: Mapping[str, Any]) -> list[Problem]:
    """Return the warnings of the last build with which the course's policy lets nobody publish."""
    asked = set(policy_of(options.root).publish) - {_ADDRESS}
    found = [_told_again(one) for one in report["problems"] if one["rule"] in asked]
    summed_up = Problem(
        "site-passed",
        Place(PROGRAMME),
        say("the course is not published with {count} warnings of these rules", count=len(found)),
        say("mend them, or name the rules that count: 'policy: {publish: [picture-has-alt]}'"),
    )
    return [*found, summed_up] if found else []


def _told_again(told: Mapping[str, Any]) -> Problem:
    place = Place(told["path"], told["line"], told["column"])
    message, fix = (Message("{told}", {"told": told[part]}) for part in ("message", "hint"))
    return Problem(told["rule"], place, message, fix).as_error()


def _chosen(options: Options, request: Request) -> ChosenTarget | list[Problem]:
    targets, problems = read_settings(options.root)
    if problems:
        return located(options.root, problems)
    refused = refuse_unclear(targets, request.to, Path.cwd())
    if refused is not None and not _is_new_folder_meant(options, request):
        return [refused]
    chosen = choose(targets, request.to, options.root, Path.cwd())
    if isinstance(chosen, Problem):
        return located(options.root, [chosen])
    given = {"address": request.address, "headers": request.headers}
    asked = {key: value for key, value in given.items() if value}
    return replace(chosen, settings=chosen.settings.model_copy(update=asked))


def _is_new_folder_meant(options: Options, request: Request) -> bool:
    """Ask on a terminal whether a folder that is not there yet is meant by a name."""
    question = options.speech(
        "Neither a target in publish.yml nor a folder is called {name}. Make this folder?",
        name=repr(request.to),
    )
    return is_terminal() and not request.yes and is_confirmed(question, options.speech)


def _deployment(options: Options, request: Request, chosen: ChosenTarget) -> Deployment:
    context = DeployContext(
        root=options.root,
        site=site_folder(options.root),
        workspace=options.state.path / "publishing",
        relative_to=chosen.relative_to,
        timestamp=int(time.time()),
        ssh_configuration=request.ssh_configuration,
    )
    address = chosen.settings.address or public_address(options.root) or ""
    return Deployment(
        to=chosen.settings.to,
        context=context,
        host=chosen.settings.headers,
        base=f"{urlsplit(address).path.rstrip('/')}/",
        everything=request.everything,
        takes_over=request.take_over,
    )


def _carry_out(
    plan: DeployPlan, chosen: ChosenTarget, options: Options, request: Request
) -> list[Problem]:
    """Deploy and check, as far as it was asked for; say what learners see now."""
    speech = options.speech
    if request.dry_run:
        tell(speech("Nothing was sent (--dry-run)."))
        return []
    if plan.difference:
        if not _is_wanted(request, options):
            tell(speech("Nothing was sent."))
            return []
        problems = deploy(plan)
        if problems:
            return problems
        tell(speech("Published to {target}.", target=plan.deployment.to))
    if plan.server_file is not None:
        tell(speech("For whoever runs the server: {file}", file=plan.server_file))
    return _check(plan, chosen, options, request)


def _is_wanted(request: Request, options: Options) -> bool:
    """Ask on a terminal; a script that calls `publish` has decided already."""
    is_asked = is_terminal() and not request.yes
    return not is_asked or is_confirmed(options.speech("Publish this?"), options.speech)


def _check(
    plan: DeployPlan, chosen: ChosenTarget, options: Options, request: Request
) -> list[Problem]:
    # What is not online has only an address that was given.
    own = public_address(options.root) if plan.target.is_online else None
    address = chosen.settings.address or own
    if address is None or not request.check:
        return []
    if is_example(address):
        said = "The address {address} is only an example; write your own as 'url' in programme.yml."
        tell(options.speech(said, address=address))
        return []
    patience = request.wait if request.wait is not None else plan.target.patience

    def notify(message: Message) -> None:
        tell(options.speech.words(message), err=True)

    problems = check_address(address, plan.manifest, patience, notify)
    if not problems:
        seen = options.speech(
            "Learners now see this site at {address}: {pages} pages, {files} files, all as built.",
            address=address,
            pages=sum(map(is_page, plan.manifest.files)),
            files=len(plan.manifest.files),
        )
        tell(seen)
    return problems


def _preview(plan: DeployPlan, options: Options) -> str:
    speech, change = options.speech, plan.difference
    line = speech(
        "{target}: {new} new, {changed} changed, {removed} removed, {kept} unchanged",
        target=plan.deployment.to,
        new=len(change.new),
        changed=len(change.changed),
        removed=len(change.removed),
        kept=len(change.unchanged),
    )
    gone = [path for path in change.removed if is_page(path)]
    others = [(word, path) for word, path in _pages_first(change) if path not in gone]
    rows = [_row(plan, speech(word), path) for word, path in others]
    more = [speech("  and {count} more", count=len(rows) - _SHOWN)] if len(rows) > _SHOWN else []
    removed = [_row(plan, speech("removed"), path) for path in gone]
    lost = [_lost(speech)] if gone else []
    return "\n".join([line, *rows[:_SHOWN], *more, *removed, *lost])


def _lost(speech: Speaker) -> str:
    return speech(
        "Whoever kept the address of a removed page finds nothing there. A lesson that was only "
        "renamed keeps its old address with 'was: [old-id]' in its lesson.yml."
    )


def _pages_first(change: Difference) -> list[tuple[str, str]]:
    """Return what happens to each file, pages before the files they need."""
    parts = (("new", change.new), ("changed", change.changed), ("removed", change.removed))
    rows = [(word, path) for word, paths in parts for path in paths]
    return sorted(rows, key=lambda row: not is_page(row[1]))


def _row(plan: DeployPlan, word: str, path: str) -> str:
    file = plan.files.get(path)
    found = _TITLE.search(file.read_bytes()) if file is not None and is_page(path) else None
    title = html.unescape(found[1].decode("utf-8", "replace")).strip() if found else ""
    return f"  {word:<8} {path}  {title}".rstrip()


def _finish(
    options: Options, plan: DeployPlan | None, problems: list[Problem], begin: float
) -> int:
    facts: dict[str, Any] = {}
    if plan is not None:
        change = asdict(plan.difference)
        facts = {"target": plan.deployment.to, **change, "unchanged": len(change["unchanged"])}
    listed = [problem_report(problem, options.speech) for problem in problems]
    seconds = round(time.perf_counter() - begin, 3)
    report = {**facts, "problems": listed, "seconds": {"total": seconds}}
    # A target or an address has no lines.
    return finish(options, report, has_lines=lambda path: (options.root / path).is_file())
