import { sha256 } from '../build/sha256.ts'

/**
 * The name under which an operator's model is kept: it carries the sum, so that a new model never
 * takes the place of a file that a running server may still open.
 */
export function ownFileName(stem: string, bytes: Uint8Array, extension = 'onnx'): string {
  return `${stem}-${sha256(bytes).slice(0, 12)}.${extension}`
}
