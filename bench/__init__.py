"""How fast and how well: `make bench`, or `make bench BENCH=consolidation`."""
