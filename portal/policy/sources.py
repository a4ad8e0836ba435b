"""Every paragraph the portal cites, named once, and the public address of each text.

The short names of the texts are those of the law cases: LAB, BAB, RÅB … The addresses are those of
retsinformation.dk, where anybody can read them.
"""

from __future__ import annotations

from types import MappingProxyType
from typing import Final

from portal.policy.law import Citation

_ELI: Final = "https://www.retsinformation.dk/eli/"

TEXTS: Final = MappingProxyType(
    {
        "LAB": ("Lov om en aktiv beskæftigelsesindsats, LBK nr. 280 af 01/03/2024", _ELI + "lta/2024/280"),
        "BAB": (
            "Bekendtgørelse om en aktiv beskæftigelsesindsats, BEK nr. 1216 af 28/09/2023",
            _ELI + "lta/2023/1216",
        ),
        "RÅB": ("Bekendtgørelse om rådighed, BEK nr. 1590 af 12/12/2023", _ELI + "lta/2023/1590"),
        "RÅB 2026": ("Bekendtgørelse om rådighed, BEK nr. 46 af 2026", _ELI + "lta/2026/46"),
        "DBK": ("Databekendtgørelsen, BEK nr. 1220 af 28/09/2023", _ELI + "lta/2023/1220"),
        "AKV": (
            "Bekendtgørelse om en a-kasses pligt til at vejlede, BEK nr. 1208 af 28/09/2023",
            _ELI + "lta/2023/1208",
        ),
        "AKS": (
            "Bekendtgørelse om a-kassernes sagsbehandling, BEK nr. 1215 af 28/09/2023",
            _ELI + "lta/2023/1215",
        ),
        "FVL": ("Forvaltningsloven, LBK nr. 433 af 22/04/2014", _ELI + "lta/2014/433"),
        "AKK": (
            "Bekendtgørelse om klage over a-kassernes afgørelser, BEK nr. 471 af 25/05/2016",
            _ELI + "lta/2016/471",
        ),
        "RSL": ("Retssikkerhedsloven, LBK nr. 261 af 13/03/2024", _ELI + "lta/2024/261"),
        "VEJ": (
            "Vejledning om et forenklet kontaktforløb, VEJ nr. 10044 af 14/12/2023",
            _ELI + "retsinfo/2023/10044",
        ),
    }
)
"""Each text: its full name and its address. An act that is cited by its number and year is `LOV`."""


def address(citation: Citation) -> str | None:
    """Where the text can be read; None for a text that is not named here."""
    text = _text(citation)
    return text[1] if text else None


def full_name(citation: Citation) -> str:
    """The text's full name; its short name where it is not named here."""
    text = _text(citation)
    return text[0] if text else citation.law


def _text(citation: Citation) -> tuple[str, str] | None:
    if citation.law != "LOV":
        return TEXTS.get(citation.law)
    number, year = citation.place.split(" ")[0].split("/")
    return f"Lov nr. {number} af {year}", f"{_ELI}lta/{year}/{number}"


