"""Named statements of the data set, as a reader must meet them: who, as what, when, where, in which words."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Fact:
    """One statement, and words that a reader might look for it with."""

    id: str
    actor: str
    speaking_as: str
    said: str
    source: str
    attribution: str
    words: str
    asked: str


FACTS = (
    Fact(
        id="john-kirby-humanitarian-pause-2023-10-26",
        actor="john-kirby",
        speaking_as="spokesperson, US National Security Council",
        said="2023-10-26~",
        source="abc-2023-10-27-kirby",
        attribution="reported",
        words="localized, temporary, specific pauses on the battlefield so that humanitarian assistance can get in",
        asked='kirby "localized, temporary, specific pauses"',
    ),
    Fact(
        id="john-kirby-humanitarian-pause-2023-10-27",
        actor="john-kirby",
        speaking_as="spokesperson, US National Security Council",
        said="2023-10-27~",
        source="seed-2023-11-16-israel-rebuffs-pause",
        attribution="reconstructed",
        words=(
            "A humanitarian pause is described as a temporary and local agreement to stop fighting for "
            "discrete tasks, its duration and geographic extent depending on context."
        ),
        asked="kirby discrete tasks geographic extent",
    ),
    Fact(
        id="emanuela-chiara-gillard-humanitarian-pause-2024-04-24",
        actor="emanuela-chiara-gillard",
        speaking_as="associate fellow, Chatham House",
        said="2024-04-24",
        source="chatham-house-security-civilians-2024",
        attribution="direct",
        words="None of these terms is authoritatively defined, and they are often used interchangeably",
        asked="gillard pause authoritatively defined",
    ),
    Fact(
        id="antonio-guterres-humanitarian-ceasefire-2023-10-18",
        actor="antonio-guterres",
        speaking_as="UN Secretary-General",
        said="2023-10-18",
        source="mb-2023-10-18-guterres",
        attribution="reported",
        words="I call for an immediate humanitarian ceasefire to provide sufficient time and space",
        asked="guterres sufficient time and space",
    ),
    Fact(
        id="antonio-guterres-ceasefire-2025-11-13",
        actor="antonio-guterres",
        speaking_as="UN Secretary-General",
        said="2025-11-13~",
        source="ria-2025-11-13-guterres",
        attribution="translated",
        words="Режим прекращения огня в Газе является хрупким",
        asked="режим прекращения огня Гутерриш",
    ),
    Fact(
        id="lior-haiat-humanitarian-pause-2023-10-27-2",
        actor="lior-haiat",
        speaking_as="spokesperson, Israeli Ministry of Foreign Affairs",
        said="2023-10-27",
        source="news24-reuters-2023-10-27",
        attribution="reported",
        words="Israel is opposed to a humanitarian pause or ceasefire at this time",
        asked='haiat opposed "humanitarian pause or ceasefire"',
    ),
    Fact(
        id="gilad-erdan-ceasefire-2023-10-26",
        actor="gilad-erdan",
        speaking_as="Ambassador of Israel to the UN",
        said="2023-10-26",
        source="reuters-fmt-2023-10-27",
        attribution="reported",
        words="A ceasefire means giving Hamas time to rearm itself",
        asked="erdan rearm",
    ),
    Fact(
        id="yoko-kamikawa-humanitarian-pause-2023-10-27",
        actor="yoko-kamikawa",
        speaking_as="Minister for Foreign Affairs of Japan",
        said="2023-10-27~",
        source="seed-2023-11-16-israel-rebuffs-pause",
        attribution="reconstructed",
        words=(
            "Reported as supporting a humanitarian pause and pointing to a growing global consensus. In "
            "the dispatch behind the article the 'growing global consensus' words are the UN "
            "Secretary-General's."
        ),
        asked="kamikawa growing global consensus",
    ),
    Fact(
        id="unga-humanitarian-truce-2023-10-27-2",
        actor="unga",
        speaking_as="",
        said="2023-10-27",
        source="unga-es10-21-boeglin",
        attribution="reported",
        words="an immediate, durable and sustained humanitarian truce leading to a cessation of hostilities",
        asked="general assembly humanitarian truce immediate durable sustained",
    ),
    Fact(
        id="unga-humanitarian-ceasefire-2023-12-12-2",
        actor="unga",
        speaking_as="",
        said="2023-12-12",
        source="unga-es10-22-wikisource-zh",
        attribution="direct",
        words="要求立即实行人道主义停火",
        asked="人道主义停火",
    ),
    Fact(
        id="ocha-humanitarian-pause-2022",
        actor="ocha",
        speaking_as="UN humanitarian coordination office",
        said="2022?",
        source="un-ukraine-glossary-pauses",
        attribution="direct",
        words="A temporary cessation of hostilities purely for humanitarian purposes.",
        asked='"purely for humanitarian purposes" ocha',
    ),
    Fact(
        id="icrc-humanitarian-pause-2022",
        actor="icrc",
        speaking_as="guardian of international humanitarian law",
        said="2022?",
        source="icrc-corridors-faq",
        attribution="direct",
        words=(
            "A humanitarian pause is a temporary suspension of hostilities for purely humanitarian "
            "purposes that is agreed between the parties to the conflict."
        ),
        asked="icrc temporary suspension purely humanitarian",
    ),
    Fact(
        id="hague-peace-conference-1907-armistice-1907-10-18",
        actor="hague-peace-conference-1907",
        speaking_as="Conference that adopted the Hague Regulations",
        said="1907-10-18",
        source="hague-regulations-1907",
        attribution="translated",
        words="An armistice suspends military operations by mutual agreement between the belligerent parties.",
        asked="armistice suspends military operations mutual agreement",
    ),
    Fact(
        id="unsc-extended-humanitarian-pause-2023-11-15",
        actor="unsc",
        speaking_as="",
        said="2023-11-15",
        source="unsc-2712-mangalorean-2023-11-16",
        attribution="reported",
        words="urgent and extended humanitarian pauses and corridors throughout the Gaza Strip",
        asked="security council urgent and extended humanitarian pauses",
    ),
    Fact(
        id="unsc-extended-humanitarian-pause-2023-11-15-2",
        actor="unsc",
        speaking_as="",
        said="2023-11-15",
        source="aawsat-2023-11-2712",
        attribution="translated",
        words="هدنات إنسانية عاجلة ومديدة",
        asked="هدنات إنسانية عاجلة ومديدة",
    ),
    Fact(
        id="qatar-mofa-humanitarian-pause-2023-11-22",
        actor="qatar-mofa",
        speaking_as="mediator",
        said="2023-11-22",
        source="qatarliving-2023-11-22",
        attribution="reported",
        words="The State of Qatar announces that a humanitarian pause has been agreed in Gaza",
        asked='"state of qatar announces" humanitarian pause',
    ),
    Fact(
        id="majed-al-ansari-humanitarian-truce-2023-11-22",
        actor="majed-al-ansari",
        speaking_as="spokesperson, Ministry of Foreign Affairs of Qatar",
        said="2023-11-22",
        source="lbc-2023-11-22-ansari",
        attribution="reported",
        words="مع التوصل إلى اتفاق الهدنة الإنسانية في غزة",
        asked="الهدنة الإنسانية اتفاق ansari",
    ),
    Fact(
        id="hamas-humanitarian-truce-2023-11-22",
        actor="hamas",
        speaking_as="party to the conflict",
        said="2023-11-22",
        source="hamas-statement-2023-11-22",
        attribution="translated",
        words="agreement of a humanitarian truce (a temporary cease-fire) for a duration of four days",
        asked="hamas humanitarian truce four days",
    ),
    Fact(
        id="benjamin-netanyahu-ceasefire-2023-11-10",
        actor="benjamin-netanyahu",
        speaking_as="Prime Minister of Israel",
        said="2023-11-10~",
        source="mako-2023-11-10",
        attribution="translated",
        words="הפסקת אש עם חמאס היא כניעה לטרור",
        asked="הפסקת אש כניעה לטרור",
    ),
)
