"""Bars as an SVG: readable in light and dark, text of 12 pixels and more, no library."""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from xml.sax.saxutils import escape

WIDTH, LABEL, LINE, BAR = 860, 400, 24, 14
STYLE = """
  text { font: 13px system-ui, sans-serif; fill: #1f2328 } .head { font-weight: 600; font-size: 15px }
  .ours { fill: #0969da } .theirs { fill: #8c959f } .axis { stroke: #8c959f }
  @media (prefers-color-scheme: dark) { text { fill: #e6edf3 } .ours { fill: #58a6ff } .theirs { fill: #6e7681 } }
"""


@dataclass(frozen=True, slots=True)
class Bar:
    """One value with its label; `ours` colours it."""

    label: str
    value: float
    ours: bool = True


@dataclass(frozen=True, slots=True)
class Panel:
    """Bars under one heading, on one logarithmic scale."""

    heading: str
    bars: Sequence[Bar]


def svg(panels: Sequence[Panel]) -> str:
    """The panels below one another."""
    parts, top = [], 10
    for panel in panels:
        parts.append(_panel(panel, top))
        top += LINE * (len(panel.bars) + 2)
    said = escape("; ".join(panel.heading for panel in panels), {'"': "&quot;"})
    frame = f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {top}" role="img" aria-label="{said}">'
    return "\n".join([frame, f"<style>{STYLE}</style>", *parts, "</svg>"]) + "\n"


def _panel(panel: Panel, top: int) -> str:
    lines = [f'<text class="head" x="4" y="{top + 16}">{escape(panel.heading)}</text>']
    scale = _scale([bar.value for bar in panel.bars])
    for place, bar in enumerate(panel.bars, 1):
        lines.append(_bar(bar, top + place * LINE + 4, scale(bar.value)))
    bottom = top + (len(panel.bars) + 1) * LINE + 2
    lines.append(f'<line class="axis" x1="{LABEL}" x2="{LABEL}" y1="{top + LINE}" y2="{bottom}"/>')
    return "\n".join(lines)


def _bar(bar: Bar, y: int, width: float) -> str:
    kind = "ours" if bar.ours else "theirs"
    return (
        f'<text x="{LABEL - 8}" y="{y + 12}" text-anchor="end">{escape(bar.label)}</text>'
        f'<rect class="{kind}" x="{LABEL}" y="{y + 1}" width="{width:.1f}" height="{BAR}" rx="2"/>'
        f'<text x="{LABEL + width + 6:.1f}" y="{y + 12}">{number(bar.value)}</text>'
    )


def _scale(values: Sequence[float]) -> Callable[[float], float]:
    """A function from a value to a width: the tenth of the least is nothing, the greatest is all."""
    known = [value for value in values if value > 0] or [1.0]
    low, high = math.log10(min(known) / 10), math.log10(max(known))
    room = WIDTH - LABEL - 80
    return lambda value: room * (math.log10(value) - low) / (high - low) if value > 0 else 0.0


def number(value: float) -> str:
    """Three digits that say something."""
    if value >= 100:
        return f"{value:,.0f}"
    return f"{value:.1f}" if value >= 10 else f"{value:.2f}"
