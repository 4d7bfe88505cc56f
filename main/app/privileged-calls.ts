import { ipcMain, type IpcMainInvokeEvent } from 'electron';
import { appMessages, type AppAnswer, type AppMessages } from '../common/contract/app-contract.ts';
import type { RequestOf, ResponseOf } from '../common/contract/define.ts';
import { MetropoleError } from '../common/errors.ts';
import { isConsolePage } from './page-origin.ts';

/** Requests over the bridge are small; anything larger is a fault or an attack. */
const longestRequest = 100_000;

/** Handlers of the application's own messages. `sender` is the id of the asking window's contents. */
export type AppHandlers = {
  readonly [N in keyof AppMessages]: (
    body: RequestOf<AppMessages, N>,
    sender: number,
  ) => Promise<ResponseOf<AppMessages, N>> | ResponseOf<AppMessages, N>;
};

/**
 * The one door from pages to the privileged side. Every call is checked for its sender (main frame of a console page),
 * its name, its size and its schema before a handler sees it. Nothing else may use `ipcMain`; lint holds that.
 */
export function answerPages(handlers: AppHandlers): void {
  ipcMain.handle('app', async (event, name: unknown, body: unknown): Promise<AppAnswer> => {
    try {
      return { ok: true, body: await answer(handlers, event, name, body) };
    } catch (thrown) {
      return { ok: false, error: MetropoleError.from(thrown).toRecord() };
    }
  });
}

/** Lets pages of the console ask for a port to their engine; the answer is the port itself. */
export function connectPages(connectEngine: (sender: number) => void): void {
  ipcMain.on('connect-engine', (event) => {
    if (isConsolePage(event)) connectEngine(event.sender.id);
  });
}

async function answer(
  handlers: AppHandlers,
  event: IpcMainInvokeEvent,
  name: unknown,
  body: unknown,
): Promise<unknown> {
  if (!isConsolePage(event)) throw new MetropoleError('contract-unknown-message', { name: 'sender' });
  if (!isAppMessage(name)) throw new MetropoleError('contract-unknown-message', { name: shown(name) });
  const length = lengthAsJson(body);
  if (length === undefined) throw new MetropoleError('contract-body-invalid', { name }, 'no JSON');
  if (length > longestRequest) throw new MetropoleError('contract-too-large', { name });
  const parsed = appMessages[name].request.safeParse(body);
  if (!parsed.success) throw new MetropoleError('contract-body-invalid', { name }, parsed.error.message);
  const handler: (checked: never, sender: number) => unknown = handlers[name];
  return await handler(parsed.data as never, event.sender.id);
}

/** Undefined for what is no JSON: nothing at all, a circle, a bigint. */
function lengthAsJson(body: unknown): number | undefined {
  try {
    return (JSON.stringify(body) as string | undefined)?.length;
  } catch {
    return undefined;
  }
}

/** A name that nobody knows, as far as it fits into a message. */
function shown(name: unknown): string {
  return typeof name === 'string' ? name.slice(0, 80) : typeof name;
}

function isAppMessage(name: unknown): name is keyof AppMessages {
  return typeof name === 'string' && Object.hasOwn(appMessages, name);
}
