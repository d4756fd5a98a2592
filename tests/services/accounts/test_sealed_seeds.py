"""Seeds of authenticator apps as they are kept: sealed, bound to a key, and readable where passlib had kept them."""

from __future__ import annotations

import json
from base64 import b64decode, b64encode

import pytest
from hypothesis import given
from hypothesis import strategies as st
from passlib.totp import TOTP, AppWallet

from glossary.services.accounts.sealed_seeds import NONCE, SealingWallet
from glossary.services.accounts.second_factor import OnceTotp, secrets_of

OLD, NEW = secrets_of(["an old secret key of the house"]), secrets_of(["the new secret key of the house"])
BOTH = {**NEW, **OLD}
COLUMN = 255
"""Characters that the column takes."""


def wallet(keys: dict[str, str], kind: type[AppWallet] = SealingWallet) -> AppWallet:
    """A wallet whose first key is the newest."""
    return kind(keys, default_tag=next(iter(keys)))


@given(st.binary(min_size=10, max_size=64))
def test_any_seed_is_read_back(seed: bytes) -> None:
    """What was sealed is read as it was; sealed twice it looks different, and its nonce is new."""
    ours = wallet(NEW)
    once, twice = ours.encrypt_key(seed), ours.encrypt_key(seed)
    assert ours.decrypt_key(json.loads(json.dumps(once))) == (seed, False)
    assert len(b64decode(once["n"])) == NONCE
    assert once["n"] != twice["n"]
    assert seed not in b64decode(once["k"])


@given(at=st.integers(0, 35), flipped=st.integers(1, 255))
def test_a_seed_that_was_changed_is_refused(at: int, flipped: int) -> None:
    """One bit that differs anywhere, in the seed or its seal, and nothing is read."""
    ours = wallet(NEW)
    kept = ours.encrypt_key(b"s" * 20)
    sealed = bytearray(b64decode(kept["k"]))
    sealed[at] ^= flipped
    with pytest.raises(ValueError, match="was changed"):
        ours.decrypt_key({**kept, "k": b64encode(sealed).decode()})


def test_a_seed_under_a_key_from_before_is_to_be_sealed_anew() -> None:
    """It is read as long as the key is known, and refused afterwards."""
    kept = wallet(OLD).encrypt_key(b"s" * 20)
    assert wallet(BOTH).decrypt_key(kept) == (b"s" * 20, True)
    with pytest.raises(KeyError):
        wallet(NEW).decrypt_key(kept)


def test_what_passlib_kept_is_read_and_then_sealed() -> None:
    """No second factor is lost: the secret comes back the same, in our form, and fits into the column."""
    theirs = TOTP.using(wallet=wallet(NEW, AppWallet)).new()
    ours = OnceTotp(NEW, "Glossary")
    sealed = json.loads(ours.renewed(theirs.to_json(encrypt=True)))
    assert set(sealed["enckey"]) == {"v", "t", "n", "k"}
    assert TOTP.using(wallet=wallet(NEW)).from_source(json.dumps(sealed)).key == theirs.key
    assert len(json.dumps(sealed)) <= COLUMN


@pytest.mark.parametrize("kept", [None, "text", {}, {"v": 3}, {"v": 2, "t": next(iter(NEW))}])
def test_what_is_no_sealed_seed_is_refused(kept: object) -> None:
    """Each of the errors that the check of a code knows as "cannot be read"."""
    with pytest.raises((TypeError, ValueError, KeyError)):
        wallet(NEW).decrypt_key(kept)
