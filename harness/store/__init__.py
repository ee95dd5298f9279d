"""The run log: append-only lines, each flushed as it happens. It is the one source of every report, and the journal."""
