"""Reads the files that network-files.ts writes."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

import numpy as np

T = TypeVar("T")
Layer = tuple[T, T]


class Network:
    """Sizes, parameters in their order, and which gaps between levels each quantile is the sum of `[gap, level]`."""

    def __init__(self, folder: Path):
        sizes = json.loads((folder / "network.json").read_text())
        self.horizon_steps: int = sizes["horizonSteps"]
        self.features: int = sizes["features"]
        self.gaps: int = sizes["levels"] - 1
        self.median_level: int = sizes["medianLevel"]
        self.training: dict = sizes["training"]
        numbers = np.fromfile(folder / "weights.f32", dtype="<f4")
        ends = np.cumsum([rows * columns for rows, columns in sizes["shapes"]])
        parts = np.split(numbers, ends[:-1])
        self.parameters = [part.reshape(shape) for part, shape in zip(parts, sizes["shapes"], strict=True)]
        self.blocks = (len(self.parameters) - 5) // 4
        gap, level = np.indices((self.gaps, self.gaps + 1))
        median = sizes["medianLevel"]
        above = (gap >= median) & (level > gap)
        below = (gap < median) & (level <= gap)
        self.gap_sums = above.astype("<f4") - below.astype("<f4")

    def layers(self, of: Callable[[np.ndarray], T]) -> tuple[Layer, list[tuple[Layer, Layer]], Layer, T]:
        """First layer, residual blocks of two layers each, head, straight way; a layer is weights and bias, each made by `of`."""
        values = [of(parameter) for parameter in self.parameters]
        pairs = list(zip(values[:-1:2], values[1:-1:2], strict=True))
        blocks = list(zip(pairs[1:-1:2], pairs[2:-1:2], strict=True))
        return pairs[0], blocks, pairs[-1], values[-1]


# Steps between levels start near this many spreads, as in the console's network.
GAP_OFFSET = -3.0
