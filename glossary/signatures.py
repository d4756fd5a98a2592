"""How fields of forms are signed: by HMAC with SHA-256, whichever library makes the signature."""

from __future__ import annotations

from hashlib import sha256

from itsdangerous import Signer


def init_app() -> None:
    """Set itsdangerous' own defaults, for our serializers and for those of other libraries, which set none.

    By itself it takes SHA-1, which OWASP ASVS 5.0 (11.4.1 and its appendix C) does not approve for HMAC. It holds for
    the process, as these defaults do. What was signed before is refused, like anything that is not ours.
    """
    Signer.default_digest_method = staticmethod(sha256)
    Signer.default_key_derivation = "hmac"
