"""Our own words for what SKOS, PROV and Dublin Core have none for, each with what it means."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from glossary.interchange.outgoing.whole import LICENCE, Publisher
from glossary.interchange.skos.nodes import OURS, Fact, Node, Ref, code, prefixes, vocabulary_address, whole_name, words


@dataclass(frozen=True, slots=True)
class Name:
    """A class or a property: its local name, what it means, and the wider one it belongs under, if there is one."""

    local: str
    says: str
    under: str = ""

    @property
    def label(self) -> str:
        """As a person reads it: `term as written`."""
        return "".join(f" {sign.lower()}" if sign.isupper() else sign for sign in self.local).strip()


CLASSES = (
    Name("Statement", "One attributed use of a term: who said what, when, in which source.", "prov:Entity"),
    Name("Definition", "A statement that says what a term means or how it differs from another.", "gat:Statement"),
    Name("Position", "A statement that takes a stand on what the term names.", "gat:Statement"),
    Name("Provision", "A statement that is operative wording of a text.", "gat:Statement"),
    Name("Usage", "A statement that uses the term to name something, without a stand on the word.", "gat:Statement"),
    Name(
        "Relation",
        "A claim that one term is wider than, related to or contrasted with another. Whose claim it is, "
        "dct:source says, or prov:wasAttributedTo where it is the editors’.",
    ),
    Name(
        "Point",
        "What a statement says on one dimension: rdf:value in the editors’ short words, gat:code as they "
        "coded it. No point on a dimension means that the statement is silent on it.",
    ),
    Name("Event", "An arrangement, text or occasion that several statements speak about, whatever each calls it."),
    Name("Code", "A word of a closed list."),
)
"""In the order in which they are offered."""
PROPERTIES = (
    Name("summary", "What a statement says, in the editors’ words."),
    Name("termAsWritten", "The term as the source has it."),
    Name(
        "saidFrom",
        "The first day on which a statement may have been made: that of dct:created, one day, month or "
        "year earlier where it is approximate or uncertain.",
    ),
    Name("saidTo", "The last day on which it may have been made, likewise."),
    Name("speakingAs", "What the speaker was when making the statement."),
    Name("reportedBy", "Who printed or passed on the words; not the speaker."),
    Name("stance", "What a statement does with its term."),
    Name("attribution", "How the words reached us."),
    Name("wording", "Whether rdf:value is a quotation, or a paraphrase by the editors."),
    Name("confidence", "How firmly the record rests on what was read."),
    Name("conflict", "The conflict that a statement or an event is about."),
    Name("event", "What a statement speaks about."),
    Name("point", "What a statement says on a dimension."),
    Name("dimension", "The dimension of a point."),
    Name("code", "A value of a dimension, read by the editors from the words of a point."),
    Name(
        "disputes",
        "Another statement that tells the same utterance differently. Both stand; one that is withdrawn "
        "is in no file, and not named.",
    ),
    Name("actorKind", "What sort of actor it is."),
    Name("affiliation", "The body that an actor belongs to."),
    Name("country", "The country of an actor, as two letters (ISO 3166-1)."),
    Name("consulted", "The page that was read for a source."),
    Name(
        "contrastedWith", "Two terms are set against each other or confused; read both ways.", "skos:semanticRelation"
    ),
    Name(
        "relatedTo",
        "Two terms belong together according to one source, while according to another one stands above "
        "the other. SKOS does not let skos:related say that.",
        "skos:semanticRelation",
    ),
    Name("relationType", "The kind of a relation as the glossary records it: broader, related or contrasted-with."),
)
"""In the order in which they are offered."""
LISTS = {
    "stance": "stances",
    "attribution": "attributions",
    "wording": "wordings",
    "confidence": "confidences",
    "conflict": "conflicts",
    "role": "with_roles",
    "actor-kind": "actor_kinds",
    "source-type": "source_types",
    "dimension": "dimensions",
}
"""Beginning of a code's name -> the closed list that it is of."""
Lists = Mapping[str, Mapping[str, str]]
"""Beginning of the codes' names -> slug -> what it means."""


def nodes(publisher: Publisher, lists: Lists) -> Iterator[Node]:
    """The vocabulary: classes, properties, and the codes of all closed lists."""
    known = prefixes(publisher)
    home = vocabulary_address(publisher).removesuffix("#")
    facts: list[Fact] = [
        ("dct:title", words(f"The vocabulary of the {publisher.name}", "en")),
        ("dct:license", Ref(LICENCE)),
    ]
    yield Node(home, ("owl:Ontology",), facts)
    for names, sort, under in ((CLASSES, "rdfs:Class", "subClassOf"), (PROPERTIES, "rdf:Property", "subPropertyOf")):
        for one in names:
            above: list[Fact] = [(f"rdfs:{under}", Ref(whole_name(one.under, known)))] if one.under else []
            told = [("rdfs:label", words(one.label, "en")), ("rdfs:comment", words(one.says, "en"))]
            by: Fact = ("rdfs:isDefinedBy", Ref(home))
            yield Node(whole_name(f"{OURS}:{one.local}", known), (sort,), [*told, *above, by])
    for name, entries in lists.items():
        yield from (_code(publisher, name, slug, says, home) for slug, says in entries.items())


def _code(publisher: Publisher, name: str, slug: str, says: str, home: str) -> Node:
    facts: list[Fact] = [
        ("rdfs:label", words(slug.replace("-", " "), "en")),
        ("rdfs:comment", words(says, "en")),
        ("dct:identifier", words(slug)),
        ("rdfs:isDefinedBy", Ref(home)),
    ]
    return Node(code(publisher, name, slug).iri, (f"{OURS}:Code",), facts)
