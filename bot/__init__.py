"""The machine: starts, listens, ticks and sends."""
