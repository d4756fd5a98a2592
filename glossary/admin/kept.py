"""A form that was sent after its session had run out is not lost: it waits in the new session for its writer.

Only what a session of ours sent is kept, and only for the same account; passwords and codes never are.
"""

from __future__ import annotations

import json

from flask import request
from werkzeug.datastructures import MultiDict

from glossary.admin.csrf import FIELD
from glossary.admin.sessions import FORMS, WRITER, current

MOST = 1_000_000
"""Characters that are kept for all forms of a session together."""
NEVER = frozenset({FIELD, "source_text"})
"""Fields that are not kept: the token, and the text of somebody else's page, which is looked through and let go of."""


def keep_form(writer: int | None = None) -> None:
    """Keep the fields of this request for its address and its writer: the account whose session it was."""
    session = current()
    if writer is None:
        writer = session.over_of if session.over_of is not None else session.get(WRITER)
    if writer is None:
        return
    fields = [(name, value) for name, value in request.form.items(multi=True) if name not in NEVER]
    forms = dict(session.get(FORMS, {})) if session.get(WRITER) == writer else {}
    forms[request.path] = fields
    while len(json.dumps(forms, ensure_ascii=False)) > MOST and forms:
        forms.pop(next(iter(forms)))
    session[FORMS], session[WRITER] = forms, writer


def hand_over(account_id: int) -> None:
    """After signing in: the forms are there for their writer; for anybody else they are dropped."""
    session = current()
    if session.get(WRITER) != account_id:
        session.pop(FORMS, None)
        session.pop(WRITER, None)


def kept_form() -> MultiDict[str, str] | None:
    """What was typed into the form at this address when the session ran out; stays until the form is sent again."""
    fields = current().get(FORMS, {}).get(request.path)
    return None if fields is None else MultiDict((name, value) for name, value in fields)


def let_go() -> None:
    """The form at this address has been sent: it carries its fields itself again."""
    forms = dict(current().get(FORMS, {}))
    if forms.pop(request.path, None) is not None:
        current()[FORMS] = forms
