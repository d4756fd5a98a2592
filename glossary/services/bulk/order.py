"""In which order records are written that lean on each other: what is leant on first, those in a circle together."""

from __future__ import annotations

from collections.abc import Iterable, Mapping


def together(nodes: Iterable[str], needs: Mapping[str, Iterable[str]]) -> list[list[str]]:
    """The nodes in groups, each after all that its nodes need; a group of several is a circle of needs.

    Tarjan's strongly connected components without recursion, in time linear in nodes and needs. Needs that are no
    nodes are passed over. The order of the nodes decides where needs leave it open.
    """
    return _Circles(list(nodes), needs).groups()


class _Circles:
    def __init__(self, nodes: list[str], needs: Mapping[str, Iterable[str]]) -> None:
        self.nodes, self.needs, self.known = nodes, needs, set(nodes)
        self.index: dict[str, int] = {}
        self.low: dict[str, int] = {}
        self.stack: list[str] = []
        self.open: set[str] = set()
        self.found: list[list[str]] = []

    def groups(self) -> list[list[str]]:
        for node in self.nodes:
            if node not in self.index:
                self._walk(node)
        return self.found

    def _walk(self, start: str) -> None:
        path = [(start, iter(self._enter(start)))]
        while path:
            node, ahead = path[-1]
            step = next(ahead, None)
            if step is None:
                path.pop()
                self._leave(node)
                if path:
                    self._lower(path[-1][0], self.low[node])
            elif step not in self.index:
                path.append((step, iter(self._enter(step))))
            elif step in self.open:
                self._lower(node, self.index[step])

    def _enter(self, node: str) -> list[str]:
        self.index[node] = self.low[node] = len(self.index)
        self.stack.append(node)
        self.open.add(node)
        return [other for other in self.needs.get(node, ()) if other in self.known and other != node]

    def _lower(self, node: str, to: int) -> None:
        self.low[node] = min(self.low[node], to)

    def _leave(self, node: str) -> None:
        if self.low[node] != self.index[node]:
            return
        group: list[str] = []
        while not group or group[-1] != node:
            group.append(self.stack.pop())
            self.open.discard(group[-1])
        self.found.append(group[::-1])
