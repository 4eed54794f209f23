import { createHash, randomBytes, randomUUID, timingSafeEqual } from 'node:crypto'
import { measureSound } from '../../domain/digit/measureSound.ts'
import { drawRecordingCodes } from '../../domain/recording/drawRecordingCodes.ts'
import {
  recordingConsent,
  recordingConsentVersion,
  recordingScopes,
  type RecordingLanguage,
  type RecordingScope,
} from '../../domain/recording/recordingConsent.ts'
import { bytesPerMs, recordingLimits } from '../../domain/recording/recordingLimits.ts'
import type { Speaker } from '../../domain/recording/speaker.ts'
import { sampleRate } from '../../domain/digit/soundTrack.ts'
import { writeWav } from '../../domain/writeWav.ts'
import { ApiError } from '../../errors.ts'
import type { RecordingAnswer, RecordingOffer, RecordingVerdict } from '../../protocol/recording.ts'

interface Deps {
  recordings: {
    add(speaker: Speaker, most: number): Promise<boolean>
    find(speakerId: string): Promise<Speaker | null>
    list(): Promise<Speaker[]>
    files(speakerId: string): Promise<string[]>
    keep(speakerId: string, name: string, wav: Uint8Array): Promise<void>
    remove(speakerId: string): Promise<boolean>
    sweep(now: number): Promise<number>
  }
  /** Of the page's address; null: no new volunteers. */
  token: string | null
  business: string
  days: number
  clock: () => number
}

export interface Agreement {
  language: RecordingLanguage
  textHash: string
  scopes: readonly RecordingScope[]
}

const dayMs = 86_400_000
const hashOf = (text: string) => createHash('sha256').update(text).digest('hex')

/** Volunteers read codes aloud for a digit model of this installation: consent, recordings, withdrawal. */
export function createRecordings({ recordings, token, business, days, clock }: Deps) {
  /** By speaker: takes are numbered, so one is kept after the other, and none while all are erased. */
  const turns = new Map<string, Promise<unknown>>()

  async function inTurn<T>(speakerId: string, work: () => Promise<T>): Promise<T> {
    const mine = (turns.get(speakerId) ?? Promise.resolve()).catch(() => undefined).then(work)
    turns.set(speakerId, mine)
    try {
      return await mine
    } finally {
      if (turns.get(speakerId) === mine) turns.delete(speakerId)
    }
  }

  /** @throws ApiError ResourceNotFound for whoever does not have the page's address */
  function admit(bearer: string): void {
    if (token === null || !isSame(bearer, hashOf(token))) throw refuse()
  }

  function offer(bearer: string, language: RecordingLanguage): RecordingOffer {
    admit(bearer)
    const { title, text } = recordingConsent({ business, days }, language)
    return {
      title,
      text,
      version: recordingConsentVersion,
      textHash: hashOf(`${title}\n${text}`),
      codes: recordingLimits.codes,
    }
  }

  async function begin(
    bearer: string,
    { language, textHash, scopes }: Agreement,
  ): Promise<RecordingAnswer> {
    const shown = offer(bearer, language)
    // Agreed to other words: those of a page that was opened before they changed.
    if (textHash !== shown.textHash) throw new ApiError('Session.ConsentOutdated')
    if (!recordingScopes.every(scope => scopes.includes(scope)))
      throw new ApiError('Session.ConsentNeeded')
    const secret = randomBytes(32).toString('base64url')
    const now = clock()
    const speaker: Speaker = {
      speakerId: randomUUID(),
      version: shown.version,
      textHash,
      language,
      scopes: recordingScopes,
      givenAt: new Date(now).toISOString(),
      eraseAt: new Date(now + days * dayMs).toISOString(),
      secretHash: hashOf(secret),
      codes: drawRecordingCodes(randomBytes),
    }
    if (!(await recordings.add(speaker, recordingLimits.speakers)))
      throw new ApiError('LimitExceeded')
    return { speakerId: speaker.speakerId, secret, codes: [...speaker.codes] }
  }

  async function keep(
    bearer: string,
    speakerId: string,
    place: number,
    pcm: Uint8Array,
  ): Promise<RecordingVerdict> {
    // Switched off: who has recorded may still withdraw, nothing more comes in.
    if (token === null) throw refuse()
    const { codes } = await own(bearer, speakerId)
    const code = codes[place]
    const lengthMs = pcm.length / bytesPerMs
    const isSound = pcm.length % 2 === 0 && lengthMs >= recordingLimits.minMs
    if (code === undefined || !isSound || lengthMs > recordingLimits.maxMs)
      throw new ApiError('InvalidParameter')
    const view = new DataView(pcm.buffer, pcm.byteOffset, pcm.byteLength)
    const samples = Float32Array.from(
      { length: pcm.length / 2 },
      (_, at) => view.getInt16(2 * at, true) / 32_768,
    )
    const { segments, snrDb, clippedShare } = measureSound({ startMs: 0, pcm: samples })
    if (clippedShare > recordingLimits.maxClippedShare) return { again: 'loud' }
    if (segments.length === 0 || snrDb < recordingLimits.minSnrDb) return { again: 'quiet' }
    return await inTurn(speakerId, () => keepTake(speakerId, code, pcm))
  }

  async function keepTake(
    speakerId: string,
    code: string,
    pcm: Uint8Array,
  ): Promise<RecordingVerdict> {
    // Withdrawn while it waited for its turn.
    if (!(await recordings.find(speakerId))) throw refuse()
    const takes = (await recordings.files(speakerId)).filter(name => name.startsWith(`${code}_`))
    // They are there, only their answers were lost: on to the next code, with nothing more kept.
    if (takes.length >= recordingLimits.takes) return { again: null }
    await recordings.keep(speakerId, `${code}_${takes.length + 1}.wav`, writeWav(pcm, sampleRate))
    return { again: null }
  }

  async function withdraw(bearer: string, speakerId: string): Promise<void> {
    await own(bearer, speakerId)
    await inTurn(speakerId, () => recordings.remove(speakerId))
  }

  /**
   * Erases what has been kept as long as was agreed to, volunteers of whom nothing came within a day
   * (they would take the places of others), and what was left when erasing was cut off. Returns how many.
   */
  async function expire(): Promise<number> {
    let erased = 0
    for (const speaker of await recordings.list())
      if (await inTurn(speaker.speakerId, () => eraseWhenDue(speaker))) erased += 1
    return erased + (await recordings.sweep(clock()))
  }

  async function eraseWhenDue({ speakerId, givenAt, eraseAt }: Speaker): Promise<boolean> {
    const now = clock()
    const isOver = Date.parse(eraseAt) <= now
    const isOld = Date.parse(givenAt) + dayMs <= now
    if (!isOver && !(isOld && (await recordings.files(speakerId)).length === 0)) return false
    return await recordings.remove(speakerId)
  }

  async function own(bearer: string, speakerId: string): Promise<Speaker> {
    const speaker = await recordings.find(speakerId)
    if (!speaker || !isSame(bearer, speaker.secretHash)) throw refuse()
    return speaker
  }

  return { admit, offer, begin, keep, withdraw, expire }
}

/** One answer for what is not there and what is not theirs. */
function refuse(): ApiError {
  return new ApiError('ResourceNotFound')
}

function isSame(given: string, expectedHash: string): boolean {
  return timingSafeEqual(Buffer.from(hashOf(given), 'hex'), Buffer.from(expectedHash, 'hex'))
}
