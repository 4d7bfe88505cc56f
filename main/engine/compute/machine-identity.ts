import { existsSync, readFileSync } from 'node:fs';
import { arch, cpus, platform } from 'node:os';
import { join } from 'node:path';
import type { Graphics, Host } from '../../common/host.ts';
import { nvidiaHere, type Nvidia } from '../../compute/backends/nvidia.ts';

/** What stands in for a card where no browser can tell of one. */
const noGraphics: Graphics = { identity: '', isSoftware: true };

export async function graphicsOf(host: Host): Promise<Graphics> {
  return await host.graphics().catch(() => noGraphics);
}

/**
 * Changes whenever measurements of backends have to be made again: with the processor, the graphics card and its driver, native
 * TensorFlow and what it was built for, and the application's version.
 */
export function machineIdentity(
  version: string,
  tensorflowFolder: string,
  graphics: Graphics,
  { driver, cards }: Nvidia = nvidiaHere(),
): string {
  const cores = cpus();
  const tensorflow = existsSync(tensorflowFolder) ? `tensorflow ${noteIn(tensorflowFolder)}` : '';
  return [
    version,
    platform(),
    arch(),
    cores[0]?.model ?? '',
    cores.length,
    tensorflow,
    driver ?? '',
    ...cards,
    graphics.identity,
  ].join('|');
}

function noteIn(tensorflowFolder: string): string {
  try {
    return readFileSync(join(tensorflowFolder, 'about.json'), 'utf8');
  } catch {
    return '';
  }
}
