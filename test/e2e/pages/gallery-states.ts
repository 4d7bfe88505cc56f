import { writeFileSync, mkdirSync, chmodSync } from 'node:fs';
import { join } from 'node:path';
import type { Locator } from 'playwright-core';
import { expect } from 'vitest';
import type { EngineClient } from '../../../main/common/contract/engine-contract.ts';
import type { RunningConsole } from '../console.ts';
import { ActionsPanel } from './actions-panel.ts';
import type { ConsolePage } from './console-page.ts';
import { contractOf } from './contract.ts';
import { engineProcessOf } from './engine-process.ts';
import type { LoopFiles } from './loop-files.ts';
import { ModelsDialog } from './models-dialog.ts';

/** What the states are made with. */
export interface Stage {
  readonly running: RunningConsole;
  readonly console: ConsolePage;
  /** The line to the engine of the workspace that is open. */
  contract: EngineClient;
  readonly files: LoopFiles;
}

/** Brings the screen into a state and gives the way back. */
type State = (stage: Stage) => Promise<() => Promise<void>>;

const minute = 60_000;
const nothing = (): Promise<void> => Promise.resolve();
const escape = async ({ console }: Stage): Promise<void> => console.page.keyboard.press('Escape');

/** A state at a time that is so many minutes from now, perhaps with the first of the listed places selected. */
function at(minutes: number, isSelected: boolean): State {
  return async ({ contract, console }) => {
    const { clock } = await contract.call('view.get', {});
    const targetAt = minutes === 0 ? null : (clock.now ?? 0) + minutes * minute;
    if (isSelected) {
      const place = console.drilldown.column.getByRole('listitem').getByRole('button').first();
      await place.click();
      await console.drilldown.panel('how-sure').waitFor();
    }
    await contract.call('view.set', { targetAt });
    if (isSelected) await console.drilldown.complete();
    return async () => {
      await contract.call('view.set', { targetAt: null, selection: null });
    };
  };
}

/** A state that one click opens and Escape leaves. */
function opened(open: (stage: Stage) => Promise<void>): State {
  return async (stage) => {
    await open(stage);
    return () => escape(stage);
  };
}

function layer(id: 'speed' | 'sensor-health'): State {
  return async ({ console }) => {
    await console.map.layer(id).click();
    return () => console.map.layer('speed-deviation').click();
  };
}

async function chooseFiles({ console }: Stage, paths: readonly string[]): Promise<void> {
  await console.systemDialogGives(paths);
  await console.importing.open();
  await console.importing.chooseFiles();
}

/** Says of the wide file what it does not say itself. */
async function answer({ console, files }: Stage): Promise<void> {
  const { importing } = console;
  await importing.file('speed.csv').click();
  await importing.choose('metric', console.words.say('metric.speed'));
  await importing.choose('unit', 'mph');
  await importing.type('startsAt', files.startsAt);
  await importing.type('stepSeconds', '300');
  await importing.type('zone', files.zone);
}

/** Opens a new workspace with this name; the old one is closed. */
async function newWorkspace(stage: Stage, from: string, name: string): Promise<void> {
  const folder = join(stage.running.folder, name);
  mkdirSync(folder);
  chmodSync(folder, 0o777);
  await stage.console.systemDialogGives([folder]);
  await stage.console.workspace.create(from);
  await stage.console.workspace.button(name).waitFor();
  await expect
    .poll(async () => (stage.contract = await contractOf(folder)), { timeout: 10_000 })
    .toBeDefined();
}

async function importFiles(stage: Stage, paths: readonly string[], withSpeed: boolean): Promise<void> {
  await chooseFiles(stage, paths);
  if (withSpeed) await answer(stage);
  await stage.console.importing.runButton(paths.length).click();
  await stage.console.importing.result.first().waitFor();
}

/** Does something while the engine stands still, which it does until the way back; at once again when that fails. */
async function standStill({ running }: Stage, work: () => Promise<unknown>): Promise<() => Promise<void>> {
  const pid = await engineProcessOf(running.app);
  process.kill(pid, 'SIGSTOP');
  const goOn = (): Promise<void> => {
    process.kill(pid, 'SIGCONT');
    return Promise.resolve();
  };
  try {
    await work();
  } catch (thrown) {
    await goOn();
    throw thrown;
  }
  return goOn;
}

