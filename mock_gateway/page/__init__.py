"""The page at `GET /`: what this gateway is, and what it has seen, for a person with a browser."""
