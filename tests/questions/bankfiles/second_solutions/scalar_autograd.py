from __future__ import annotations

import math
from collections import deque


class Value:
    """Each node counts its uses in the graph; it passes on when the last of them has reported."""

    def __init__(self, data: float) -> None:
        self.data = float(data)
        self.grad = 0.0
        self._edges: list[tuple[Value, float]] = []

    def _combine(self, other: Value | float, product: bool) -> Value:
        right = Value(other) if isinstance(other, int | float) else other
        result = Value(self.data * right.data if product else self.data + right.data)
        result._edges = [(self, right.data if product else 1.0), (right, self.data if product else 1.0)]
        return result

    def __add__(self, other: Value | float) -> Value:
        return self._combine(other, product=False)

    def __mul__(self, other: Value | float) -> Value:
        return self._combine(other, product=True)

    __radd__ = __add__
    __rmul__ = __mul__

    def tanh(self) -> Value:
        result = Value(math.tanh(self.data))
        result._edges = [(self, 1 - result.data**2)]
        return result

    def backward(self) -> None:
        uses = {id(self): 0}
        found = [self]
        for node in found:  # grows while it is walked
            for operand, _ in node._edges:
                if id(operand) not in uses:
                    uses[id(operand)] = 0
                    found.append(operand)
                uses[id(operand)] += 1
        for node in found:
            node.grad = 0.0
        self.grad = 1.0
        ready = deque([self])
        while ready:
            node = ready.popleft()
            for operand, slope in node._edges:
                operand.grad += node.grad * slope
                uses[id(operand)] -= 1
                if uses[id(operand)] == 0:
                    ready.append(operand)
