"""Ways in which a gateway or the network before it goes wrong: one per file, listed in `table`."""