LAB_9: Final = Citation("LAB", "§ 9")
LAB_23_4: Final = Citation("LAB", "§ 23, stk. 4")
LAB_23_5: Final = Citation("LAB", "§ 23, stk. 5")
LAB_23_6: Final = Citation("LAB", "§ 23, stk. 6")
LAB_23_7: Final = Citation("LAB", "§ 23, stk. 7")
LAB_23_8: Final = Citation("LAB", "§ 23, stk. 8")
LAB_27: Final = Citation("LAB", "§ 27")
LAB_27_1: Final = Citation("LAB", "§ 27, stk. 1")
LAB_27_2: Final = Citation("LAB", "§ 27, stk. 2")
LAB_27_3: Final = Citation("LAB", "§ 27, stk. 3")
LAB_30: Final = Citation("LAB", "§ 30")
LAB_31_1: Final = Citation("LAB", "§ 31, stk. 1")
LAB_31_2: Final = Citation("LAB", "§ 31, stk. 2")
LAB_31_3: Final = Citation("LAB", "§ 31, stk. 3")
LAB_31_4: Final = Citation("LAB", "§ 31, stk. 4")
LAB_31_5: Final = Citation("LAB", "§ 31, stk. 5")
LAB_32_1: Final = Citation("LAB", "§ 32, stk. 1")
LAB_32_2: Final = Citation("LAB", "§ 32, stk. 2")
LAB_33_1: Final = Citation("LAB", "§ 33, stk. 1")
LAB_33_2: Final = Citation("LAB", "§ 33, stk. 2")
LAB_33_4: Final = Citation("LAB", "§ 33, stk. 4")
LAB_34: Final = Citation("LAB", "§ 34")
LAB_34_1: Final = Citation("LAB", "§ 34, stk. 1")
LAB_34_1_2: Final = Citation("LAB", "§ 34, stk. 1, 2. pkt.")
LAB_34_2: Final = Citation("LAB", "§ 34, stk. 2")
LAB_35: Final = Citation("LAB", "§ 35")
LAB_38: Final = Citation("LAB", "§ 38")
LAB_38_1: Final = Citation("LAB", "§ 38, stk. 1")
LAB_38_2: Final = Citation("LAB", "§ 38, stk. 2")
LAB_41_2: Final = Citation("LAB", "§ 41, stk. 2")
LAB_42: Final = Citation("LAB", "§ 42")
LAB_42_1: Final = Citation("LAB", "§ 42, stk. 1")
LAB_100_1: Final = Citation("LAB", "§ 100, stk. 1")
LAB_106: Final = Citation("LAB", "§ 106")
LAB_106_1: Final = Citation("LAB", "§ 106, stk. 1")
LAB_106_3: Final = Citation("LAB", "§ 106, stk. 3")
LAB_180: Final = Citation("LAB", "§ 180")
LAB_180A: Final = Citation("LAB", "§ 180 a")
LAB_181: Final = Citation("LAB", "§ 181")
LAB_204: Final = Citation("LAB", "§ 204")
LAB_207: Final = Citation("LAB", "§ 207")
LAB_207_2: Final = Citation("LAB", "§ 207, stk. 2")
LAB_207_3: Final = Citation("LAB", "§ 207, stk. 3")

LOV_727_5: Final = Citation("LOV", "727/2023 § 5")

BAB_7: Final = Citation("BAB", "§ 7")
BAB_7_1: Final = Citation("BAB", "§ 7, stk. 1")
BAB_7_2: Final = Citation("BAB", "§ 7, stk. 2")
BAB_18_2: Final = Citation("BAB", "§ 18, stk. 2")
BAB_19: Final = Citation("BAB", "§ 19")
BAB_23: Final = Citation("BAB", "§ 23")
BAB_27: Final = Citation("BAB", "§ 27")
BAB_27_2: Final = Citation("BAB", "§ 27, stk. 2")
BAB_28: Final = Citation("BAB", "§ 28")
BAB_28_1_4: Final = Citation("BAB", "§ 28, stk. 1, nr. 4")
BAB_30: Final = Citation("BAB", "§ 30")
BAB_30_3: Final = Citation("BAB", "§ 30, stk. 3")
BAB_39_6: Final = Citation("BAB", "§ 39, nr. 6")
BAB_41_2: Final = Citation("BAB", "§ 41, stk. 2")
BAB_43: Final = Citation("BAB", "§ 43")
BAB_44_1: Final = Citation("BAB", "§ 44, stk. 1")
BAB_44_2: Final = Citation("BAB", "§ 44, stk. 2")
BAB_44_4: Final = Citation("BAB", "§ 44, stk. 4")
BAB_45: Final = Citation("BAB", "§ 45")
BAB_45_1: Final = Citation("BAB", "§ 45, stk. 1")
BAB_45_2: Final = Citation("BAB", "§ 45, stk. 2")
BAB_46: Final = Citation("BAB", "§ 46")
BAB_47: Final = Citation("BAB", "§ 47")
BAB_49: Final = Citation("BAB", "§ 49")
BAB_51: Final = Citation("BAB", "§ 51")
BAB_51_1: Final = Citation("BAB", "§ 51, stk. 1")
BAB_58_1: Final = Citation("BAB", "§ 58, stk. 1")
BAB_132: Final = Citation("BAB", "§ 132")
BAB_147: Final = Citation("BAB", "§ 147")
BAB_156: Final = Citation("BAB", "§ 156")

