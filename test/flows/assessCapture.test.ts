import assert from 'node:assert/strict'
import type { KeptFrame, KeptStill } from '../../server/domain/capture/captureMaterial.ts'
import { framesOfParts } from '../../server/domain/capture/framesOfParts.ts'
import type { ChallengeSecret } from '../../server/domain/challengeSecret.ts'
import { shippedCalibration } from '../../server/domain/compare.ts'
import { framesByChance } from '../../server/domain/framesByChance.ts'
import { framesToCompare } from '../../server/domain/framesToCompare.ts'
import { judgePerformance } from '../../server/domain/judgePerformance.ts'
import { padLimitsWith } from '../../server/domain/pad/padLimits.ts'
import { qualityLimits } from '../../server/domain/quality.ts'
import { createAssessCapture } from '../../server/flows/assessCapture.ts'
import { createAssessPhoto } from '../../server/flows/assessPhoto.ts'
import { createCompareWithReference } from '../../server/flows/compareWithReference.ts'
import { createHearCode } from '../../server/flows/hearCode.ts'
import { fakeJpeg, fakePhotoAnalysis } from '../support/captureFakes.ts'
import { digitPerformance, withFace } from '../support/digitPerformance.ts'
import { performLight } from '../support/performLight.ts'
import { record } from '../support/records.ts'

/** The real judges; what single pictures show is made up. */
const assess = createAssessCapture({
  judge: judgePerformance,
  hearCode: createHearCode({ scoreCodes: async (_, codes) => codes.map(() => 0), threshold: -1 }),
  compareWithReference: createCompareWithReference({
    assessPhoto: createAssessPhoto(
      { analysePhoto: async image => fakePhotoAnalysis(image), close: async () => {} },
      qualityLimits,
    ),
    calibration: shippedCalibration,
  }),
  findReference: async () => ({ kind: 'photo', photo: fakeJpeg({ n: 0 }) }),
  qualityLimits,
  padLimits: padLimitsWith(0.6),
  calibration: shippedCalibration,
})

const subject = {
  rule: { simThreshold: 70 },
  session: record.session({ accountId: 'any', ruleId: 'any' }),
}

/** Of a face at this distance from person 1, whom the reference shows. */
function embeddingAt(distance: number): Float32Array {
  const embedding = new Float32Array(128)
  embedding[1] = 1 - distance ** 2 / 2
  embedding[2] = Math.sqrt(1 - embedding[1] ** 2)
  return embedding
}

/** A simulated face in coloured light. */
describe('a look at the colours', function () {
  this.timeout(60_000)

  /** Result code, and the checks that did not hold. */
  async function codeOf(
    kind: 'light' | 'silent',
    {
      padScore = 0.95,
      claimedSeed = 300,
      inColours = 1,
      hiddenInColours = 0,
      hidden = false,
      likeness = 0,
    } = {},
  ) {
    const { secret: light, painted, frames } = performLight(300, {}, claimedSeed)
    const secret: ChallengeSecret = { kind, light }
    const jpeg = fakeJpeg({ n: 1, padScore })
    const look = (timeMs: number, { person = 1, faces = 1 } = {}) => ({
      timeMs,
      jpeg,
      analysis: fakePhotoAnalysis(fakeJpeg({ n: 1, padScore, person, faces })),
    })
    /** Somebody at this distance from the person, who answers the colours. */
    const alike = (still: ReturnType<typeof look>) => ({
      ...still,
      analysis: { ...still.analysis, embedding: embeddingAt(likeness) },
    })
    const { errCode, checks } = await assess(subject, secret, {
      frames: frames.map((analysis, at) => ({
        timeMs: analysis.timeMs,
        jpeg,
        hash: String(at),
        analysis,
      })),
      previewHashes: [],
      stills: [look(frames[0]!.timeMs)],
      best: frames.slice(0, 5).map(({ timeMs }, at) => {
        const seen = look(timeMs, { faces: hidden ? 0 : 1 })
        return likeness > 0 && at > 1 ? alike(seen) : seen
      }),
      drawn: frames.slice(10, 15).map(({ timeMs }, at) => {
        const seen = look(timeMs, {
          person: at === 3 ? inColours : 1,
          faces: at < hiddenInColours ? 0 : 1,
        })
        return likeness > 0 ? alike(seen) : seen
      }),
      sound: null,
      painted,
      challengeSentMs: 0,
    })
    const names = checks.map(({ name }) => name)
    const failed = checks.flatMap(({ name, outcome }) => (outcome === 'fail' ? [name] : []))
    return { errCode, names, failed }
  }

  it('passes in both modes a face that answers, and that the passive model takes for alive', async () => {
    for (const kind of ['light', 'silent'] as const) assert.equal((await codeOf(kind)).errCode, 0)
  })

  it('is silent mode’s only with the passive model’s vote, which light mode does not ask for', async () => {
    const silent = await codeOf('silent', { padScore: 0.1 })
    assert.equal(silent.errCode, 1002)
    assert.ok(silent.names.includes('pad.score'))
    const light = await codeOf('light', { padScore: 0.1 })
    assert.equal(light.errCode, 0)
    assert.ok(!light.names.includes('pad.score'))
  })

  it('of another ceremony passes neither, whatever the model thinks of it', async () => {
    for (const kind of ['light', 'silent'] as const)
      assert.equal((await codeOf(kind, { claimedSeed: 301 })).errCode, 1002)
  })

  it('is not passed where somebody else is there in one of the frames between', async () => {
    for (const kind of ['light', 'silent'] as const) {
      const { errCode, names } = await codeOf(kind, { inColours: 2 })
      assert.equal(errCode, 1003)
      assert.ok(names.includes('identity.drawn'))
    }
  })

  it('is not passed where the person’s pictures are mixed among those of who answers, and every one is near their mean', async () => {
    for (const kind of ['light', 'silent'] as const) {
      const { errCode, names, failed } = await codeOf(kind, { likeness: 0.5 })
      assert.equal(errCode, 2016)
      assert.ok(names.includes('identity.drawn'))
      assert.deepEqual(failed, ['compare.sim', 'compare.distance'])
      // As far as faces of one person may lie apart.
      assert.equal((await codeOf(kind, { likeness: 0.3 })).errCode, 0)
    }
  })

  it('is doubted where there is nobody in it whom one could recognise', async () => {
    for (const kind of ['light', 'silent'] as const) {
      assert.equal((await codeOf(kind, { hiddenInColours: 1 })).errCode, 0)
      assert.equal((await codeOf(kind, { hiddenInColours: 2 })).errCode, 1003)
      assert.equal((await codeOf(kind, { hidden: true, padScore: 0.95 })).errCode, 1003)
    }
  })
})

