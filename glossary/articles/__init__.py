"""The cupboard of articles: reading a news text for who says what about which term, by rules and without a network."""
