"""Lets ``python -m recount.cli`` run the command line."""

from recount.cli import main

main()
