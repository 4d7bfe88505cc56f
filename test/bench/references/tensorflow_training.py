"""A training step of the traffic network in Python's TensorFlow: gradients by GradientTape, Adam as one operation for each
parameter, batches and the running mean of the weights in NumPy, as the console has them outside TensorFlow.

Called with `eager`, or `function` for tf.function, and the folder that network-files.ts filled. Answers as serve.mjs does: a run is
one step on all rows of a batch, and gives its loss.
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
setting = network.training
batch = setting["batchSize"]
steps = network.horizon_steps
features = np.fromfile(folder / "features.f32", dtype="<f4").reshape(-1, network.features)[:batch]
targets = features[:, :steps].copy()

variables: list[tf.Variable] = []


def variable(values: np.ndarray) -> tf.Variable:
    variables.append(tf.Variable(values))
    return variables[-1]


first_layer, blocks, head_layer, straight = network.layers(variable)
moments = [(tf.Variable(tf.zeros_like(one)), tf.Variable(tf.zeros_like(one))) for one in variables]
averages = [one.numpy().copy() for one in variables]
gap_sums = tf.constant(network.gap_sums)
levels = tf.constant([[0.05, 0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9, 0.95]])
pinball, median_weight = setting["lossWeights"]["pinball"], setting["lossWeights"]["median"]
share = np.full((1, network.gaps + 1), pinball / (network.gaps + 1), dtype="<f4")
share[0, network.median_level] += 2 * median_weight
share = tf.constant(share)
BETA1, BETA2, EPSILON = 0.9, 0.999, 1e-7


def dense(rows: tf.Tensor, layer: tuple[tf.Tensor, tf.Tensor]) -> tf.Tensor:
    weights, bias = layer
    return tf.matmul(rows, weights) + bias


def loss_of(x: tf.Tensor, y: tf.Tensor) -> tf.Tensor:
    hidden = tf.nn.relu(dense(x, first_layer))
    for inner, outer in blocks:
        hidden = hidden + dense(tf.nn.relu(dense(hidden, inner)), outer)
    head = dense(tf.nn.relu(hidden), head_layer)
    direct = tf.matmul(x, straight)
    mean = tf.slice(head, [0, 0], [-1, steps]) + tf.slice(direct, [0, 0], [-1, steps])
    median = tf.slice(head, [0, steps], [-1, steps]) + tf.slice(direct, [0, steps], [-1, steps])
    gaps = tf.nn.softplus(tf.slice(head, [0, 2 * steps], [-1, -1]) + GAP_OFFSET)
    quantiles = tf.matmul(tf.reshape(gaps, [-1, network.gaps]), gap_sums) + tf.reshape(median, [-1, 1])
    error = tf.reshape(y, [-1, 1]) - quantiles
    losses = error * levels + tf.nn.relu(-error)
    weighted = tf.reduce_sum(losses * share) / tf.cast(tf.size(y), tf.float32)
    return tf.reduce_mean(tf.square(y - mean)) + weighted


def step_of(x: tf.Tensor, y: tf.Tensor, power1: tf.Tensor, power2: tf.Tensor) -> tf.Tensor:
    with tf.GradientTape() as tape:
        loss = loss_of(x, y)
    for one, (first, second), gradient in zip(variables, moments, tape.gradient(loss, variables), strict=True):
        tf.raw_ops.ResourceApplyAdam(
            var=one.handle, m=first.handle, v=second.handle, beta1_power=power1, beta2_power=power2,
            lr=setting["learningRate"], beta1=BETA1, beta2=BETA2, epsilon=EPSILON, grad=gradient,
        )
    return loss


compute = tf.function(step_of) if mode == "function" else step_of
random = np.random.default_rng(1)
noise = np.zeros(1 << 17, dtype="<f4")
done = 0


def run() -> float:
    global done
    order = random.permutation(batch)
    shift = int(random.integers(len(noise) - features.size))
    x = features[order] + noise[shift : shift + features.size].reshape(features.shape)
    powers = [tf.constant(beta ** (done + 1), tf.float32) for beta in (BETA1, BETA2)]
    loss = float(compute(tf.constant(x), tf.constant(targets[order]), *powers).numpy())
    renewed = max(setting["averaging"], 1 / (1 + done / 4))
    for average, one in zip(averages, variables, strict=True):
        average += renewed * (one.numpy() - average)
    done += 1
    return loss


def milliseconds() -> float:
    began = time.perf_counter()
    run()
    return (time.perf_counter() - began) * 1000


def answer(said: dict) -> None:
    print(json.dumps(said), flush=True)


answer({"version": f"TensorFlow {tf.__version__}"})
for line in sys.stdin:
    asked = json.loads(line)
    if "into" in asked:
        np.array([run()], dtype="<f4").tofile(asked["into"])
    for _ in range(asked.get("warmUp", 0)):
        run()
    answer({"milliseconds": [milliseconds() for _ in range(asked.get("rounds", 0))]})
