"""The pages as somebody uses them who has a keyboard and no mouse."""

from __future__ import annotations

from playwright.sync_api import Locator, Page


class Keyboard:
    """Somebody who has a keyboard and no mouse."""

    def __init__(self, page: Page) -> None:
        self.page = page

    def reach(self, selector: str) -> Locator:
        """Go on by Tab until the element has the focus, once it is there: a key waits for no page to come."""
        self.page.locator(selector).first.wait_for(state="attached")
        self.page.wait_for_load_state()
        focused = self.page.locator(selector).and_(self.page.locator(":focus"))
        for _ in range(300):
            self.page.keyboard.press("Tab")
            if focused.count():
                return focused
        raise AssertionError(f"Tab does not come to {selector}")

    def write(self, selector: str, text: str) -> None:
        """Reach a field and type into it."""
        self.reach(selector)
        self.page.keyboard.type(text)

    def press(self, selector: str, key: str = "Enter") -> None:
        """Reach a button, link, box or list and press a key on it."""
        self.reach(selector)
        self.page.keyboard.press(key)

    def replace(self, selector: str, text: str) -> None:
        """Reach a field and put another text into it."""
        self.reach(selector)
        self.page.keyboard.press("Control+a")
        self.page.keyboard.type(text)
