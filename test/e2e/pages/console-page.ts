import { type ElectronApplication, type Page } from 'playwright-core';
import type { Language } from '../../../main/common/view.ts';
import { wording, type Wording } from '../../../main/common/wording.ts';
import type { RunningConsole } from '../console.ts';
import { DisplayMenu } from './display-menu.ts';
import { Drilldown } from './drilldown.ts';
import { ImportDialog } from './import-dialog.ts';
import { MapZone } from './map-zone.ts';
import { ReportDialog } from './report-dialog.ts';
import { SourcesDialog } from './sources-dialog.ts';
import { TimeControls } from './time-controls.ts';
import { WorkspaceMenu } from './workspace-menu.ts';

/** The console's window as a person uses it: by what things are and what they are called, in the language shown. */
export class ConsolePage {
  readonly app: ElectronApplication;
  readonly page: Page;
  readonly words: Wording;
  readonly map: MapZone;
  readonly time: TimeControls;
  readonly drilldown: Drilldown;
  readonly display: DisplayMenu;
  readonly workspace: WorkspaceMenu;
  readonly importing: ImportDialog;
  readonly sources: SourcesDialog;
  readonly report: ReportDialog;

  constructor({ app, page }: Pick<RunningConsole, 'app' | 'page'>, language: Language = 'en') {
    this.app = app;
    this.page = page;
    this.words = wording(language);
    this.map = new MapZone(this);
    this.time = new TimeControls(this);
    this.drilldown = new Drilldown(this);
    this.display = new DisplayMenu(this);
    this.workspace = new WorkspaceMenu(this);
    this.importing = new ImportDialog(this);
    this.sources = new SourcesDialog(this);
    this.report = new ReportDialog(this);
  }

  /** The same window once it speaks another language. */
  in(language: Language): ConsolePage {
    return new ConsolePage(this, language);
  }

  /** The system's dialog for files and folders is outside the product: its next answers are these paths. */
  async systemDialogGives(paths: readonly string[]): Promise<void> {
    await this.app.evaluate(
      ({ dialog }, filePaths) => {
        dialog.showOpenDialog = () => Promise.resolve({ canceled: false, filePaths });
      },
      [...paths],
    );
  }

  /** Gives the inside of the window this size, px. */
  async resize(width: number, height: number): Promise<void> {
    await this.app.evaluate(
      ({ BrowserWindow }, size) => {
        BrowserWindow.getAllWindows()[0]?.setContentSize(size.width, size.height);
      },
      { width, height },
    );
  }
}
