"""What is said by mail and by text message: that there is news, or when, and never what about or from whom.

Anybody may stand beside whoever reads it. No link but the portal's own address, and none at all in a text
message, where links are what swindlers send.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Final

from portal.wording import reader as spoken
from portal.wording.reader import Reader

NAME: Final = "Selvbooking"
"""Who a mail is from, and who is named in a text message."""

LONGEST_SMS: Final = 150
"""Signs (MeMo 1.2, `notification`)."""


@dataclass(frozen=True, slots=True)
class Words:
    """A mail. `subject`: one line; `body`: plain text, its paragraphs parted by an empty line."""

    subject: str
    body: str


def code(reader: Reader, number: str, hours: int) -> Words:
    """To an address that somebody says is theirs. `hours`: how long the number holds."""
    _ = reader.gettext
    return _words(
        reader,
        _("Din kode til Selvbooking"),
        _("Din kode er {kode}. Skriv den i Selvbooking for at vise, at mailadressen er din.").format(
            kode=number
        ),
        _("Koden gælder i {timer} timer. Har du ikke selv bedt om den, skal du ikke gøre noget.").format(
            timer=hours
        ),
    )


def news(reader: Reader, address: str) -> Words:
    """`address`: the portal's own."""
    return _words(reader, news_label(reader), sms_news(reader), address)


def news_label(reader: Reader) -> str:
    """What news are headed by."""
    return reader.gettext("Der er nyt i Selvbooking")


def sms_news(reader: Reader) -> str:
    """That there is news. At most `LONGEST_SMS` signs."""
    return reader.gettext("Der er nyt til dig i Selvbooking. Log på for at læse det.")


def reminder(reader: Reader, start: datetime, address: str) -> Words:
    """`start` aware; `address`: the portal's own."""
    _ = reader.gettext
    return _words(
        reader,
        reminder_label(reader),
        _("Du har en aftale {tid}.").format(tid=spoken.moment(reader, start)),
        _("Log på Selvbooking for at se mere."),
        address,
    )


def reminder_label(reader: Reader) -> str:
    """What a reminder is headed by."""
    return reader.gettext("Husk din aftale")


def sms_reminder(reader: Reader, start: datetime) -> str:
    """`start` aware. At most `LONGEST_SMS` signs."""
    return reader.gettext(
        "Husk: Du har en aftale {dag} kl. {tid}. Log på Selvbooking for at se mere."
    ).format(dag=spoken.short_day(reader, start), tid=spoken.clock(reader, start))


def in_calendar(reader: Reader, start: datetime, slut: datetime, address: str, *, moved: bool) -> Words:
    """A meeting that comes into the calendar, or has another time there than before. Times aware."""
    _ = reader.gettext
    return _words(
        reader,
        _("En aftale er flyttet") if moved else _("En aftale til din kalender"),
        _("Du har en aftale {tid}, til kl. {slut}.").format(
            tid=spoken.moment(reader, start), slut=spoken.clock(reader, slut)
        ),
        answers_change_nothing(reader),
        address,
    )


def off_calendar(reader: Reader, start: datetime, address: str) -> Words:
    """A meeting that is called off. `start` aware."""
    _ = reader.gettext
    return _words(
        reader,
        _("En aftale er aflyst"),
        _("Din aftale {tid} er aflyst.").format(tid=spoken.moment(reader, start)),
        _("Log på Selvbooking for at se mere."),
        address,
    )


def answers_change_nothing(reader: Reader) -> str:
    """What has to be known of an appointment that a program offers to answer."""
    return reader.gettext(
        "Et svar i kalenderen hverken flytter eller aflyser aftalen. Det gør du i Selvbooking."
    )


def _words(reader: Reader, subject: str, *paragraphs: str) -> Words:
    last = reader.gettext("Du kan ikke svare på denne mail.")
    return Words(subject, "\n\n".join([*paragraphs, last]) + "\n")
