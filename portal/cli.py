"""The `portal` command. Each part is imported only when it is called for, so that none waits for another."""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from portal.settings import Settings
    from portal.store.database import Database

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


@main.command()
def migrate() -> None:
    """Bring the database that the settings name to this version's schema."""
    from portal.store.migrate import OtherVersion, upgrade

    try:
        upgrade(_settings().database_url)
    except OtherVersion as error:
        raise click.ClickException(
            "The database is of another version of the portal: start that one, or restore a backup."
        ) from error
    click.echo("The database has this version's schema.")


_JSON = click.option("--json", "as_json", is_flag=True, help="For a program to read.")


@main.command()
@_JSON
def doctor(as_json: bool) -> None:
    """Look at all that the portal needs and say what works, what does not and what to do.

    Nothing is changed or sent. Exit 1 if anything fails; what is not set up does not count.
    """
    from portal import clock
    from portal import doctor as looking
    from portal.settings import SettingsError

    try:
        checked = looking.examine(_read_settings(), clock.now())
    except SettingsError as error:
        checked = looking.of_settings(error.problems)
    if as_json:
        click.echo(json.dumps(looking.as_json(checked), indent=2))
    else:
        click.echo("\n".join(looking.told(checked)))
    raise SystemExit(0 if looking.all_well(checked) else 1)


@main.command()
def daily() -> None:
    """What is done once a day, shortly after midnight: what happened of itself is done and told, such as a
    handover or a deadline that ran out, and the work lists are reckoned anew for everybody.

    It can be broken off and begun again, run more than once, and run late.
    """
    from portal import clock
    from portal.actions import import_people
    from portal.actions.daily import follow
    from portal.actions.refresh_overview import refresh
    from portal.actions.tilbud.expire_recommendations import expire
    from portal.store import signs

    def say(done: int, of: int) -> None:
        click.echo(f"  {done} of {of}")

    with _database() as database:
        now = clock.now()
        import_people.put_away(database, now)
        found = follow(database, now, say)
        click.echo(f"Followed: {found.people} people, to whom {found.happened} things happened.")
        if found.left:
            click.echo(f"{found.left} people could not be reached just now: run it again.")
        fallen = expire(database, now)
        count = refresh(database, now, say)
        database.write(lambda session: signs.give(session, signs.DAILY, now))
    click.echo(f"Recommended offers: {fallen} fell away.")
    click.echo(f"Work lists: {count} people reckoned anew.")


@main.command()
@click.option("--status", is_flag=True, help="Say what waits and what was given up, and end.")
def worker(status: bool) -> None:
    """Send what waits in the outbox, until SIGTERM or Ctrl-C; what is in hand is sent first.

    On PostgreSQL several may work side by side, on SQLite one.
    """
    from datetime import timedelta

    from portal import clock, logs
    from portal.delivery import metrics
    from portal.delivery import worker as delivering

    settings = _settings()
    with _opened(settings) as database:
        if status:
            alarm_after = timedelta(minutes=settings.outbox_alarm_minutes)
            for line in metrics.report(database, settings.lanes, alarm_after, clock.now()):
                click.echo(line)
            return
        logs.configure()
        try:
            delivering.work_until_told(settings, database, click.echo)
        except delivering.AnotherWorker as error:
            raise click.ClickException("A worker is running on this database already.") from error


@main.command("add-organisation")
@click.option("--holder", type=click.Choice(["a_kasse", "jobcenter"]), required=True)
@click.option("--code", required=True, help="The kommune's, or the a-kasse's as its sign-in names it.")
@click.option("--name", required=True, help="As citizens see it.")
@click.option("--administrator", required=True, help="The lasting name that the sign-in knows them by.")
@click.option("--administrator-name", required=True, help="What they are called.")
def add_organisation(holder: str, code: str, name: str, administrator: str, administrator_name: str) -> None:
    """Take in an organisation with its first administrator, who sets up the rest at /administration."""
    from portal import clock
    from portal.actions import add_organisation as taking_in
    from portal.policy.facts import Aktoer

    command = taking_in.AddOrganisation(Aktoer(holder), code, name, administrator, administrator_name)
    with _database() as database:
        try:
            taking_in.add_organisation(command, database, clock.now())
        except taking_in.HasAdministrator as error:
            raise click.ClickException(f"{code} has an administrator, who takes in the others.") from error
    click.echo(f"{administrator_name} can sign in and set up {name}.")


