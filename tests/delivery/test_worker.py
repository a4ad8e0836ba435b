"""`portal worker` as an organisation runs it: started by a shell, stopped by a signal, asked how it goes."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta

import pytest

from portal.delivery.channel import Undeliverable
from portal.delivery.channels import channels
from portal.delivery.metrics import report
from portal.settings import DfdgSettings, PostSettings, SmtpSettings
from portal.store import outbox, outbox_claims
from tests.conftest import environment_for, settings_for
from tests.delivery.outbox import Receiver, drain, rows, write
from tests.store.town import NOW, Town

WORKER = (sys.executable, "-c", "from portal.cli import main; main()", "worker")
DFDG = DfdgSettings(url="http://127.0.0.1:9", owner_system=1)
POST = PostSettings(way="own", url="http://127.0.0.1:9")
SMTP = SmtpSettings(host="127.0.0.1", port=9, security="none", sender="nobody@portal.example")


@contextmanager
def running(url: str) -> Iterator[subprocess.Popen[str]]:
    """A worker that has said what it works on, and is ended in any case."""
    process = subprocess.Popen(
        WORKER,
        env=os.environ | environment_for(url),
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )
    try:
        assert process.stdout is not None
        assert process.stdout.readline() == "Working on inside, authority, paper.\n"
        yield process
    finally:
        process.kill()
        process.communicate()


def ended(process: subprocess.Popen[str]) -> tuple[int, str]:
    """How it ends when it is told to, and what it says last."""
    process.send_signal(signal.SIGTERM)
    out, _ = process.communicate(timeout=30)
    return process.returncode, out


def wait_until(holds: Callable[[], bool]) -> None:
    give_up = time.monotonic() + 30
    while not holds():
        assert time.monotonic() < give_up
        time.sleep(0.05)


@pytest.mark.parametrize(
    "database_kind", ["sqlite", pytest.param("postgresql", marks=pytest.mark.long)], indirect=True
)
def test_it_empties_the_outbox_until_sigterm_and_a_second_one_shares_or_says_why_not(
    town: Town, migrated_url: str, database_kind: str
) -> None:
    now = datetime.now(UTC)
    write(town.database, None, "inside", now, topic="valg.said")
    if database_kind == "sqlite":  # of a worker that died: there is no other that could still be at it
        assert town.database.write(lambda session: outbox_claims.claim(session, "inside", now, ("inside",)))
    with running(migrated_url) as first:
        wait_until(lambda: rows(town.database)[0].sent_at is not None)
        if database_kind == "sqlite":
            second = subprocess.run(
                WORKER,
                env=os.environ | environment_for(migrated_url),
                capture_output=True,
                text=True,
                check=False,
                timeout=60,
            )
            assert second.returncode == 1
            assert second.stderr == "Error: A worker is running on this database already.\n"
        else:
            with running(migrated_url) as other:
                assert ended(other) == (0, "Stopped.\n")
        assert ended(first) == (0, "Stopped.\n")


@pytest.mark.parametrize("database_kind", ["sqlite"], indirect=True)
def test_the_status_says_what_waits_how_long_and_what_was_given_up(town: Town) -> None:
    database, person = town.database, town.person()
    write(database, person, "mail", NOW)
    write(database, person, "post", NOW)
    write(database, person, "post", NOW + timedelta(minutes=19), attempts=1)
    write(database, person, "post", NOW + timedelta(hours=1))  # not due yet, and nobody has tried

    def told(after_minutes: int) -> list[str]:
        now = NOW + timedelta(minutes=after_minutes)
        return report(database, {"inside", "post"}, timedelta(minutes=15), now)

    assert told(10) == [
        "mail: 1 waiting, the oldest for 600 seconds (not set up)",
        "post: 2 waiting, the oldest for 600 seconds (ok)",
        "given up: 0 (ok)",
    ]
    assert told(16)[1] == "post: 2 waiting, the oldest for 960 seconds (ALARM)"

    post = Receiver({rows(database)[1].public_id: [Undeliverable("no_address")]})
    drain(database, {"post": post}, NOW + timedelta(minutes=20))
    assert told(20)[1:] == ["given up: 1 (ALARM)"]


def test_the_ways_that_are_set_up_are_those_that_the_settings_name() -> None:
    settings = settings_for("sqlite:////nowhere", post=POST, smtp=SMTP, dfdg=DFDG)
    assert {"inside", *channels(settings)} == settings.lanes == set(outbox.LANE_OF.values()) | {"inside"}
    none = settings_for("sqlite:////nowhere")
    assert {"inside", *channels(none)} == none.lanes | {"paper"} == {"inside", "authority", "paper"}
