"""The list of agreements, the page of one, the shared calendar, and ending one: as both sides see them."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

import pytest
from sqlalchemy import update

from portal.policy.facts import Aktoer
from portal.store import agreement_writes, agreements
from portal.store.database import Session
from portal.store.tables import Organisation
from portal.store.tables_agreement import AgreementInterval
from portal.store.tables_meeting import Agreement, Slot
from portal.store.tables_times import Absence
from tests.store.town import NOW, TEN, Town, add
from tests.web.caseworker.conftest import Desk
from tests.web.citizen.browser import Page

ALL = "/sagsbehandler/aftaler"
DAY, HOUR = timedelta(days=1), timedelta(hours=1)


@pytest.fixture
def database_kind() -> str:
    return "sqlite"


class Two:
    """The town's agreement with its intervals, and a leader of each side."""

    def __init__(self, town: Town, desk: Desk) -> None:
        self.town, self.desk = town, desk
        self.jobcenter = town.worker_with_role("team_leader", town.jobcenter)
        self.a_kasse = town.worker_with_role("team_leader")

    @property
    def address(self) -> str:
        (found,) = self.town.database.read(lambda s: agreements.all_of(s, self.town.jobcenter))
        return f"/sagsbehandler/aftale/{found.public_id}"

    def page(self, worker: int, below: str = "", language: str = "da") -> Page:
        return self.desk(worker, language=language).open(self.address + below)

    def stands(self, **values: Any) -> None:
        def work(session: Session) -> None:
            row = session.get(Agreement, self.town.agreement)
            for name, value in values.items():
                setattr(row, name, value)

        self.town.database.write(work)

    def step(self, side: Aktoer, act: str, message: str | None = None, **details: Any) -> None:
        organisation = self.town.jobcenter if side is Aktoer.JOBCENTER else self.town.a_kasse
        by = self.jobcenter if side is Aktoer.JOBCENTER else self.a_kasse

        def work(session: Session) -> None:
            (found,) = agreements.all_of(session, organisation)
            agreement_writes.take_step(session, found, side, act, by, NOW, message=message, details=details)

        self.town.database.write(work)

    def interval(self, start: datetime, status: str = "agreed", **more: Any) -> int:
        values = {
            "agreement_id": self.town.agreement,
            "by_side": "jobcenter",
            "status": status,
            "start": start,
            "slut": start + 2 * HOUR,
            "minutes": 60,
            "pause": 0,
            "office_id": self.town.jobcenter_office,
            "a_kasse_form": "video",
            "travel_before": 0,
            "travel_after": 0,
            "fremmoede": True,
            "telefon": True,
            "video": False,
            "caseworker_id": self.town.jobcenter_worker,
            "a_kasse_caseworker_id": self.town.a_kasse_worker if status == "agreed" else None,
            "settled_at": None if status == "open" else NOW,
        } | more
        return self.town.database.write(lambda session: add(session, AgreementInterval(**values)))


@pytest.fixture
def two(town: Town, desk: Desk) -> Two:
    return Two(town, desk)


