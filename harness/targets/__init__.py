"""Where calls go: a gateway over HTTP and SSE, the control plane of the mock, recordings."""
