"""Seodang beside its peers, on one corpus, in one run: `python3 -m benchmarks`."""
