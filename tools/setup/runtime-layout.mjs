/**
 * The Electron executable inside a runtime folder, by platform.
 *
 * @param {NodeJS.Platform} [platform]
 */
export function executableIn(platform = process.platform) {
  if (platform === 'darwin') return 'Electron.app/Contents/MacOS/Electron';
  return platform === 'win32' ? 'electron.exe' : 'electron';
}
