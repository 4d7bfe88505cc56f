"""Gradient-boosted trees (LightGBM) on Los-loop by the protocol of T-GCN, one model for each step and kind of output.

Called with the folder of the data set, `validation` or `test`, the rows to learn from, the file to write, and seeds.
They see what the console's network sees: own lags, means of the neighbours one and two links away, the usual of other days at the last
and target times, mean and spread of the place, the time of day. Their size is chosen once, on the validation folds, from `SIZES`.
"""

import json
import os
import sys
from itertools import product
from pathlib import Path

# Threads that wait by spinning take the processor from those that work.
os.environ.setdefault("OMP_WAIT_POLICY", "PASSIVE")

import lightgbm as lgb  # noqa: E402
import numpy as np  # noqa: E402

STEPS = 12
LAGS = 12
DAY = 288
HORIZONS = (3, 6, 9, 12)
LEVELS = (0.05, 0.25, 0.5, 0.75, 0.95)
SIZES = [
    {"num_leaves": leaves, "min_data_in_leaf": 100, "feature_fraction": share}
    for leaves, share in product((31, 95), (0.5, 0.8))
]
ROUNDS, RATE = 160, 0.07
# The usual is a mean over this many intervals on either side, as one day is noisy.
SMOOTHING = 3


def read(folder: Path) -> tuple[np.ndarray, list[np.ndarray]]:
    """Speeds `[step, place]` and the shares that places have in their neighbours' means, by graph."""
    with (folder / "speed.csv").open() as file:
        ids = file.readline().strip().split(",")
        speeds = np.loadtxt(file, delimiter=",", dtype=np.float32)
    adjacency = np.loadtxt(folder / "adjacency.csv", delimiter=",", dtype=np.float32)
    links = np.zeros_like(adjacency)
    position = {name: index for index, name in enumerate(ids)}
    for line in (folder / "links.csv").read_text().splitlines()[1:]:
        start, end, weight = line.split(",")
        links[position[start], position[end]] = float(weight)
    return speeds, [shares(graph) for graph in (adjacency, links, links.T)]


def shares(graph: np.ndarray) -> np.ndarray:
    weights = graph * (1 - np.eye(len(graph), dtype=np.float32))
    sums = weights.sum(axis=1, keepdims=True)
    return np.divide(weights, sums, out=np.eye(len(graph), dtype=np.float32), where=sums > 0)


def usual_of(training: np.ndarray, steps: int, known: bool) -> np.ndarray:
    """What is usual in each of `steps` steps `[step, place]`; for those that are `known`, the mean of the other days."""
    clock = np.arange(len(training)) % DAY
    sums = np.zeros((DAY, training.shape[1]), np.float32)
    counts = np.zeros((DAY, 1), np.float32)
    np.add.at(sums, clock, training)
    np.add.at(counts, clock, 1)
    at = np.arange(steps) % DAY
    total, count = sums[at], counts[at]
    if known:
        total, count = total - training[:steps], count - 1
    mean = np.where(count > 0, total / np.maximum(count, 1), training.mean(axis=0))
    window = range(-SMOOTHING, SMOOTHING + 1)
    return np.mean([np.roll(mean, shift, axis=0) for shift in window], axis=0, dtype=np.float32)


def table(speeds, graphs, usual, normal, origins) -> tuple[np.ndarray, np.ndarray]:
    """Features `[row, feature]` and the changes from the last value `[row, step]`, rows ordered by origin, then place."""
    last = speeds[origins - 1]
    columns = [last]
    around = [speeds] + [speeds @ graph.T for graph in graphs]
    around.append(around[1] @ graphs[0].T)
    for values in around:
        first = 2 if values is speeds else 1
        columns += [values[origins - lag] - last for lag in range(first, LAGS + 1)]
    columns += [usual[origins + step] - last for step in range(-1, STEPS)]
    mean, spread = normal
    turn = 2 * np.pi * (origins % DAY) / DAY
    for value in (mean - last, spread, np.sin(turn)[:, None], np.cos(turn)[:, None]):
        columns.append(np.broadcast_to(value, last.shape))
    features = np.stack(columns, axis=-1).reshape(-1, len(columns)).astype(np.float32)
    targets = np.stack([speeds[origins + step] - last for step in range(STEPS)], axis=-1)
    return features, targets.reshape(-1, STEPS)


