"""The traffic network in Python's TensorFlow: the same operations in plain tf calls, without Keras, which would cost more.

Called with `eager`, or `function` for tf.function, and the folder that network-files.ts filled. Answers as serve.mjs does.
"""

import json
import os
import sys
import time
from pathlib import Path

os.environ.setdefault("TF_CPP_MIN_LOG_LEVEL", "1")

import numpy as np
import tensorflow as tf

from network_files import GAP_OFFSET, Network

mode, folder = sys.argv[1], Path(sys.argv[2])
network = Network(folder)
features = np.fromfile(folder / "features.f32", dtype="<f4").reshape(-1, network.features)
first_layer, blocks, head_layer, straight = network.layers(tf.constant)
gap_sums = tf.constant(network.gap_sums)
steps = network.horizon_steps


def dense(rows: tf.Tensor, layer: tuple[tf.Tensor, tf.Tensor]) -> tf.Tensor:
    weights, bias = layer
    return tf.matmul(rows, weights) + bias


def forward(rows: tf.Tensor) -> tuple[tf.Tensor, tf.Tensor]:
    """Mean `[row, step]` and quantiles `[row * step, level]` of features `[row, feature]`."""
    hidden = tf.nn.relu(dense(rows, first_layer))
    for inner, outer in blocks:
        hidden = hidden + dense(tf.nn.relu(dense(hidden, inner)), outer)
    head = dense(tf.nn.relu(hidden), head_layer)
    direct = tf.matmul(rows, straight)
    mean = tf.slice(head, [0, 0], [-1, steps]) + tf.slice(direct, [0, 0], [-1, steps])
    median = tf.slice(head, [0, steps], [-1, steps]) + tf.slice(direct, [0, steps], [-1, steps])
    gaps = tf.nn.softplus(tf.slice(head, [0, 2 * steps], [-1, -1]) + GAP_OFFSET)
    from_median = tf.matmul(tf.reshape(gaps, [-1, network.gaps]), gap_sums)
    return mean, from_median + tf.reshape(median, [-1, 1])


compute = tf.function(forward) if mode == "function" else forward


def run(rows: int) -> tuple[np.ndarray, np.ndarray]:
    """From numbers to numbers: a matrix of NumPy in, two out."""
    mean, quantiles = compute(tf.constant(features[:rows]))
    return mean.numpy(), quantiles.numpy()


def milliseconds(rows: int) -> float:
    began = time.perf_counter()
    run(rows)
    return (time.perf_counter() - began) * 1000


def answer(said: dict) -> None:
    print(json.dumps(said), flush=True)


answer({"version": f"TensorFlow {tf.__version__}"})
for line in sys.stdin:
    asked = json.loads(line)
    if "into" in asked:
        np.concatenate([output.ravel() for output in run(asked["rows"])]).astype("<f4").tofile(asked["into"])
    for _ in range(asked.get("warmUp", 0)):
        run(asked["rows"])
    answer({"milliseconds": [milliseconds(asked["rows"]) for _ in range(asked.get("rounds", 0))]})
