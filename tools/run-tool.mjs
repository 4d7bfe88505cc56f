import { isFullDisk, SetupProblem } from './setup/setup-problem.mjs';

/**
 * Runs a tool to its exit code. A problem of the machine ends as its one sentence, a full disk as another;
 * anything else is a fault of ours and keeps its trace.
 *
 * @param {() => Promise<number>} tool
 */
export async function runTool(tool) {
  process.umask(0o022);
  try {
    process.exitCode = await tool();
  } catch (error) {
    process.exitCode = 1;
    if (error instanceof SetupProblem) {
      if (error.detail) console.error(error.detail.trimEnd());
      console.error(error.message);
    } else if (isFullDisk(error)) {
      console.error('The disk is full: free some space and run the same command again.');
    } else {
      console.error(error);
    }
  }
}
