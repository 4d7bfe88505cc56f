import { trafficParity } from './traffic/parity.ts';

/** A fixed piece of work whose result every backend must agree on. */
export interface ParityCase {
  readonly id: string;
  /** Computes on the backend that is set; leaves no tensor behind. */
  run(): Promise<Float32Array>;
}

/** Together they use every operation that the models use, forwards and backwards. */
export const parityCases: readonly ParityCase[] = [...trafficParity];
