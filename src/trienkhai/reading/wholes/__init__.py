"""Wholes and their parts: where a list of parts opens, what stands in it, whether it claims to be complete."""
