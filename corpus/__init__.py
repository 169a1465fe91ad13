"""The project's own annotated texts, all invented, used for measuring and never for training.

``notation`` parses the hand-written source, ``compile`` writes the annotation with offsets, ``check`` verifies
everything and holds the frozen hash, ``agreement`` compares two annotators.
"""
