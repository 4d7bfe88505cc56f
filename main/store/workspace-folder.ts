import {
  accessSync,
  constants,
  existsSync,
  mkdirSync,
  readdirSync,
  realpathSync,
  rmSync,
  statSync,
} from 'node:fs';
import { join, resolve } from 'node:path';
import { MetropoleError } from '../common/errors.ts';
import { fromDatabase } from './database-errors.ts';

/** The parts of a workspace's folder. */
export interface WorkspaceFolder {
  readonly path: string;
  readonly database: string;
  readonly models: string;
  readonly backups: string;
  readonly reports: string;
  readonly logs: string;
  /** What DuckDB spills when memory is short; emptied at every start. */
  readonly spill: string;
}

export function workspaceFolder(path: string): WorkspaceFolder {
  const root = resolve(path);
  return {
    path: root,
    database: join(root, 'city.duckdb'),
    models: join(root, 'models'),
    backups: join(root, 'backups'),
    reports: join(root, 'reports'),
    logs: join(root, 'logs'),
    spill: join(root, 'spill'),
  };
}

/**
 * Makes an empty folder ready to hold a new workspace.
 * @throws MetropoleError `workspace-exists` (a workspace, or a folder with other things in it), `workspace-not-writable`, `disk-full`
 */
export function prepareNewFolder(path: string): WorkspaceFolder {
  const folder = workspaceFolder(path);
  if (
    existsSync(folder.path) &&
    (!statSync(folder.path).isDirectory() || readdirSync(folder.path).length > 0)
  ) {
    throw new MetropoleError('workspace-exists', { folder: folder.path });
  }
  return makeParts(folder);
}

/** Takes back what {@link prepareNewFolder} and an unfinished creation left behind. */
export function removeNewFolder(folder: WorkspaceFolder): void {
  for (const name of readdirSync(folder.path))
    rmSync(join(folder.path, name), { recursive: true, force: true });
}

/**
 * Checks a folder that should hold a workspace, and makes the parts that are missing.
 * @throws MetropoleError `workspace-missing`, `workspace-not-a-workspace`, `workspace-not-writable`, `disk-full`
 */
export function checkFolder(path: string): WorkspaceFolder {
  const folder = workspaceFolder(path);
  if (!existsSync(folder.path)) throw new MetropoleError('workspace-missing', { folder: folder.path });
  if (!existsSync(folder.database)) {
    throw new MetropoleError('workspace-not-a-workspace', { folder: folder.path });
  }
  return makeParts({ ...folder, ...workspaceFolder(realpathSync(folder.path)) });
}

function makeParts(folder: WorkspaceFolder): WorkspaceFolder {
  try {
    for (const part of [folder.models, folder.backups, folder.reports, folder.logs, folder.spill]) {
      mkdirSync(part, { recursive: true });
    }
    accessSync(folder.path, constants.W_OK);
    if (existsSync(folder.database)) accessSync(folder.database, constants.W_OK);
    return folder;
  } catch (thrown) {
    throw fromDatabase(thrown, { folder: folder.path });
  }
}
