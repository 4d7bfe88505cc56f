import { chmodSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { locationsIn } from '../../main/engine/locations.ts';
import { openEngine } from '../../main/engine/open-engine.ts';
import { makeWorld } from './make-world.ts';
import { cityZone, type Scenario } from './words.ts';

/** What the detectors say at the end of one interval. */
export interface FeedStep {
  /** Start of the interval, epoch milliseconds. */
  readonly at: number;
  /** Key of a detector and its speed, km/h; one that is silent is left out. */
  readonly speeds: readonly (readonly [detector: string, kmh: number])[];
}

const hour = 3_600_000;

/** The traffic is simulated from so many days before the end of the data, so that queues stand where they did. */
const daysBefore = 2;
const hourlyDaysBefore = 14;

/** What the detectors of a city go on to say behind the end of its data. */
export function feedOf(scenario: Scenario, hours: number, say: (step: string) => void): readonly FeedStep[] {
  const until = scenario.until + hours * hour;
  const days = daysBefore + Math.ceil(hours / 24);
  const { city, traffic } = makeWorld({ ...scenario, until, days, hourlyDays: days + hourlyDaysBefore }, say);
  const { start, stepSeconds, steps, values } = traffic.speed;
  const feed: FeedStep[] = [];
  for (let step = 0; step < steps; step++) {
    const at = start + step * stepSeconds * 1000;
    if (at < scenario.until) continue;
    const speeds = city.detectors.flatMap(({ key }, detector): FeedStep['speeds'] => {
      const kmh = values[detector * steps + step] ?? Number.NaN;
      return Number.isNaN(kmh) ? [] : [[key, kmh]];
    });
    feed.push({ at, speeds });
  }
  return feed;
}

/**
 * Hands the steps of a feed to a workspace, each as a file of its own, through the console that has it open or on its own.
 * @throws MetropoleError `workspace-…`
 */
export async function feedWorkspace(
  feed: readonly FeedStep[],
  options: {
    readonly workspace: string;
    /** Folder of the build. */
    readonly built: string;
    readonly everyMilliseconds: number;
    readonly say: (moment: string) => void;
  },
): Promise<void> {
  const { workspace, built, everyMilliseconds, say } = options;
  const folder = mkdtempSync(join(tmpdir(), 'metropole-feed-'));
  // The console may run as somebody else.
  chmodSync(folder, 0o755);
  const engine = await openEngine({
    folder: workspace,
    create: 'refused',
    locations: locationsIn(built),
    version: '0.0.0',
  });
  const { client } = engine;
  try {
    for (const step of feed) {
      const due = performance.now() + everyMilliseconds;
      const path = writeStep(folder, step);
      const { mapping } = await client.call('import.preview', {
        path,
        mapping: { metric: 'speed', unit: 'km/h', zone: cityZone },
      });
      await client.call('import.run', { path, mapping });
      rmSync(path);
      say(new Date(step.at).toISOString());
      await new Promise((resolve) => setTimeout(resolve, Math.max(0, due - performance.now())));
    }
  } finally {
    await engine.close();
    rmSync(folder, { recursive: true, force: true });
  }
}

function writeStep(folder: string, { at, speeds }: FeedStep): string {
  const time = new Date(at).toISOString();
  const path = join(folder, `feed-${time.slice(0, 16).replaceAll(/[-:]/g, '')}.csv`);
  const rows = speeds.map(([detector, kmh]) => `${detector},${time},${kmh.toFixed(1)}`);
  writeFileSync(path, `${['detector,time,speed', ...rows].join('\n')}\n`, { mode: 0o644 });
  return path;
}