def test_both_sides_find_the_agreement_by_whose_answer_it_waits_for_and_news_go_once_a_leader_looked(
    two: Two, town: Town, desk: Desk
) -> None:
    two.interval(TEN, "open")
    two.stands(status="proposed")
    two.step(Aktoer.JOBCENTER, "proposed", "Passer det jer?", intervals=1)

    asked = desk(two.a_kasse).open(ALL)
    assert "Jobcenter København" in asked.section("Venter på jer")
    assert "1 nyt" in asked.section("Venter på jer")
    assert "Foreslå tider" not in asked.text
    waits = desk(two.jobcenter).open(ALL)
    assert "Venter på a-kassen" in waits.section("Venter på den anden part")
    assert "Foreslå tider til en a-kasse" in waits.links()
    card = "1 Aftaler om fælles tider, der venter eller har nyt"
    assert card in desk(two.a_kasse).open("/sagsbehandler").text
    assert card not in desk(two.jobcenter).open("/sagsbehandler").text

    # A colleague who may not answer looks, and it stays news.
    colleague = two.page(town.a_kasse_worker)
    assert "En teamleder eller administrator skal svare." in colleague.text
    assert "Svar på forslaget" not in colleague.links()
    opened = desk(two.a_kasse).open(ALL).follow("Jobcenter København")
    assert opened.h1 == "Aftale med Jobcenter København"
    assert "1 tidsrum venter på jeres svar." in opened.text
    assert "Jobcenter København foreslog 1 tidsrum Nyt" in opened.text
    assert "Passer det jer?" in opened.text
    assert "Tirsdag den 10. september 10.00–12.00 2 samtaler à 60 minutter" in opened.text
    assert "Jobcentret: Jens A-kassen: ikke valgt endnu" in opened.text
    assert "Svar på forslaget" in opened.links()
    assert "1 nyt" not in desk(two.a_kasse).open(ALL).text
    assert "Nyt" not in two.page(two.a_kasse).text
    english = two.page(two.jobcenter, language="en")
    assert english.h1 == "Agreement with A-kassen"
    stranger = town.database.write(lambda s: town.organisation(s, "a_kasse", "AK9", "En anden"))
    other = desk(town.worker_with_role("administrator", stranger))
    for below in ("", "/kalender", "/afslut"):
        assert other.client.get(two.address + below).status_code == 404
    assert "Jobcenter København" not in other.open(ALL).text


def test_the_jobcenter_takes_back_what_nobody_answered_unless_somebody_did_meanwhile(two: Two) -> None:
    two.interval(TEN, "open")
    two.stands(status="proposed")
    two.step(Aktoer.JOBCENTER, "proposed", intervals=1)
    page = two.page(two.jobcenter)
    assert "Træk forslaget tilbage" not in two.page(two.a_kasse).text

    long = page.press("Træk forslaget tilbage", besked="x" * 2001)
    assert long.status == 422
    assert long.errors == ["Skriv højst 2000 tegn."]
    two.step(Aktoer.JOBCENTER, "proposed", intervals=1)
    late = page.press("Træk forslaget tilbage", besked="Vi har travlt")
    assert late.status == 409
    assert "Intet er gemt." in late.text
    assert late.value("besked") == "Vi har travlt"
    gone = late.press("Træk forslaget tilbage")
    assert "Forslaget er trukket tilbage." in gone.text
    assert "Jobcenter København trak forslaget tilbage" in gone.text
    assert "Ikke aftalt" in gone.text
    assert "Vi har travlt" in gone.text


def test_both_sides_see_the_same_joint_times_and_each_its_own_and_nobody_by_whom(
    two: Two, town: Town
) -> None:
    interval = two.interval(TEN)
    two.interval(TEN + 4 * HOUR, "open")
    hosts, link = update(Organisation).values(video_hosts=["video.example"]), "https://video.example/x"
    town.database.write(lambda session: session.execute(hosts) and None)
    booked = town.joint_slot(TEN, interval_id=interval, a_kasse_form="video", video=False, a_kasse_link=link)
    town.joint_slot(TEN + HOUR, interval_id=interval, a_kasse_form="video")
    town.book(town.person(), booked)
    town.slot(TEN + DAY)
    town.jobcenter_slot(TEN + DAY)
    away = {"entered_by": town.a_kasse_worker, "entered_at": NOW, "caseworker_id": town.a_kasse_worker}
    absence = Absence(kind="fravaer", start=TEN + HOUR, slut=TEN + 2 * HOUR, **away)
    town.database.write(lambda session: add(session, absence))

    pages = {worker: two.page(worker, "/kalender?uge=2024-W37") for worker in (two.jobcenter, two.a_kasse)}
    for page in pages.values():
        assert page.h1 == "Fælles kalender, uge 37"
        joint = page.section("Fælles tider")
        by_video = "A-kassen er med på video Åbn videomødet 10.00–11.00 Booket"
        assert f"10.00–11.00 Jobcentret: Jens A-kassen: Anna {by_video}" in joint
        assert page.links()["Åbn videomødet 10.00–11.00"] == link
        without = "A-kassen er med på video Intet link Lukket"
        assert f"11.00–12.00 Jobcentret: Jens A-kassen: Anna (væk) {without}" in joint
        assert "14.00–16.00 2 samtaler à 60 minutter" in joint
        assert "Kim Jensen" not in page.text
    assert "Venter på a-kassen" in pages[two.jobcenter].text
    assert "Venter på jer" in pages[two.a_kasse].text
    assert "10.00–11.00 Jens Ledig" in pages[two.jobcenter].text
    assert "10.00–11.00 Anna Ledig" in pages[two.a_kasse].text
    assert "11.00–12.00 Anna Væk" in pages[two.a_kasse].text
    assert "11.00–12.00 Anna Væk" not in pages[two.jobcenter].text
    assert "Ingen fælles tider i denne uge" in pages[two.jobcenter].follow("Ugen før").text
    alone = pages[two.a_kasse].press("Vis", hvem="En team_leader")
    assert "10.00–11.00 Anna Booket" not in alone.text.partition("Onsdag")[2]
    later = Slot.interval_id == interval, Slot.start == TEN + HOUR
    sent = update(Slot).where(*later).values(caseworker_id=two.jobcenter)
    town.database.write(lambda session: session.execute(sent) and None)
    for worker in (two.jobcenter, two.a_kasse):
        comes = "Jobcentret: Jens A-kassen: Anna Kl. 11.00 i stedet: En team_leader"
        assert comes in two.page(worker).text, "who really comes"


