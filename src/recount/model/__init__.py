"""Frozen values without I/O: what every room of the house passes to the next.

Import the modules, not this package, for the nouns you need: ``text`` (documents, segments, spans),
``analysis`` (what the language engine saw), ``values`` (counts and dates), ``claims``, ``actors``,
``incidents``, ``findings``, ``reviews`` and ``ids``.
"""
