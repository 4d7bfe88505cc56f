import { join } from 'node:path';
import type { ComputeRole } from '../common/host.ts';

/** Where the built application keeps what the engine reads, all below the folder of the build. */
export interface Locations {
  readonly migrations: string;
  readonly computeEntry: string;
  /** With a separator at its end, as tfjs wants it. */
  readonly wasm: string;
  /** Folder of native TensorFlow; it exists where that is installed. */
  readonly tensorflow: string;
  readonly baseMap: string;
  /** Folder of the networks that come with the console. */
  readonly networks: string;
  /** Folder of the sample city's files. */
  readonly sampleCity: string;
  /** Folder of the workspace that was made of it in advance; it exists where the build could make one. */
  readonly sampleWorkspace: string;
}

/** @param built folder of the build: `dist` */
export function locationsIn(built: string): Locations {
  return {
    migrations: join(built, 'migrations'),
    computeEntry: join(built, 'main', 'compute.cjs'),
    wasm: join(built, 'wasm', '/'),
    tensorflow: join(built, 'tensorflow'),
    networks: join(built, 'assets', 'networks'),
    sampleCity: join(built, 'assets', 'sample-city'),
    sampleWorkspace: join(built, 'sample-workspace'),
    baseMap: join(built, 'assets', 'basemap', 'land.geojson'),
  };
}

/** Arguments of a compute host process. Training gives way to everything else on the machine. */
export function computeArguments(locations: Locations, role: ComputeRole): string[] {
  const nice = role === 'training' ? '15' : '0';
  return ['--wasm', locations.wasm, '--tensorflow', locations.tensorflow, '--nice', nice];
}
