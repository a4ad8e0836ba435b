"""The `portal` command. Each part is imported only when it is called for, so that none waits for another."""

from __future__ import annotations

from pathlib import Path

import click

_FOLDER = click.option(
    "--folder",
    type=click.Path(file_okay=False, path_type=Path),
    default=Path("var"),
    show_default=True,
    help="Where the demo keeps its database, secrets and logs.",
)


@click.group()
def main() -> None:
    """Selvbooking: unemployed people book their own jobsamtaler."""


@main.group()
def demo() -> None:
    """The portal with invented people and times, on this machine."""


@demo.command("run")
@click.option("--port", type=click.IntRange(1, 65535), default=8000, show_default=True, help="The portal's.")
@click.option(
    "--idp-port", type=click.IntRange(1, 65535), default=9400, show_default=True, help="The demo sign-in's."
)
@click.option("--host", default="127.0.0.1", show_default=True, help="An address of this machine itself.")
@_FOLDER
def demo_run(port: int, idp_port: int, host: str, folder: Path) -> None:
    """Make the demo data where there is none, and start the portal and its sign-in."""
    from portal.demo import run
    from portal.demo.errors import DemoError

    try:
        run.run(folder, host, port, idp_port, click.echo)
    except DemoError as error:
        raise click.ClickException(str(error)) from error


@demo.command("reset")
@_FOLDER
def demo_reset(folder: Path) -> None:
    """Throw the demo data away and make it anew, for today."""
    from portal.demo import run
    from portal.demo.errors import DemoError

    try:
        run.reset(folder, click.echo)
    except DemoError as error:
        raise click.ClickException(str(error)) from error
