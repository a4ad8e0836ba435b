"""The a-kasse at a meeting with the jobcenter: asked for, declined, in person, and only in agreed times."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal

from flask.testing import FlaskClient

from portal.policy.facts import Facts, Timer
from portal.store import bookings
from portal.store.tables import Valg
from tests.actions.courses import in_the_a_kasse, with_the_jobcenter
from tests.store.town import TEN, Town
from tests.web.citizen.conftest import Visit, limit

DAY = timedelta(days=1)


def past_six_months() -> Facts:
    months = [
        date(2023, 9, 1),
        date(2023, 10, 1),
        date(2023, 11, 1),
        *(date(2024, m, 1) for m in range(1, 8)),
    ]
    hours = tuple(Timer(month, Decimal(150), month.replace(day=28)) for month in months)
    return replace(in_the_a_kasse(date(2023, 9, 4)), forbrug=hours)


def test_before_the_first_meeting_with_the_jobcenter_the_person_is_asked_and_yes_shows_agreed_times_alone(
    visit: Visit, town: Town
) -> None:
    browser = visit(with_the_jobcenter())
    town.jobcenter_slot(TEN)
    town.joint_slot(TEN + DAY, a_kasse_form="video")

    asked = browser.open("/find-tid")
    assert asked.h1 == "Skal din a-kasse være med?"
    assert asked.value("a_kasse_med") is None
    found = asked.press("Næste", a_kasse_med="Ja")

    assert [option[:24] for option in found.options("tid")] == ["Onsdag den 11. september"]
    assert "Din a-kasse er med på video." in found.text
    receipt = found.follow("Vælg den tid").press("Næste", form="Personligt møde").press("Book samtalen")
    assert "Din a-kasse er med Anna A-kassen Er med på video" in receipt.text
    booked = town.database.read(lambda session: bookings.list_own(session, browser.person))[-1]
    assert booked.joint


def test_whoever_has_the_a_kasse_along_already_sees_later_ordinary_times_and_moves_it_to_have_it_earlier(
    visit: Visit, town: Town
) -> None:
    browser = visit(with_the_jobcenter())
    town.joint_slot(TEN + 3 * DAY)
    found = browser.open("/find-tid").press("Næste", a_kasse_med="Ja")
    earlier = town.joint_slot(TEN)
    town.jobcenter_slot(TEN + 10 * DAY)
    found.follow("Vælg den tid").press("Næste", form="Personligt møde").press("Book samtalen")

    again = browser.open("/find-tid")

    assert [option[:25] for option in again.options("tid")] == ["Fredag den 20. september "]
    assert "hvor din a-kasse er med. Flyt den samtale, hvis en anden tid passer bedre." in again.text
    wish = browser.open("/find-tid/besked")
    assert "Vil du have en tidligere tid, hvor din a-kasse er med" in wish.text
    mine = wish.follow("Få besked om en tidligere tid")
    assert "Din samtale er nu fredag den 13. september" in mine.text
    refused = browser.open(f"/tjek-svar?tid={earlier}&form=fremmoede")
    assert "Du har allerede en samtale fredag den 13. september" in refused.text


def test_no_shows_ordinary_times_and_can_be_changed(visit: Visit, town: Town) -> None:
    browser = visit(with_the_jobcenter())
    town.jobcenter_slot(TEN)
    town.joint_slot(TEN + DAY)

    found = browser.open("/find-tid").press("Næste", a_kasse_med="Nej")

    assert [option[:25] for option in found.options("tid")] == ["Tirsdag den 10. september"]
    assert "Du har valgt, at din a-kasse ikke er med." in found.text
    changed = found.follow("Vælg om").press("Næste", a_kasse_med="Ja")
    assert [option[:24] for option in changed.options("tid")] == ["Onsdag den 11. september"]


def test_who_wants_the_a_kasse_in_person_sees_only_times_to_which_it_comes(visit: Visit, town: Town) -> None:
    browser = visit(with_the_jobcenter())
    town.joint_slot(TEN, a_kasse_form="video")
    town.joint_slot(TEN + DAY, a_kasse_form="fremmoede")

    found = browser.open("/find-tid").press("Næste", a_kasse_med="Ja", a_kasse_fysisk="ja")

    assert [option[:24] for option in found.options("tid")] == ["Onsdag den 11. september"]
    assert "Din a-kasse møder op." in found.text


def test_the_question_is_put_again_where_it_was_not_answered(visit: Visit, town: Town) -> None:
    again = visit(with_the_jobcenter()).open("/find-tid").press("Næste")

    assert (again.status, again.errors) == (422, ["Vælg ja eller nej."])


def test_the_joint_meeting_without_an_answer_is_with_the_a_kasse(visit: Visit, town: Town) -> None:
    browser = visit(past_six_months())
    town.jobcenter_slot(TEN)
    town.joint_slot(TEN + DAY, a_kasse_form="video")

    joint = browser.open("/min-plan").follow("Find en tid")
    assert "Almindelig jobsamtale" in joint.links()
    asked = joint.follow("Vælg om")
    declined = asked.press("Næste", a_kasse_med="Nej")

    assert [option[:24] for option in joint.options("tid")] == ["Onsdag den 11. september"]
    assert asked.value("a_kasse_med") == "ja"
    assert [option[:25] for option in declined.options("tid")] == ["Tirsdag den 10. september"]


def test_the_a_kasse_can_be_declined_from_min_plan_once_the_joint_meeting_is_booked(
    visit: Visit, town: Town
) -> None:
    browser = visit(past_six_months())
    town.joint_slot(TEN + DAY)
    found = browser.open("/min-plan").follow("Find en tid")
    found.follow("Vælg den tid").press("Næste", form="Personligt møde").press("Book samtalen")

    plan = browser.open("/min-plan")
    assert "Din a-kasse er med til fællessamtalen, medmindre du siger nej." in plan.text
    told = plan.follow("Vælg, om din a-kasse er med").press("Næste", a_kasse_med="Nej")
    assert told.h1 == "Din a-kasse er stadig med til din samtale"


def test_where_the_jobcenter_calls_to_joint_meetings_itself_it_says_so_and_how_to_book_instead(
    visit: Visit, town: Town
) -> None:
    limit(town, "jobcenter", faelles="indkaldelse")
    browser = visit(with_the_jobcenter())
    town.jobcenter_slot(TEN)

    told = browser.open("/find-tid").press("Næste", a_kasse_med="Ja")

    assert "Når din a-kasse er med, booker du ikke selv. Jobcentret indkalder dig til samtalen." in told.text
    instead = told.follow("Vælg, om din a-kasse er med").press("Næste", a_kasse_med="Nej")
    assert len(instead.options("tid")) == 1


def test_who_has_nothing_to_choose_is_told_when_there_will_be_and_can_send_nothing(
    visit: Visit, town: Town, token: Callable[[FlaskClient], str]
) -> None:
    browser = visit(in_the_a_kasse())
    page = browser.open("/a-kassen-med")

    assert "Her er der ikke noget at vælge lige nu" in page.text
    assert page.options("a_kasse_med") == []
    for answer in ("ja", "x"):
        sent = {"csrf_token": token(browser.client), "a_kasse_med": answer}
        refused = browser.client.post("/a-kassen-med", data=sent)
        assert refused.status_code == 409
        assert "Her er der ikke noget at vælge lige nu" in refused.text
    assert town.count(Valg) == 0
