"""Values that the database makes, others in every row: nothing of them passes through Python."""

from __future__ import annotations

from typing import Any

from sqlalchemy import LargeBinary, Uuid
from sqlalchemy.ext.compiler import compiles
from sqlalchemy.sql.functions import GenericFunction


class a_uuid(GenericFunction[Any]):
    """Another UUID in every row."""

    type = Uuid()
    inherit_cache = True


@compiles(a_uuid, "postgresql")
def _uuid_postgresql(_element: Any, _compiler: Any, **_kw: Any) -> str:
    return "gen_random_uuid()"


@compiles(a_uuid, "sqlite")
def _uuid_sqlite(_element: Any, _compiler: Any, **_kw: Any) -> str:
    return "lower(hex(randomblob(16)))"


class some_bytes(GenericFunction[Any]):
    """32 other bytes in every row: what a sealed number looks like from outside."""

    type = LargeBinary()
    inherit_cache = True


@compiles(some_bytes, "postgresql")
def _bytes_postgresql(_element: Any, _compiler: Any, **_kw: Any) -> str:
    return "uuid_send(gen_random_uuid()) || uuid_send(gen_random_uuid())"


@compiles(some_bytes, "sqlite")
def _bytes_sqlite(_element: Any, _compiler: Any, **_kw: Any) -> str:
    return "randomblob(32)"
