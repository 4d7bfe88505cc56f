import { expect, test } from 'vitest';
import { launchConsole } from './console.ts';
import { expectSharing } from './sharing.ts';

test.runIf(process.platform === 'linux')(
  'a process of Electron shares large runs among threads',
  async () => {
    const running = await launchConsole();
    try {
      await expectSharing(running);
    } finally {
      await running.close();
    }
    expect(running.ending()).toBe('status 0');
  },
);
