/**
 * What to tell someone whose Node cannot run the tools, or undefined where it can.
 * This file is read by the oldest Node there is: nothing in it may be newer than modules themselves.
 *
 * @param {string} version such as `18.19.0`
 * @returns {string | undefined}
 */
export function sentenceForNode(version) {
  const [major = 0, minor = 0] = version.split('.').map(Number);
  if (major > 20 || (major === 20 && minor >= 19)) return undefined;
  return (
    'Metropole needs Node 20.19 or newer and this is Node ' +
    version +
    ': install a newer one (for example with `npx n 22`, or from your package manager) and run the same command again.'
  );
}

/** Ends the process with that sentence where Node is too old. */
export function refuseOldNode() {
  const sentence = sentenceForNode(process.versions.node);
  if (sentence === undefined) return;
  console.error(sentence);
  process.exit(1);
}
