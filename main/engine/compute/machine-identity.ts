import { existsSync } from 'node:fs';
import { arch, cpus, platform } from 'node:os';
import type { Graphics, Host } from '../../common/host.ts';

/** What stands in for a card where no browser can tell of one. */
const noGraphics: Graphics = { identity: '', isSoftware: true };

export async function graphicsOf(host: Host): Promise<Graphics> {
  return await host.graphics().catch(() => noGraphics);
}

/**
 * Changes whenever measurements of backends have to be made again: with the processor, the graphics card and its driver, native
 * TensorFlow, and the application's version.
 */
export function machineIdentity(version: string, tensorflowFolder: string, graphics: Graphics): string {
  const cores = cpus();
  const tensorflow = existsSync(tensorflowFolder) ? 'tensorflow' : '';
  return [
    version,
    platform(),
    arch(),
    cores[0]?.model ?? '',
    cores.length,
    tensorflow,
    graphics.identity,
  ].join('|');
}
