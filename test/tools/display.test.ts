import { expect, test } from 'vitest';
import { hasDisplay } from '../../tools/launch/display.mjs';

test('a display is there where one is named and, on this machine, stands', () => {
  expect(hasDisplay({}, 'linux')).toBe(false);
  expect(hasDisplay({ DISPLAY: ':48731' }, 'linux')).toBe(false);
  expect(hasDisplay({ DISPLAY: 'elsewhere:10.0' }, 'linux')).toBe(true);
  expect(hasDisplay({ WAYLAND_DISPLAY: 'wayland-0' }, 'linux')).toBe(true);
  expect(hasDisplay({}, 'win32')).toBe(true);
});
