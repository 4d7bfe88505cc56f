/** Whether any of the values is missing. A plain loop: this runs for every training row. */
export function hasMissing(values: Float32Array | Float64Array): boolean {
  for (let index = 0; index < values.length; index++) {
    if (Number.isNaN(values[index] ?? NaN)) return true;
  }
  return false;
}
