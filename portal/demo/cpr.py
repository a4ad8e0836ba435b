"""CPR numbers that cannot be anybody's: a true date, and a check digit that is wrong.

Since 2007 numbers without a right check digit are given out too. cpr.dk ("Personnumre uden kontrolciffer")
lists only people born on 1 January among them: any other one that fails is nobody's, as far as is known.
"""

from __future__ import annotations

from datetime import date

from stdnum.dk import cpr

_FIRST_SERIAL = {19: 0, 20: 4000}
"""The first serial numbers of those born in 1900-1999 and in 2000-2036."""


def cpr_of_nobody(born: date, number: int) -> str:
    """Ten digits for somebody who was born that day: the `number`th one, from 0, with a wrong check digit.

    Raises ValueError for 1 January, where a wrong check digit proves nothing, and outside 1900-2036.
    """
    if (born.month, born.day) == (1, 1) or not 1900 <= born.year <= 2036:
        raise ValueError("no number can be shown to be nobody's for this day of birth")
    start = _FIRST_SERIAL[born.year // 100]
    wrong = (
        digits
        for serial in range(start + 1, start + 1000)
        if not has_right_check_digit(digits := f"{born:%d%m%y}{serial:04d}")
    )
    return next(digits for position, digits in enumerate(wrong) if position == number)


def has_right_check_digit(digits: str) -> bool:
    """Whether the number passes modulus 11, as every number did until 2007."""
    return bool(cpr.checksum(digits) == 0)
