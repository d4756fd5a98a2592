"""Small tables for articles in other languages: verbs in the forms that news uses, and the words around them.

All words are folded as in `glossary.text`. Verbs stand by stance; `says` are those that only report.
"""

from __future__ import annotations

from dataclasses import dataclass

from glossary.articles.verbs import SAYS, Verb

Words = frozenset[str]
_STANCES = {"says": SAYS, "calls": "calls-for", "supports": "supports", "opposes": "opposes", "announces": "announces",
            "defines": "defines"}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Table:
    """The words of a language, as texts with blanks between; `prefixes` are letters written together with verbs."""

    says: str
    calls: str
    supports: str
    opposes: str
    announces: str
    defines: str = ""
    articles_: str = ""
    indefinite_: str = ""
    prepositions_: str = ""
    auxiliaries_: str = ""
    negations_: str = ""
    pronouns_: str = ""
    plural_pronouns_: str = ""
    relatives_: str = ""
    contrasts_: str = ""
    subordinates_: str = ""
    officials_: str = ""
    bodies_: str = ""
    texts_: str = ""
    modifiers_: str = ""
    not_names_: str = ""
    by_: str = ""
    be_: str = ""
    according_: str = ""
    that_: str = ""
    capitals: bool = True
    verb_first: bool = False
    prefixes: tuple[str, ...] = ()

    def words(self, name: str) -> Words:
        """The words of one of the texts."""
        return frozenset(getattr(self, name + "_").split())

    def not_names(self) -> Words:
        """Words that begin with a capital at the start of sentences without being names."""
        names = (
            "articles",
            "prepositions",
            "auxiliaries",
            "pronouns",
            "contrasts",
            "subordinates",
            "that",
            "not_names",
        )
        return frozenset().union(*(self.words(name) for name in names))

    def according(self) -> tuple[tuple[str, ...], ...]:
        """Phrases that mean `according to`, as their words."""
        return tuple(tuple(phrase.split()) for phrase in self.according_.split("|") if phrase)

    def verbs(self) -> dict[str, tuple[Verb, ...]]:
        """Verbs by their forms."""
        made: dict[str, tuple[Verb, ...]] = {}
        for name, stance in _STANCES.items():
            for form in getattr(self, name).split():
                for prefix in ("", *self.prefixes):
                    made.setdefault(prefix + form, (Verb(stance, participle=True),))
        return made


