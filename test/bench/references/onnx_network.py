"""Writes the traffic network as `network.onnx` into the folder that network-files.ts filled, operation by operation."""

import sys
from pathlib import Path

import numpy as np
from onnx import TensorProto, checker, helper, numpy_helper, save

from network_files import GAP_OFFSET, Network

folder = Path(sys.argv[1])
network = Network(folder)
steps = network.horizon_steps
names = [
    *("first", "first_bias"),
    *(f"{part}{block}{kind}" for block in range(network.blocks) for part in ("inner", "outer") for kind in ("", "_bias")),
    *("head", "head_bias", "straight"),
]
constants = dict(zip(names, network.parameters, strict=True)) | {
    "gap_sums": network.gap_sums,
    "gap_offset": np.float32(GAP_OFFSET),
    "head_parts": np.array([steps, steps, steps * network.gaps]),
    "direct_parts": np.array([steps, steps]),
    "gap_rows": np.array([-1, network.gaps]),
    "one_column": np.array([-1, 1]),
}


def dense(rows: str, layer: str, out: str) -> list[tuple[str, list[str], list[str]]]:
    return [
        ("MatMul", [rows, layer], [f"{out}_product"]),
        ("Add", [f"{out}_product", f"{layer}_bias"], [out]),
    ]


def residual(block: int) -> list[tuple[str, list[str], list[str]]]:
    return [
        *dense(f"hidden{block}", f"inner{block}", f"inner{block}_sum"),
        ("Relu", [f"inner{block}_sum"], [f"inner{block}_out"]),
        *dense(f"inner{block}_out", f"outer{block}", f"change{block}"),
        ("Add", [f"hidden{block}", f"change{block}"], [f"hidden{block + 1}"]),
    ]


operations = [
    *dense("features", "first", "first_sum"),
    ("Relu", ["first_sum"], ["hidden0"]),
    *(operation for block in range(network.blocks) for operation in residual(block)),
    ("Relu", [f"hidden{network.blocks}"], ["hidden"]),
    *dense("hidden", "head", "head_sum"),
    ("MatMul", ["features", "straight"], ["direct"]),
    ("Split", ["head_sum", "head_parts"], ["head_mean", "head_median", "head_gaps"]),
    ("Split", ["direct", "direct_parts"], ["direct_mean", "direct_median"]),
    ("Add", ["head_mean", "direct_mean"], ["mean"]),
    ("Add", ["head_median", "direct_median"], ["median"]),
    ("Add", ["head_gaps", "gap_offset"], ["shifted_gaps"]),
    ("Softplus", ["shifted_gaps"], ["gaps"]),
    ("Reshape", ["gaps", "gap_rows"], ["gap_matrix"]),
    ("MatMul", ["gap_matrix", "gap_sums"], ["from_median"]),
    ("Reshape", ["median", "one_column"], ["median_column"]),
    ("Add", ["from_median", "median_column"], ["quantiles"]),
]
axis = {"Split": {"axis": 1}}
graph = helper.make_graph(
    [helper.make_node(kind, inputs, outputs, **axis.get(kind, {})) for kind, inputs, outputs in operations],
    "traffic-network",
    [helper.make_tensor_value_info("features", TensorProto.FLOAT, ["row", network.features])],
    [
        helper.make_tensor_value_info("mean", TensorProto.FLOAT, ["row", steps]),
        helper.make_tensor_value_info("quantiles", TensorProto.FLOAT, [None, network.gaps + 1]),
    ],
    [numpy_helper.from_array(np.asarray(values), name) for name, values in constants.items()],
)
model = helper.make_model(graph, opset_imports=[helper.make_opsetid("", 17)], ir_version=8)
checker.check_model(model, full_check=True)
save(model, folder / "network.onnx")
