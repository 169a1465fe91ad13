"""Numbers: every figure of a text with the value it has, whatever it counts.

``phrases`` says what a number counts; ``roles`` (of the numbers that are no casualties) reads on from there.
"""

from recount.reading.numbers.figures import Form, value_of_words, word_at
from recount.reading.numbers.found import Number, read_numbers

__all__ = ["Form", "Number", "read_numbers", "value_of_words", "word_at"]
