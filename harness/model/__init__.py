"""What things are: scenarios as flows of steps, briefs, calls, exchanges, verdicts and run-log records."""
