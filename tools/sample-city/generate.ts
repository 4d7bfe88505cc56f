import { existsSync, mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { cityTiles } from './base-map/tiles.ts';
import { contentHash } from './files/content-hash.ts';
import { detectorsGeojson, districtsGeojson, energyGeojson } from './files/geojson.ts';
import { putInPlace } from './files/in-place.ts';
import { filesOf, importsOf, manifestName, type Manifest } from './files/manifest.ts';
import { tourOf } from './files/tour.ts';
import { exportedTables, truthTables } from './files/world-tables.ts';
import { writeTables } from './files/write-tables.ts';
import { makeWorld } from './make-world.ts';
import { ScenarioProblem } from './scenario.ts';
import { makeTruth } from './truth/make-truth.ts';
import { oracleError } from './truth/oracle.ts';
import { cityZone, type Scenario } from './words.ts';

export interface GenerateOptions {
  /** The folder of the files; it is replaced when all of them are there. */
  readonly folder: string;
  /** Readings as CSV in place of Parquet. */
  readonly csv: boolean;
  /** Also what the causes did, and the error of the oracle. */
  readonly truth: boolean;
  /** Called at the beginning of each step of the work. */
  readonly say: (step: string) => void;
}

/** The large tables, which are Parquet; the small ones are CSV for everybody to read. */
const large: ReadonlySet<string> = new Set(['traffic', 'feeders', 'substations', 'weather-forecast']);

/**
 * Generates a city and writes all of it.
 * @throws ScenarioProblem where the folder holds something else
 */
export async function generateCity(scenario: Scenario, options: GenerateOptions): Promise<Manifest> {
  const { folder, csv, truth, say } = options;
  refuseOtherFolder(folder);
  const world = makeWorld(scenario, say);
  const effects = truth ? makeTruth(world, say) : [];
  const oracle = truth ? oracleError(world, say) : null;
  const exported = exportedTables(world);
  const hidden = truthTables(world, effects);
  say('writing the files');
  let manifest: Manifest | undefined;
  await putInPlace(folder, async (scratch) => {
    const isParquet = ({ name }: { readonly name: string }): boolean => !csv && large.has(name);
    await writeTables(scratch, exported.filter(isParquet), 'parquet');
    await writeTables(
      scratch,
      exported.filter((table) => !isParquet(table)),
      'csv',
    );
    writeFileSync(join(scratch, 'detectors.geojson'), detectorsGeojson(world.city));
    writeFileSync(join(scratch, 'energy.geojson'), energyGeojson(world.city));
    writeFileSync(join(scratch, 'districts.geojson'), districtsGeojson(world.city));
    writeFileSync(join(scratch, 'base-map.pmtiles'), cityTiles(world.city));
    if (truth) {
      mkdirSync(join(scratch, 'truth'));
      await writeTables(join(scratch, 'truth'), hidden, 'parquet');
    }
    manifest = {
      name: world.city.name,
      zone: cityZone,
      scenario: { ...scenario, without: [...scenario.without].sort() },
      content: contentHash(exported),
      oracle,
      tour: tourOf(world),
      imports: importsOf(csv),
      files: filesOf(scratch),
    };
    writeFileSync(join(scratch, manifestName), `${JSON.stringify(manifest, null, 2)}\n`);
  });
  if (manifest === undefined) throw new Error('the files were put in place without a manifest');
  return manifest;
}

/** A folder is replaced as a whole: one that holds anything but a generated city is left alone. */
function refuseOtherFolder(folder: string): void {
  if (!existsSync(folder)) return;
  const held = readdirSync(folder);
  if (held.length === 0 || held.includes(manifestName)) return;
  throw new ScenarioProblem(
    `${folder} holds other files: name an empty folder, or one that does not exist yet.`,
  );
}
