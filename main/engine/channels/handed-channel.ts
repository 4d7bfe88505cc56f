import type { Channel } from '../../common/contract/channel.ts';
import { portChannel, type EmitterPort } from '../../common/contract/port-channel.ts';
import { tiedChannel } from './tied-channel.ts';

/** The channel over a port that the application handed over, tied to the lifeline that came with it, if any. */
export function handedChannel(port: EmitterPort, lifeline: EmitterPort | undefined): Channel {
  return lifeline === undefined ? portChannel(port) : tiedChannel(portChannel(port), portChannel(lifeline));
}
