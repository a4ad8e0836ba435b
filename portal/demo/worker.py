"""The demo's worker: the same as `portal worker`, and it ends with the demo. A program of its own."""

from __future__ import annotations

import os

import click

from portal import logs
from portal.delivery.worker import work_until_told
from portal.demo.tether import end_with_the_starter
from portal.settings import Settings
from portal.store.database import Database


def main() -> None:
    logs.configure()
    end_with_the_starter()
    settings = Settings.from_environment(os.environ)
    database = Database(settings.database_url, settings.lock_timeout_ms)
    work_until_told(settings, database, click.echo)
    database.close()


if __name__ == "__main__":
    main()
