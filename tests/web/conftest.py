"""What the tests of readers' pages borrow from the desk's: a clock that can be moved."""

from tests.admin.conftest import moved

__all__ = ["moved"]
