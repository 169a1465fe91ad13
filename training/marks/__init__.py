"""How the marks' net is made: ``python -m training.marks`` reads the rounds, trains, exports. See ``training/README.md``."""
