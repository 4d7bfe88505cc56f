"""Gradient-boosted trees (LightGBM, Poisson) on counts of incidents by cell and period.

Called with a folder: `about.json` says how many rows and features there are, which rows are learned from, the folds and the seeds;
`features.f32` and `offsets.f32` are what the console's regression is told of each row, `counts.u16` what happened. The size is chosen on
the folds, as many as the regression has penalties; then `means-<seed>.f64` is written for the judged rows, `folds-<seed>.f64` for those of
the folds, each by what came before it, and `chosen.json`.
"""

import json
import os
import sys
from pathlib import Path

# Threads that wait by spinning take the processor from those that work.
os.environ.setdefault("OMP_WAIT_POLICY", "PASSIVE")

import lightgbm as lgb  # noqa: E402
import numpy as np  # noqa: E402

SIZES = ({"num_leaves": 7}, {"num_leaves": 15}, {"num_leaves": 31})
ROUNDS, RATE = 100, 0.05
FIXED = {
    "objective": "poisson",
    "learning_rate": RATE,
    "min_data_in_leaf": 2000,
    "feature_fraction": 0.8,
    "bagging_fraction": 0.8,
    "bagging_freq": 1,
    "max_bin": 63,
    "num_threads": 2,
    "verbosity": -1,
}


def main(folder: Path) -> None:
    about = json.loads((folder / "about.json").read_text())
    width = about["width"]
    features = np.fromfile(folder / "features.f32", np.float32).reshape(-1, width)
    offsets = np.fromfile(folder / "offsets.f32", np.float32).astype(np.float64)
    counts = np.fromfile(folder / "counts.u16", np.uint16).astype(np.float64)

    def means(size: dict, seed: int, learned: int, first: int, last: int) -> np.ndarray:
        data = lgb.Dataset(features[:learned], counts[:learned], init_score=offsets[:learned], free_raw_data=False)
        model = lgb.train({**FIXED, **size, "seed": seed}, data, ROUNDS)
        return np.exp(offsets[first:last] + model.predict(features[first:last], raw_score=True))

    def loss(mean: np.ndarray, seen: np.ndarray) -> float:
        return float((mean - seen * np.log(mean)).sum())

    scores = [
        sum(loss(means(size, 1, *fold), counts[fold[1] : fold[2]]) for fold in about["folds"]) for size in SIZES
    ]
    size = SIZES[int(np.argmin(scores))]
    for seed in about["seeds"]:
        np.concatenate([means(size, seed, *fold) for fold in about["folds"]]).tofile(folder / f"folds-{seed}.f64")
        means(size, seed, *about["judged"]).tofile(folder / f"means-{seed}.f64")
    (folder / "chosen.json").write_text(json.dumps({"size": size, "tried": len(SIZES)}))


main(Path(sys.argv[1]))
