import { SetupProblem } from '../setup/setup-problem.mjs';

/** Somebody stopped the installation. */
export class Interruption extends SetupProblem {
  constructor() {
    super('Stopped; nothing half-made is left.');
  }
}
