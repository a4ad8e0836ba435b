"""The page on which a person chooses mail, calendar mail and reminders."""

from __future__ import annotations

from dataclasses import replace

import pytest
from sqlalchemy import select

from portal.settings import PostSettings, Settings, SmtpSettings
from portal.store import notices
from portal.store.notices import NoticeView
from portal.store.tables_case import Audit
from tests.actions.courses import in_the_a_kasse
from tests.conftest import settings_for
from tests.store.town import NOW, Town
from tests.web.citizen.conftest import Visit

SMTP = SmtpSettings("mail.example", 587, "starttls", "post@selvbooking.example")
POST = PostSettings("sf1601", "https://post.example")
ADDRESS = "kim@borger.example"


@pytest.fixture
def database_kind() -> str:
    return "sqlite"


@pytest.fixture
def settings(migrated_url: str) -> Settings:
    return settings_for(migrated_url, smtp=SMTP, post=POST)


def kept(town: Town, person: int) -> NoticeView:
    return town.database.read(lambda session: notices.of(session, person))


def test_an_address_is_given_shown_to_be_ones_own_and_taken_away_again(visit: Visit, town: Town) -> None:
    browser = visit(in_the_a_kasse(), email="kim@known.example")
    page = browser.open("/min-plan").follow("Få besked på mail og sms")
    assert page.value("email") == "kim@known.example"  # a suggestion, until it is confirmed

    for wrong in ("kim", "kim@borger", "kim@åse.dk", "k im@borger.example", "kim..k@borger.example", "@a.dk"):
        said = page.press("Gem mailadressen", email=wrong)
        assert (said.status, said.value("email")) == (422, wrong)
        assert said.errors == ["Skriv en mailadresse som navn@eksempel.dk, uden æ, ø og å."]
    assert kept(town, browser.person) == NoticeView()

    waits = page.press("Gem mailadressen", email=f" {ADDRESS} ")
    assert "Vi sender en kode på 6 cifre til kim@borger.example" in waits.text
    right = kept(town, browser.person).code
    assert right is not None
    no_code = waits.press("Bekræft mailadressen", code="12 34")
    assert (no_code.status, no_code.value("code")) == (422, "12 34")
    assert no_code.errors == ["Skriv koden på 6 cifre, som står i mailen."]
    wrong = waits.press("Bekræft mailadressen", code=f"{(int(right) + 1) % 1_000_000:06}")
    assert wrong.errors == ["Koden passer ikke. Brug koden i den nyeste mail fra Selvbooking."]
    done = waits.press("Bekræft mailadressen", code=f"{right[:3]} {right[3:]}")
    assert "Vi sender mails til kim@borger.example." in done.text
    assert kept(town, browser.person).email == ADDRESS

    for code in (right, "12"):
        late = browser.send("post", "/beskeder/mail/kode", [*token_of(done), ("code", code)])
        assert (late.status, late.errors) == (409, [])
        assert "Der er ikke gemt noget Ingen mailadresse venter på en kode." in late.text

    for _ in range(9):
        again = done.press("Gem mailadressen", email="kim@other.example")
        assert again.status == 200
    too_often = done.press("Gem mailadressen", email="kim@other.example")
    assert too_often.errors == ["Vi har sendt dig mange koder i dag. Prøv igen i morgen."]
    done.press("Gem mailadressen", email="")
    assert kept(town, browser.person) == NoticeView()

    log = town.database.read(lambda session: session.scalars(select(Audit)).all())
    told = [entry for entry in log if entry.action in ("set_mail_address", "confirm_mail_address")]
    assert len(told) == 1 + 2 + 9 + 1 + 1
    assert not any("@" in str(entry.details) for entry in told)


def token_of(page: object) -> list[tuple[str, str]]:
    value = page.value("csrf_token")  # type: ignore[attr-defined]
    return [("csrf_token", value)]


