/** Something about this machine that stops the tools; the message is one sentence with what to type. */
export class SetupProblem extends Error {
  /**
   * @param {string} message
   * @param {string} [detail] output of the tool that failed, for those who want to look deeper
   */
  constructor(message, detail) {
    super(message);
    this.name = 'SetupProblem';
    this.detail = detail;
  }
}

/**
 * Whether something failed because the disk is full.
 *
 * @param {unknown} error
 */
export function isFullDisk(error) {
  return error instanceof Error && 'code' in error && error.code === 'ENOSPC';
}
