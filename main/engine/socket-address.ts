import { createHash } from 'node:crypto';
import { lstatSync, mkdirSync, realpathSync } from 'node:fs';
import { join } from 'node:path';
import { MetropoleError } from '../common/errors.ts';

/** Longest path that every Unix takes for a socket, in bytes. */
const longestSocketPath = 100;

/**
 * Where the engine of a workspace listens: `engine.sock` in its folder, a named pipe on Windows, and a name made from the
 * folder in a folder of the user's own where the path would be too long for a socket.
 */
export function socketAddress(folder: string): string {
  const real = realpathSync(folder);
  const name = createHash('sha256').update(real).digest('hex').slice(0, 24);
  if (process.platform === 'win32') return `\\\\.\\pipe\\metropole-${name}`;
  const inside = join(real, 'engine.sock');
  return Buffer.byteLength(inside) <= longestSocketPath ? inside : join(privateFolder(), `${name}.sock`);
}

/**
 * A folder under /tmp that nobody else can enter.
 * @throws MetropoleError `not-available` where somebody else made it first
 */
function privateFolder(): string {
  const user = process.getuid?.() ?? 0;
  const folder = `/tmp/metropole-${user}`;
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const { uid, mode } = lstatSync(folder);
  if (uid !== user || (mode & 0o077) !== 0) throw new MetropoleError('not-available', { what: folder });
  return folder;
}
