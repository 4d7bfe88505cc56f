import { existsSync } from 'node:fs';

/**
 * Whether windows can be shown. On Linux a display must be named, and a local X display must really be there.
 *
 * @param {NodeJS.ProcessEnv} [environment]
 * @param {NodeJS.Platform} [platform]
 */
export function hasDisplay(environment = process.env, platform = process.platform) {
  if (platform !== 'linux') return true;
  if (environment['WAYLAND_DISPLAY']) return true;
  const display = environment['DISPLAY'];
  if (!display) return false;
  const local = /^(?:unix)?:(\d+)/.exec(display)?.[1];
  return local === undefined || existsSync(`/tmp/.X11-unix/X${local}`);
}
