"""The making of the marks: ``python -m training.marks`` reads the rounds, trains, exports; ``training/README.md``."""
