"""The glossary as linked data: SKOS with PROV-O, in Turtle, JSON-LD and RDF/XML.

Records become nodes (`nodes.py`), one after the other; a writer for each syntax puts down one node at a time. So all
three syntaxes say the same, and memory does not grow with the glossary, which no library that serialises a whole graph
can promise. Nothing here needs rdflib: the tests read what was written with it.
"""