@main.command("add-supervisor")
@click.option("--code", required=True, help="What the sign-in calls the supervising agency.")
@click.option("--name", required=True, help="What the agency is called.")
@click.option("--subject", required=True, help="The lasting name that the sign-in knows the person by.")
@click.option("--subject-name", required=True, help="What the person is called.")
@click.option("--end", is_flag=True, help="The person opens nothing any more.")
def add_supervisor(code: str, name: str, subject: str, subject_name: str, end: bool) -> None:
    """Let somebody of the agency that supervises a-kasser see the figures of all of them, or end that."""
    from portal import clock
    from portal.actions import add_supervisor as supervising

    command = supervising.AddSupervisor(code, name, subject, subject_name, ends=end)
    with _database() as database:
        try:
            supervising.add_supervisor(command, database, clock.now())
        except LookupError as error:
            raise click.ClickException(f"Nobody signs in as {subject} for {code}.") from error
    click.echo(f"{subject_name} {'opens nothing any more' if end else 'sees the figures of all a-kasser'}.")


def _settings() -> Settings:
    from portal.settings import SettingsError

    try:
        return _read_settings()
    except SettingsError as error:
        raise click.ClickException(str(error)) from error


def _read_settings() -> Settings:
    """Raises SettingsError."""
    from os import environ

    from portal.settings import Settings

    return Settings.from_environment(environ)


@contextmanager
def _opened(settings: Settings) -> Iterator[Database]:
    """The database that the settings name, closed in the end."""
    from portal.store.database import Database

    database = Database(settings.database_url, settings.lock_timeout_ms)
    try:
        yield database
    finally:
        database.close()


@contextmanager
def _database() -> Iterator[Database]:
    with _opened(_settings()) as database:
        yield database


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


@demo.command("doctor")
@_FOLDER
@_JSON
@click.pass_context
def demo_doctor(context: click.Context, folder: Path, as_json: bool) -> None:
    """`portal doctor` of the demo that runs on this folder."""
    from os import environ

    from portal.demo.errors import DemoError
    from portal.demo.folder import Folder

    try:
        running = Folder(folder).running()
    except DemoError as error:
        raise click.ClickException(str(error)) from error
    for name in [name for name in environ if name.startswith("PORTAL_")]:
        del environ[name]
    environ.update(running)
    context.invoke(doctor, as_json=as_json)


@main.group()
def law() -> None:
    """Ask the law: each case is a YAML file with one person, one moment and one question."""


_PATHS = click.argument("paths", nargs=-1, required=True, metavar="PATH...", type=click.Path(path_type=Path))


@law.command("answer")
@_PATHS
def law_answer(paths: tuple[Path, ...]) -> None:
    """Answer the cases: one JSON line each. Exit 2 where one does not fit."""
    from portal.policy import cases

    misfits = 0
    for case in cases.answer_all(paths, read_svar=False):
        if isinstance(case, cases.Refused):
            misfits += 1
            click.echo(str(case), err=True)
            continue
        line = {"fil": str(case.fil), "navn": case.navn, "svar": case.svar}
        click.echo(json.dumps(line, ensure_ascii=False))
    raise SystemExit(2 if misfits else 0)


@law.command("check")
@_PATHS
def law_check(paths: tuple[Path, ...]) -> None:
    """Answer the cases and print each difference to what they expect.

    Exit 1 if there is any, 2 where a case does not fit.
    """
    from portal.policy import cases

    right = wrong = misfits = 0
    for case in cases.answer_all(paths):
        if isinstance(case, cases.Refused):
            misfits += 1
            click.echo(str(case), err=True)
        elif differences := case.differences:
            wrong += 1
            click.echo(f"{case.fil}: {case.navn}")
            for difference in differences:
                click.echo(f"  {difference}")
        else:
            right += 1
    click.echo(f"{right + wrong} cases answered: {right} as expected, {wrong} otherwise; {misfits} refused")
    raise SystemExit(2 if misfits else 1 if wrong else 0)


@law.command("stale")
@click.option(
    "--age",
    type=click.IntRange(min=0),
    default=365,
    show_default=True,
    metavar="DAYS",
    help="How long ago a number may have been checked.",
)
def law_stale(age: int) -> None:
    """List the law's numbers that nobody has checked against the text for more than so many days.

    Exit 1 if there is any.
    """
    from portal import clock
    from portal.policy import parameters

    old = parameters.stale(clock.today(), age)
    for entry in old:
        applied = entry.applied
        number = f"{applied.name} = {applied.value} {entry.unit} from {applied.first_day.isoformat()}"
        click.echo(f"{entry.checked.isoformat()}  {number}  ({applied.citation})")
    every = sum(len(history) for history in parameters.entries().values())
    click.echo(f"{len(old)} of {every} numbers were checked more than {age} days ago")
    raise SystemExit(1 if old else 0)
