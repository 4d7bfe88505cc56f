import type { ErrorRecord } from '../common/errors.ts';
import { pino, type Logger } from 'pino';
import { createStream } from 'rotating-file-stream';

/** The log of a workspace's engine: `logs/engine.log`, five files of 5 MB at most, JSON lines. */
export function openLog(folder: string): Logger {
  const stream = createStream('engine.log', { path: folder, size: '5M', maxFiles: 5 });
  // A full disk must not take the engine down with it: the log stops, the work goes on.
  stream.on('error', () => undefined);
  return pino({ base: { pid: process.pid } }, stream);
}

/** What of an error may stand in a log: parameters and the database's words can hold names and values of the city. */
export function loggable({ code, detail }: ErrorRecord): {
  readonly code: string;
  readonly detail?: string | undefined;
} {
  const places = detail
    ?.split('\n')
    .filter((line) => /^\s+at /.test(line))
    .join('\n');
  return code === 'internal' ? { code, detail: places } : { code };
}

export type { Logger };
