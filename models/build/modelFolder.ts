import { fileURLToPath } from 'node:url'

/** Where built models lie unless the caller says otherwise: models/dist, never committed. */
export const modelFolder = fileURLToPath(new URL('../dist', import.meta.url))
