"""Small English words by what they do in a sentence, and the nouns that name somebody by role. All are folded."""

from __future__ import annotations


def word_set(words: str) -> frozenset[str]:
    """The words of a text with blanks between."""
    return frozenset(words.split())


ABBREVIATIONS = word_set(
    "mr mrs ms mx dr prof gen lt col sgt capt cmdr maj adm brig sen rep gov rev hon st jr sr jan feb mar apr jun jul "
    "aug "
    "sep sept oct nov dec no nos vs inc ltd co corp dept univ art para approx ca fig vol pp al amb sec sra srta ud "
    "uds "
    "mme mlle m bzw ca zb str"
)
"""Words after which a full stop ends no sentence."""

STARTERS = word_set(
    "the a an this that these those he she it they we i in on at but and however while when after before as if for "
    "with "
    "there his her its their our another many some both meanwhile since although"
)
"""Words that begin a sentence after an abbreviation such as U.N."""

ARTICLES = word_set(
    "the a an this that these those its his her their our my your no any every each some all both another"
)
DEFINITE = word_set("the this that these those its his her their our")
THE = DEFINITE | word_set("le la les l' el los las der die das den dem ce cette este esta")
"""The definite ones, of other languages too."""
POSSESSIVES = frozenset({"'s", "’s"})
PREPOSITIONS = word_set(
    "of in on at by for from to with without against between among about over under during after before since until "
    "toward towards into through across near amid amidst despite via per including like unlike following regarding "
    "on "
    "concerning inside outside behind within upon around besides alongside beyond"
)
BE = word_set("be is are was were been being")
AUXILIARIES = word_set(
    "has had have having was were is are be been being did does do will would shall should can could may might must "
    "cannot not never n't also then later again now already since still ever once twice both itself himself herself "
    "themselves himself jointly reportedly however though therefore thus instead meanwhile only even just yet too "
    "earlier previously recently all each repeatedly first further separately today yesterday tonight nonetheless "
    "nevertheless "
    "ago long soon so far much always often rather best don didn doesn hasn hadn haven wasn weren won wouldn "
    "on didn't doesn't don't hasn't hadn't haven't wasn't weren't won't wouldn't isn't aren't couldn't can't"
)
NEGATIONS = word_set(
    "not never no neither nor without cannot didn't doesn't don't hasn't hadn't haven't wasn't weren't won't "
    "wouldn't "
    "isn't aren't couldn't can't"
)
"""Words that may stand between a subject and its verb."""
MONTHS = tuple(
    "january february march april may june july august september october november december".split()  # noqa: SIM905
)
MONTH_NAMES = {
    **{name: number for number, name in enumerate(MONTHS, 1)},
    **{name[:3]: number for number, name in enumerate(MONTHS, 1)},
    "sept": 9,
}
WEEKDAYS = {
    name: number
    for number, name in enumerate(["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"])
}
WEEKDAYS |= {name[:3]: number for name, number in WEEKDAYS.items() if name[:3] not in ("sun", "sat", "wed", "mon")}
CONTRASTS = word_set("while whereas but although though yet and")
"""Words that begin a clause with a speaker of its own."""
SUBORDINATES = word_set("while when whereas as after although though if since because before once despite amid")
RELATIVES = word_set("who which whose whom")
PRONOUNS = word_set("he she it they we i")
SEVERAL = {"both": 2, "two": 2, "pair": 2, "duo": 2, "three": 3, "trio": 3, "four": 4, "five": 5}
"""Words for several who were named before, with how many they are."""

