"""The rules of consolidation as tables: run on every engine, printed as the manual."""
