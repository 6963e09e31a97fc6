"""What the board remembers: words, tables and named queries. Knows nothing of Slack and decides nothing."""
