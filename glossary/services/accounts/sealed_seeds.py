"""Seeds of authenticator apps as they are kept: sealed with AES-256 in Galois/Counter Mode (NIST SP 800-38D).

Nobody reads such a seed without the key, and nobody changes one unnoticed. Seeds from before, which passlib encrypted
without authentication, are still read and are sealed as soon as a code of theirs is typed.
"""

from __future__ import annotations

import os
from base64 import b64decode, b64encode
from typing import Any

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from passlib.totp import AppWallet

FORM = 2
"""The form in which we keep a seed; 1 is passlib's own."""
NONCE = 12
"""Bytes of chance for each sealing, as many as the mode wants. Far fewer than 2^32 are made under one key."""
_PURPOSE = b"glossary second factor"


class SealingWallet(AppWallet):  # type: ignore[misc]
    """Passlib's wallet of keys, each of 64 hexadecimal digits, that seals instead of only encrypting."""

    def encrypt_key(self, key: bytes) -> dict[str, Any]:
        """The seed sealed under the newest key: form, name of the key, nonce, sealed seed."""
        nonce = os.urandom(NONCE)
        sealed = self._cipher(self.default_tag).encrypt(nonce, key, _PURPOSE)
        return {"v": FORM, "t": self.default_tag, "n": b64encode(nonce).decode(), "k": b64encode(sealed).decode()}

    def decrypt_key(self, enckey: Any) -> tuple[bytes, bool]:
        """The seed, and whether it is to be sealed anew.

        Raises `ValueError`, `TypeError` or `KeyError` for what we did not keep so, or not under a key that we have.
        """
        if not isinstance(enckey, dict) or enckey.get("v") != FORM:
            key, _ = super().decrypt_key(enckey)
            return key, True
        try:
            nonce, sealed = (b64decode(enckey[part], validate=True) for part in ("n", "k"))
            return self._cipher(enckey["t"]).decrypt(nonce, sealed, _PURPOSE), enckey["t"] != self.default_tag
        except InvalidTag as error:
            raise ValueError("The seed was changed, or sealed under another key.") from error

    def _cipher(self, tag: str) -> AESGCM:
        return AESGCM(bytes.fromhex(self.get_secret(tag).decode()))
