import type { Broken } from './broken/broken.ts';
import { brokenFaults } from './broken/faults.ts';
import { brokenIncidents } from './broken/incidents.ts';
import { brokenLoad } from './broken/load.ts';
import { brokenQueues } from './broken/queues.ts';
import { brokenTraffic } from './broken/traffic.ts';

/** All the ways in which a world is broken to see that the checks notice: each check fails in one of them at least. */
export const brokenWorlds: readonly Broken[] = [
  ...brokenTraffic,
  ...brokenQueues,
  ...brokenLoad,
  ...brokenIncidents,
  ...brokenFaults,
];
