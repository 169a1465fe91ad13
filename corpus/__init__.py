"""The project's own annotated texts, all invented.

The frozen part (``test``) is for measuring and never for training; the rounds (``rounds``) are scored first and then
learned from. ``notation`` parses the hand-written source, ``compile`` writes the annotation with offsets, ``check``
verifies everything and holds the frozen hash, ``agreement`` compares two annotators, ``fresh`` reads the rounds,
``review`` checks what writers hand in and ``admit`` takes it in.
"""
