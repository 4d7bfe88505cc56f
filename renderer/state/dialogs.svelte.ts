export type DialogName = 'compute' | 'import' | 'models' | 'report' | 'safety' | 'safety-record' | 'sources';

/** Which dialog is open: at most one, opened from anywhere. */
export class Dialogs {
  current = $state<DialogName | null>(null);

  open(name: DialogName): void {
    this.current = name;
  }

  /** Closes that dialog if it is the open one. */
  close(name: DialogName): void {
    if (this.current === name) this.current = null;
  }
}

export const dialogs = new Dialogs();
