"""Spellings that news texts use beside those recorded with the terms, by term; used only where the term is recorded.

Kept apart from the data set, since they are habits of writing and no evidence of anybody's wording.
"""

from __future__ import annotations

from glossary.articles.words import word_set

MORE_FORMS: dict[str, dict[str, str]] = {
    "en": {
        "humanitarian-pause": "pause for aid|pauses for aid|pause to let aid in|pause for humanitarian purposes|aid "
        "pause",
        "humanitarian-truce": "truce for humanitarian purposes|truce on humanitarian grounds",
        "pause-in-fighting": "pause in the hostilities|pause in hostilities|pause to the fighting|pause in the war|"
        "pauses in hostilities|pauses in the war|pause in military operations|pause in combat|pause in the bombing|"
        "pause in the bombardment|pause in the strikes|pause in the conflict|pause in the violence|break in the "
        "fighting",
        "cessation-of-hostilities": "cease hostilities|ceasing hostilities|cease all hostilities|stop the fighting|"
        "end to the hostilities|end to hostilities|end to the fighting|end to fighting|cessation of all hostilities|"
        "cessation of military action|cessation of violence|cessation of the hostilities|cessation of attacks|"
        "cessation of military activities|halt to hostilities",
        "suspension-of-military-operations": "suspend military operations|suspend all military operations|suspend "
        "offensive operations|suspend all offensive operations|suspension of offensive operations|suspend operations|"
        "suspension of operations",
        "suspension-of-hostilities": "suspend hostilities|suspend the hostilities|halt to the fighting|"
        "halt in the fighting|halt to fighting|suspension of the fighting|halt in hostilities",
        "holiday-truce": "Easter truce|Easter ceasefire|Christmas ceasefire|Eid ceasefire|Ramadan truce|Ramadan "
        "ceasefire|"
        "New Year truce|New Year ceasefire|Easter cease-fire|Christmas cease-fire|Eid cease-fire|Ramadan cease-fire",
        "humanitarian-corridor": "aid corridor|aid corridors|evacuation corridor|evacuation corridors|safe corridors|"
        "safe humanitarian corridor|safe humanitarian corridors",
        "humanitarian-ceasefire": "ceasefire on humanitarian grounds",
        "olympic-truce": "Olympic ceasefire",
        "end-of-war": "ending the war|end the war|end to this war|end to war|end of this war|stop the war|"
        "war is over|war has completely ended|war was over|war would end|war is completely over|war will end|war has "
        "ended|war must end",
        "truce-extension": "extend the truce|extending the truce|extend the humanitarian truce|prolong the first "
        "phase|prolonging the first phase|extend the first phase|"
        "extending the first phase|extension of the first phase|extend the pause|"
        "prolong the truce|extension of the pause|extension of the humanitarian pause",
        "unconditional-ceasefire": "unconditional truce",
        "de-escalation-area": "deescalation zone|deescalation zones",
        "safe-area": "humanitarian zone|safe havens",
        "temporary-ceasefire": "limited ceasefire|interim ceasefire",
    },
    "fr": {
        "ceasefire": "cessez-le-feu",
        "suspension-of-military-operations": "suspension des opérations militaires|suspendre les opérations militaires",
        "permanent-cessation-of-hostilities": "cessation permanente des hostilités|arrêt permanent des hostilités",
        "holiday-truce": "trêve de l'Aïd|trêve de Noël|trêve de Pâques|trêve du ramadan",
        "truce": "trêve",
        "humanitarian-pause": "pause humanitaire|pauses humanitaires",
        "humanitarian-corridor": "couloir humanitaire|corridor humanitaire|corridors humanitaires",
        "humanitarian-truce": "trêve humanitaire|trêves humanitaires",
        "cessation-of-hostilities": "cesser les hostilités|cessation des hostilités|suspension des hostilités|"
        "cessation des combats|arrêt des combats|arrêt des hostilités|fin des hostilités",
        "pause-in-fighting": "pause dans les combats|pause des combats",
        "armistice": "armistice",
        "end-of-war": "fin de la guerre|fin à la guerre",
    },
    "es": {
        "suspension-of-military-operations": "suspensión de las operaciones militares|suspensión de operaciones "
        "militares|"
        "suspender las operaciones militares",
        "holiday-truce": "tregua de Navidad|tregua navideña|tregua de Pascua|tregua de Ramadán",
        "ceasefire": "cese al fuego|cese el fuego|alto al fuego|cese del fuego",
        "truce": "tregua",
        "humanitarian-truce": "tregua humanitaria|tregua por razones humanitarias",
        "humanitarian-pause": "pausa humanitaria",
        "humanitarian-corridor": "corredor humanitario",
        "cessation-of-hostilities": "cese de hostilidades|cesar las hostilidades|cese de las hostilidades|fin de las "
        "hostilidades",
        "pause-in-fighting": "pausa en los combates|pausa en la lucha|pausa de los combates",
        "end-of-war": "fin de la guerra|final de la guerra|poner fin a la guerra|terminar la guerra",
        "armistice": "armisticio",
    },
    "de": {
        "ceasefire": "Waffenruhe|Feuerpause",
        "humanitarian-pause": "humanitäre Feuerpause|humanitäre Pause",
        "humanitarian-corridor": "humanitärer Korridor|humanitäre Korridore",
    },
    "ru": {
        "truce": "перемирие",
        "humanitarian-corridor": "гуманитарный коридор|гуманитарные коридоры",
        "humanitarian-truce": "гуманитарное перемирие",
        "humanitarian-pause": "гуманитарная пауза|гуманитарные паузы",
        "end-of-war": "окончание войны|завершение войны|прекращение войны|война закончится|закончить войну|конец войны",
        "regime-of-silence": "режим тишины",
        "cessation-of-hostilities": "прекратить боевые действия|прекращение военных действий|"
        "прекращение боевых действий|прекращение военных действий",
        "humanitarian-ceasefire": "гуманитарное прекращение огня",
    },
    "uk": {
        "ceasefire": "припинення вогню",
        "truce": "перемир'я",
        "humanitarian-pause": "гуманітарна пауза",
        "humanitarian-corridor": "гуманітарний коридор|гуманітарні коридори",
        "regime-of-silence": "режим тиші",
        "cessation-of-hostilities": "припинення бойових дій",
    },
    "ar": {
        "ceasefire": "وقف إطلاق نار|وقف لإطلاق النار|وقف لاطلاق النار",
        "truce": "هدنة",
        "humanitarian-truce": "هدن إنسانية|هدنات إنسانية",
        "humanitarian-corridor": "ممر إنساني",
        "cessation-of-hostilities": "وقف القتال|وقف الاعمال القتالية|وقف العمليات العسكرية|وقف العمليات القتالية",
        "humanitarian-pause": "وقفة إنسانية|وقفات إنسانية|وقفات القتال لأغراض إنسانية|وقفات لأغراض إنسانية",
        "pause-in-fighting": "وقفات القتال|وقفات في القتال|وقف مؤقت للقتال",
        "end-of-war": "إنهاء الحرب|وقف الحرب|انتهاء الحرب|نهاية الحرب",
    },
    "he": {
        "ceasefire": "הפסקת האש",
        "humanitarian-pause": "הפוגה הומניטרית|הפוגות הומניטריות",
    },
}

