"""Where calls go: a gateway over HTTP and SSE, and the control plane of the mock."""
