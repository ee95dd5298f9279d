"""What goes over the wire, as pure code: event streams, redaction, cassettes, run-log lines."""
