"""The maximum of a smooth concave function within limits on each variable: limited-memory BFGS, projected.

Variables that stand at a limit and would go beyond it are held for a step; the others follow the direction.
Source: Liu and Nocedal (1989), doi 10.1007/BF01589116 (limited memory); Bertsekas (1982), doi 10.1137/0320018
(projection).
"""

from collections import deque
from collections.abc import Callable
from typing import NamedTuple, Protocol, TypeVar

import numpy as np

from optimizer.model import BoolArray
from optimizer.search.columns.arrays import FloatArray

MEMORY = 10
"""Latest steps that the curvature is told from."""

SHORTER = 0.4
"""What a step is multiplied by that gains too little."""

TRIES = 8
"""Lengths of a step."""

ENOUGH = 1e-4
"""Of the rise that the gradient promises, the least that a step must gain."""


class Value(Protocol):
    """What a function is worth somewhere."""

    @property
    def value(self) -> float:
        """The value."""

    @property
    def gradient(self) -> FloatArray:
        """The gradient."""


V = TypeVar("V", bound=Value)


class Limits(NamedTuple):
    """The least and the largest value of each variable."""

    low: FloatArray
    high: FloatArray

    def clipped(self, point: FloatArray) -> FloatArray:
        """Give the nearest point within the limits."""
        within: FloatArray = np.clip(point, self.low, self.high)
        return within

    def free(self, point: FloatArray, gradient: FloatArray) -> BoolArray:
        """Tell which variables the gradient does not pull beyond a limit at which they stand."""
        free: BoolArray = ((point > self.low) | (gradient > 0)) & ((point < self.high) | (gradient < 0))
        return free


Memory = deque[tuple[FloatArray, FloatArray]]
"""The latest steps, each with how much the gradient fell on it."""


def maximise_smooth(
    evaluate: Callable[[FloatArray], V],
    begin: FloatArray,
    limits: Limits,
    scale: float,
    evaluations: int,
    stop: Callable[[], bool],
) -> tuple[FloatArray, V]:
    """Raise a function from a point on.

    Parameters
    ----------
    scale
        How far the first step goes along the gradient.
    evaluations
        So many at most, and up to ``TRIES`` more.
    stop
        Asked after every step.

    Returns
    -------
    tuple
        The last point, and what the function is worth there.
    """
    point = limits.clipped(begin)
    here, n_evaluations = evaluate(point), 1
    memory: Memory = deque(maxlen=MEMORY)
    while n_evaluations < evaluations and not stop():
        free = limits.free(point, here.gradient)
        gradient = np.where(free, here.gradient, 0.0)
        if not gradient.any():
            break
        direction = np.where(free, _direction(gradient, free, memory, scale), 0.0)
        if float(direction @ gradient) <= 0.0:
            memory.clear()
            direction = scale * gradient
        length = 1.0
        for _ in range(TRIES):
            there = limits.clipped(point + length * direction)
            step, value = there - point, evaluate(there)
            n_evaluations += 1
            if value.value >= here.value + ENOUGH * float(here.gradient @ step):
                break
            length *= SHORTER
        else:
            if not memory:
                break
            memory.clear()
            continue
        bend = here.gradient - value.gradient
        if float(step @ bend) > 1e-10 * float(bend @ bend):
            memory.append((step, bend))
        point, here = there, value
    return point, here


def _direction(gradient: FloatArray, free: BoolArray, memory: Memory, scale: float) -> FloatArray:
    """Multiply the gradient by what the latest steps tell of the inverse of the curvature, among free variables."""
    held = [(np.where(free, step, 0.0), np.where(free, bend, 0.0)) for step, bend in memory]
    products = [float(step @ bend) for step, bend in held]
    pairs = [(step, bend, product) for (step, bend), product in zip(held, products, strict=True) if product > 0.0]
    direction, weights = gradient, []
    for step, bend, product in reversed(pairs):
        weight = float(step @ direction) / product
        weights.append(weight)
        direction = direction - weight * bend
    if not pairs:
        return scale * direction
    _, bend, product = pairs[-1]
    direction = direction * (product / float(bend @ bend))
    for (step, bend, product), weight in zip(pairs, reversed(weights), strict=True):
        direction = direction + (weight - float(bend @ direction) / product) * step
    return direction
