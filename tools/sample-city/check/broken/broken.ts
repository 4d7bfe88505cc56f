import type { World } from '../../words.ts';
import type { CheckName } from '../thresholds.ts';

/** A way to take out of a world what makes it believable, and the checks that have to notice. */
export interface Broken {
  readonly name: string;
  readonly fails: readonly CheckName[];
  readonly change: (world: World) => World;
}
