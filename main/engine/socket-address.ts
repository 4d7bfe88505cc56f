import { createHash } from 'node:crypto';
import { realpathSync } from 'node:fs';
import { join } from 'node:path';

/** Longest path that every Unix takes for a socket. */
const longestSocketPath = 100;

/**
 * Where the engine of a workspace listens: `engine.sock` in its folder, a named pipe on Windows, and a name made from the
 * folder under the system's temporary folder where the path would be too long for a socket.
 */
export function socketAddress(folder: string): string {
  const real = realpathSync(folder);
  const name = createHash('sha256').update(real).digest('hex').slice(0, 24);
  if (process.platform === 'win32') return `\\\\.\\pipe\\metropole-${name}`;
  const inside = join(real, 'engine.sock');
  return inside.length <= longestSocketPath ? inside : join('/tmp', `metropole-${name}.sock`);
}
