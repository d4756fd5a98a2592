"""Words that tell that somebody speaks or takes a stand, by their beginnings, in several languages.

Only beginnings are listed, so that one entry knows all forms of a verb and the nouns made of it; an entry that ends
with `!` is a whole word. All are folded as in `glossary.text`; of several that fit, the longest decides. They serve
where the tables of verb forms find nobody, and to tell the stance in languages other than English.
"""

from __future__ import annotations

from functools import lru_cache

from glossary.articles.verbs import SAYS

LONGEST = 14
"""Letters of a beginning at most."""
_BEGINNINGS = {
    "en": {
        SAYS: "said! say! says! saying! state! stated! states! stating! statement told! tell! tells! note! noted! "
        "notes! warn explain explanation describ descri remark stress reiterat add! added! adds! observ "
        "recall argu answer repl writ wrote! speak! speaks! speaking! spoke! spoken! words! mention report "
        "record respond conclud conclusion found! find! finds! wording view! views! opinion phrase line! "
        "position see! sees! saw! regard! regarded! consider put! puts! believ think! thinks! thought! "
        "hint suggest indicat list! listed! lists! guide! guidance handbook manual! remind point! pointed! "
        "points! comment express voic judg address! posted! account! speech reading! claim definition terms! "
        "blunt! talk! talks! talked! call! calls! called! calling! record! eyes! read! reads! draft tabl provid "
        "concur reckon procedur",
        "calls-for": "urg demand appeal ask! asks! asked! asking! want seek! seeks! seeking! sought! request plead "
        "pleas press! pressed! presses! propos recommend need insist favour! favours! favor! favors! advocat hope! "
        "hopes! hoped! wish push! pushed! pushes! must! requir petition",
        "supports": "pleased! glad! grateful! prefer support back! backed! backs! backing! welcom endors hail! "
        "hailed! hails! prais embrac "
        "accept "
        "approv commit promis agree! agreed! agrees! agreeing! pledg willing ready!",
        "opposes": "reject oppos dismiss refus rebuff condemn critici denounc object resist reserv skeptic sceptic "
        "wary! doubt exclud ruled! rules!",
        "announces": "announc declar order! ordered! orders! proclaim offer decree impos unveil signed! signs! "
        "undertook! undertak vow",
        "defines": "defin characteri label! labelled! labels! term! termed!",
    },
    "fr": {
        SAYS: "declar dit! dite! disait! dis! disent! dire! affirm estim soulign indiqu ajout expliqu precis assur "
        "note! notait! rappel ecri repond confirm repet martel averti deplor juge! jugeait! jugent! regrett evoqu "
        "parl prononc lanc savoir! consider mot! mots! terme avis! selon! trouv voit! voient! voi! reconn insist "
        "racont rapport! rapporte relev transm yeux! resum observ constat insist corrig craint pens remarqu lisait! "
        "formul "
        "repli repliq conclu! propos!",
        "calls-for": "appel demand exig reclam exhort plaid prone! pronait! propos souhait veu! veut! voul voudr "
        "esper preconis invit presse! pressent! besoin faut! fallait! faudr necess",
        "supports": "souten soutien soutin salue! saluait! saluent! approuv accept accueil defend appui adher "
        "favorabl felicit "
        "prete! pret! promet promis",
        "opposes": "rejet refus exclu oppos ecart condamn critiqu denonc hostil reserv scept",
        "announces": "annonc decret ordonn proclam conclu signe! signent!",
        "defines": "decri defin qualifi",
    },
    "es": {
        SAYS: "dijo! dice dich decir! decia afirm declar senal asegur subray explic anad indic sosten sostuv sostien "
        "record escrib respond confirm reiter insist advirt advert consider manifest expres destac apunt lament habl "
        "mencion transmit traslad inform present parec opin palabra recurri recurre segun! termino! calific llamo! "
        "resum "
        "matiz agreg puntual relat coment juicio! formul conclu",
        "calls-for": "pidi pedi! pedir pedido! pide! piden! pedia urgent hace! reclam exig solicit inst! insta! "
        "insto! "
        "instaron! llamamient llamado! peticion propuest! exigenci propus propon demand quier quere queri quis! "
        "quiso! urg abog necesi busca! plante reivindic prefi",
        "supports": "apoy respald prometi salud! saluda! saludo! celebr acept acog defend defiend aplaud aprob "
        "promet comprom",
        "opposes": "rechaz nego! niega! nieg negaron! descart conden critic denunc opus opon rehus exclu escept "
        "despach tach! tacho! recel descon",
        "announces": "anunci orden! ordeno! ordena! decret proclam acord firmo! firma! firmaron! pact",
        "defines": "describ defin",
    },
    "de": {
        SAYS: "sagt gesagt! sprich erklar beton teilt! schrieb schreib meint warn antwort bekraftig nann nenn "
            "verwies! "
        "bezeichn ausser worte! sprach! sprich",
        "calls-for": "warb! werb pocht! forder gefordert! verlang bitt bat! rief! ruft! appell drang will! wollt "
        "pladier",
        "supports": "unterstutz begruss befurwort akzept",
        "opposes": "ablehn abgelehnt! lehn verweiger verurteil kritisier zuruck",
        "announces": "kundig verkund angekund ordnet ordnete! vereinbar",
        "defines": "beschrieb definier",
    },
    "ru": {
        SAYS: "сказа заяв сообщ отмет отмеч подчерк добав поясн напис пишет! пишут! счита подтверд уточн ответ "
            "рассказ "
        "напомн указа указы говор слов! слова! словам мнени цитир выраз выраж повтор объясн оговор назва назыв",
        "calls-for": "призв призы потреб требу просит! просил попрос предлож предлаг настаи настоя выступ добив "
        "хотел хочет! хотят! хотим необход должн нужн ратова",
        "supports": "поддерж приветств одобр соглас принял! приняла! приняли! принима обеща",
        "opposes": "отверг отказ отклон осуд раскритик исключ против! возраз",
        "announces": "объяв приказ поручи ввел! ввели! анонсир провозгл представил",
        "defines": "описа определ означа",
    },
    "uk": {
        SAYS: "сказа заяв повідом зазнач наголос додав! додала! поясн напис вважа підкресл назва слов! словами!",
        "calls-for": "заклик вимаг просить! попрос запропон пропон хоче! хотів",
        "supports": "підтрим привіт схвал погод",
        "opposes": "відки відмов відхил засуд запереч",
        "announces": "оголос наказ",
        "defines": "опис визнач",
    },
    "ar": {
        SAYS: "قال قول صرح تصريح اكد وكد اضاف ضيف ذكر اوضح وضح اشار شير كتب شدد اعتبر عتبر افاد فيد اعرب عرب! راي! "
        "تري! يري! "
        "رات! ابلغ بلغ! وضع وضعت! جاء بيان بحسب! وفق عبار وصف نقل تحدث",
        "calls-for": "دعا دعت دعوا! دعوة دعو طالب طلب حث! حثت! ناشد اقترح قترح امل! مطالب يجب ضرور لابد",
        "supports": "رحب ترحيب ايد وءيد دعم وافق قبلت! تعهد",
        "opposes": "رفض عارض استبعد ستبعد ندد ادان ادانت! انتقد نتقد",
        "announces": "اعلن علن اتفق امر! امرت! اصدر",
        "defines": "عرف! تعريف",
    },
    "he": {
        SAYS: "אמר הצהי הודי ציין הדגי הוסי כתב מסר טען הבהי אומר",
        "calls-for": "קרא דרש ביקש הציע",
        "supports": "תמך תמכ בירך בירכ הסכי קיבל",
        "opposes": "דחה דחת דחו סירב התנגד שלל גינ",
        "announces": "הכריז",
    },
}  # fmt: skip
_JOINED = {"ar": ("و", "ف"), "he": ("ו", "ש")}
"""Letters for `and`, `so` and the like that are written together with the word."""
_PERSONS = {"ar": "يتنا"}
"""First letters of verbs in the present, which the beginnings leave out."""


def _by_beginning() -> dict[str, dict[str, str]]:
    return {
        language: {entry: stance for stance, entries in table.items() for entry in entries.split()}
        for language, table in _BEGINNINGS.items()
    }


_TABLE = _by_beginning()


@lru_cache(maxsize=65_536)
def told(word: str, language: str) -> str:
    """What a folded word tells: a stance, `SAYS` for a word that only reports, or empty for any other word."""
    table = _TABLE.get(language, {})
    for written in _without_joined(word, language):
        if found := table.get(written + "!"):
            return found
        for length in range(min(len(written), LONGEST), 1, -1):
            if found := table.get(written[:length]):
                return found
    return ""


def _without_joined(word: str, language: str) -> list[str]:
    found = [word]
    if len(word) > 3 and word.startswith(_JOINED.get(language, ("\0",))):
        found.append(word[1:])
    return found + [one[1:] for one in found if len(one) > 3 and one[0] in _PERSONS.get(language, "")]
