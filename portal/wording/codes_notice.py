"""What is said of notices between jobcenter and a-kasse: why something cannot be told, and what allows it."""

from __future__ import annotations

from types import MappingProxyType
from typing import Final

from portal.wording.code_words import Words
from portal.wording.reader import N_

NOTICE: Final = MappingProxyType(
    {
        "underretning_trukket": Words(
            citizen=(N_("Jobcentret har trukket underretningen til din a-kasse tilbage."),),
            caseworker=(N_("Jobcentret har trukket underretningen tilbage."),),
            next_step=(N_("Der er ikke mere at svare på."),),
        ),
        "intet_spoergsmaal": Words(
            citizen=(N_("Din a-kasse har ikke spurgt jobcentret om noget."),),
            caseworker=(N_("A-kassen har ikke et spørgsmål, der venter på svar."),),
            next_step=(N_("Vent, til a-kassen spørger."),),
        ),
    }
)

NOTICE_MET: Final = MappingProxyType(
    {
        "underretning": Words(
            citizen=(N_("Jobcentret og din a-kasse har skrevet sammen om en samtale, du ikke kom til."),),
            caseworker=(N_("Jobcentret og a-kassen må udveksle det, a-kassen skal bruge om udeblivelsen."),),
        ),
    }
)
