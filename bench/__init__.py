"""Protocols, baselines and scorers (design/protocols.md); nothing here ships in the wheel."""
