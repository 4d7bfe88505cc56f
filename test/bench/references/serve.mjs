import { readFileSync, writeFileSync } from 'node:fs';
import { createInterface } from 'node:readline';

/** @typedef {{ mean: Float32Array, quantiles: Float32Array }} Outputs */

/**
 * Float32 numbers of a file.
 *
 * @param {string} file
 */
export function numbersIn(file) {
  const { buffer, byteOffset, byteLength } = readFileSync(file);
  return new Float32Array(buffer.slice(byteOffset, byteOffset + byteLength));
}

/**
 * Answers a race line by line: `{rows, into}` writes the outputs of so many rows to a file, mean first; `{rows, warmUp, rounds}`
 * gives milliseconds of each of the rounds that follow the warm-up.
 *
 * @param {string} version of what computes
 * @param {(rows: number) => Promise<Outputs>} run
 */
export async function serve(version, run) {
  const answer = (/** @type {unknown} */ said) => process.stdout.write(`${JSON.stringify(said)}\n`);
  answer({ version });
  for await (const line of createInterface({ input: process.stdin })) {
    const { rows, into, warmUp = 0, rounds = 0 } = JSON.parse(line);
    if (into !== undefined) {
      const { mean, quantiles } = await run(rows);
      writeFileSync(into, Float32Array.from([...mean, ...quantiles]));
    }
    for (let round = 0; round < warmUp; round++) await run(rows);
    const milliseconds = [];
    for (let round = 0; round < rounds; round++) {
      const began = performance.now();
      await run(rows);
      milliseconds.push(performance.now() - began);
    }
    answer({ milliseconds });
  }
}
