"""Gradient-boosted trees (LightGBM) on Tetouan, a day ahead: one model for all zones and hours and each kind of output.

Called with the file of the data set, `validation` or `test`, days from one fit to the next, the file to write, and seeds.
They see what the console's ridges see: the day of the week, how two days, a week and two weeks ago and the last hours stood against
yesterday, all in daily spreads of the zone, and beside that the zone and the hour. A second run also sees the weather of the very day
(`ex-post`): what a perfect weather forecast would be worth. Sizes are chosen on the validation part alone.
"""

import csv
import json
import os
import sys
from datetime import date, timedelta
from pathlib import Path

# Threads that wait by spinning take the processor from those that work.
os.environ.setdefault("OMP_WAIT_POLICY", "PASSIVE")

import lightgbm as lgb  # noqa: E402
import numpy as np  # noqa: E402

DAYS, FIRST = 60, 28
LEVELS = (0.05, 0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9, 0.95)
SIZES = ({"num_leaves": 7, "min_data_in_leaf": 60}, {"num_leaves": 15, "min_data_in_leaf": 60})
ROUNDS, RATE = 150, 0.05


def read(file: Path) -> tuple[np.ndarray, np.ndarray]:
    """Loads `[day, hour, zone]` in kW and weather `[day, hour, kind]`, both means of an hour."""
    with file.open(newline="") as lines:
        rows = [[float(cell) for cell in row[1:]] for row in list(csv.reader(lines))[1:] if row]
    hours = np.array(rows).reshape(-1, 6, 8).mean(1).reshape(-1, 24, 8)
    return hours[:, :, 5:], hours[:, :, :5]


def table(loads: np.ndarray, weather: np.ndarray | None) -> tuple[np.ndarray, np.ndarray, np.ndarray, np.ndarray]:
    """Features `[day, hour, zone, feature]`, changes from yesterday, yesterday, and daily spreads `[day, zone]` of the days before."""
    days = np.arange(FIRST, len(loads))
    before = loads[days - 1]
    steps = np.diff(loads, axis=0)
    spreads = np.stack([steps[: day - 1].reshape(-1, loads.shape[2]).std(0) for day in days])
    shape = before.shape
    late, later = loads[days - 1, 18:].mean(1, keepdims=True), loads[days - 2, 18:].mean(1, keepdims=True)
    last = loads[days - 1, 23:]
    changes = [loads[days - lag] - before for lag in (2, 7, 14)]
    changes += [last - loads[days - 2, 23:], late - later, last - loads[days - 8, 23:], last - before]
    columns = [np.broadcast_to(change, shape) / spreads[:, None, :] for change in changes]
    weekday = np.array([(date(2017, 1, 1) + timedelta(int(day))).weekday() for day in days])
    columns += [
        np.broadcast_to(weekday[:, None, None], shape),
        np.broadcast_to(np.arange(24)[None, :, None], shape),
        np.broadcast_to(np.arange(shape[2])[None, None, :], shape),
    ]
    if weather is not None:
        for kind in range(weather.shape[2]):
            columns += [
                np.broadcast_to(weather[days, :, kind][:, :, None], shape),
                np.broadcast_to((weather[days, :, kind] - weather[days - 1, :, kind])[:, :, None], shape),
            ]
    targets = (loads[days] - before) / spreads[:, None, :]
    return np.stack(columns, -1), targets, before, spreads


def forecasts(features, targets, judged: range, every: int, size, seed: int, objective) -> np.ndarray:
    """Forecast changes of the judged days; fitted anew every so many days on all days before."""
    width = features.shape[-1]
    out = []
    for begin in range(judged.start, judged.stop, every):
        known = slice(0, begin - FIRST)
        parameters = {
            **size,
            **objective,
            "learning_rate": RATE,
            "bagging_fraction": 0.7,
            "bagging_freq": 1,
            "feature_fraction": 0.8,
            "seed": seed,
            "deterministic": True,
            "num_threads": 2,
            "verbosity": -1,
        }
        data = lgb.Dataset(
            features[known].reshape(-1, width),
            targets[known].ravel(),
            categorical_feature=[7, 9],
        )
        model = lgb.train(parameters, data, ROUNDS)
        ahead = slice(begin - FIRST, min(begin + every, judged.stop) - FIRST)
        out.append(model.predict(features[ahead].reshape(-1, width)).reshape(targets[ahead].shape))
    return np.concatenate(out)


def scores(loads, weather, judged: range, every: int, size, seed: int) -> list[dict]:
    features, targets, before, spreads = table(loads, weather)
    days = slice(judged.start - FIRST, judged.stop - FIRST)
    base, spread, truth = before[days], spreads[days][:, None, :], loads[judged.start : judged.stop]

    def loads_of(objective) -> np.ndarray:
        return base + spread * forecasts(features, targets, judged, every, size, seed, objective)

    mean = loads_of({"objective": "l2"})
    levels = np.stack([loads_of({"objective": "quantile", "alpha": level}) for level in LEVELS])
    levels.sort(axis=0)
    error = truth - levels
    share = np.array(LEVELS)[:, None, None, None]
    pinball = np.maximum(share * error, (share - 1) * error)[1:-1]
    inside = (truth >= levels[0]) & (truth <= levels[-1])
    return [
        {
            "mae": float(np.abs(error[5][..., zone]).mean()),
            "rmse": float(np.sqrt(((truth - mean)[..., zone] ** 2).mean())),
            "pinball": float(pinball[..., zone].mean()),
            "coverage": float(inside[..., zone].mean()),
        }
        for zone in range(loads.shape[2])
    ]


def main() -> None:
    file, split, every, into, *seeds = sys.argv[1:]
    loads, weather = read(Path(file))
    end = len(loads) - (0 if split == "test" else DAYS)
    developed = range(len(loads) - 2 * DAYS, len(loads) - DAYS)

    def pinball_of(size) -> float:
        return sum(zone["pinball"] for zone in scores(loads, None, developed, DAYS, size, 1))

    size = min(SIZES, key=pinball_of)
    judged = range(end - DAYS, end)
    result = {
        "size": size,
        "tried": len(SIZES),
        "runs": [
            {
                "inputs": name,
                "seeds": [scores(loads, given, judged, int(every), size, int(seed)) for seed in seeds],
            }
            for name, given in (("as the ridges", None), ("and weather, ex-post", weather))
        ],
    }
    Path(into).write_text(json.dumps(result))


main()
