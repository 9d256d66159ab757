"""`publish`: the built site goes to where learners read it."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from seodang.commands.options import NO_WAIT, REPORT, STRICT, TODAY, Options, takes

if TYPE_CHECKING:
    from seodang.publishing.headers import Host


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
    example_url: bool = False


@click.command("publish")
@takes(STRICT, TODAY, REPORT, NO_WAIT)
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
    "--example-url", is_flag=True, help="Publish though 'url' in programme.yml is an example."
)
@click.option(
    "--ssh-config",
    "ssh_configuration",
    type=click.Path(exists=True, dir_okay=False, resolve_path=True, path_type=Path),
    help="Another ssh configuration than your own.",
)
def command(options: Options, **asked: Any) -> int:
    """Bring the built site to where learners read it."""
    from seodang.commands.site_publishing import publish_site

    request = Request(**asked)
    if request.address is not None and not request.address.startswith(("http://", "https://")):
        wrong = options.speech("it begins with http:// or https://")
        raise click.BadParameter(wrong, param_hint="--address")
    with options.at_work("publish"):  # no build changes the site while it is sent
        return publish_site(options, request)
