import { connect } from 'node:net';
import { once } from 'node:events';
import { Client } from '../../../main/common/contract/client.ts';
import {
  engineEvents,
  engineMessages,
  type EngineClient,
} from '../../../main/common/contract/engine-contract.ts';
import { socketChannel } from '../../../main/engine/channels/socket-channel.ts';
import { socketAddress } from '../../../main/engine/socket-address.ts';

/**
 * Talks to the engine of an open console over the workspace's socket, as the command line does. For what a person
 * cannot do on the screen of a moment: to switch the theme while a dialog is open, for its picture.
 */
export async function contractOf(workspace: string): Promise<EngineClient> {
  const socket = connect(socketAddress(workspace));
  await once(socket, 'connect');
  const origin = { clientId: 'gallery', actor: 'gallery', workspace: '' };
  return new Client(socketChannel(socket), engineMessages, engineEvents, () => origin);
}
