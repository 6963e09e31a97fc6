"""What can be counted from outside: /metrics. No label ever holds a person or a board."""

from __future__ import annotations

from prometheus_client import CollectorRegistry, Counter, Gauge, Histogram, generate_latest

REGISTRY = CollectorRegistry()
SENT = Counter("klubban_messages_sent_total", "Messages that Slack has taken", ["kind"], registry=REGISTRY)
POSSIBLE_DUPLICATES = Counter(
    "klubban_possible_duplicate_total", "Messages sent again without being able to look first", registry=REGISTRY
)
GESTURES = Counter("klubban_gestures_total", "Gestures by outcome", ["outcome"], registry=REGISTRY)
SECONDS = Histogram("klubban_gesture_seconds", "From the gesture to its commit", registry=REGISTRY)
WAITING = Gauge("klubban_outbox_waiting", "Messages that are due and not yet sent", registry=REGISTRY)


def page() -> bytes:
    """The metrics in Prometheus' text form."""
    return generate_latest(REGISTRY)
