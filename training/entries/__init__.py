"""Making the net that proposes entries of ledgers: ``python -m training.entries``."""
