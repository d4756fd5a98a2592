"""What is said of a term tells the stance in other languages, too."""

from __future__ import annotations

import pytest

from tests.articles.sample import only

ABROAD = (
    ("fr", "calls-for", "Antonio Guterres a déclaré qu'un cessez-le-feu était indispensable."),
    ("fr", "calls-for", "« Il faut un cessez-le-feu », a dit Emmanuel Macron."),
    ("fr", "opposes", "Benjamin Netanyahu a déclaré qu'il n'y aurait pas de trêve."),
    ("fr", "opposes", "Benjamin Netanyahu a exclu toute trêve."),
    ("fr", "supports", "Emmanuel Macron s'est félicité de la trêve."),
    ("fr", "announces", "Le Hamas a annoncé une trêve."),
    ("fr", "announces", "Emmanuel Macron a déclaré que la trêve entrerait en vigueur vendredi."),
    ("fr", "conditional", "Benjamin Netanyahu a déclaré qu'il n'y aurait pas de trêve sans les otages."),
    ("fr", "defines", "Emmanuel Macron a expliqué qu'une trêve est un arrêt temporaire des combats."),
    ("es", "calls-for", "José Manuel Albares dijo que hace falta un alto el fuego."),
    ("es", "opposes", "Benjamin Netanyahu dijo que no habrá alto el fuego."),
    ("es", "announces", "José Manuel Albares dijo que el alto el fuego entrará en vigor el viernes."),
    ("ru", "calls-for", "Антониу Гутерриш заявил, что необходимо перемирие."),
    ("ru", "opposes", "Биньямин Нетаньяху заявил, что перемирия не будет."),
    ("ru", "announces", "Владимир Путин заявил, что перемирие начнется в полдень."),
    ("ar", "calls-for", "قال أنطونيو غوتيريش إن وقف إطلاق النار ضروري."),
    ("ar", "opposes", "قال بنيامين نتنياهو إنه لن تكون هناك هدنة."),
    ("fr", "calls-for", "Le président Emmanuel Macron a plaidé pour une trêve humanitaire."),
    ("fr", "calls-for", "« Nous avons besoin d'un cessez-le-feu », a déclaré Antonio Guterres."),
    ("fr", "calls-for", "Pour Antonio Guterres, un cessez-le-feu doit venir d'abord."),
    ("fr", "supports", "Emmanuel Macron a salué la trêve."),
    ("fr", "supports", "Emmanuel Macron a dit que la trêve était une bonne nouvelle."),
    ("fr", "supports", "Emmanuel Macron s'est dit favorable à une trêve."),
    ("fr", "supports", "Emmanuel Macron a estimé que la trêve permettrait d'acheminer l'aide."),
    ("fr", "opposes", "Benjamin Netanyahu a déclaré qu'un cessez-le-feu serait une erreur."),
    ("fr", "opposes", "Benjamin Netanyahu ne veut pas de cessez-le-feu."),
    ("fr", "opposes", "Benjamin Netanyahu s'est opposé à toute trêve."),
    ("fr", "conditional", "Le Hamas accepterait une trêve si Israël se retirait."),
    ("fr", "conditional", "Benjamin Netanyahu n'acceptera une trêve qu'à condition que les otages soient libérés."),
    ("fr", "announces", "Le Hamas a dit que la trêve commencerait à midi."),
    ("fr", "announces", "Vladimir Poutine a ordonné un cessez-le-feu."),
    ("fr", "reports", "Emmanuel Macron a dit que la trêve était fragile."),
    ("es", "calls-for", "Pedro Sánchez y José Manuel Albares pidieron un alto el fuego."),
    ("es", "calls-for", "José Manuel Albares dijo que era necesario un alto el fuego inmediato."),
    ("es", "calls-for", "«Necesitamos un alto el fuego», dijo José Manuel Albares."),
    ("es", "supports", "José Manuel Albares celebró el alto el fuego."),
    ("es", "supports", "José Manuel Albares dijo que el alto el fuego era un paso positivo."),
    ("es", "opposes", "Benjamin Netanyahu rechazó el alto el fuego."),
    ("es", "opposes", "Benjamin Netanyahu dijo que un alto el fuego sería un error."),
    ("es", "conditional", "Benjamin Netanyahu dijo que no habrá alto el fuego sin los rehenes."),
    ("es", "announces", "José Manuel Albares anunció un alto el fuego."),
    ("es", "announces", "José Manuel Albares dijo que el alto el fuego empezará el viernes."),
    ("ru", "calls-for", "Антониу Гутерриш призвал к прекращению огня."),
    ("ru", "calls-for", "Антониу Гутерриш заявил, что нужно прекращение огня."),
    ("ru", "supports", "Владимир Путин поддержал перемирие."),
    ("ru", "supports", "Владимир Путин заявил, что приветствует перемирие."),
    ("ru", "opposes", "Биньямин Нетаньяху заявил, что прекращение огня будет ошибкой."),
    ("ru", "opposes", "Израиль выступил против прекращения огня."),
    ("ru", "conditional", "Биньямин Нетаньяху заявил, что без освобождения заложников перемирия не будет."),
    ("ru", "announces", "Владимир Путин объявил перемирие."),
    ("ru", "announces", "Владимир Путин заявил, что перемирие вступит в силу в пятницу."),
    ("ar", "calls-for", "قال أنطونيو غوتيريش إنه يجب التوصل إلى وقف إطلاق النار."),
    ("ar", "calls-for", "دعا أنطونيو غوتيريش إلى هدنة إنسانية."),
    ("ar", "supports", "رحب أنطونيو غوتيريش بالهدنة."),
    ("ar", "opposes", "رفض بنيامين نتنياهو وقف إطلاق النار."),
    ("ar", "opposes", "قال بنيامين نتنياهو إن وقف إطلاق النار استسلام."),
    ("ar", "conditional", "قال بنيامين نتنياهو إنه لا هدنة دون إطلاق سراح الرهائن."),
    ("ar", "announces", "أعلنت حماس هدنة إنسانية."),
    ("ar", "announces", "قالت حماس إن الهدنة ستبدأ صباح الجمعة."),
    ("de", "calls-for", "Emmanuel Macron fordert einen Waffenstillstand."),
    ("de", "calls-for", "Emmanuel Macron sagte, ein Waffenstillstand sei nötig."),
    ("de", "supports", "Emmanuel Macron begrüßte den Waffenstillstand."),
    ("de", "opposes", "Benjamin Netanyahu lehnte einen Waffenstillstand ab."),
    ("de", "opposes", "Benjamin Netanyahu sagte, es werde keinen Waffenstillstand geben."),
    ("de", "announces", "Emmanuel Macron sagte, der Waffenstillstand beginne am Freitag."),
    ("he", "opposes", "בנימין נתניהו אמר שלא תהיה הפסקת אש."),
)


@pytest.mark.parametrize(("language", "stance", "sentence"), ABROAD)
def test_stances_in_other_languages(language: str, stance: str, sentence: str) -> None:
    """The same in languages other than English."""
    assert only(sentence, language=language).stance == stance
