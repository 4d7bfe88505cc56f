import { SetupProblem } from '../setup/setup-problem.mjs';

/** Somebody stopped the installation. */
export class Interruption extends SetupProblem {
  /** @param {string} [left] what is left of it */
  constructor(left = 'nothing half-made is left') {
    super(`Stopped; ${left}.`);
  }
}