def test_what_one_wants_is_kept_and_nothing_by_mail_without_an_address(visit: Visit, town: Town) -> None:
    browser = visit(in_the_a_kasse())
    page = browser.open("/beskeder")
    refused = page.press("Gem mit valg", mail_news="ja", remind_hours="ja")
    assert refused.errors == ["Skriv først din mailadresse, og gem den."]
    assert (refused.value("mail_news"), refused.value("remind_hours")) == ("ja", "ja")
    assert kept(town, browser.person) == NoticeView()

    saved = page.press("Gem mit valg", remind_days="ja", remind_by="Som NemSMS")
    assert "Dit valg er gemt." in saved.text
    chosen = NoticeView(remind_days=True, remind_from=NOW)
    assert kept(town, browser.person) == chosen

    town.database.write(lambda session: notices.save(session, browser.person, email=ADDRESS))
    more = {"mail_news": "ja", "mail_calendar": "ja", "remind_days": "ja", "remind_by": "På mail"}
    page.press("Gem mit valg", **more)
    everything = replace(chosen, email=ADDRESS, mail_news=True, mail_calendar=True, remind_by="mail")
    assert kept(town, browser.person) == everything

    town.database.write(lambda session: notices.save(session, browser.person, sms_refused_at=NOW))
    assert "Vi prøvede mandag den 2. september 2024 kl. 10.00." in browser.open("/beskeder").text


def test_a_portal_that_sends_only_one_of_them_offers_that_one_and_keeps_nothing_of_the_other(
    visit: Visit, town: Town, settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    browser = visit(in_the_a_kasse(), language="en")
    shown = browser.open("/beskeder")
    assert shown.options("remind_by") == ["As a NemSMS", "By email"]

    monkeypatch.setattr("portal.web.citizen.notices.settings", lambda: replace(settings, smtp=None))
    texts = browser.open("/beskeder")
    assert texts.value("remind_by") == "sms"
    assert "Email address" not in texts.text
    sent = (
        ("mail", "email", ADDRESS),
        ("mail", "email", "kim"),
        ("mail/kode", "code", "12"),
        ("valg", "mail_news", "ja"),
    )
    for form, name, value in sent:
        refused = browser.send("post", f"/beskeder/{form}", [*token_of(texts), (name, value)])
        assert (refused.status, refused.errors) == (409, [])
        assert "Nothing was saved Selvbooking does not send emails just now." in refused.text
    assert kept(town, browser.person) == NoticeView()

    by_mail = {"email": ADDRESS, "mail_news": True, "mail_calendar": True}
    town.database.write(lambda session: notices.save(session, browser.person, **by_mail))
    texts.press("Save my choice", remind_hours="ja")
    chosen = NoticeView(**by_mail, remind_hours=True, remind_from=NOW)  # what the page does not show, stays
    assert kept(town, browser.person) == chosen

    town.database.write(lambda session: notices.save(session, browser.person, remind_by="mail"))
    page = browser.open("/beskeder")
    assert "You have chosen a reminder by email, and Selvbooking does not send emails just now." in page.text
    page.press("Save my choice")
    assert kept(town, browser.person) == chosen

    monkeypatch.setattr("portal.web.citizen.notices.settings", lambda: replace(settings, post=None))
    page = browser.open("/beskeder")
    assert "You have chosen a reminder as a NemSMS" in page.text
    assert "by email" in page.press("Save my choice", remind_hours="ja").text
    assert kept(town, browser.person).remind_by == "mail"
    town.database.write(lambda session: notices.save(session, browser.person, remind_by="sms"))

    monkeypatch.setattr(
        "portal.web.citizen.notices.settings", lambda: replace(settings, smtp=None, post=None)
    )
    assert "Selvbooking does not send emails or text messages just now." in browser.open("/beskeder").text
    assert texts.press("Save my choice").status == 409  # from a page that was open before
    assert kept(town, browser.person) == chosen
