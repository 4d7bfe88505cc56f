/** To which cells what happens in a cell is spread, and with which weights; they add up to one for each cell. */
export interface Kernel {
  /** First entry of each cell, and the end. `[cell + 1]` */
  readonly offsets: Uint32Array;
  readonly targets: Uint32Array;
  readonly weights: Float64Array;
}

/** Gaussian weights by the distance between centres, cut off at three bandwidths. */
export function gaussianKernel(centres: Float64Array, bandwidthKilometres: number): Kernel {
  const cells = centres.length / 2;
  const offsets = new Uint32Array(cells + 1);
  const targets: number[] = [];
  const weights: number[] = [];
  for (let cell = 0; cell < cells; cell++) {
    const first = targets.length;
    let sum = 0;
    for (let other = 0; other < cells; other++) {
      const squared = squaredDistance(centres, cell, other) / bandwidthKilometres ** 2;
      if (squared > 9) continue;
      const weight = Math.exp(-squared / 2);
      targets.push(other);
      weights.push(weight);
      sum += weight;
    }
    for (let index = first; index < weights.length; index++) weights[index] = (weights[index] ?? 0) / sum;
    offsets[cell + 1] = targets.length;
  }
  return { offsets, targets: Uint32Array.from(targets), weights: Float64Array.from(weights) };
}

/** Equal weights on the cells around, the cell itself left out; a cell without any keeps its own. */
export function ringKernel(centres: Float64Array): Kernel {
  const cells = centres.length / 2;
  const reach = (1.6 * medianNearest(centres)) ** 2;
  const offsets = new Uint32Array(cells + 1);
  const targets: number[] = [];
  const weights: number[] = [];
  for (let cell = 0; cell < cells; cell++) {
    const around: number[] = [];
    for (let other = 0; other < cells; other++) {
      if (other !== cell && squaredDistance(centres, cell, other) <= reach) around.push(other);
    }
    if (around.length === 0) around.push(cell);
    for (const other of around) {
      targets.push(other);
      weights.push(1 / around.length);
    }
    offsets[cell + 1] = targets.length;
  }
  return { offsets, targets: Uint32Array.from(targets), weights: Float64Array.from(weights) };
}

function squaredDistance(centres: Float64Array, cell: number, other: number): number {
  const east = (centres[2 * cell] ?? 0) - (centres[2 * other] ?? 0);
  const north = (centres[2 * cell + 1] ?? 0) - (centres[2 * other + 1] ?? 0);
  return east * east + north * north;
}

/** Kilometres from a cell to the nearest other, the median over cells. */
function medianNearest(centres: Float64Array): number {
  const cells = centres.length / 2;
  const nearest = Float64Array.from({ length: cells }, (_, cell) => {
    let least = Infinity;
    for (let other = 0; other < cells; other++) {
      if (other !== cell) least = Math.min(least, squaredDistance(centres, cell, other));
    }
    return Math.sqrt(least);
  }).sort();
  return nearest[Math.floor(cells / 2)] ?? 0;
}
