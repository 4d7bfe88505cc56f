import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { app } from 'electron';
import { z } from 'zod';

const settingsSchema = z.object({
  recent: z.array(z.object({ folder: z.string(), name: z.string() })).max(20),
  window: z
    .object({ x: z.number().int(), y: z.number().int(), width: z.number().int(), height: z.number().int() })
    .nullable(),
});
export type Settings = z.infer<typeof settingsSchema>;

const freshSettings: Settings = { recent: [], window: null };

function settingsFile(): string {
  return join(app.getPath('userData'), 'settings.json');
}

/** What the application remembers between starts; a file that is missing or damaged counts as fresh. */
export function readSettings(): Settings {
  try {
    return settingsSchema.parse(JSON.parse(readFileSync(settingsFile(), 'utf8')));
  } catch {
    return freshSettings;
  }
}

/** Changes what is remembered, in one step on the disk. */
export function changeSettings(patch: Partial<Settings>): void {
  const file = settingsFile();
  mkdirSync(dirname(file), { recursive: true });
  const partial = `${file}.partial`;
  writeFileSync(partial, JSON.stringify({ ...readSettings(), ...patch }, null, 2));
  renameSync(partial, file);
}

/** Puts a workspace at the head of the recent ones. */
export function rememberWorkspace(folder: string, name: string): void {
  const others = readSettings().recent.filter((known) => known.folder !== folder);
  changeSettings({ recent: [{ folder, name }, ...others].slice(0, 12) });
}

/** The workspace that was open last, if it is still there. */
export function lastWorkspace(): string | undefined {
  return readSettings().recent.find(({ folder }) => existsSync(folder))?.folder;
}

/** What the practice city is called. */
export const practiceName = 'Practice city';

/** Where the practice city of a fresh start lies. */
export function practiceFolder(): string {
  return join(app.getPath('userData'), 'practice-city');
}
