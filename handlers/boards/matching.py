"""The cheapest way to pair rows with columns: the Hungarian method (Kuhn 1955), with whole numbers of any size."""

from __future__ import annotations

from collections.abc import Sequence


def cheapest_assignment(costs: Sequence[Sequence[int]]) -> list[int]:
    """For each row the index of its column, every column used at most once, the sum of the costs the least possible.

    There must be at least as many columns as rows; otherwise ValueError."""
    if costs and len(costs[0]) < len(costs):
        raise ValueError("more rows than columns")
    columns = len(costs[0]) if costs else 0
    owner = [-1] * columns
    row_price = [0] * len(costs)
    column_price = [0] * columns
    for row in range(len(costs)):
        _augment(costs, row, owner, row_price, column_price)
    found = [-1] * len(costs)
    for column, row in enumerate(owner):
        if row >= 0:
            found[row] = column
    return found


def _augment(
    costs: Sequence[Sequence[int]], row: int, owner: list[int], row_price: list[int], column_price: list[int]
) -> None:
    """Give `row` a column along the cheapest path of exchanges; prices keep every reduced cost at zero or above."""
    columns = len(owner)
    slack: list[int | None] = [None] * columns
    came_from = [-1] * columns
    visited: list[int] = []
    unvisited = set(range(columns))
    current, at = row, -1
    while True:
        for column in unvisited:
            reduced = costs[current][column] - row_price[current] - column_price[column]
            known = slack[column]
            if known is None or reduced < known:
                slack[column], came_from[column] = reduced, at
        delta, at = min((slack[column] or 0, column) for column in unvisited)
        _reprice(row, delta, visited, unvisited, owner, row_price, column_price, slack)
        visited.append(at)
        unvisited.remove(at)
        if owner[at] < 0:
            break
        current = owner[at]
    while at >= 0:
        previous = came_from[at]
        owner[at] = row if previous < 0 else owner[previous]
        at = previous


def _reprice(
    row: int,
    delta: int,
    visited: Sequence[int],
    unvisited: set[int],
    owner: Sequence[int],
    row_price: list[int],
    column_price: list[int],
    slack: list[int | None],
) -> None:
    """Move the prices by `delta`, so that one more pair costs nothing beyond its price."""
    row_price[row] += delta
    for column in visited:
        row_price[owner[column]] += delta
        column_price[column] -= delta
    for column in unvisited:
        slack[column] = (slack[column] or 0) - delta
