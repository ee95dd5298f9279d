"""From what a trial's steps saw to verdicts with evidence; pure."""
