"""Reads the files that network-files.ts writes."""

import json
from pathlib import Path

import numpy as np


class Network:
    """Sizes, parameters in their order, and which gaps between levels each quantile is the sum of `[gap, level]`."""

    def __init__(self, folder: Path):
        sizes = json.loads((folder / "network.json").read_text())
        self.horizon_steps: int = sizes["horizonSteps"]
        self.features: int = sizes["features"]
        self.gaps: int = sizes["levels"] - 1
        numbers = np.fromfile(folder / "weights.f32", dtype="<f4")
        ends = np.cumsum([rows * columns for rows, columns in sizes["shapes"]])
        parts = np.split(numbers, ends[:-1])
        self.parameters = [part.reshape(shape) for part, shape in zip(parts, sizes["shapes"], strict=True)]
        gap, level = np.indices((self.gaps, self.gaps + 1))
        median = sizes["medianLevel"]
        above = (gap >= median) & (level > gap)
        below = (gap < median) & (level <= gap)
        self.gap_sums = above.astype("<f4") - below.astype("<f4")


# Steps between levels start near this many spreads, as in the console's network.
GAP_OFFSET = -3.0
