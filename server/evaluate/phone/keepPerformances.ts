import { mkdir, readFile, rename, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { deserialize, serialize } from 'node:v8'
import { isDeepStrictEqual } from 'node:util'
import { isLightAlone } from '../../domain/rule.ts'
import { createRandom } from '../random.ts'
import { drawSecret, type PerformPhone, type PhonePlay, type PlayedPhone } from './performPhone.ts'

/**
 * Performances are kept as files of a folder and taken from there the next time: most of an evaluation's
 * time goes into rendering, none of which depends on the engine that judges. Whoever changes the simulated phone
 * takes another folder; of other challenges it says so. What silent mode asks for is performed as in light mode,
 * and kept once for both.
 */
export function keepPerformances(folder: string, perform: PerformPhone): PerformPhone {
  return async function performOnce(play) {
    const { mode, species, seed, head, isRecorded } = play
    const performedAs = isLightAlone(mode) ? 'light' : mode
    const kind = isRecorded ? `${performedAs}-recorded` : performedAs
    const file = join(folder, `${kind}-${species}-${seed}-${head.identity.seed}.performance`)
    const kept = await readFile(file).catch(unlessMissing)
    if (kept) return readPlayed(kept, play, file)
    const played = await perform(play)
    await mkdir(folder, { recursive: true })
    // A run that is stopped leaves no half file behind, and two side by side write no mixed one.
    const part = `${file}.${process.pid}.part`
    await writeFile(part, serialize(played))
    await rename(part, file)
    return played
  }
}

/** @throws Error with the file's name when it is something else, or was performed for another challenge */
function readPlayed(bytes: Buffer, { mode, seed }: PhonePlay, file: string): PlayedPhone {
  let played: unknown
  try {
    played = deserialize(bytes)
  } catch {
    played = null
  }
  if (!isPlayed(played)) throw new Error(`${file} holds no performance: delete it.`)
  const secret = drawSecret(mode, createRandom(seed))
  const { kind } = isLightAlone(mode) ? secret : played.secret
  if (!isDeepStrictEqual({ ...played.secret, kind }, secret)) {
    throw new Error(`${file} answers a challenge that is not drawn any more: take another folder.`)
  }
  return { ...played, secret }
}

function isPlayed(value: unknown): value is PlayedPhone {
  return typeof value === 'object' && value !== null && 'secret' in value && 'performance' in value
}

function unlessMissing(error: NodeJS.ErrnoException): null {
  if (error.code === 'ENOENT') return null
  throw error
}
