"""Readers of the data sets: one file a format, each giving :class:`training.examples.Example` values."""
