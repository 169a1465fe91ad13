"""Make the marks' net: ``python -m training.marks --out FOLDER``; see ``training/README.md``."""
