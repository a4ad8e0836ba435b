"""How the portal logs: one JSON object a line on standard error, times in UTC, CPR numbers masked, and with
them the addresses that open somebody's calendar.

A CPR number has a type that hides itself; the mask here is the second lock, for numbers that come in as plain
text (a library's message, a trace, something a person typed into the wrong field).
"""

import json
import logging
import re
import sys
from collections.abc import Mapping, Sequence
from typing import Any

import structlog
from structlog.typing import EventDict, Processor, WrappedLogger

from portal import clock

# A day (also moved by 60, as in a substitute number), a month and a year, then four digits. Anything narrower
# would miss numbers; anything wider would mask telephone numbers and ids as well.
_CPR = re.compile(r"(?<!\d)(?:[06][1-9]|[1278]\d|[39][01])(?:0[1-9]|1[0-2])\d{2}[- ]?\d{4}(?!\d)")
_MASK = "[cpr]"

# What comes before it is kept: it says that a calendar was fetched, and not whose.
_CALENDAR_ADDRESS = re.compile(r"(/kalender/)[\w-]{20,}(?=\.ics)")


def mask_cpr(text: str) -> str:
    """The text with everything that looks like a CPR number replaced by `[cpr]`."""
    return _CPR.sub(_MASK, text)


def configure(level: int = logging.INFO) -> None:
    """Send structlog's and the standard library's log lines to standard error in one form.

    Call it once in each process, before anything logs. Calling it again replaces what was set up before.
    """
    shared: list[Processor] = [
        structlog.contextvars.merge_contextvars,
        structlog.stdlib.add_log_level,
        structlog.stdlib.add_logger_name,
        structlog.stdlib.PositionalArgumentsFormatter(),
        _add_time,
        structlog.processors.format_exc_info,
    ]
    structlog.configure(
        processors=[
            structlog.stdlib.filter_by_level,
            *shared,
            structlog.stdlib.ProcessorFormatter.wrap_for_formatter,
        ],
        logger_factory=structlog.stdlib.LoggerFactory(),
        wrapper_class=structlog.stdlib.BoundLogger,
        cache_logger_on_first_use=False,
    )
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(
        structlog.stdlib.ProcessorFormatter(
            foreign_pre_chain=shared,
            processors=[
                structlog.stdlib.ProcessorFormatter.remove_processors_meta,
                _mask_all,
                structlog.processors.JSONRenderer(serializer=_to_json),
            ],
        )
    )
    root = logging.getLogger()
    root.handlers = [handler]
    root.setLevel(level)


def _add_time(_logger: WrappedLogger, _method: str, event: EventDict) -> EventDict:
    event["time"] = clock.now().isoformat(timespec="milliseconds")
    return event


def _mask_all(_logger: WrappedLogger, _method: str, event: EventDict) -> EventDict:
    return {_masked_text(key): _masked(value) for key, value in event.items()}


def _masked(value: Any) -> Any:
    if isinstance(value, str):
        return _masked_text(value)
    if isinstance(value, bool | float) or value is None:
        return value
    if isinstance(value, int):
        return value if mask_cpr(str(value)) == str(value) else _MASK
    if isinstance(value, Mapping):
        return {_masked_text(str(key)): _masked(item) for key, item in value.items()}
    if isinstance(value, Sequence) and not isinstance(value, bytes | bytearray):
        return [_masked(item) for item in value]
    return _masked_text(str(value))


def _masked_text(text: str) -> str:
    return mask_cpr(_CALENDAR_ADDRESS.sub(r"\1[…]", text))


def _to_json(event: EventDict, **_options: Any) -> str:
    return json.dumps(event, ensure_ascii=False)
