import { pino, type Logger } from 'pino';
import { createStream } from 'rotating-file-stream';

/** The log of a workspace's engine: `logs/engine.log`, five files of 5 MB at most, JSON lines. */
export function openLog(folder: string): Logger {
  const stream = createStream('engine.log', { path: folder, size: '5M', maxFiles: 5 });
  // A full disk must not take the engine down with it: the log stops, the work goes on.
  stream.on('error', () => undefined);
  return pino({ base: { pid: process.pid } }, stream);
}

export type { Logger };