RAAB_11: Final = Citation("RÅB", "§ 11")
RAAB_12_2: Final = Citation("RÅB", "§ 12, stk. 2")
RAAB_12_6: Final = Citation("RÅB", "§ 12, stk. 6")
RAAB_14_7: Final = Citation("RÅB", "§ 14, stk. 7")
RAAB_14_12: Final = Citation("RÅB", "§ 14, stk. 12")
RAAB_17: Final = Citation("RÅB", "§ 17")
RAAB_18_1: Final = Citation("RÅB", "§ 18, stk. 1")
RAAB_18_2: Final = Citation("RÅB", "§ 18, stk. 2")
RAAB_18_3: Final = Citation("RÅB", "§ 18, stk. 3")
RAAB_18_4: Final = Citation("RÅB", "§ 18, stk. 4")
RAAB_21: Final = Citation("RÅB", "§ 21")
RAAB_21_4: Final = Citation("RÅB", "§ 21, stk. 4")
RAAB_22: Final = Citation("RÅB", "§ 22")
RAAB_38: Final = Citation("RÅB", "§ 38")
RAAB_38_2: Final = Citation("RÅB", "§ 38, stk. 2")
RAAB_40: Final = Citation("RÅB", "§ 40")
RAAB_41_1: Final = Citation("RÅB", "§ 41, stk. 1")
RAAB_41_2: Final = Citation("RÅB", "§ 41, stk. 2")
RAAB_42: Final = Citation("RÅB", "§ 42, stk. 1")
RAAB_43: Final = Citation("RÅB", "§ 43")

DBK_12: Final = Citation("DBK", "§ 12")
DBK_13: Final = Citation("DBK", "§ 13")
DBK_20_3: Final = Citation("DBK", "§ 20, stk. 3")
DBK_14: Final = Citation("DBK", "§ 14")
DBK_17: Final = Citation("DBK", "§ 17")
DBK_21: Final = Citation("DBK", "§ 21")
DBK_24: Final = Citation("DBK", "§ 24")
DBK_25_3: Final = Citation("DBK", "§ 25, stk. 3")
DBK_25_4: Final = Citation("DBK", "§ 25, stk. 4")
DBK_27: Final = Citation("DBK", "§ 27")
DBK_43: Final = Citation("DBK", "§ 43")
DBK_61: Final = Citation("DBK", "§ 61")
DBK_62: Final = Citation("DBK", "§ 62")
DBK_63: Final = Citation("DBK", "§ 63")
DBK_64: Final = Citation("DBK", "§ 64")
DBK_66: Final = Citation("DBK", "§ 66")
DBK_69: Final = Citation("DBK", "§ 69")
DBK_72: Final = Citation("DBK", "§ 72")
DBK_87: Final = Citation("DBK", "§ 87")
DBK_89_3: Final = Citation("DBK", "§ 89, stk. 3")
DBK_91_2: Final = Citation("DBK", "§ 91, stk. 2")
DBK_91_3: Final = Citation("DBK", "§ 91, stk. 3")
DBK_92: Final = Citation("DBK", "§ 92")
DBK_124_2: Final = Citation("DBK", "§ 124, stk. 2")
DBK_124_3: Final = Citation("DBK", "§ 124, stk. 3")
DBK_129_5: Final = Citation("DBK", "§ 129, stk. 5")
DBK_87_2: Final = Citation("DBK", "§ 87, stk. 2")

