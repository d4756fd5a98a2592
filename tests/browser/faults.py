"""What is wrong with a page as it is shown: what axe finds, what is too small to press, what is too wide."""

from __future__ import annotations

from typing import Any

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
OPTIONS = {"runOnly": {"type": "tag", "values": RULES}, "resultTypes": ["violations"]}
"""Only faults are told in full: to send every element that is right to the test cost more than to look at it."""
COLOURS = {
    "runOnly": {"type": "rule", "values": ["color-contrast", "link-in-text-block"]},
    "resultTypes": ["violations"],
}
"""The rules that look at colours: all that another scheme of colours can break on a page that was looked at whole."""
AXE = Axe()
SMALL = """() => [...document.querySelectorAll(
    'button, input, summary, nav a, label:has([type=checkbox], [type=radio])')]
  .filter(e => e.offsetParent && !e.closest('.vh'))
  .filter(e => !(e.matches('[type=checkbox], [type=radio]') && e.closest('label')))
  .map(e => [e, e.getBoundingClientRect()])
  .filter(([e, box]) => box.height < 24 || box.width < 24)
  .map(([e, box]) => `${e.outerHTML.slice(0, 90)} ${Math.round(box.width)}x${Math.round(box.height)}`)"""
"""What is pressed: a tick box by its label where it has one around it."""


def faults(page: Page) -> list[str]:
    """All of it."""
    return found_by_axe(page) + too_small(page) + too_wide(page)


def faults_in_the_dark(page: Page) -> list[str]:
    """What is wrong with the colours of a page that has no faults in light, when it is shown dark."""
    page.emulate_media(color_scheme="dark")
    found = found_by_axe(page, COLOURS)
    page.emulate_media(color_scheme="light")
    return found


def found_by_axe(page: Page, options: dict[str, Any] = OPTIONS) -> list[str]:
    """What axe finds, each with the first element that has it (A1), once it has its styles: after a form it may not."""
    page.wait_for_load_state("load")
    found = AXE.run(page, options=options).response["violations"]
    return [f"{one['id']}: {one['help']} ({one['nodes'][0]['html'][:150]})" for one in found if one["nodes"]]


def too_small(page: Page) -> list[str]:
    """Whatever can be pressed outside of running text and is less than 24 px high or wide (A4)."""
    return list(page.evaluate(SMALL))


def too_wide(page: Page) -> list[str]:
    """The page itself scrolls sideways."""
    wide = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
    return [f"the page is {wide} px wider than its window"] if wide > 0 else []
