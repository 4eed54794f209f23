import { readFileSync } from 'node:fs'
import { parseWhitelist } from './parseWhitelist.ts'
import type { Whitelist } from './types.ts'

/**
 * Reads and checks the whitelist, once, at start.
 * @param file an own list in the same format; left out, the categories.json beside this file.
 * @throws Error naming the file and every fault in it; nothing of a faulty file is used.
 */
export function loadWhitelist(
  file: URL | string = new URL('./categories.json', import.meta.url),
): Whitelist {
  const fileName = file instanceof URL ? 'industry-whitelist/categories.json' : file
  return parseWhitelist(parseJson(readFileSync(file, 'utf8'), fileName), fileName)
}

function parseJson(text: string, fileName: string): unknown {
  try {
    return JSON.parse(text)
  } catch (cause) {
    throw new Error(`${fileName} is refused: not JSON`, { cause })
  }
}