/** The first of each part is drawn. */
const dice = (sizeBytes: number) => new Uint8Array(sizeBytes)

/** Somebody who reads the digits: all but single pictures are made-up numbers. */
describe('a reader of digits', () => {
  /** `guests` pictures show somebody else: those that the person will be recognised by. */
  async function codeOf({ reader = 1, guests = 0, guestScore = 0.95, readerScore = 0.95 } = {}) {
    const { painted, sound, secret: digit, frames: analyses } = digitPerformance()
    const secret: ChallengeSecret = { kind: 'digit', digit }
    const readers: KeptFrame[] = analyses.map((analysis, n) => {
      const jpeg = fakeJpeg({ n, person: reader, padScore: readerScore })
      return { timeMs: analysis.timeMs, jpeg, hash: String(n), analysis }
    })
    const asked = readers.filter(({ timeMs }) => timeMs >= painted[0]! && timeMs <= painted.at(-1)!)
    const changed = new Set(framesOfParts(asked, guests).map(part => part[part.length >> 1]!))
    // Somewhat larger, with a shut mouth: the best of its part.
    const guestFor = ({ timeMs, hash, analysis }: KeptFrame): KeptFrame => {
      const { interOcularPx } = analysis.face!
      const looks = { interOcularPx: 1.12 * interOcularPx, eyeOpening: 0.36, mouthOpening: 0 }
      const jpeg = fakeJpeg({ n: 0, person: 1, padScore: guestScore })
      return { timeMs, jpeg, hash, analysis: withFace(analysis, looks) }
    }
    const frames = readers.map(frame => (changed.has(frame) ? guestFor(frame) : frame))
    const stillOf = ({ timeMs, jpeg }: KeptFrame): KeptStill => ({
      timeMs,
      jpeg,
      analysis: fakePhotoAnalysis(jpeg),
    })
    const still = fakeJpeg({ n: 0, person: guests > 0 ? 1 : reader, padScore: guestScore })
    const { errCode, checks } = await assess(subject, secret, {
      frames,
      previewHashes: [],
      stills: [{ timeMs: painted[0]!, jpeg: still, analysis: fakePhotoAnalysis(still) }],
      best: framesToCompare(secret, frames, painted).map(stillOf),
      drawn: framesByChance(secret, frames, painted, dice).map(stillOf),
      sound,
      painted,
      challengeSentMs: painted[0]!,
    })
    const held = checks.filter(({ outcome }) => outcome !== 'pass').map(({ name }) => name)
    return [errCode, held]
  }

  it('passes, and is held against the reference', async () => {
    assert.deepEqual(await codeOf(), [0, []])
    assert.equal((await codeOf({ reader: 2 }))[0], 2016)
  })

  it('is not passed for somebody else in the few pictures that recognise people', async () => {
    assert.deepEqual(await codeOf({ reader: 2, guests: 5 }), [1003, ['identity.drawn']])
  })

  it('is not alive for a few pictures that are, nor for most that are', async () => {
    const few = await codeOf({ guests: 5, readerScore: 0.05 })
    assert.deepEqual(few, [1002, ['pad.drawn.score', 'pad.drawn.score.low']])
    const most = await codeOf({ guests: 5, guestScore: 0.05 })
    assert.deepEqual(most, [1002, ['pad.score', 'pad.score.low']])
  })
})
