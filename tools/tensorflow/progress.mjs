const width = 30;

/**
 * How far a download is, as one line.
 *
 * @param {number} bytes
 * @param {number} megabytes of the whole
 */
export function progressLine(bytes, megabytes) {
  const done = Math.min(bytes / 1e6, megabytes);
  const share = done / megabytes;
  const full = Math.floor(share * width);
  const bar = '#'.repeat(full) + '-'.repeat(width - full);
  const percent = String(Math.floor(share * 100)).padStart(3);
  return `[${bar}] ${percent} %  ${done.toFixed(0)} of ${String(megabytes)} MB`;
}

/**
 * A progress bar on a terminal; where stdout goes elsewhere, a line at each quarter.
 *
 * @param {number} megabytes of the whole
 * @param {NodeJS.WriteStream} [stream]
 * @returns {{ at: (bytes: number) => void, end: () => void }}
 */
export function progressBar(megabytes, stream = process.stdout) {
  let quarter = 0;
  const at = (/** @type {number} */ bytes) => {
    const reached = Math.min(Math.floor((bytes * 4) / (megabytes * 1e6)), 4);
    if (stream.isTTY) stream.write(`\r${progressLine(bytes, megabytes)}`);
    else if (reached > quarter) stream.write(`${progressLine(bytes, megabytes)}\n`);
    quarter = Math.max(quarter, reached);
  };
  return { at, end: () => void (stream.isTTY && stream.write('\r\u001b[K')) };
}
