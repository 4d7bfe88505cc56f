import { existsSync } from 'node:fs';
import { basename, join } from 'node:path';
import { app, dialog, shell, type BrowserWindow } from 'electron';
import type { EngineState } from '../common/contract/app-contract.ts';
import { MetropoleError } from '../common/errors.ts';
import { BaseMap } from './base-map.ts';
import { loadConsole, makeConsoleWindow } from './console-window.ts';
import { electronHost } from './electron-host.ts';
import { EngineProcess } from './engine-process.ts';
import { connectPage, sendEnginePort } from './page-connection.ts';
import { answerPages, connectPages, type AppHandlers } from './privileged-calls.ts';
import { lastWorkspace, practiceFolder, practiceName, readSettings, rememberWorkspace } from './settings.ts';

/** Where a workspace goes and what is in it at first. */
interface Creation {
  readonly name: string;
  readonly practice: boolean;
}

/** The desktop application: one window, one workspace at a time, and the engine that owns it. */
export class ConsoleApplication {
  #engine: EngineProcess | undefined;
  #baseMap: BaseMap | undefined;
  #window: BrowserWindow | undefined;
  #switching: Promise<unknown> = Promise.resolve();

  constructor() {
    answerPages(this.#handlers());
    connectPages((sender) => {
      if (sender === this.#window?.webContents.id && this.#engine) this.#tellState(this.#engine.state);
      else sendEnginePort(sender);
    });
  }

  /**
   * Opens the window on a workspace: the one asked for, else the last one, else a new practice city.
   *
   * @param asked folder; made when it holds no workspace yet
   */
  async open(asked: string | undefined): Promise<void> {
    const last = lastWorkspace();
    const folder = asked ?? last ?? practiceFolder();
    const isPractice = asked === undefined && last === undefined;
    this.#startEngine(folder, {
      name: isPractice ? practiceName : basename(folder),
      practice: isPractice,
    });
    const window = makeConsoleWindow();
    this.#window = window;
    connectPage(window.webContents, () => this.#engine);
    // A page that died is loaded again; the engine and its data are untouched.
    window.webContents.on('render-process-gone', (_event, { reason }) => {
      if (reason !== 'clean-exit' && !window.isDestroyed()) void loadConsole(window);
    });
    // Windows nobody sees must not keep the application running.
    window.once('closed', () => {
      app.quit();
    });
    await loadConsole(window);
  }

  /** The base map of the open workspace. */
  get baseMap(): BaseMap | undefined {
    return this.#baseMap;
  }

  /** Brings the window to the front. */
  focus(): void {
    if (this.#window?.isMinimized()) this.#window.restore();
    this.#window?.focus();
  }

  async close(): Promise<void> {
    await this.#engine?.stop();
  }

  #startEngine(folder: string, create: Creation): EngineProcess {
    const start = { folder, create, version: app.getVersion(), background: true };
    const engine = new EngineProcess(start, electronHost);
    this.#engine = engine;
    this.#baseMap = new BaseMap(folder);
    engine.onState((state) => {
      if (engine !== this.#engine) return;
      if (state.state === 'running') rememberWorkspace(folder, engine.name);
      this.#tellState(state);
    });
    this.#tellState(engine.state);
    return engine;
  }

  /**
   * Opens another workspace. One that is refused leaves the one before as it was. One switch comes after another: two at once would
   * leave an engine behind that holds a workspace.
   *
   * @throws MetropoleError `workspace-…`
   */
  async #switchTo(folder: string, create: Creation): Promise<{ opened: boolean }> {
    const mine = this.#switching.then(() => this.#switchInTurn(folder, create));
    this.#switching = mine.catch(() => undefined);
    return await mine;
  }

  async #switchInTurn(folder: string, create: Creation): Promise<{ opened: boolean }> {
    const before = this.#engine;
    const wasRunning = before?.state.state === 'running';
    this.#engine = undefined;
    await before?.stop();
    const { state, error } = await this.#startEngine(folder, create).opened();
    if (state === 'running') return { opened: true };
    if (wasRunning) await this.#startEngine(before.folder, { name: before.name, practice: false }).opened();
    throw error === null ? new MetropoleError('engine-died') : MetropoleError.fromRecord(error);
  }

  #tellState(state: EngineState): void {
    const window = this.#window;
    if (window === undefined || window.isDestroyed()) return;
    window.webContents.send('app-event', 'engine.state', state);
    if (state.state === 'running') sendEnginePort(window.webContents.id);
  }

  #handlers(): AppHandlers {
    return {
      'app.info': () => ({
        version: app.getVersion(),
        electron: process.versions.electron,
        platform: process.platform,
        language: app.getLocale(),
      }),
      'app.choose-files': async () => ({ paths: await this.#choose(['openFile', 'multiSelections']) }),
      'app.recent-workspaces': () => ({
        recent: readSettings().recent.map((known) => ({ ...known, exists: existsSync(known.folder) })),
      }),
      'app.open-workspace': async ({ folder }) => {
        const chosen = folder ?? (await this.#choose(['openDirectory']))[0];
        if (chosen === undefined) return { opened: false };
        if (!existsSync(join(chosen, 'city.duckdb'))) {
          throw new MetropoleError('workspace-not-a-workspace', { folder: chosen });
        }
        return await this.#switchTo(chosen, { name: basename(chosen), practice: false });
      },
      'app.create-workspace': async ({ folder }) => {
        const chosen = folder ?? (await this.#choose(['openDirectory', 'createDirectory']))[0];
        if (chosen === undefined) return { opened: false };
        if (existsSync(join(chosen, 'city.duckdb')))
          throw new MetropoleError('workspace-exists', { folder: chosen });
        return await this.#switchTo(chosen, { name: basename(chosen), practice: false });
      },
      'app.choose-base-map': async ({ from }) => {
        const chosen = from === 'bundled' ? null : (await this.#choose(['openFile'], 'pmtiles'))[0];
        if (chosen === undefined) return { changed: false };
        this.#baseMap?.choose(chosen);
        return { changed: true };
      },
      'app.choose-diagnostics-file': async () => ({ path: await this.#saveAs('metropole-diagnostics.zip') }),
      'app.show-file': ({ path }) => {
        if (!existsSync(path)) throw new MetropoleError('file-missing', { file: path });
        shell.showItemInFolder(path);
        return {};
      },
    };
  }

  async #choose(
    properties: ('openFile' | 'openDirectory' | 'multiSelections' | 'createDirectory')[],
    extension?: string,
  ): Promise<string[]> {
    const filters = extension === undefined ? [] : [{ name: extension, extensions: [extension] }];
    const options = { properties, filters };
    const answer = this.#window
      ? await dialog.showOpenDialog(this.#window, options)
      : await dialog.showOpenDialog(options);
    return answer.canceled ? [] : answer.filePaths;
  }

  async #saveAs(defaultName: string): Promise<string | null> {
    const options = { defaultPath: join(app.getPath('documents'), defaultName) };
    const answer = this.#window
      ? await dialog.showSaveDialog(this.#window, options)
      : await dialog.showSaveDialog(options);
    return answer.canceled ? null : answer.filePath;
  }
}
