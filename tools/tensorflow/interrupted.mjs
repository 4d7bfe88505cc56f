import { SetupProblem } from '../setup/setup-problem.mjs';

/** What is said when somebody stops the installation. */
export function interrupted() {
  return new SetupProblem('Stopped; nothing half-made is left.');
}
