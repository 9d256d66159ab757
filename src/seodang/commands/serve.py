"""`serve`: a preview that follows what is saved, or the finished site for a hall."""

from __future__ import annotations

import click

from seodang.commands.options import JOBS, ONLY, REPORT, STRICT, TODAY, TRUST, Options, takes


@click.command("serve")
@takes(JOBS, ONLY, STRICT, TODAY, TRUST, REPORT)
@click.option("--port", type=click.IntRange(0, 65535), help="The port (default: 8000, if free).")
@click.option("--open", "browse", is_flag=True, help="Open the browser.")
@click.option("--share", is_flag=True, help="Serve the finished site to the local network.")
@click.option("--address", metavar="IP", help="Which of this computer's addresses to share.")
def command(
    options: Options, *, port: int | None, browse: bool, share: bool, address: str | None
) -> int:
    """Show the course in the browser and follow what is saved."""
    if share:
        from seodang.commands.share import share_command

        return share_command(options, port, address)
    from seodang.commands.agreement import settled
    from seodang.commands.live_preview import preview_command

    return preview_command(settled(options), port, browse=browse)
