"""Which terms a text holds, where, and who uses each of them how."""