TABLES = {
    "fr": Table(
        says="declare declarait dit disait affirme affirmait estime souligne indique ajoute explique precise assure "
        "note "
        "rappelle ecrit repondu confirme repete martele averti deplore juge prevenu regrette fait evoque parle "
        "evoquait rappelait soulignait estimait resume resumait observe observait remarque constate reconnait "
        "reconnaissait "
        "insiste insistait raconte racontait explique expliquait precisait ajoutait assurait jugeait notait repond "
        "repondait tranche lance lancait corrige corrigeait voit voyait considere considerait pense pensait croit "
        "craint "
        "redoute ecrivait ecrivent lit lisait repete poursuit poursuivait conclut concluait martelait temoigne",
        calls="appelle appele appelait demande demandait exige reclame exhorte plaide prone propose souhaite veut "
        "voulait "
        "appellent demandent exigent reclament preconise invite presse esperait espere souhaitait plaidait proposait "
        "exigeait reclamait suggere suggerait conseille recommande recommandait sollicite milite militait espere "
        "implore supplie pressait invitait insiste",
        supports="soutient soutenu salue approuve accepte accueilli defend soutiennent saluent appuie soutenait "
        "felicite felicitee felicites saluait appuyait acceptait approuvait defendait applaudit",
        opposes="rejette rejete rejetait refuse exclut exclu oppose oppose ecarte condamne critique rejettent "
        "refusent denonce refusait excluait ecartait condamnait critiquait denoncait dement conteste contestait "
        "repousse "
        "recuse",
        announces="annonce annoncait decrete ordonne proclame conclu signe annoncent proclame annoncer proclamait",
        defines="decrit defini qualifie",
        articles_="le la les l' un une des du ce cette ces son sa ses leur leurs notre nos tout toute",
        indefinite_="un une des",
        prepositions_="de d' des du a au aux en pour dans sur par avec sans contre entre chez vers depuis pendant "
        "apres avant "
        "malgre selon lors sous",
        auxiliaries_="a ont est sont etait avait avaient ete sera seront serait aurait n' ne pas plus egalement "
        "aussi "
        "notamment deja ensuite encore s' se toujours jamais lundi mardi mercredi jeudi vendredi samedi dimanche "
        "hier "
        "avoir fermement vivement clairement mais",
        negations_="ne n' pas jamais ni sans",
        pronouns_="il elle ils elles nous je on",
        plural_pronouns_="ils elles nous",
        relatives_="qui dont",
        contrasts_="mais tandis alors et",
        subordinates_="alors lorsque quand comme si apres tandis",
        officials_="president ministre porte-parole porte parole secretaire general generale envoye ambassadeur "
        "ambassadrice chef cheffe responsable representant representante premier premiere roi pape directeur "
        "directrice "
        "chancelier chanceliere presidente coordinateur coordinatrice commissaire haut diplomate negociateur "
        "emissaire",
        bodies_="gouvernement armee ministere conseil assemblee agence mouvement groupe coalition organisation union "
        "rebelles "
        "autorites forces pays ong parti mission bureau departement commission comite parties",
        texts_="resolution communique texte declaration",
        modifiers_="meme propre francais francaise israelien israelienne russe americain americaine egyptien qatari "
        "turc saoudien "
        "palestinien palestinienne ukrainien ukrainienne allemand allemande britannique soudanais syrien iranien "
        "affaires etrangeres defense adjoint special permanent humanitaire militaire ancien international chinois",
        not_names_="comme ainsi hier pas oui non ici ceci cela nul aucun aucune chaque quant voici voila lundi mardi "
        "mercredi jeudi vendredi samedi dimanche janvier fevrier mars avril mai juin juillet aout septembre octobre "
        "novembre decembre cessez treve pause",
        by_="par",
        be_="ete est sont etait etaient sera etre",
        according_="selon|d' apres|de l' avis de|aux yeux de|aux dires de|au dire de|de l' aveu de|a en croire|"
        "suivant|dans les mots de",
        that_="que qu'",
    ),
    "es": Table(
        says="dijo dice afirmo afirma declaro declara senalo senala aseguro asegura subrayo subraya explico explica "
        "anadio "
        "indico indica sostuvo sostiene recordo escribio respondio confirmo reitero insistio advirtio considero "
        "considera "
        "manifesto expreso destaco apunto lamento dicho afirmado declarado senalado hablo recuerda resumio resume "
        "mostro muestra preciso "
        "precisa comento comenta relato relata opino opina matizo matiza agrego agrega puntualizo zanjo remarco "
        "recalco "
        "recalca reconocio reconoce admitio comunico informo escribe escribia decia afirmaba sostenia explicaba "
        "consideraba llamo califico cree teme penso piensa ve veia concluyo concluye advierte insiste responde",
        calls="pidio pide reclamo reclama exigio exige llamo llama solicito solicita insto insta propuso propone "
        "demando "
        "quiere pidieron exigen piden abogo aboga pedido exigido reclamado urgio instaron exigiendo pidiendo "
        "reclamando solicitando reclamaba pedia exigia solicitaba proponia sugirio sugiere recomendo recomienda "
        "defendia "
        "confia espera desea suplico rogo exhorto exhorta demanda apremio plantea planteo quiso queria busca buscaba",
        supports="apoyo apoya respaldo respalda saludo celebro celebra acepto acepta acogio defendio defiende "
        "aplaudio "
        "apoyaron apoyado aceptado apoyaba respaldaba aprobo aprueba suscribio suscribe felicito agradecio",
        opposes="rechazo rechaza rechazaron nego niega descarto descarta condeno critico denuncio opuso opone "
        "rechazado "
        "descartado rehuso despacho tacho rechazaba negaba descartaba condena critica denuncia desestimo desecho "
        "veto "
        "repudio cuestiono",
        announces="anuncio anuncia anunciaron ordeno ordena decreto proclamo anunciado acordaron firmo",
        defines="describio describe definio define califico",
        articles_="el la los las un una unos unas este esta su sus lo al del",
        indefinite_="un una unos unas",
        prepositions_="de del a al en para por con sin contra entre hacia desde durante tras antes segun sobre",
        auxiliaries_="ha han habia es son fue era sido sera seria no tambien ya despues aun ademas nunca siempre "
        "lunes "
        "martes miercoles jueves viernes sabado domingo ayer hoy este se hoy acabo termino siguio sigue volvio vino",
        negations_="no ni nunca sin tampoco",
        pronouns_="ellos ellas ella nosotros yo",
        plural_pronouns_="ellos ellas nosotros",
        relatives_="quien quienes",
        contrasts_="pero mientras aunque y",
        subordinates_="mientras cuando como si aunque",
        officials_="presidente presidenta ministro ministra portavoz secretario secretaria general enviado embajador "
        "embajadora jefe jefa responsable representante primer primera rey papa director directora canciller "
        "comisionado coordinador coordinadora diplomatico negociador asesor asesora consejero consejera fundador "
        "fundadora "
        "investigador investigadora vicepresidente vicepresidenta viceministro lider experto experta analista",
        bodies_="gobierno ejercito ministerio consejo asamblea agencia movimiento grupo coalicion organizacion "
        "rebeldes "
        "autoridades fuerzas partido union departamento mision oficina comision comite mediadores partes",
        texts_="resolucion comunicado texto declaracion",
        modifiers_="misma mismo propia propio espanol espanola israeli ruso rusa estadounidense egipcio egipcia "
        "catari turco saudi palestino "
        "palestina ucraniano ucraniana aleman alemana britanico frances francesa asuntos exteriores defensa adjunto "
        "especial "
        "permanente humanitario militar internacional chino colombiano presidencial politico politica filipino",
        not_names_="como asi ayer si ya nadie ningun ninguna cada aqui tambien tampoco despues lunes martes "
        "miercoles jueves viernes sabado domingo enero febrero marzo abril mayo junio julio agosto septiembre "
        "octubre noviembre diciembre alto tregua pausa cese ya",
        by_="por",
        be_="sido fue es son era fueron ser",
        according_="segun|de acuerdo con|al decir de|en palabras de|a juicio de|en opinion de|a ojos de|a criterio "
        "de|"
        "conforme a",
        that_="que",
    ),
    "de": Table(
        says="sagte sagt erklarte erklart betonte betont sagten teilte schrieb schreibt meinte warnte warnt "
        "antwortete "
        "bekraftigte nannte nennt hiess verwies bezeichnete ausserte gesagt erklaren glaubt glaubte meint berichtete "
        "berichtet bestatigte bestatigt hervorhob unterstrich verwies betonten erganzte fugte lobte halt hielt sieht "
        "sah spricht sprach",
        calls="fordert forderte fordern forderten verlangt verlangte bittet bat rief ruft appellierte drangt drangte "
        "will "
        "wollte gefordert pladiert pladierte",
        supports="unterstutzt unterstutzte begrusst begrusste befurwortet befurwortete akzeptierte akzeptiert "
        "unterstutzen "
        "begrussten",
        opposes="lehnt lehnte ablehnt ablehnte abgelehnt verweigert verweigerte verurteilte kritisierte weist wies "
        "zuruckgewiesen lehnen",
        announces="kundigte verkundete angekundigt ordnete verkundet angeordnet kundigt rief vereinbarten",
        defines="beschrieb definierte definiert",
        articles_="der die das den dem des ein eine einen einem einer dieser diese sein seine ihr ihre kein keine",
        indefinite_="ein eine einen einem einer",
        prepositions_="von vom zu zum zur in im an am auf aus bei beim mit nach seit durch fur gegen ohne um uber "
        "unter vor "
        "wahrend wegen zwischen",
        auxiliaries_="hat haben hatte hatten ist sind war waren wurde wurden wird werden auch bereits nicht noch nur "
        "schon "
        "erneut zuvor zudem heute gestern montag dienstag mittwoch donnerstag freitag samstag sonntag sich",
        negations_="nicht kein keine keinen nie ohne",
        pronouns_="er sie es wir ich",
        plural_pronouns_="wir",
        relatives_="welcher welche",
        contrasts_="aber wahrend und sondern",
        subordinates_="wahrend als nachdem wenn obwohl",
        officials_="prasident prasidentin minister ministerin aussenminister aussenministerin kanzler bundeskanzler "
        "sprecher "
        "sprecherin regierungssprecher botschafter generalsekretar beauftragte ministerprasident premierminister "
        "chef papst "
        "verteidigungsminister aussenbeauftragte bundesaussenministerin",
        bodies_="regierung armee ministerium rat bundesregierung organisation gruppe bewegung militar rebellen",
        by_="von durch",
        be_="wurde wurden worden ist war",
        according_="laut|nach angaben von|nach ansicht von|nach angaben der|nach ansicht der|aus sicht von|aus sicht "
        "der|"
        "in den worten von|zufolge",
        that_="dass",
        capitals=False,
    ),
    "ru": Table(
        says="сказал сказала сказали заявил заявила заявили заявило сообщил сообщила сообщили сообщило отметил "
        "отметила "
        "подчеркнул подчеркнула добавил добавила пояснил написал написала считает подтвердил подтвердила уточнил "
        "ответил "
        "рассказал рассказала напомнил указал говорит говорится заявляет назвал назвала напомнила указала пояснила "
        "уточнила ответила предупредил предупредила выразил выразила констатировал признал признала полагает "
        "отмечает подчеркивает утверждает пишет писал считал считала высказался высказалась настаивал",
        calls="призвал призвала призвали призвало потребовал потребовала потребовали требует призывает просит "
        "попросил "
        "попросила предложил предложила предложили предлагает настаивает выступил выступает выступила",
        supports="поддержал поддержала поддержали поддерживает приветствовал приветствовала приветствует одобрил "
        "одобрила "
        "согласился согласилась согласились принял",
        opposes="отверг отвергла отвергли отвергает отказался отказалась отказались отклонил отклонила осудил "
        "осудила "
        "раскритиковал исключил исключила отказывается",
        announces="объявил объявила объявили объявило приказал поручил ввел анонсировал провозгласил объявляет",
        defines="описал определил",
        prepositions_="в во на о об с со к по за из от при для до без между над под перед после против через",
        auxiliaries_="не также уже еще был была было были будет это ранее позже вновь снова в",
        negations_="не ни нет без",
        pronouns_="он она они оно мы я",
        plural_pronouns_="они мы",
        relatives_="который которая которые которое",
        contrasts_="а но однако тогда и",
        subordinates_="когда если пока после хотя",
        officials_="президент министр секретарь генсек пресс-секретарь представитель посол спикер глава премьер "
        "премьер-"
        "министр спецпосланник посланник советник папа канцлер директор координатор официальный замминистра",
        bodies_="министерство минобороны армия правительство мид группировка движение организация совет коалиция",
        modifiers_="генеральный постоянный израильский российский американский украинский турецкий пресс иностранных "
        "дел "
        "обороны специальный первый официальный",
        not_names_="января февраля марта апреля мая июня июля августа сентября октября ноября декабря понедельник "
        "вторник среду четверг пятницу субботу воскресенье как что где когда кто почему так это все этот тогда "
        "сейчас его ее их гуманитарные гуманитарная перемирие прекращение режим",
        by_="",
        according_="по словам|по данным|по мнению|согласно|по оценке|по выражению|со слов|в глазах|как считает",
        that_="что чтобы",
        verb_first=True,
    ),
    "uk": Table(
        says="сказав сказала заявив заявила заявили повідомив повідомила повідомили зазначив зазначила наголосив "
        "наголосила "
        "додав додала пояснив написав написала вважає підкреслив назвав",
        calls="закликав закликала закликали вимагає вимагав попросив попросила запропонував запропонувала пропонує",
        supports="підтримав підтримала підтримує привітав схвалив погодився погодилася",
        opposes="відкинув відкинула відмовився відмовилася відхилив засудив заперечив",
        announces="оголосив оголосила оголосили наказав",
        prepositions_="в у на о об з із зі до по за від при для без між після проти через",
        auxiliaries_="не також вже ще був була було були буде це раніше",
        negations_="не ні без",
        pronouns_="він вона вони воно ми я",
        plural_pronouns_="вони ми",
        relatives_="який яка які",
        contrasts_="а але однак і та",
        officials_="президент міністр речник секретар представник посол глава радник генсек",
        bodies_="міністерство армія уряд рада",
        according_="за словами|за даними|на думку",
        that_="що щоб",
        verb_first=True,
    ),
    "ar": Table(
        says="قال قالت قالوا صرح صرحت اكد اكدت اضاف اضافت ذكر ذكرت اوضح اوضحت اشار اشارت كتب كتبت شدد شددت اعتبر "
        "اعتبرت "
        "افاد افادت اعرب اعربت يقول تقول يوكد ابلغ يري تري راي رات وضع وضعت تمني تمنت تحدث تحدثت بين بينت نفي نفت "
        "لفت لفتت نوه نوهت جدد جددت حذر حذرت تساءل رد ردت قالا",
        calls="دعا دعت دعوا طالب طالبت طلب طلبت حث حثت ناشد ناشدت يدعو تدعو يطالب اقترح اقترحت تطالب يحث تحث شدد امل "
        "املت",
        supports="رحب رحبت ايد ايدت دعم دعمت يويد وافق وافقت قبلت يرحب",
        opposes="رفض رفضت يرفض ترفض عارض عارضت استبعد استبعدت ندد نددت ادان ادانت انتقد",
        announces="اعلن اعلنت اعلنوا امر امرت يعلن تعلن",
        defines="وصف وصفت",
        prepositions_="في من علي الي عن مع بين بعد قبل خلال منذ ضد لدي حول",
        auxiliaries_="قد لا لم لن كان كانت ايضا فكان وكان فقد وقد فكانت وكانت",
        negations_="لا لم لن ليس دون عدم",
        pronouns_="هو هي هم نحن انا",
        plural_pronouns_="هم نحن",
        relatives_="الذي التي الذين",
        contrasts_="لكن بينما فيما",
        subordinates_="عندما بينما اذا",
        officials_="المتحدث متحدث الناطق ناطق وزير الوزير رييس الرييس الامين امين مبعوث المبعوث سفير السفير مندوب "
        "المندوب ولي الملك ملك البابا الممثل ممثل القيادي قيادي والمتحدث ووزير والرييس المنسق منسق المفوض",
        bodies_="الحكومة وزارة الجيش الوزارة المجلس مجلس الحركة حركة المنظمة منظمة الجمعية السلطة",
        modifiers_="باسم الخارجية خارجية الدفاع دفاع الوزراء العام المساعد العهد الاعلي الخاص الدايم الامير السابق عام",
        according_="بحسب|وفقا ل|حسب",
        that_="ان انه انها بان انهم",
        capitals=False,
        verb_first=True,
        prefixes=("و", "ف"),
    ),
    "he": Table(
        says="אמר אמרה אמרו הצהיר הצהירה הודיע הודיעה הודיעו ציין ציינה הדגיש הדגישה הוסיף הוסיפה כתב כתבה מסר מסרה "
        "טען "
        "טענה הבהיר הבהירה אומר",
        calls="קרא קראה קראו דרש דרשה דרשו ביקש ביקשה הציע הציעה",
        supports="תמך תמכה בירך בירכה הסכים הסכימה קיבל",
        opposes="דחה דחתה דחו סירב סירבה התנגד התנגדה שלל שללה גינה",
        announces="הכריז הכריזה",
        prepositions_="של על עם אל את בין לפני אחרי נגד",
        auxiliaries_="לא גם כבר היה הייתה",
        negations_="לא אין בלי",
        pronouns_="הוא היא הם אנחנו אני",
        plural_pronouns_="הם אנחנו",
        contrasts_="אך אבל בעוד",
        according_="לדברי|לפי",
        that_="כי ש",
        capitals=False,
        verb_first=True,
        prefixes=("ו", "ש"),
    ),
}
