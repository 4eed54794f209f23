import { mkdir, readdir, readFile, rename, rm, stat, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Speaker } from '../../domain/recording/speaker.ts'

/** Recordings of volunteers: one folder each, as models/digits takes them (`admin recordings cut`). */
export interface RecordingFolder {
  /** False when there are `most` already. */
  add(speaker: Speaker, most: number): Promise<boolean>
  find(speakerId: string): Promise<Speaker | null>
  list(): Promise<Speaker[]>
  /** Names of a speaker's recordings, `<code>_<n>.wav`. */
  files(speakerId: string): Promise<string[]>
  keep(speakerId: string, name: string, wav: Uint8Array): Promise<void>
  read(speakerId: string, name: string): Promise<Uint8Array>
  /** Erases everything of a speaker, consent included; false when there was nothing. */
  remove(speakerId: string): Promise<boolean>
  /** Erases what additions and removals that were cut off have left; returns how many folders. */
  sweep(now: number): Promise<number>
}

const speakerName = /^[0-9a-f-]{36}$/
const recordingName = /^\d{4}_\d\.wav$/
const consentFile = 'consent.json'
/** Behind a speaker's name: not there yet, or not any more. Neither is ever listed. */
const newSuffix = '.new'
const removedSuffix = '.removed'
const folderName = /^[0-9a-f-]{36}(\.new|\.removed)?$/
/** Longer than any addition takes. */
const newAgeMs = 3_600_000

/** DATA_DIR/recordings; made at the first speaker. */
export function openRecordingFolder(folder: string): RecordingFolder {
  const placeOf = (speakerId: string) => {
    if (!speakerName.test(speakerId)) throw new RangeError('not the name of a speaker')
    return join(folder, speakerId)
  }
  const names = async () =>
    (await readdir(folder).catch(() => [])).filter(name => speakerName.test(name))

  async function find(speakerId: string): Promise<Speaker | null> {
    if (!speakerName.test(speakerId)) return null
    const text = await readFile(join(placeOf(speakerId), consentFile), 'utf8').catch(() => null)
    return text === null ? null : JSON.parse(text)
  }

  // Retries: a recording that another process keeps may still come into the folder.
  const erase = (name: string) =>
    rm(join(folder, name), { recursive: true, force: true, maxRetries: 5 })

  async function isLeftOver(name: string, now: number): Promise<boolean> {
    const path = join(folder, name)
    if (name.endsWith(removedSuffix)) return true
    if (name.endsWith(newSuffix)) {
      const state = await stat(path).catch(() => null)
      return state !== null && state.mtimeMs < now - newAgeMs
    }
    // Recordings without an agreement: nobody could withdraw them any more.
    const files = await readdir(path).catch(() => null)
    return files !== null && !files.includes(consentFile)
  }

  return {
    find,
    async add(speaker, most) {
      if ((await names()).length >= most) return false
      const place = placeOf(speaker.speakerId)
      const unlisted = `${place}${newSuffix}`
      await mkdir(unlisted, { recursive: true, mode: 0o700 })
      const text = `${JSON.stringify(speaker, null, 2)}\n`
      await writeFile(join(unlisted, consentFile), text, { mode: 0o600, flush: true })
      // A speaker's folder never lacks the agreement: sweep takes one that does for left over.
      await rename(unlisted, place)
      return true
    },
    async list() {
      const speakers = await Promise.all((await names()).toSorted().map(find))
      return speakers.flatMap(speaker => speaker ?? [])
    },
    async files(speakerId) {
      const all = await readdir(placeOf(speakerId)).catch(() => [])
      return all.filter(name => recordingName.test(name)).toSorted()
    },
    async keep(speakerId, name, wav) {
      if (!recordingName.test(name)) throw new RangeError('not the name of a recording')
      const path = join(placeOf(speakerId), name)
      // Half a recording is never listed; it goes with the folder.
      await writeFile(`${path}.part`, wav, { mode: 0o600 })
      await rename(`${path}.part`, path)
    },
    read: (speakerId, name) => readFile(join(placeOf(speakerId), name)),
    async remove(speakerId) {
      if (!speakerName.test(speakerId)) return false
      const gone = `${speakerId}${removedSuffix}`
      // Out of reach in one step: what arrives while files go would hold the folder, with the agreement
      // gone without which nobody finds it.
      try {
        await rename(placeOf(speakerId), join(folder, gone))
      } catch (error) {
        if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return false
        throw error
      }
      await erase(gone)
      return true
    },
    async sweep(now) {
      let swept = 0
      for (const name of await readdir(folder).catch(() => [])) {
        if (!folderName.test(name) || !(await isLeftOver(name, now))) continue
        await erase(name)
        swept += 1
      }
      return swept
    },
  }
}
