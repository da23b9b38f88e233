"""What consolidation is measured against: each a script that reads and writes the same files."""