async function loseMap({ console }: Stage): Promise<void> {
  await console.page.evaluate(() => {
    document.querySelector('canvas')?.getContext('webgl2')?.getExtension('WEBGL_lose_context')?.loseContext();
  });
}

export const states = {
  now: at(0, false),
  forecast: at(30, true),
  past: at(-180, true),
  beyond: at(240, true),
  'action-form': async (stage) => {
    const leave = await at(0, true)(stage);
    await stage.console.page.keyboard.press('l');
    return async () => {
      await escape(stage);
      await leave();
    };
  },
  /** One action that runs, and one that has ended. */
  actions: async (stage) => {
    const { contract } = stage;
    const leave = await at(0, true)(stage);
    const { view, clock } = await contract.call('view.get', {});
    const [place, now] = [view.selection ?? -1, clock.now ?? 0];
    const log = async (
      kind: 'diversion' | 'message-sign',
      from: number,
      until: number | null,
      note: string,
    ): Promise<number> => (await contract.call('actions.log', { place, kind, note, from, until })).action.id;
    const sign = '“Accident ahead, 80” from the bridge on';
    const ids = [
      await log('diversion', now - 180 * minute, now - 130 * minute, 'over the harbour road'),
      await log('message-sign', now - 25 * minute, null, sign),
    ];
    await new ActionsPanel(stage.console).items.nth(1).waitFor();
    return async () => {
      for (const action of ids)
        await contract.call('actions.take-back', { action, reason: 'only for the picture' });
      await leave();
    };
  },
  /** The third step of the tour: half an hour ahead of the incident. */
  tour: async ({ console, contract }) => {
    const { page, words } = console;
    const button = (key: 'tour.start' | 'tour.start-menu' | 'tour.next' | 'tour.end'): Locator =>
      page.getByRole('button', { name: words.say(key) });
    await console.workspace.open('Port Merrow');
    await button('tour.start-menu').click();
    for (const _ of [1, 2]) await button('tour.next').click();
    await console.drilldown.panel('how-sure').waitFor();
    return async () => {
      await button('tour.end').click();
      await contract.call('view.set', { targetAt: null, selection: null, extent: null });
    };
  },
  speed: layer('speed'),
  'sensor-health': layer('sensor-health'),
  breaks: async ({ console }) => {
    const layerName = console.words.say('map.layer.speed-deviation');
    const name = console.words.say('map.edit-breaks', { layer: layerName });
    const edit = console.page.getByRole('button', { name });
    await edit.click();
    return () => edit.click();
  },
  table: opened(async ({ console }) => console.page.keyboard.press('t')),
  'pick-list': async (stage) => {
    await stage.console.map.zoomFarOut(3);
    await stage.console.map.clickMiddle();
    return async () => {
      await escape(stage);
      await stage.console.map.fitAll();
    };
  },
  search: opened(async ({ console }) => console.page.keyboard.press('/')),
  'display-menu': opened(async ({ console }) => console.display.open()),
  'now-menu': async (stage) => {
    await stage.console.time.openNowMenu();
    await stage.console.time.chooseNow('as-of');
    return async () => {
      await stage.console.time.chooseNow('end-of-data');
      await escape(stage);
    };
  },
  'workspace-menu': opened(async ({ console }) => console.workspace.open('Port Merrow')),
  sources: opened(async ({ console }) => {
    await console.workspace.showSources('Port Merrow');
    await console.sources.list.first().waitFor();
  }),
  models: opened(async ({ console }) => new ModelsDialog(console).open('Port Merrow')),
  report: opened(async ({ console }) => console.report.open()),
  compute: opened(async ({ console }) => {
    await console.page
      .getByRole('button', { name: console.words.say('shell.compute.ready', { backend: 'wasm' }) })
      .click();
    await console.page.getByRole('dialog').getByRole('heading', { level: 3 }).first().waitFor();
  }),
  'report-made': opened(async ({ console }) => {
    await console.report.open();
    await console.report.make();
    await console.report.files();
  }),
  'import-practice': opened(async ({ console }) => console.importing.open()),
  'import-empty': opened(async ({ console }) => console.importing.open()),
  'import-preview': opened(async (stage) => {
    await chooseFiles(stage, [stage.files.speed, stage.files.sensors, stage.files.links]);
    await answer(stage);
  }),
  'import-missing': opened(async (stage) => {
    await chooseFiles(stage, [stage.files.speed, stage.files.adjacency]);
    await stage.console.importing.file('speed.csv').click();
  }),
  'import-refused': opened(async (stage) => {
    const archive = join(stage.running.folder, 'export.csv');
    writeFileSync(archive, Buffer.from('504b0304140000000800', 'hex'));
    chmodSync(archive, 0o644);
    await chooseFiles(stage, [archive]);
  }),
  'map-lost': async (stage) => {
    await loseMap(stage);
    return nothing;
  },
  'map-given-up': async (stage) => {
    const { console } = stage;
    const again = console.page
      .getByRole('main')
      .getByRole('button', { name: console.words.say('shell.try-again') });
    for (let time = 0; time < 8 && !(await again.isVisible()); time += 1) {
      await loseMap(stage);
      await console.page.waitForTimeout(1500);
    }
    return async () => again.click();
  },
  'engine-silent': async (stage) => {
    const { page } = stage.console;
    const goOn = await standStill(stage, () => page.getByRole('alert').first().waitFor({ timeout: 10_000 }));
    return async () => {
      await goOn();
      await expect.poll(() => page.getByRole('alert').count(), { timeout: 10_000 }).toBe(0);
    };
  },
  loading: async (stage) => {
    const { page } = stage.console;
    const goOn = await standStill(stage, async () => {
      await page.reload({ waitUntil: 'commit' });
      await page.waitForTimeout(700);
    });
    return async () => {
      await goOn();
      await stage.console.map.badge.waitFor();
    };
  },
  empty: async (stage) => {
    await newWorkspace(stage, 'Port Merrow', 'Harbour');
    return nothing;
  },
  'no-readings': async (stage) => {
    await importFiles(stage, [stage.files.sensors], false);
    await stage.console.importing.close();
    return nothing;
  },
  'forecast-impossible': async (stage) => {
    const few = join(stage.running.folder, 'few.csv');
    writeFileSync(few, 'time,716300,716307\n2024-03-05T00:00,61,58\n2024-03-05T00:05,60,59\n');
    chmodSync(few, 0o644);
    await chooseFiles(stage, [few]);
    await stage.console.importing.choose('metric', stage.console.words.say('metric.speed'));
    await stage.console.importing.choose('unit', 'mph');
    await stage.console.importing.type('zone', stage.files.zone);
    await stage.console.importing.runButton(1).click();
    await stage.console.importing.result.first().waitFor();
    await stage.console.importing.close();
    return nothing;
  },
  /** There are too few readings to fit anything to, so the engine's own work ends without what it was for. */
  'work-failed': async ({ console, contract }) => {
    const { words, page } = console;
    const why = words.error({ code: 'forecast-no-data', parameters: {} });
    const said = page.getByRole('banner').getByRole('status');
    await said.getByText(words.say('shell.work-failed', { why })).waitFor();
    await said.getByText(words.hint({ code: 'forecast-no-data', parameters: {} })).waitFor();
    const { columns } = (await contract.call('places.list', {})).places;
    await contract.call('view.set', { selection: columns.place.values[0] ?? null });
    await console.drilldown.panel('how-sure').waitFor();
    return async () => {
      await contract.call('view.set', { selection: null });
    };
  },
  'import-progress': async (stage) => {
    await newWorkspace(stage, 'Harbour', 'Old port');
    await chooseFiles(stage, [stage.files.speed]);
    await answer(stage);
    const { importing } = stage.console;
    await importing.runButton(1).waitFor();
    return standStill(stage, async () => {
      await importing.runButton(1).click();
      await importing.progress.waitFor();
    });
  },
  'import-result': async (stage) => {
    await stage.console.importing.result.first().waitFor();
    return () => stage.console.importing.close();
  },
  'no-locations': () => Promise.resolve(nothing),
} satisfies Record<string, State>;

export type StateName = keyof typeof states;
