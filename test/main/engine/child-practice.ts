import { Engine } from '../../../main/engine/engine.ts';
import { PlainNodeHost } from '../../../main/engine/plain-node-host.ts';
import { builtLocations } from '../../built.ts';

/** Makes a practice city in CHILD_WORKSPACE and is killed when the clock is looked at for the time CHILD_LOOKS. */
const looks = Number(process.env['CHILD_LOOKS']);
let looked = 0;
const locations = builtLocations();

await Engine.open({
  folder: process.env['CHILD_WORKSPACE'] ?? '',
  create: { name: 'Practice city', practice: true },
  host: new PlainNodeHost(locations),
  locations,
  version: '0.0.0',
  background: false,
  wallClock: () => {
    looked += 1;
    if (looked === looks) process.kill(process.pid, 'SIGKILL');
    return Date.UTC(2026, 4, 8, 20);
  },
});
