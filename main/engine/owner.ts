import { existsSync, lchownSync, lstatSync, readdirSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';

/** A folder that is about to be made, and who shall own it and everything in it. */
export interface NewFolder {
  readonly folder: string;
  readonly uid: number;
  readonly gid: number;
}

/**
 * Gives everything in a folder to the folder's owner: an administrator who runs a command on somebody's workspace must not leave
 * files there that its owner cannot write. Does nothing for anybody but root. Links are given, never followed.
 */
export function keepOwner(folder: string): void {
  if (process.getuid?.() !== 0) return;
  const { uid, gid } = lstatSync(folder);
  if (uid !== 0) giveTo(folder, uid, gid);
}

/**
 * Whom a folder that does not exist yet will belong to: the owner of the nearest folder above that does. To be asked before it is made;
 * null for anybody but root.
 */
export function ownerOfNew(folder: string): NewFolder | null {
  if (process.getuid?.() !== 0) return null;
  let first = resolve(folder);
  if (existsSync(first)) return ownerAs(first, first);
  while (!existsSync(dirname(first))) first = dirname(first);
  return ownerAs(first, dirname(first));
}

/** Gives the folder, now that it is made, with everything in it. */
export function giveNew({ folder, uid, gid }: NewFolder): void {
  if (uid !== 0) giveTo(folder, uid, gid);
}

function ownerAs(folder: string, like: string): NewFolder {
  const { uid, gid } = lstatSync(like);
  return { folder, uid, gid };
}

function giveTo(folder: string, uid: number, gid: number): void {
  for (const name of readdirSync(folder)) {
    const path = join(folder, name);
    const entry = lstatSync(path);
    if (entry.isDirectory()) giveTo(path, uid, gid);
    else if (entry.uid !== uid) lchownSync(path, uid, gid);
  }
  lchownSync(folder, uid, gid);
}
