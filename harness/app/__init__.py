"""Composition: the runner's ports wired to targets and store, the embedded mock, reports written from the log."""