AKV_12: Final = Citation("AKV", "§ 12")
AKV_13: Final = Citation("AKV", "§ 13")
AKV_33: Final = Citation("AKV", "§ 33")
AKS_4: Final = Citation("AKS", "§ 4")
AKS_6: Final = Citation("AKS", "§ 6")
AKS_7: Final = Citation("AKS", "§ 7")
AKS_9: Final = Citation("AKS", "§ 9")
AKS_9_2: Final = Citation("AKS", "§ 9, stk. 2")
AKS_10: Final = Citation("AKS", "§ 10")
AKS_12: Final = Citation("AKS", "§ 12")
AKS_12_3: Final = Citation("AKS", "§ 12, stk. 3")
AKS_12_4: Final = Citation("AKS", "§ 12, stk. 4")
AKS_16: Final = Citation("AKS", "§ 16")
AKS_20: Final = Citation("AKS", "§ 20")
AKS_22: Final = Citation("AKS", "§ 22")
AKS_23: Final = Citation("AKS", "§ 23")
AKS_25: Final = Citation("AKS", "§ 25")
AKK_2: Final = Citation("AKK", "§ 2")
AKK_3: Final = Citation("AKK", "§ 3")
AKK_3_4: Final = Citation("AKK", "§ 3, stk. 4")

FVL_8: Final = Citation("FVL", "§ 8")
FVL_9: Final = Citation("FVL", "§ 9")
FVL_9B: Final = Citation("FVL", "§ 9 b")
FVL_9B_2: Final = Citation("FVL", "§ 9 b, stk. 2")
FVL_10: Final = Citation("FVL", "§ 10")
FVL_12: Final = Citation("FVL", "§ 12")
FVL_14: Final = Citation("FVL", "§ 14")
FVL_15: Final = Citation("FVL", "§ 15")
FVL_15A: Final = Citation("FVL", "§ 15 a")
FVL_15B: Final = Citation("FVL", "§ 15 b")
FVL_15B_1: Final = Citation("FVL", "§ 15 b, nr. 1")
FVL_15B_2: Final = Citation("FVL", "§ 15 b, nr. 2")
FVL_15B_3: Final = Citation("FVL", "§ 15 b, nr. 3")
FVL_15B_4: Final = Citation("FVL", "§ 15 b, nr. 4")
FVL_15B_5: Final = Citation("FVL", "§ 15 b, nr. 5")
FVL_15C: Final = Citation("FVL", "§ 15 c")
FVL_16_2: Final = Citation("FVL", "§ 16, stk. 2")
FVL_16_4: Final = Citation("FVL", "§ 16, stk. 4")
FVL_17: Final = Citation("FVL", "§ 17")
FVL_19: Final = Citation("FVL", "§ 19")
FVL_20: Final = Citation("FVL", "§ 20")
FVL_21: Final = Citation("FVL", "§ 21")
FVL_22: Final = Citation("FVL", "§ 22")
FVL_24: Final = Citation("FVL", "§ 24")
FVL_25: Final = Citation("FVL", "§ 25")
FVL_32: Final = Citation("FVL", "§ 32")

RSL_3: Final = Citation("RSL", "§ 3")
RSL_9: Final = Citation("RSL", "§ 9")
RSL_59A: Final = Citation("RSL", "§ 59 a")
RSL_59B: Final = Citation("RSL", "§ 59 b")
RSL_66: Final = Citation("RSL", "§ 66")
RSL_67: Final = Citation("RSL", "§ 67")
RSL_68: Final = Citation("RSL", "§ 68")
RSL_72: Final = Citation("RSL", "§ 72")

VEJ_4: Final = Citation("VEJ", "10044 4")
VEJ_4_1: Final = Citation("VEJ", "10044 4.1")
VEJ_4_2: Final = Citation("VEJ", "10044 4.2")
VEJ_5: Final = Citation("VEJ", "10044 5")
VEJ_6: Final = Citation("VEJ", "10044 6")
VEJ_8: Final = Citation("VEJ", "10044 8")
VEJ_9_3: Final = Citation("VEJ", "10044 9.3")
VEJ_10: Final = Citation("VEJ", "10044 10")
VEJ_13_2: Final = Citation("VEJ", "10044 13.2")
VEJ_14_2: Final = Citation("VEJ", "10044 14.2")
VEJ_15_2: Final = Citation("VEJ", "10044 15.2")
VEJ_15_3: Final = Citation("VEJ", "10044 15.3")
VEJ_15_4: Final = Citation("VEJ", "10044 15.4")
