import { readdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { topics } from '../../common/metrics.ts';
import type { ForecastStore } from '../ports.ts';
import { approvedOf } from '../runs/serving.ts';

/**
 * Removes what fits that were cut short, or replaced by later ones, leave behind: state files that no kept model uses, and
 * hindcasts that no approved model made, and how fits did that are not kept.
 */
export async function removeLeftovers({ folder, models, runs, seriesLosses }: ForecastStore): Promise<void> {
  const states = (await readdir(folder.models)).filter((name) => /\.model(\.partial)?$/.test(name));
  const used = new Set<string>();
  for (const topic of topics) {
    const kept = await models.list(topic);
    for (const { stateFile } of kept) used.add(stateFile);
    await runs.deleteHindcastsExcept(topic, approvedOf(kept));
  }
  await seriesLosses.deleteUnkept();
  const unused = states.filter((name) => !used.has(name));
  await Promise.all(unused.map((name) => rm(join(folder.models, name), { force: true })));
}
