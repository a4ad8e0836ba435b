"""No CPR number reaches a log, whichever way it takes."""

import json
import logging
from collections.abc import Iterator
from typing import Any

import pytest
import structlog

from portal import logs

CPR = "010290-1234"


@pytest.fixture(autouse=True)
def logging_as_it_was() -> Iterator[None]:
    root = logging.getLogger()
    handlers, level = root.handlers, root.level
    yield
    structlog.reset_defaults()
    root.handlers, root.level = handlers, level


def _last_line(capsys: pytest.CaptureFixture[str]) -> dict[str, Any]:
    line: dict[str, Any] = json.loads(capsys.readouterr().err.splitlines()[-1])
    return line


def test_a_line_is_json_with_its_time_in_utc(capsys: pytest.CaptureFixture[str]) -> None:
    logs.configure()
    structlog.get_logger("portal.test").info("booked", office="Aalborg Øst")

    line = _last_line(capsys)
    assert (line["event"], line["office"], line["level"]) == ("booked", "Aalborg Øst", "info")
    assert line["time"].endswith("+00:00")


def test_libraries_log_in_the_same_form(capsys: pytest.CaptureFixture[str]) -> None:
    logs.configure()
    logging.getLogger("some.library").warning("person %s not found", CPR)

    line = _last_line(capsys)
    assert (line["event"], line["logger"]) == ("person [cpr] not found", "some.library")


def test_cpr_numbers_are_masked_in_every_depth(capsys: pytest.CaptureFixture[str]) -> None:
    logs.configure()
    structlog.get_logger("portal.test").info(
        f"about {CPR}", claims={"dk.cpr": "0102901234", "list": [CPR]}, **{CPR: 1}, number=1002901234
    )

    text = capsys.readouterr().err
    assert text.count("[cpr]") == 5
    assert "1234" not in text


def test_cpr_numbers_are_masked_in_traces(capsys: pytest.CaptureFixture[str]) -> None:
    logs.configure()
    try:
        raise ValueError(f"cannot read {CPR}")
    except ValueError:
        structlog.get_logger("portal.test").exception("failed")

    assert "cannot read [cpr]" in _last_line(capsys)["exception"]


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("0102901234", "[cpr]"),
        ("010290 1234", "[cpr]"),
        ("6102901234", "[cpr]"),
        ("+4512345678", "+4512345678"),
        ("2027-01-14T09:00:00", "2027-01-14T09:00:00"),
        ("3202901234", "3202901234"),
        ("0113901234", "0113901234"),
        ("00102901234", "00102901234"),
    ],
)
def test_the_mask_takes_cpr_numbers_and_leaves_other_numbers(text: str, shown: str) -> None:
    assert logs.mask_cpr(text) == shown
