"""The glossary: who uses "humanitarian pause", "ceasefire" and their neighbours how."""

from __future__ import annotations

import os
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from flask import Flask

ROOT = Path(__file__).resolve().parents[1]


def create_app(settings: Mapping[str, Any] | None = None, *, instance: Path | None = None) -> Flask:
    """The whole application. `settings` override file and environment; `instance` is what one machine keeps.

    Raises `UnsafeSetting` with a sentence rather than start unsafely. Touches no data.
    """
    # Here and not above, so that a cupboard (say, search) can be imported without the whole house.
    from glossary import admin, answers, api, config, db, logs, remembered, security, signatures, watched, web
    from glossary.services.index import indexing

    folder = Path(instance or os.environ.get("GLOSSARY_INSTANCE") or ROOT / "instance").resolve()
    folder.mkdir(parents=True, exist_ok=True)
    app = Flask(__name__, instance_path=str(folder), static_folder=None, template_folder=None)
    values = config.load_settings(folder, given=settings)
    app.config.update(GLOSSARY=values, SECRET_KEY=values["SECRET_KEY"], DEBUG=values["DEBUG"])
    app.config["SECRET_KEY_FALLBACKS"] = list(values["SECRET_KEY_OLD"])
    signatures.init_app()
    remembered.init_app(app)
    security.init_app(app, values)
    db.init_app(app, values["DATABASE_URL"])
    logs.init_app(app, values)
    indexing.open_index(app, values["SEARCH"])
    web.init_app(app)
    api.init_app(app)
    admin.init_app(app)
    answers.init_app(app)
    watched.init_app(app, values)
    return app
