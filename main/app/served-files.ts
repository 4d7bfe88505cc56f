import { realpath } from 'node:fs/promises';
import { join, sep } from 'node:path';

/**
 * The file that stands behind an address, or undefined where there is none to serve.
 *
 * @param host - the only host of addresses that is served.
 * @param roots - address prefix to folder; the first prefix that fits is the only one tried.
 *   A file whose real path leaves its folder, through `..` or a link, is not served.
 */
export async function servedFile(
  address: URL,
  host: string,
  roots: Readonly<Record<string, string>>,
): Promise<string | undefined> {
  if (address.host !== host) return undefined;
  const path = decoded(address.pathname);
  const prefix = Object.keys(roots).find((candidate) => path?.startsWith(candidate));
  const root = prefix === undefined ? undefined : roots[prefix];
  if (path === undefined || prefix === undefined || root === undefined) return undefined;
  try {
    const folder = await realpath(root);
    const file = await realpath(join(folder, path.slice(prefix.length)));
    return file.startsWith(folder + sep) ? file : undefined;
  } catch {
    return undefined;
  }
}

function decoded(path: string): string | undefined {
  try {
    const text = decodeURIComponent(path);
    return text.includes('\0') ? undefined : text;
  } catch {
    return undefined;
  }
}
