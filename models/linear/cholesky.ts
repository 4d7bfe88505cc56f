/** L with L L' = gram + penalty I, in double precision; `gram` is `[width, width]`, of which the upper triangle is read. */
export function choleskyFactor(gram: Float64Array, width: number, penalty: number): Float64Array {
  const lower = new Float64Array(width * width);
  for (let row = 0; row < width; row++) {
    for (let column = 0; column <= row; column++) {
      let sum = (gram[column * width + row] ?? 0) + (row === column ? penalty : 0);
      for (let k = 0; k < column; k++)
        sum -= (lower[row * width + k] ?? 0) * (lower[column * width + k] ?? 0);
      lower[row * width + column] =
        row === column ? Math.sqrt(sum) : sum / (lower[column * width + column] ?? 1);
    }
  }
  return lower;
}

/** Solves L x = b in place: the values from `offset` on, `stride` apart, become x. */
export function solveLower(
  lower: Float64Array,
  width: number,
  values: Float64Array,
  offset: number,
  stride: number,
): void {
  for (let row = 0; row < width; row++) {
    let sum = values[row * stride + offset] ?? 0;
    for (let k = 0; k < row; k++) sum -= (lower[row * width + k] ?? 0) * (values[k * stride + offset] ?? 0);
    values[row * stride + offset] = sum / (lower[row * width + row] ?? 1);
  }
}

/** Solves L L' x = b in place: the values from `offset` on, `stride` apart, become x. */
export function solveInPlace(
  lower: Float64Array,
  width: number,
  values: Float64Array,
  offset: number,
  stride: number,
): void {
  solveLower(lower, width, values, offset, stride);
  for (let row = width - 1; row >= 0; row--) {
    let sum = values[row * stride + offset] ?? 0;
    for (let k = row + 1; k < width; k++)
      sum -= (lower[k * width + row] ?? 0) * (values[k * stride + offset] ?? 0);
    values[row * stride + offset] = sum / (lower[row * width + row] ?? 1);
  }
}
