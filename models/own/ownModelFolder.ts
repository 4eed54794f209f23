import { join, resolve } from 'node:path'

/** Where an operator's models lie in an installation: DATA_DIR/models, absolute. */
export function ownModelFolder(dataDir: string): string {
  return resolve(join(dataDir, 'models'))
}
