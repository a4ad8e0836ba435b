"""What the person is told by mail and by text message: the address, shown to be theirs, and the choices."""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from email.errors import HeaderParseError
from email.headerregistry import Address
from typing import Final

from flask import redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from portal import clock
from portal.actions.choose_notices import ChooseNotices, choose_notices
from portal.actions.confirm_mail_address import Confirmed, ConfirmMailAddress, confirm_mail_address
from portal.actions.set_mail_address import CODE_HOLDS, Given, SetMailAddress, set_mail_address
from portal.store import notices
from portal.store.database import Session
from portal.store.notices import NoticeView
from portal.web.citizen.answers import Pairs
from portal.web.citizen.asking import asking
from portal.web.context import database, settings
from portal.web.locale import _
from portal.web.signed_in import citizen
from portal.wording.reader import N_

LONGEST: Final = 254
"""Characters of a mail address (RFC 5321, 4.5.3.1)."""

DONE: Final = {
    "kode": N_("Vi sender en kode til din mailadresse. Det kan tage et par minutter."),
    "bekraeftet": N_("Mailadressen er bekræftet."),
    "kendt": N_("Mailadressen er bekræftet."),
    "fjernet": N_("Mailadressen er fjernet. Du får ingen mails."),
    "valg": N_("Dit valg er gemt."),
}
"""What was done a moment ago, by what stands in the address."""

_MAIL: Final = re.compile(r"[\x21-\x7e]+@(?:[A-Za-z0-9-]+\.)+[A-Za-z0-9-]{2,}")
_CODE: Final = re.compile(r"\d{6}")
_CHOICES: Final = ("mail_news", "mail_calendar", "remind_days", "remind_hours")


@dataclass(frozen=True, slots=True)
class Page:
    """What `notices.html` shows. `mails`, `texts`: whether the portal sends them at all. `email`: what stands
    in the field. `chosen`: the boxes that are ticked. `unreminded`: why no reminder comes
    as it was chosen; "": it does. `errors`: by field. `refused`: why what was sent is not kept, where it has
    no field on the page.
    """

    notice: NoticeView
    mails: bool
    texts: bool
    email: str
    chosen: frozenset[str]
    remind_by: str
    unreminded: str
    hours: int
    done: str | None
    code: str = ""
    errors: dict[str, str] = field(default_factory=dict)
    refused: str | None = None

    @property
    def summary(self) -> Pairs:
        return list(self.errors.items())


def show() -> str:
    return _rendered(_page())


def set_address() -> Response | tuple[str, int]:
    typed = request.form.get("email", "").strip()
    page = _page()
    if not page.mails:
        return _no_mails(page)
    if typed and not _is_mail(typed):
        wrong = _("Skriv en mailadresse som navn@eksempel.dk, uden æ, ø og å.")
        return _again(replace(page, email=typed, errors={"email": wrong}))
    given = set_mail_address(SetMailAddress(citizen().id, typed or None), database(), clock.now())
    if given is Given.TOO_OFTEN:
        wrong = _("Vi har sendt dig mange koder i dag. Prøv igen i morgen.")
        return _again(replace(_page(), email=typed, errors={"email": wrong}))
    became = {Given.CODE_SENT: "kode", Given.KNOWN: "kendt", Given.REMOVED: "fjernet"}
    return _done(became[given])


def confirm() -> Response | tuple[str, int]:
    typed = request.form.get("code", "").strip()
    code = re.sub(r"[\s-]", "", typed)
    page = _page()
    if not page.mails:
        return _no_mails(page)
    if not page.notice.pending:
        return _refused(
            page,
            _("Ingen mailadresse venter på en kode. Gem din mailadresse igen, hvis den ikke er bekræftet."),
        )
    if not _CODE.fullmatch(code):
        wrong = _("Skriv koden på 6 cifre, som står i mailen.")
        return _again(replace(page, code=typed, errors={"code": wrong}))
    confirmed = confirm_mail_address(ConfirmMailAddress(citizen().id, code), database(), clock.now())
    if confirmed is Confirmed.YES:
        return _done("bekraeftet")
    said = {
        Confirmed.WRONG: _("Koden passer ikke. Brug koden i den nyeste mail fra Selvbooking."),
        Confirmed.OVER: _("Koden gælder ikke længere. Få en ny kode."),
    }
    return _again(replace(page, code=typed, errors={"code": said[confirmed]}))


def choose() -> Response | tuple[str, int]:
    ticked = frozenset(name for name in _CHOICES if request.form.get(name) == "ja")
    remind_by = "mail" if request.form.get("remind_by") == "mail" else "sms"
    page = _page()
    command = ChooseNotices(
        citizen().id,
        mail_news="mail_news" in ticked,
        mail_calendar="mail_calendar" in ticked,
        remind_days="remind_days" in ticked,
        remind_hours="remind_hours" in ticked,
        remind_by=remind_by,
    )
    if not page.mails:
        if command.by_mail or not page.texts:
            return _no_mails(page)
        # The page does not show them, so that not to tick them says nothing.
        command = replace(command, mail_news=None, mail_calendar=None)
    if choose_notices(command, database(), clock.now()):
        return _done("valg")
    wrong = _("Skriv først din mailadresse, og gem den.")
    return _again(replace(page, chosen=ticked, remind_by=remind_by, errors={"email": wrong}))


def _page() -> Page:
    return database().read(_of_citizen)


def _of_citizen(session: Session) -> Page:
    who = asking(session)  # names who is responsible in the page's frame
    chosen = notices.of(session, citizen().id)
    mails, texts = settings().smtp is not None, settings().post is not None
    done = DONE.get(request.args.get("gemt", ""))
    return Page(
        notice=chosen,
        mails=mails,
        texts=texts,
        # What an organisation was told is a suggestion: it counts once it is confirmed here.
        email=chosen.pending or chosen.email or who.person.person.email or "",
        chosen=frozenset(name for name in _CHOICES if getattr(chosen, name)),
        remind_by=chosen.remind_by if mails and texts else "mail" if mails else "sms",
        unreminded=_unreminded(chosen, mails=mails, texts=texts),
        hours=int(CODE_HOLDS.total_seconds() // 3600),
        done=_(done) if done else None,
    )


def _unreminded(chosen: NoticeView, *, mails: bool, texts: bool) -> str:
    if mails == texts or not (chosen.remind_days or chosen.remind_hours):
        return ""
    if chosen.remind_by == "mail" and texts:
        return _(
            "Du har valgt en påmindelse på mail, og Selvbooking sender ikke mails lige nu. "
            "Gem dit valg, så kommer den som NemSMS."
        )
    if chosen.remind_by == "sms" and mails:
        return _(
            "Du har valgt en påmindelse som NemSMS, og Selvbooking sender ikke sms lige nu. "
            "Gem dit valg, så kommer den på mail."
        )
    return ""


def _is_mail(text: str) -> bool:
    if len(text) > LONGEST or not _MAIL.fullmatch(text):
        return False
    try:
        return Address(addr_spec=text).addr_spec == text
    except (HeaderParseError, ValueError, IndexError):
        return False


def _done(what: str) -> Response:
    return redirect(url_for("citizen.notices.show", gemt=what), 303)


def _no_mails(page: Page) -> tuple[str, int]:
    return _refused(page, _("Selvbooking sender ikke mails lige nu."))


def _refused(page: Page, why: str) -> tuple[str, int]:
    return _rendered(replace(page, refused=why)), 409


def _again(page: Page) -> tuple[str, int]:
    return _rendered(page), 422


def _rendered(page: Page) -> str:
    return render_template("citizen/notices.html", page=page)
