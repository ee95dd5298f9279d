"""Proportions and comparisons; standard library only."""
