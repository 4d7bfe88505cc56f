import { readdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { topics } from '../common/metrics.ts';
import type { ForecastStore } from './ports.ts';

/** Removes the state files that no kept model uses: fits that were cut short, or replaced by later ones, leave them behind. */
export async function removeUnusedStates({ folder, models }: ForecastStore): Promise<void> {
  const states = (await readdir(folder.models)).filter((name) => /\.model(\.partial)?$/.test(name));
  if (states.length === 0) return;
  const kept = (await Promise.all(topics.map((topic) => models.list(topic)))).flat();
  const unused = states.filter((name) => !kept.some(({ stateFile }) => stateFile === name));
  await Promise.all(unused.map((name) => rm(join(folder.models, name), { force: true })));
}