OFFICIALS = word_set(
    "official spokesman spokeswoman spokesperson minister president envoy ambassador secretary general chief "
    "coordinator co-ordinator diplomat leader lawmaker commander source premier chancellor king pope pontiff prince "
    "successor predecessor counterpart colleague princess emir sheikh sultan representative adviser advisor director "
    "head chair chairman chairwoman chairperson "
    "commissioner rapporteur negotiator mediator researcher analyst expert professor scholar fellow senator "
    "congressman "
    "congresswoman deputy governor mayor observer delegate counsellor counselor speaker politician activist "
    "patriarch "
    "archbishop bishop cardinal captain colonel lieutenant major admiral brigadier sergeant doctor historian lawyer "
    "economist author writer journalist correspondent statesman monarch veteran aide insider resident founder "
    "secretary-general undersecretary monitor rebel militant fighter protester demonstrator facilitator guarantor "
    "principal signatory mp msp mep lord lady sir dame dr mr mrs ms prof gen lt col sgt brig capt sen rep gov amb "
    "imam rabbi ayatollah field marshal interim candidate nominee politician co-chair editor manager officer "
    "pm physician surgeon nurse volunteer worker survivor pediatrician academic specialist strategist consultant"
)
"""Nouns for one person by office or work, in the singular."""
BODIES = word_set(
    "ministry army military government group movement council assembly agency authority administration forces force "
    "presidency parliament party bloc alliance coalition office department navy union organization organisation "
    "mission "
    "committee commission quad troika command junta militia faction brigades brigade wing side delegation embassy "
    "secretariat foundation charity institute federation league court senate congress house cabinet leadership "
    "kingdom "
    "watchdog outlet newspaper broadcaster network paper magazine company nation country state republic vatican "
    "headquarters rebels militants insurgents fighters protesters demonstrators families relatives residents allies "
    "mediators diplomats powers nations countries states governments agencies groups authorities community "
    "neighbours "
    "parties sides leaders officials ministers lawmakers experts analysts critics activists facilitators guarantors "
    "principals signatories envoys monitors ambassadors negotiators members families charities organisations "
    "organizations co-chairs presidents spokespeople sources campaigners opposition regime paramilitaries guerrillas "
    "separatists troops duo trio pair mps senators economists academics doctors students workers bishops conference "
    "summit body ngo ngos institution"
)
"""Nouns for bodies and for several people."""
TEXTS = word_set(
    "resolution statement draft text communique declaration document letter report agreement release note "
    "handbook manual procedures code guidelines guidance regulations charter paragraph clause plan amendment motion "
    "conclusions guide convention treaty protocol"
)
"""Nouns for texts that speak: the body that issued them is the speaker."""
MEDIA = word_set("agency news newspaper outlet broadcaster network paper magazine channel television tv radio media")
MODIFIERS = word_set(
    "senior military former chief deputy top foreign prime presidential humanitarian relief unnamed interim acting "
    "government rebel opposition local aid health defence defense security state special permanent national armed "
    "paramilitary regional international human rights political civilian de facto press media news assistant vice "
    "junior high-level visiting newly outgoing incoming first second third u.n un eu us nato spiritual supreme "
    "federal "
    "interior finance peace warring rival hostage house white anonymous leading veteran world-health un-backed "
    "spokesman co lead medical emergency emergencies development executive managing editorial judicial legal "
    "official "
    "intelligence naval air ground western arab muslim islamic catholic european african asian global children "
    "refugee food programme program fund group's wartime longtime long-time long time exiled ruling governing army "
    "navy party cabinet war ethnic separatist guerrilla communist tribal church religious business labour labor "
    "trade "
    "internationally recognised recognized other several many most two three four five dozens veteran under general "
    "new old british-led saudi-led led based backed controlled run aligned held owned sponsored linked affiliated "
    "high "
    "commissioner's chief's minister's president's government's army's ministry's far right left wing hard line "
    "ranking policy representative secretary affairs relations public permanent private mediation negotiating "
    "hamas-run "
    "senior-level same own"
)
"""Adjectives and nouns that stand before a role."""
NAMELESS = word_set("sources officials diplomats mediators negotiators")
"""Those of a country who are quoted without a name."""
GOVERNING = word_set("government authorities")
COUNTRY_BODIES = word_set(
    "government authorities administration presidency army military ministry forces delegation mission embassy "
    "cabinet "
    "leadership side junta foreign defence defense state kremlin"
)
PARTICLES = word_set("al el bin ibn de van der von den da di du la le ben abu abd al- ul dos das y ter ten san")
HONORIFICS = word_set("mr mrs ms dr prof sir dame lord lady gen lt col sheikh sgt rev sen rep gov king prince pope")
NOT_NAMES = (
    ARTICLES | PREPOSITIONS | AUXILIARIES | CONTRASTS | SUBORDINATES | RELATIVES | PRONOUNS | frozenset(MONTHS)
    | frozenset(WEEKDAYS) | word_set(
        "there here what how why where when yes no or nor than because until unless meanwhile asked speaking citing "
        "what's it's i'm we're gmt est utc photo image read more watch related advertisement editor's note updated "
        "published live breaking exclusive analysis opinion q a article chapter security resolution christmas easter "
        "ramadan eid jan feb mar apr jun jul aug sep sept oct nov dec mon tue wed thu thurs fri ceasefire truce "
        "pause covid god day acting nobody somebody someone everyone everybody anyone others none few more most one "
        "whoever whatever whichever adha fitr fatah both each neither either said further earlier later last next "
        "such our us your you"
    )
)  # fmt: skip
"""Words that begin with a capital without being part of a name."""
FEMALE_TITLES = word_set("spokeswoman mrs ms queen princess dame lady chairwoman congresswoman")
MALE_TITLES = word_set("spokesman mr king prince pope sir chairman congressman emir sheikh")
FEMALE_NAMES = word_set(
    "penny catherine annalena kamala yoko francesca naledi marika bushra avril ann mirjana emanuela marta christine "
    "valentina valerie francoise maria mary sarah anna linda hillary hanna sanna ursula angela theresa michelle "
    "samantha "
    "julie karen jean-pierre karine susan melanie joyce cindy winnie amina rosemary helen rachel jane emily "
    "elizabeth "
    "alice lisa laura kate margaret nancy jennifer jessica julia kaja roberta giorgia mette magdalena maia sviatlana "
    "christina natalia maria olga tanya fatima aisha leila nadia rania dima reem noura hala lynn stephanie tess "
    "clare "
    "claire anne annie zoe"
)
"""Given names that tell that a person is not called `he`; for that alone."""