def test_an_agreement_ends_with_its_notice_after_a_look_at_what_it_means(two: Two, town: Town) -> None:
    late = TEN + 21 * DAY
    interval = two.interval(late)
    booked = town.joint_slot(late, interval_id=interval, a_kasse_form="video")
    town.joint_slot(late + HOUR, interval_id=interval, a_kasse_form="video")
    town.book(town.person(), booked)

    theirs = two.page(two.a_kasse, "/afslut")
    assert "Kun jobcentret kan aflyse dem." in theirs.text
    form = two.page(two.jobcenter).follow("Afslut aftalen")
    assert form.value("sidste") == "2024-09-29"
    empty = form.press("Se, hvad det betyder", sidste="", besked="x" * 2001)
    assert empty.status == 422
    assert empty.errors == ["Skriv aftalens sidste dag.", "Skriv højst 2000 tegn."]
    early = form.press("Se, hvad det betyder", sidste="2024-09-28")
    assert early.status == 422
    assert len(early.errors) == 1
    check = early.press("Se, hvad det betyder", sidste="2024-09-30", besked="Tak for nu")
    assert "1 ledig tid efter den dag bliver trukket tilbage." in check.text
    assert "1 booket samtale efter den dag bliver stående." in check.text
    back = check.press("Ret")
    assert back.value("besked") == "Tak for nu"
    called = back.press("Se, hvad det betyder", samtaler="De bliver aflyst")
    assert "1 booket samtale efter den dag bliver aflyst." in called.text
    again = called.press("Ret").press("Se, hvad det betyder", samtaler="De bliver stående")
    done = again.press("Afslut aftalen")
    assert "Aftalen er afsluttet, og den anden part har fået besked." in done.text
    assert "Slutter 30. sep. 2024" in done.text
    assert "Jobcenter København afsluttede aftalen. Sidste dag er 30. september 2024" in done.text
    # Sent once more, as a browser does when one goes back.
    assert "Aftalen er afsluttet, og den anden part" in again.press("Afslut aftalen").text
    for stopped in (two.page(two.jobcenter, "/afslut"), form.press("Se, hvad det betyder", sidste="")):
        assert "Aftalen kan ikke afsluttes" in stopped.text
        assert stopped.errors == []


def test_meetings_that_are_called_off_with_the_agreement_are_told_by_name(two: Two, town: Town) -> None:
    late = TEN + 21 * DAY
    slot = town.joint_slot(late, interval_id=two.interval(late), a_kasse_form="video")
    town.book(town.person(), slot)

    form = two.page(two.jobcenter, "/afslut")
    check = form.press("Se, hvad det betyder", samtaler="De bliver aflyst")
    done = check.press("Afslut aftalen")

    assert done.h1 == "Aftalen er afsluttet"
    assert "Kim Jensen" in done.section("Aflyste samtaler")
    changed = two.page(two.a_kasse, "/afslut")
    assert changed.status == 200