def boosted(features, change, rows, size, seed, objective) -> lgb.Booster:
    parameters = {
        **size,
        **objective,
        "learning_rate": RATE,
        "bagging_fraction": 0.7,
        "bagging_freq": 1,
        "seed": seed,
        "deterministic": True,
        "verbosity": -1,
    }
    return lgb.train(parameters, lgb.Dataset(features[rows], change[rows]), ROUNDS)


class Part:
    """One stretch of steps that is judged, and what was learned from before it."""

    def __init__(self, speeds, graphs, learned: int, end: int, most: int, seed: int):
        training = speeds[:learned]
        normal = (training.mean(axis=0), training.std(axis=0))
        origins = np.arange(LAGS, learned - STEPS)
        self.features, self.targets = table(speeds, graphs, usual_of(training, learned, True), normal, origins)
        random = np.random.default_rng(seed)
        self.rows = np.sort(random.choice(len(self.features), min(most, len(self.features)), replace=False))
        self.origins = np.arange(learned + LAGS, end - min(HORIZONS))
        padded = np.concatenate([speeds, np.full((STEPS, speeds.shape[1]), np.nan, np.float32)])
        usual = usual_of(training, len(padded), False)
        self.judged, self.truth = table(padded, graphs, usual, normal, self.origins)
        self.end, self.learned = end, learned

    def predict(self, step: int, size, seed: int, objective) -> np.ndarray:
        model = boosted(self.features, self.targets[:, step], self.rows, size, seed, objective)
        return model.predict(self.judged)


def pinball(error: np.ndarray, level: float) -> np.ndarray:
    return np.maximum(level * error, (level - 1) * error)


def chosen_size(parts: list[Part]) -> dict:
    """The size with the least squared error a quarter and a whole hour ahead."""

    def loss(size) -> float:
        errors = [
            np.nanmean((part.truth[:, step] - part.predict(step, size, 1, {"objective": "l2"})) ** 2)
            for part in parts
            for step in (2, 11)
        ]
        return float(np.mean(errors))

    return min(SIZES, key=loss)


def scores(parts: list[Part], size: dict, seed: int) -> list[dict]:
    sums = {horizon: np.zeros(4) for horizon in HORIZONS}
    for part in parts:
        places = len(part.judged) // len(part.origins)
        origin = np.repeat(part.origins, places)
        # range(length - 12 - P) windows of a part, as in T-GCN's code.
        inside = {horizon: origin < part.end - horizon for horizon in HORIZONS}
        for step in range(STEPS):
            truth = part.truth[:, step]
            mean = part.predict(step, size, seed, {"objective": "l2"})
            levels = np.sort(
                [part.predict(step, size, seed, {"objective": "quantile", "alpha": level}) for level in LEVELS], axis=0
            )
            losses = np.mean([pinball(truth - value, level) for value, level in zip(levels, LEVELS)], axis=0)
            kinds = np.stack([(truth - mean) ** 2, np.abs(truth - levels[2]), losses, np.ones_like(losses)])
            for horizon in HORIZONS:
                if step < horizon:
                    sums[horizon] += kinds[:, inside[horizon]].sum(axis=1)
    return [
        {
            "minutes": horizon * 5,
            "rmse": float(np.sqrt(total[0] / total[3])),
            "mae": float(total[1] / total[3]),
            "pinball": float(total[2] / total[3]),
        }
        for horizon, total in sums.items()
    ]


def main() -> None:
    folder, split, most, into, *seeds = sys.argv[1:]
    speeds, graphs = read(Path(folder))
    learnable = int(len(speeds) * 0.8)
    quarter = learnable // 4
    folds = [(2 * quarter, 3 * quarter), (3 * quarter, learnable)]

    def parts_of(bounds) -> list[Part]:
        return [Part(speeds[:end], graphs, learned, end, int(most), 1) for learned, end in bounds]

    size = chosen_size(parts_of(folds))
    parts = parts_of(folds if split == "validation" else [(learnable, len(speeds))])
    result = {"size": size, "tried": len(SIZES), "seeds": [scores(parts, size, int(seed)) for seed in seeds]}
    Path(into).write_text(json.dumps(result))


main()
