import type { Wording } from '../common/wording.ts';
import { modelName } from '../common/model-names.ts';
import type { Progress } from '../common/contract/envelope.ts';

/** Where a command writes: answers to stdout, everything else to stderr, so that an answer can be piped. */
export interface Terminal {
  readonly json: boolean;
  readonly wording: Wording;
  /** The answer for people; not written with `--json`. */
  readonly print: (line: string) => void;
  /** The answer for programs; written with `--json` only. */
  readonly printJson: (value: unknown) => void;
  /** What happens meanwhile. */
  readonly tell: (line: string) => void;
  readonly progress: (progress: Progress) => void;
}

const clearLine = '\r\u001b[K';

/** The terminal of this process. Progress is drawn where stderr is a screen, and told stage by stage where it is not. */
export function processTerminal(wording: Wording, json: boolean): Terminal {
  let drawn = false;
  let said = '';
  const clear = (): void => {
    if (drawn) process.stderr.write(clearLine);
    drawn = false;
  };
  return {
    json,
    wording,
    print: (line) => {
      clear();
      if (!json) process.stdout.write(`${line}\n`);
    },
    printJson: (value) => {
      clear();
      if (json) process.stdout.write(`${JSON.stringify(value, null, 2)}\n`);
    },
    tell: (line) => {
      clear();
      process.stderr.write(`${line}\n`);
    },
    progress: ({ fraction, stage, parameters = {} }) => {
      const { model } = parameters;
      const named =
        typeof model === 'string' ? { ...parameters, model: modelName(model, wording) } : parameters;
      if (!process.stderr.isTTY) {
        const line = wording.say(`progress.${stage}`, named);
        if (line !== said) process.stderr.write(`${line}\n`);
        said = line;
        return;
      }
      const share = fraction === null ? '' : ` ${Math.round(fraction * 100)} %`;
      process.stderr.write(`${clearLine}${wording.say(`progress.${stage}`, named)}${share}`);
      drawn = true;
    },
  };
}

/** Lines up the columns of a table: the first to the left, the others to the right. */
export function alignedTable(rows: readonly (readonly string[])[]): string[] {
  const widths: number[] = [];
  for (const row of rows) {
    row.forEach((cell, index) => {
      widths[index] = Math.max(widths[index] ?? 0, cell.length);
    });
  }
  return rows.map((row) =>
    row
      .map((cell, index) =>
        index === 0 ? cell.padEnd(widths[index] ?? 0) : cell.padStart(widths[index] ?? 0),
      )
      .join('  ')
      .trimEnd(),
  );
}
