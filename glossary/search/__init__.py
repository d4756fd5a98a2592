"""Full-text search behind one port: `port.py` has the promises, the other files keep them."""
