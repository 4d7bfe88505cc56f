import { mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { z } from 'zod';
import { defaultView, keptViewSchema, type View } from '../common/view.ts';

const settingsSchema = z.looseObject({
  view: keptViewSchema.catch(defaultView),
  /** Live forecast runs are kept for so many days before the last one. */
  keepLiveRunsDays: z.number().int().min(1).max(3650).catch(35),
});
export type WorkspaceSettings = z.infer<typeof settingsSchema>;

/** What `settings.json` of a workspace says; what is missing or damaged in it counts as fresh. */
export function readWorkspaceSettings(file: string): WorkspaceSettings {
  try {
    return settingsSchema.parse(JSON.parse(readFileSync(file, 'utf8')));
  } catch {
    return settingsSchema.parse({});
  }
}

/** Keeps the view, in one step on the disk; what somebody wrote beside it stays. */
export function writeView(file: string, view: View): void {
  mkdirSync(dirname(file), { recursive: true });
  const partial = `${file}.partial`;
  writeFileSync(partial, JSON.stringify({ ...readWorkspaceSettings(file), view }, null, 2));
  renameSync(partial, file);
}
