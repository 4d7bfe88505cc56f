import '../../common/zod-without-eval.ts';
import { listeningTitle } from '../../common/compute-page.ts';
import type { Channel } from '../../common/contract/channel.ts';
import { computeMessages } from '../../common/contract/compute-contract.ts';
import { pagePortChannel } from '../../common/contract/page-port-channel.ts';
import { Server } from '../../common/contract/server.ts';
import { pageBackendFactories } from './registry.ts';
import { windowHandlers } from './window-handlers.ts';

window.addEventListener('message', ({ data, source, ports: [port] }: MessageEvent<unknown>) => {
  if (source === window && isEnginePort(data) && port !== undefined) serve(pagePortChannel(port));
});
document.title = listeningTitle;

function isEnginePort(data: unknown): boolean {
  return typeof data === 'object' && data !== null && 'kind' in data && data.kind === 'engine-port';
}

/** Answers the engine until a graphics card is lost: the channel closes with it, in place of an answer. */
function serve(channel: Channel): void {
  const backends = pageBackendFactories.map((factory) => factory(() => channel.close()));
  new Server(computeMessages, windowHandlers(backends)).attach({
    ...channel,
    post: (message) => {
      if (backends.every((backend) => backend.isAlive())) channel.post(message);
      else channel.close();
    },
  });
}
