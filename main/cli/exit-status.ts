import type { ErrorCode } from '../common/errors.ts';

/** What the exit status of `metropole` says. */
export const exitStatus = {
  done: 0,
  /** A fault in the program: worth a report. */
  fault: 1,
  /** The command line itself is wrong. */
  usage: 2,
  /** The input was refused; nothing of it was loaded. */
  refused: 3,
  /** The workspace cannot be used: missing, in use, too new, not writable, disk or memory full. */
  workspace: 4,
  /** What was asked for is not there: no data, no model, nothing to make a PDF with, too much to do already. */
  notAvailable: 5,
  /** Stopped with Ctrl-C. */
  aborted: 130,
} as const;

/** The status that goes with an error. */
export function statusOf(code: ErrorCode): number {
  if (code === 'aborted') return exitStatus.aborted;
  if (code.startsWith('workspace-') || code === 'disk-full' || code === 'memory-full')
    return exitStatus.workspace;
  if (code.startsWith('file-') || code.startsWith('import-')) return exitStatus.refused;
  if (code.startsWith('action-') && code !== 'action-unknown') return exitStatus.refused;
  if (code === 'safety-expiry' || code === 'safety-purpose-withdrawn') return exitStatus.refused;
  if (
    code.startsWith('forecast-') ||
    code.startsWith('safety-') ||
    code.startsWith('model-') ||
    code === 'not-available' ||
    code === 'compute-busy' ||
    code.endsWith('-unknown')
  ) {
    return exitStatus.notAvailable;
  }
  return exitStatus.fault;
}
