import { mkdir, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises'
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
}

const speakerName = /^[0-9a-f-]{36}$/
const recordingName = /^\d{4}_\d\.wav$/
const consentFile = 'consent.json'

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

  return {
    find,
    async add(speaker, most) {
      if ((await names()).length >= most) return false
      const place = placeOf(speaker.speakerId)
      await mkdir(place, { recursive: true, mode: 0o700 })
      const text = `${JSON.stringify(speaker, null, 2)}\n`
      await writeFile(join(place, consentFile), text, { mode: 0o600 })
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
      // Whoever withdraws meanwhile takes the folder away, and with it the half of a recording.
      await writeFile(`${path}.part`, wav, { mode: 0o600 })
      await rename(`${path}.part`, path)
    },
    read: (speakerId, name) => readFile(join(placeOf(speakerId), name)),
    async remove(speakerId) {
      if (!(await names()).includes(speakerId)) return false
      await rm(placeOf(speakerId), { recursive: true, force: true })
      return true
    },
  }
}
