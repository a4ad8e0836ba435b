"""What an organisation may register of a person, each by the name it has in a file."""

from __future__ import annotations

from enum import StrEnum


class Oplysning(StrEnum):
    """A fact of a person or of their course, by the name it has in a file."""

    NAVN = "navn"
    TELEFON = "telefon"
    MAIL = "mail"
    ADRESSE = "adresse"
    CO_NAVN = "co_navn"
    POSTNUMMER = "postnummer"
    BY = "by"
    DIGITAL_POST = "digital_post"
    MAALGRUPPE = "maalgruppe"
    FORSIKRING = "forsikring"
    UDDANNELSE = "uddannelse"  # erhvervskompetencegivende
    FORSOERGERPLIGT = "forsoergerpligt"
    OPHOLDSTILLADELSE = "opholdstilladelse"
    KOMMUNE = "kommune"
    A_KASSE = "a_kasse"
    TILMELDING = "tilmelding"
    INDPLACERING = "indplacering"
    FORBRUG = "forbrug"
    LOENTILSKUD = "loentilskud"
    UDMELDT = "udmeldt"
    VISITERET = "visiteret"
    A_KASSEFORSOEG = "a_kasseforsoeg"
    YDELSE_FRA = "ydelse_fra"
    HENVENDELSE = "henvendelse"
    SYGEFRAVAER_FRA = "sygefravaer_fra"
    MINDRE_INTENSIV = "mindre_intensiv"
    CV = "cv"
    VEJLEDNING = "vejledning"
    FULDMAGT = "fuldmagt"
