"""What could not be delivered, and why, in words."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

from portal.wording.reader import N_, Reader

_WHAT: Final[Mapping[str, str]] = MappingProxyType(
    {
        "letter.written": N_("Et brev"),
        "letter.copy": N_("Kopi af et brev til den, der har fuldmagt"),
        "mail.send": N_("En mail"),
        "sms.send": N_("En sms"),
        "authority.notice": N_("En underretning til en anden myndighed"),
    }
)
_TO_DFDG: Final = N_("En indberetning til DFDG")
_UNWRITTEN: Final = N_("En besked, der ikke kunne skrives")

_WHY: Final[Mapping[str, str]] = MappingProxyType(
    {
        "no_address": N_("Personen har ingen adresse i Selvbooking."),
        "no_cvr": N_("Jeres CVR-nummer mangler. Bed administratoren skrive det."),
        "nobody": N_("Beskeden er ikke til nogen."),
        "timeout": N_("Modtageren svarede ikke i tide."),
        "no_answer": N_("Modtageren svarede ikke."),
        "no_token": N_("Modtageren ville ikke lukke os ind."),
        "worker_died": N_("Afsendelsen gik i stå hver gang."),
        "no_link": N_("Samtalen er på video og har intet link."),
        "dfdg_1001": N_("DFDG kender ikke CPR-nummeret."),
        "dfdg_1010": N_("DFDG kender ikke CPR-nummeret."),
        "dfdg_4367": N_("Personen er ikke tilmeldt i DFDG."),
        "dfdg_4405": N_("Personen er registreret som død i DFDG."),
        "dfdg_90002": N_("Samtalens dag var gået, da DFDG fik den."),
        "dfdg_90006": N_("Ifølge DFDG er personen ikke medlem af en a-kasse."),
        "dfdg_90007": N_("Ifølge DFDG er personen medlem af en anden a-kasse."),
    }
)
_REFUSED: Final = N_("Modtageren afviste beskeden ({kode}).")
_BROKE: Final = N_("Noget gik galt i Selvbooking ({kode}).")
_FROM_OUTSIDE: Final = ("http_", "refused_", "smtp_", "sms_", "dfdg_")


def what(topic: str, reader: Reader) -> str:
    """What kind of message it is: never what it says."""
    if topic.startswith("dfdg."):
        return reader.gettext(_TO_DFDG)
    return reader.gettext(_WHAT.get(topic, _UNWRITTEN))


def why(code: str, reader: Reader) -> str:
    """Why it did not arrive, with the code where somebody technical has to be asked."""
    if code in _WHY:
        return reader.gettext(_WHY[code])
    told = _REFUSED if code.startswith(_FROM_OUTSIDE) else _BROKE
    return reader.gettext(told).format(kode=code)
