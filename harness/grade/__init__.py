"""From what a trial's steps saw to verdicts with evidence; pure."""

GRADER_VERSION = "2"
"""Raised by every change after which the same call and the same expectations may get another verdict."""
