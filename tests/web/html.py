"""A page as a small tree, so that tests ask what a reader would see and not how the markup is spelt."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from html.parser import HTMLParser

VOID = frozenset({"area", "base", "br", "col", "hr", "img", "input", "link", "meta", "source", "wbr"})
BLOCK = frozenset({"p", "div", "li", "dt", "dd", "tr", "td", "th", "section", "article", "h1", "h2", "h3", "ul", "dl"})


@dataclass(eq=False, slots=True)
class Node:
    """An element with its attributes, its texts and elements in order, and the element around it."""

    tag: str
    attributes: dict[str, str] = field(default_factory=dict)
    content: list[Node | str] = field(default_factory=list)
    around: Node | None = None

    def nodes(self) -> Iterator[Node]:
        """This element and all within, in the order of the page."""
        waiting = [self]
        while waiting:
            node = waiting.pop()
            yield node
            waiting.extend([part for part in reversed(node.content) if isinstance(part, Node)])

    def all(self, tag: str = "", **attributes: str) -> list[Node]:
        """Elements within of that name whose attributes have these values; `class_` asks for one class."""
        return [node for node in self.nodes() if tag in ("", node.tag) and (not attributes or node.fits(attributes))]

    def one(self, tag: str = "", **attributes: str) -> Node:
        """The only such element."""
        found = self.all(tag, **attributes)
        assert len(found) == 1, f"{len(found)} elements {tag} {attributes}"
        return found[0]

    def fits(self, attributes: dict[str, str]) -> bool:
        """Whether the attributes have these values."""
        classes = self.attributes.get("class", "").split()
        return all(
            value in classes if name == "class_" else self.attributes.get(name.replace("_", "-")) == value
            for name, value in attributes.items()
        )

    @property
    def text(self) -> str:
        """What it says, blanks made single."""
        return " ".join("".join(self._texts()).split())

    def _texts(self) -> Iterator[str]:
        for part in self.content:
            if isinstance(part, str):
                yield part
            else:
                yield from part._texts()
        if self.tag in BLOCK:
            yield " "

    def own(self, name: str) -> str | None:
        """The attribute's value on this element or the nearest around it."""
        node: Node | None = self
        while node is not None and name not in node.attributes:
            node = node.around
        return node.attributes[name] if node else None


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.top = self.here = Node("")

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        node = Node(tag, {name: value or "" for name, value in attrs}, around=self.here)
        self.here.content.append(node)
        if tag not in VOID:
            self.here = node

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.here.content.append(Node(tag, {name: value or "" for name, value in attrs}, around=self.here))

    def handle_endtag(self, tag: str) -> None:
        assert self.here.tag == tag, f"</{tag}> closes <{self.here.tag}>"
        self.here = self.here.around or self.top

    def handle_data(self, data: str) -> None:
        self.here.content.append(data)


def read(text: str) -> Node:
    """The page as a tree. Fails where an element is not closed in its turn."""
    reader = _Reader()
    reader.feed(text)
    reader.close()
    assert reader.here is reader.top, f"<{reader.here.tag}> is left open"
    return reader.top
