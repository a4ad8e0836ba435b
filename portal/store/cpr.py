"""CPR numbers: a type that hides itself, and the vault that encrypts them and finds them again.

The number is kept encrypted (AES-256-GCM, a new nonce each time), so that two rows never look alike. To
find a row by it, a keyed hash (HMAC-SHA-256) lies beside it: without the key, nobody can try all numbers.
"""

from __future__ import annotations

import hashlib
import hmac
import os
from datetime import date
from typing import NoReturn

from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from stdnum.dk import cpr as stdnum_cpr
from stdnum.exceptions import ValidationError

_VERSION = b"\x01"
_NONCE_BYTES = 12
_KEY_BYTES = 32
_PURPOSE = b"portal.person.cpr"
_FILE_PURPOSE = b"portal.import_run.file"


class InvalidCpr(ValueError):
    """Not a CPR number. The message never holds what was given."""


class Cpr:
    """A CPR number that shows itself only when told to.

    Takes `DDMMYYSSSS` with or without its hyphen. Raises InvalidCpr where the form or the date is not a CPR
    number's; an erstatningspersonnummer (day plus 60) is refused too. The old check digit is not asked for:
    numbers without it are given out since 2007.
    """

    __slots__ = ("__digits",)

    def __init__(self, number: str) -> None:
        digits = stdnum_cpr.compact(number)
        if len(digits) != 10 or not (digits.isascii() and digits.isdigit()):
            raise InvalidCpr("a CPR number has ten digits")
        try:
            stdnum_cpr.get_birth_date(digits)
        except ValidationError:
            raise InvalidCpr("a CPR number begins with a date") from None
        self.__digits = digits

    def reveal(self) -> str:
        """The ten digits. Only where the number itself must be shown or sent."""
        return self.__digits

    @property
    def birth_date(self) -> date:
        born: date = stdnum_cpr.get_birth_date(self.__digits)
        return born

    def __repr__(self) -> str:
        return "Cpr(hidden)"

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Cpr) and other.reveal() == self.__digits

    def __hash__(self) -> int:
        return hash((Cpr, self.__digits))

    def __reduce__(self) -> NoReturn:
        raise TypeError("a CPR number is not pickled")


class CprVault:
    """Encrypts, decrypts and looks up. Both keys are 32 bytes, and not the same."""

    def __init__(self, encryption_key: bytes, hash_key: bytes) -> None:
        if len(encryption_key) != _KEY_BYTES or len(hash_key) != _KEY_BYTES:
            raise ValueError("the keys of the CPR vault are 32 bytes each")
        if hmac.compare_digest(encryption_key, hash_key):
            raise ValueError("the keys of the CPR vault must not be the same")
        self._cipher = AESGCM(encryption_key)
        self._hash_key = hash_key

    def encrypt(self, cpr: Cpr) -> bytes:
        """A version byte, a nonce, the encrypted digits and their seal; other bytes each time."""
        nonce = os.urandom(_NONCE_BYTES)
        return _VERSION + nonce + self._cipher.encrypt(nonce, cpr.reveal().encode(), _PURPOSE)

    def decrypt(self, encrypted: bytes) -> Cpr:
        """Raises ValueError or cryptography's InvalidTag where the bytes were not written with this key."""
        if encrypted[:1] != _VERSION:
            raise ValueError("encrypted in a way this version does not know")
        nonce, sealed = encrypted[1 : 1 + _NONCE_BYTES], encrypted[1 + _NONCE_BYTES :]
        return Cpr(self._cipher.decrypt(nonce, sealed, _PURPOSE).decode())

    def seal(self, content: bytes) -> bytes:
        """A file that holds CPR numbers, as it may lie in the database for a while."""
        nonce = os.urandom(_NONCE_BYTES)
        return _VERSION + nonce + self._cipher.encrypt(nonce, content, _FILE_PURPOSE)

    def unseal(self, sealed: bytes) -> bytes:
        """What was sealed. Raises ValueError or InvalidTag as `decrypt` does."""
        if sealed[:1] != _VERSION:
            raise ValueError("sealed in a way this version does not know")
        nonce, kept = sealed[1 : 1 + _NONCE_BYTES], sealed[1 + _NONCE_BYTES :]
        return self._cipher.decrypt(nonce, kept, _FILE_PURPOSE)

    def lookup(self, cpr: Cpr) -> bytes:
        """The 32 bytes by which the row is found: the same for the same number and key."""
        return hmac.new(self._hash_key, cpr.reveal().encode(), hashlib.sha256).digest()
