"""A time that somebody was called to is withdrawn, on the pages: the alarm, the time that is held, the new
summons; and what is said of times on video without a link.
"""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from portal.policy.facts import SamtaleArt, Samtaleform
from tests.actions.calling import NEED, call, called
from tests.actions.courses import in_the_a_kasse, new_in_the_a_kasse
from tests.conftest import SignIn
from tests.store.town import TEN, Town
from tests.web.caseworker.conftest import Desk, page_of
from tests.web.caseworker.test_times import WEEK_37, Sender, hidden, text
from tests.web.citizen.browser import Browser

DAY, HOME = timedelta(days=1), "/sagsbehandler"


@pytest.fixture
def database_kind() -> str:
    """The store's own tests run on both databases; here it is about the pages."""
    return "sqlite"


def test_the_alarm_names_the_time_that_is_held_and_leads_to_the_summons_with_it_chosen(
    town: Town, desk: Desk, signed_in_client: SignIn
) -> None:
    person = town.person(new_in_the_a_kasse(date(2024, 8, 30)))
    taken, _another, _nearest = town.slot(), town.slot(TEN - DAY), town.slot(TEN + DAY)
    called(town, person, taken)
    anna = Sender(desk().client)
    chosen = anna.post("/sagsbehandler/tider/valgte", ("handling", "traek"), ("tid", str(taken)))
    assert "Dem, I har indkaldt, skal I indkalde igen, og portalen holder en anden tid imens." in text(chosen)

    done = anna.post("/sagsbehandler/tider/traek", *hidden(chosen, "tid", "samtale"), ("forstaaet", "ja"))

    assert "Personen skal indkaldes igen. En anden tid holdes imens, og der er slået alarm." in text(done)
    plan = Browser(signed_in_client(person), person).open("/min-plan")
    assert "Du skal ikke komme, og det tæller ikke imod dig. Du får en ny indkaldelse" in plan.text
    assert "Vi holder en anden tid til dig" not in plan.text
    leader = desk(town.worker_with_role("team_leader"))
    home = leader.open(HOME)
    assert "Tiden ons. 11. sep. 2024 kl. 10.00 holdes til personen indtil tirs. 10. sep. 2024" in home.text
    page = home.follow("Indkald Kim Jensen")
    assert page.options("tid")[0] == "Ons. 11. sep. 2024 kl. 10.00–11.00, Anna"
    assert len(page.options("tid")) == 3  # the other time of Anna's, and a moment of the leader's own
    assert "Holdes til personen indtil tirs. 10. sep. 2024 kl. 10.00." in page.text
    assert "Holdes til personen" not in page.press("Vis tider", form="Telefon").text

    sent = page.press("Se brevet og tjek").press("Send indkaldelsen")

    assert "Ons. 11. sep. 2024 kl. 10.00 Første jobsamtale" in sent.text
    assert "Kim Jensen" not in leader.open(HOME).section("Det skal gøres")
    assert "skal indkaldes igen" not in leader.open(HOME).text.lower()
    assert "Du får en ny indkaldelse" not in Browser(signed_in_client(person), person).open("/min-plan").text


def test_short_notice_is_short_notice_again_and_with_no_time_the_alarm_says_so(
    town: Town, desk: Desk
) -> None:
    person = town.person(in_the_a_kasse())
    taken, other = town.slot(), town.slot(TEN + DAY)
    short = {"form": Samtaleform.TELEFON, "kort_varsel": NEED}
    call(town, person, taken, **short)
    anna = Sender(desk().client)
    for slot in (taken, other):
        chosen = anna.post("/sagsbehandler/tider/valgte", ("handling", "traek"), ("tid", str(slot)))
        kept = hidden(chosen, "tid", "samtale")
        if slot == other:
            page = desk().open(page_of(town, person, "/indkald"))
            assert (page.value("kort_varsel"), page.value("tid")) == (NEED, str(other))
            assert page.value("art") == SamtaleArt.JOBSAMTALE.value
        anna.post("/sagsbehandler/tider/traek", *kept, ("forstaaet", "ja"))

    home = desk(town.worker_with_role("administrator")).open(HOME)

    assert "Skal indkaldes igen, siden man. 2. sep. 2024 kl. 10.00. Der holdes ingen tid." in home.text


def test_times_on_video_without_a_link_are_told_of_in_the_week_and_before_a_change(
    town: Town, desk: Desk
) -> None:
    only = town.slot(TEN, fremmoede=False, telefon=False, video_link=None)
    mixed = town.slot(TEN + DAY, video_link=None)
    town.slot(TEN + 2 * DAY)
    town.slot(TEN + 3 * DAY, video=False)

    week = desk().open(WEEK_37)

    told = "2 ledige tider tilbyder video, men har intet link. Borgere kan ikke vælge video i dem. "
    assert told + "1 tid er kun på video og bliver slet ikke vist. Vælg tiderne, og ret dem." in week.text
    assert week.text.count("(video uden link)") == 2
    sender = Sender(desk().client)
    room = [("ret_lokale", "ja"), ("lokale", "B 2")]
    check = text(sender.post("/sagsbehandler/tider/ret", ("tid", str(mixed)), *room))
    assert "1 ledig tid tilbyder video, men har intet link." in check
    assert "slet ikke vist" not in check
    by_phone = [("ret_former", "ja"), ("former", "telefon")]
    assert "intet link" not in text(sender.post("/sagsbehandler/tider/ret", ("tid", str(only)), *by_phone))
