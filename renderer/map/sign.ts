/** A drop and a rise, each as a shape of its own. */
export function signOf(value: number): string {
  return value < 0 ? '▽' : '△';
}
