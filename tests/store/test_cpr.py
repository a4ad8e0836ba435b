"""A CPR number shows itself only when told to, and lies in the database so that nobody can read it."""

import copy
import logging
import pickle
from datetime import date

import pytest
from cryptography.exceptions import InvalidTag

from portal.store import people
from portal.store.cpr import Cpr, CprVault, InvalidCpr
from portal.store.tables import Person
from tests.store.town import VAULT, Town

DIGITS = "0702900001"


@pytest.mark.parametrize("written", [DIGITS, "070290-0001", " 070290-0001 "])
def test_a_number_is_read_with_or_without_its_hyphen(written: str) -> None:
    assert Cpr(written).reveal() == DIGITS
    assert Cpr(written) == Cpr(DIGITS)
    assert len({Cpr(written), Cpr(DIGITS)}) == 1


def test_the_birthday_is_in_the_number() -> None:
    assert Cpr("0702900001").birth_date == date(1990, 2, 7)
    assert Cpr("0702054001").birth_date == date(2005, 2, 7)


def test_the_check_digit_of_old_is_not_asked_for() -> None:
    assert Cpr("0702900002").reveal() != Cpr("0702900003").reveal()


@pytest.mark.parametrize(
    "written",
    ["", "070290", "07029000011", "07x2900001", "3102900001", "0713900001", "६७०२९००००१", "6702900001"],
)
def test_what_is_no_cpr_number_is_refused_and_not_repeated(written: str) -> None:
    with pytest.raises(InvalidCpr) as refusal:
        Cpr(written)

    assert not written or written not in str(refusal.value)


def test_a_number_hides_itself_wherever_it_might_be_written(caplog: pytest.LogCaptureFixture) -> None:
    cpr = Cpr(DIGITS)
    with caplog.at_level(logging.INFO):
        logging.getLogger(__name__).info("person %s %r", cpr, cpr)

    for text in (str(cpr), repr(cpr), f"{cpr}", f"{[cpr]}", f"{cpr!r:>20}", caplog.text):
        assert DIGITS not in text
        assert "070290" not in text
    assert not hasattr(cpr, "__dict__")
    with pytest.raises(TypeError):
        pickle.dumps(cpr)
    with pytest.raises(TypeError):
        copy.copy(cpr)


def test_the_vault_gives_back_what_it_took_and_never_writes_the_same_twice() -> None:
    first, second = VAULT.encrypt(Cpr(DIGITS)), VAULT.encrypt(Cpr(DIGITS))

    assert first != second
    assert DIGITS.encode() not in first
    assert VAULT.decrypt(first) == VAULT.decrypt(second) == Cpr(DIGITS)


def test_bytes_that_were_touched_or_locked_with_another_key_are_not_opened() -> None:
    sealed = VAULT.encrypt(Cpr(DIGITS))
    other = CprVault(b"o" * 32, b"h" * 32)

    with pytest.raises(InvalidTag):
        other.decrypt(sealed)
    with pytest.raises(InvalidTag):
        VAULT.decrypt(sealed[:-1] + bytes([sealed[-1] ^ 1]))
    with pytest.raises(ValueError, match="this version"):
        VAULT.decrypt(b"\x02" + sealed[1:])


def test_the_same_number_is_found_again_and_only_with_the_key() -> None:
    assert VAULT.lookup(Cpr("070290-0001")) == VAULT.lookup(Cpr(DIGITS))
    assert VAULT.lookup(Cpr(DIGITS)) != VAULT.lookup(Cpr("0702900002"))
    assert VAULT.lookup(Cpr(DIGITS)) != CprVault(b"e" * 32, b"x" * 32).lookup(Cpr(DIGITS))
    assert len(VAULT.lookup(Cpr(DIGITS))) == 32


@pytest.mark.parametrize(
    ("encryption", "lookup"), [(b"e" * 16, b"h" * 32), (b"e" * 32, b""), (b"s" * 32, b"s" * 32)]
)
def test_keys_that_are_short_or_the_same_are_refused(encryption: bytes, lookup: bytes) -> None:
    with pytest.raises(ValueError, match="keys of the CPR vault"):
        CprVault(encryption, lookup)


def test_the_database_holds_no_cpr_number_that_can_be_read(town: Town) -> None:
    person = town.person()
    kept = town.database.read(lambda session: people.encrypted_cpr(session, person))
    cpr = VAULT.decrypt(kept)

    row = town.database.read(lambda session: session.get_one(Person, person))
    values = [bytes(v) if isinstance(v, bytes) else str(v).encode() for v in vars(row).values()]

    assert not any(cpr.reveal().encode() in value for value in values)
    assert row.cpr_lookup == VAULT.lookup(cpr)


def test_a_person_is_found_by_the_hash_of_their_number(town: Town) -> None:
    person = town.person(phone="20304050")
    cpr = VAULT.decrypt(town.database.read(lambda session: people.encrypted_cpr(session, person)))

    found = town.database.read(lambda session: people.find_by_cpr(session, VAULT.lookup(cpr)))

    assert found is not None
    assert (found.id, found.name, found.phone) == (person, "Kim Jensen", "20304050")
    assert town.database.read(lambda session: people.by_id(session, person)) == found
    unknown = VAULT.lookup(Cpr("3112990099"))
    assert town.database.read(lambda session: people.find_by_cpr(session, unknown)) is None