HEADS = ("ceasefire", "cease fire", "truce", "pause", "corridor", "armistice")
"""English nouns that take the adjectives by which terms differ, also at a distance: `immediate, full ceasefire`."""

ADJECTIVES_ABROAD = {
    "humanitaire": "humanitarian", "immédiat": "immediate", "permanent": "permanent", "temporaire": "temporary",
    "durable": "sustainable", "unilatéral": "unilateral", "inconditionnel": "unconditional", "local": "local",
    "humanitario": "humanitarian", "humanitaria": "humanitarian", "inmediato": "immediate", "permanente": "permanent",
    "temporal": "temporary", "duradero": "sustainable", "unilateral": "unilateral", "incondicional": "unconditional",
    "гуманитарный": "humanitarian", "немедленный": "immediate", "постоянный": "permanent", "временный": "temporary",
    "устойчивый": "sustainable", "односторонний": "unilateral", "безусловный": "unconditional",
    "إنساني": "humanitarian", "إنسانية": "humanitarian", "فوري": "immediate", "دائم": "permanent", "مؤقت": "temporary",
    "مستدام": "sustainable", "شامل": "comprehensive", "humanitäre": "humanitarian", "sofortige": "immediate",
    "dauerhafte": "permanent", "vorübergehende": "temporary", "einseitige": "unilateral",
    "бессрочный": "permanent", "негайний": "immediate", "тимчасовий": "temporary", "безумовний": "unconditional",
}  # fmt: skip
"""Adjectives of other languages by the English ones in the terms' names; they stand before or after their noun."""
FIGHTING = word_set(
    "fighting hostilities hostility war warfare combat combats bombing bombings bombardment bombardments "
    "strikes airstrikes attacks attack assault offensive operations operation violence conflict shelling "
    "fire campaign military ground air israeli russian raids clashes battle battles killing invasion "
    "aggression"
)
"""What is paused where the pause is one in the fighting."""
OTHER_PAUSES = word_set(
    "talks negotiations aid delivery deliveries funding shipments transfers evacuations sanctions tariffs "
    "visas admissions weapons arms supplies assistance hearing trial vote voting election elections "
    "proceedings membership work deportations flights trade production"
)
"""What is paused where the pause is none in the fighting."""
