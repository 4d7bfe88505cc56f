import { chownSync, lstatSync, readdirSync } from 'node:fs';
import { dirname, join } from 'node:path';

/**
 * Gives everything in a folder to the folder's owner: an administrator who runs a command on somebody's workspace must not leave
 * files there that its owner cannot write. Does nothing for anybody but root.
 */
export function keepOwner(folder: string): void {
  if (process.getuid?.() !== 0) return;
  const { uid, gid } = lstatSync(folder);
  if (uid !== 0) giveTo(folder, uid, gid);
}

/** Gives a new folder to the owner of the folder it was made in. */
export function inheritOwner(folder: string): void {
  if (process.getuid?.() !== 0) return;
  const { uid, gid } = lstatSync(dirname(folder));
  if (uid !== 0) giveTo(folder, uid, gid);
}

function giveTo(folder: string, uid: number, gid: number): void {
  for (const entry of readdirSync(folder, { withFileTypes: true })) {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) giveTo(path, uid, gid);
    else if (lstatSync(path).uid !== uid) chownSync(path, uid, gid);
  }
  chownSync(folder, uid, gid);
}
