"""The recorded statements as a script of PostgreSQL's own `pgbench`, which costs next to nothing itself.

What differs from one booking to the next comes from a table that lists who books what: one small look-up more
than the portal makes.
"""

from __future__ import annotations

import os
import re
import subprocess
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import psycopg
from sqlalchemy.engine import make_url

from bench.raw import POSTGRESQL
from bench.recording import Role, Steps
from tests.postgres import binaries

_COLUMNS = {
    "n": "integer PRIMARY KEY",
    "person": "bigint",
    "key": "bytea",
    "submission": "uuid",
    "slot": "bigint",
    "slot_public": "uuid",
    "organisation": "bigint",
    "office": "bigint",
    "caseworker": "bigint",
    "start": "timestamptz",
    "slut": "timestamptz",
}


_AS_THE_PORTAL = {"PGOPTIONS": "-c plan_cache_mode=force_generic_plan -c TimeZone=UTC"}


def write_list(url: str, everybody: Sequence[Mapping[str, Any]]) -> None:
    """Who books what, each once."""
    with psycopg.connect(url.replace("+psycopg", "")) as connection:
        columns = ", ".join(f'"{name}" {kind}' for name, kind in _COLUMNS.items())
        connection.execute(f"CREATE TABLE bench_list ({columns})")
        names = ", ".join(f'"{name}"' for name in _COLUMNS)
        with connection.cursor().copy(f"COPY bench_list ({names}) FROM STDIN") as copy:
            for n, values in enumerate(everybody):
                copy.write_row([n, *(values[name] for name in list(_COLUMNS)[1:])])
        connection.execute("ANALYZE bench_list")


def script(url: str, steps: Steps) -> str:
    """The steps in pgbench's own writing."""
    with psycopg.connect(url.replace("+psycopg", "")) as connection:
        lines = [
            r"\set turn :turn + 1",
            r"\set own :first + :client_id * :each + :turn",
            r"SELECT * FROM bench_list WHERE n = :own \gset",
        ]
        for step in steps:
            if not step.is_statement:
                lines.append(f"{POSTGRESQL[step.sql]};")
                continue
            statement = _written(connection, step.sql, step.values)
            lines.append(f"{statement} \\gset {step.returns}_" if step.returns else f"{statement};")
    return "\n".join(lines) + "\n"


def per_second(url: str, written: Path, first: int, each: int, clients: int) -> float:
    """Carries the script out for `each` of the list for each client, from the one numbered `first`."""
    address = make_url(url)
    command = [
        *(str(binaries() / "pgbench"), "-n", "-M", "prepared", "-f", str(written)),
        *("-c", str(clients), "-j", str(clients), "-t", str(each)),
        *("-D", f"first={first}", "-D", f"each={each}", "-D", "turn=-1"),
        *("-h", str(address.query["host"]), "-U", "postgres", str(address.database)),
    ]
    ended = subprocess.run(
        command, capture_output=True, text=True, check=False, env=os.environ | _AS_THE_PORTAL
    )
    found = re.search(r"^tps = ([\d.]+)", ended.stdout, re.MULTILINE)
    failed = re.search(r"number of failed transactions: (\d+)", ended.stdout)
    if ended.returncode != 0 or found is None or failed is None or failed[1] != "0":
        raise RuntimeError(f"pgbench: {ended.stdout}\n{ended.stderr}")
    return float(found[1])


def _written(connection: psycopg.Connection[Any], sql: str, values: Any) -> str:
    def gap(found: re.Match[str]) -> str:
        if found[1] is None:
            return "%"
        value = values[found[1]]
        if not isinstance(value, Role):
            return _literal(connection, value)
        if value.name == "new":
            return "gen_random_uuid()"
        return f":{value.name}" if value.name in _COLUMNS else f":{value.name}_id"

    return re.sub(r"%\((\w+)\)s|%%", gap, sql)


def _literal(connection: psycopg.Connection[Any], value: Any) -> str:
    written = psycopg.sql.Literal(value).as_string(connection)
    if re.search(r"(?<!:):[A-Za-z_]", written):
        raise ValueError(f"pgbench would take a part of this for a variable: {written}")
    return written
