"""An experiment: which statements about one event cannot both be true. No net of it ships (``training/README.md``)."""
