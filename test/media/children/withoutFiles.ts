import { closeSync, openSync } from 'node:fs'
import { MediaError } from '../../../server/domain/mediaError.ts'
import { createClipReader } from '../../../server/media/createClipReader.ts'

// Reads a clip while the process has as many files open as it may, and again later: prints the fault of
// each, and ends when nothing is left to be done.
const reader = createClipReader()
const nonsense = Buffer.concat([Buffer.of(0, 0, 0, 24), Buffer.from('ftypisom'), Buffer.alloc(64)])

async function faultOf(reading: Promise<unknown>): Promise<string> {
  const error = await reading.catch((error: unknown) => error)
  return error instanceof MediaError ? error.code : String(error)
}

function fillUp(): number[] {
  const files: number[] = []
  try {
    for (;;) files.push(openSync(process.execPath, 'r'))
  } catch {
    return files
  }
}

const files = fillUp()
const faults = [await faultOf(reader.readClip(nonsense))]
for (const file of files) closeSync(file)
faults.push(await faultOf(reader.readClip(nonsense)))
process.stdout.write(JSON.stringify(faults))
