"""What the migrations are written with.

Nothing here is ever changed, only added to: old migrations stand on it.
"""

from typing import Any

import sqlalchemy as sa
from sqlalchemy.dialects.postgresql import JSONB

KEY = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
AWARE_TIME = sa.DateTime(timezone=True)
HOURS = sa.Numeric(7, 2).with_variant(sa.Integer(), "sqlite")
JSON = sa.JSON().with_variant(JSONB(), "postgresql")


def one_of(column: str, *values: str, nullable: bool = False) -> sa.CheckConstraint:
    """The column holds one of these values."""
    listed = ", ".join(f"'{value}'" for value in values)
    condition = f"{column} IN ({listed})"
    if nullable:
        condition = f"{column} IS NULL OR {condition}"
    return sa.CheckConstraint(condition, name=f"{column}_known")


def where(condition: str) -> dict[str, Any]:
    """What makes an index hold only the rows of this condition."""
    return {"sqlite_where": sa.text(condition), "postgresql_where": sa.text(condition)}
