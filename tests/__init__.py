"""Les tests. `scripts/test` les passe tous."""
