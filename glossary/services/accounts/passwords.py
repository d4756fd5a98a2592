"""Passwords: which are refused, how they are hashed, and the same work where there is no account to check.

12 to 128 characters of any kind; no rule asks for digits or signs. Refused is what is guessed first: the bundled lists
(common_passwords.txt, leaked_passwords.txt), one's own e-mail address, the name of this site, repetitions and runs.
"""

from __future__ import annotations

import re
import unicodedata
from functools import cache
from itertools import pairwise
from pathlib import Path
from typing import Any

from flask_security import hash_password, verify_password

FEWEST, MOST = 12, 128
MOST_TYPED = 4 * MOST
"""Code points before they are brought to one form: a letter may be typed as itself and up to three marks."""
FEWEST_BESIDES = 8
"""Characters that must be left when what everybody knows is taken out."""
FEWEST_RUNS = 6
SITE_WORDS = ("glossary", "attributed", "terms", "humanitarian", "ceasefire", "pause")
RUNS = ("abcdefghijklmnopqrstuvwxyz", "01234567890", "qwertyuiop", "asdfghjkl", "zxcvbnm", "qwertzuiop", "azertyuiop")
LOOKALIKES = str.maketrans("013457@$!", "oleastasi")
PARAMETERS = {"type": "ID", "memory_cost": 65536, "time_cost": 3, "parallelism": 4}
"""Argon2id as RFC 9106 recommends where memory is limited: 64 MiB, 3 passes, 4 lanes."""
NOBODYS = "$argon2id$v=19$m=65536,t=3,p=4$qlT9JdhyMS/0HmJd4OnmJw$YbOqIgvwdEym7q6RrYjw2lbjbktMnuP2iIo27byLuZ0"
"""A hash that no password is known for: checked where there is no account, so that both take as long."""
_COMMON = Path(__file__).with_name("common_passwords.txt")
_LEAKED = Path(__file__).with_name("leaked_passwords.txt")


def settings() -> dict[str, Any]:
    """What Flask-Security is told about hashing; the hash needs no secret that could be lost."""
    return {
        "SECURITY_PASSWORD_HASH": "argon2",
        "SECURITY_PASSWORD_SCHEMES": ["argon2"],
        "SECURITY_PASSWORD_SINGLE_HASH": ["argon2"],
        "SECURITY_PASSWORD_HASH_PASSLIB_OPTIONS": {f"argon2__{name}": value for name, value in PARAMETERS.items()},
    }


def normal(password: str) -> str:
    """One form of characters that can be typed in several."""
    return unicodedata.normalize("NFKC", password)


def hashed(password: str) -> str:
    """The hash to keep."""
    return str(hash_password(normal(password)))


def matches(password: str, kept: str | None) -> bool:
    """Whether it is the password. Without a hash the same work is done, in vain."""
    typed = normal(password) if len(password) <= MOST_TYPED else ""
    typed = typed if len(typed) <= MOST else ""
    try:
        right = bool(verify_password(typed, kept or NOBODYS))
    except ValueError:  # a NUL, or a hash of no known kind: no password fits
        return False
    return right and bool(kept) and bool(typed)


def problems(password: str, email: str) -> list[str]:
    """Sentences that say why a new password is refused; none when it will do."""
    typed = normal(password[: MOST_TYPED + 1])
    if len(typed) < FEWEST:
        return [f"Take at least {FEWEST} characters; 15 or more are better. Several words will do."]
    if len(typed) > MOST or len(password) > MOST_TYPED:
        return [f"Take at most {MOST} characters."]
    if "\0" in typed or any(unicodedata.category(letter) == "Cs" for letter in typed):
        return ["One of its characters cannot be kept."]
    said = typed.casefold()
    if is_common(said):
        return ["This is one of the passwords that are guessed first. Take another, such as several unrelated words."]
    if is_run(said):
        return ["It repeats itself or follows the keyboard or the alphabet. Take another."]
    if is_about(said, email):
        return ["It is mostly your e-mail address or the name of this site. Take another."]
    return []


def is_common(said: str) -> bool:
    """Whether it is on the list, plainly or thinly disguised."""
    plain = re.sub(r"[\W_]+", "", said)
    forms = {form for one in (said, plain, _stem(said)) for form in (one, _block(one), _stem(_block(one)))}
    return any(form in common() or form.translate(LOOKALIKES) in common() for form in forms if form)


def _stem(said: str) -> str:
    """Without digits and signs before and after."""
    return re.sub(r"^[\d\W_]+|[\d\W_]+$", "", said)


@cache
def common() -> frozenset[str]:
    """The bundled lists: our own, and the passwords of 12 characters and more that are most often found in leaks."""
    lines = _COMMON.read_text(encoding="utf-8").splitlines()
    own = (line for line in lines if line and not line.startswith("#"))
    return frozenset(own).union(_LEAKED.read_text(encoding="utf-8").splitlines())


def _block(text: str) -> str:
    """What a text repeats, or the text itself."""
    return text[: (text + text).find(text, 1)]


def is_run(said: str) -> bool:
    """Whether it is few characters over and over, or a few runs along alphabet, digits or keyboard."""
    if len(set(said)) < 5 or len(_block(said)) <= len(said) // 2:
        return True
    return 1 + sum(not _follows(one, two) for one, two in pairwise(said)) < FEWEST_RUNS


def _follows(one: str, two: str) -> bool:
    return one == two or any(one + two in run or two + one in run for run in RUNS)


def is_about(said: str, email: str) -> bool:
    """Whether little is left without the words of the e-mail address and of the site."""
    words = [word for word in re.split(r"[\W_]+", email.casefold()) if len(word) >= 3]
    rest = said
    for word in sorted({*words, *SITE_WORDS}, key=len, reverse=True):
        rest = rest.replace(word, "")
    return rest != said and len(re.sub(r"[\W_]+", "", rest)) < FEWEST_BESIDES
