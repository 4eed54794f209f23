import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { modelFolder } from '../../models/build/modelFolder.ts'
import { readConfig } from '../config.ts'
import { renderPhoto } from '../demo/renderPhoto.ts'
import { peopleSeeds } from '../phone/people.ts'
import { buildHead } from '../phone/render/head.ts'
import type { Account } from '../domain/account.ts'
import { shippedCalibration } from '../domain/compare.ts'
import type { Vision } from '../domain/face.ts'
import { qualityLimits } from '../domain/quality.ts'
import { createAssessPhoto } from '../flows/assessPhoto.ts'
import { createEnrolPerson } from '../flows/enrolPerson.ts'
import { createVerifyPhoto } from '../flows/verifyPhoto.ts'
import { openStore } from '../openStore.ts'
import { createVision } from '../vision/createVision.ts'
import { median } from './statistics.ts'

/** A whole photo verification: probe and authority photo, comparison, encrypted evidence, ledger. */
export interface PhotoReport {
  verifications: number
  /** CPU of the whole process per verification, ms (all threads). */
  cpuMs: number
  /** 1,000 ÷ cpuMs. */
  perSecondPerCore: number
  wallMs: { median: number; max: number }
  /** Share 0–1 of the wall time that lies inside ONNX Runtime, one worker, one at a time. */
  onnxShare: number
}

const account: Account = {
  accountId: 'bench',
  name: 'bench',
  categoryId: null,
  credentials: [],
  requestsPerSecond: 1,
  retention: 'reference',
  origins: [],
  state: 'active',
  createdAt: 0,
}

const identity = { name: '测试甲', idCard: '11010519491231002X' }

/** Runs verifications of a rendered 480 × 640 photo, one after the other, on a throw-away database. */
export async function benchPhoto(
  verifications: number,
  onProgress: (done: number) => void,
): Promise<PhotoReport> {
  const dataDir = await mkdtemp(join(tmpdir(), 'zhenren-bench-'))
  const store = await openStore(readConfig({ DATA_DIR: dataDir }))
  const vision = await createVision({ modelsDir: modelFolder, workers: 1 })
  try {
    let inferenceMs = 0
    const measured: Vision = {
      ...vision,
      async analysePhoto(image) {
        const analysis = await vision.analysePhoto(image)
        if (analysis.ok) inferenceMs += analysis.cost.inferenceMs
        return analysis
      },
    }
    const assessPhoto = createAssessPhoto(measured, qualityLimits)
    const clock = Date.now
    await store.accounts.insert(account)
    const head = buildHead(peopleSeeds[0])
    const enrolPerson = createEnrolPerson({ ...store, assessPhoto, clock })
    await enrolPerson(identity, await renderPhoto(head, 0))
    const verifyPhoto = createVerifyPhoto({
      ...store,
      assessPhoto,
      authority: store.localLibrary,
      calibration: shippedCalibration,
      simThreshold: 70,
      isCharged: () => false,
      clock,
    })
    const photo = await renderPhoto(head, 1)
    const verify = (seq: string) =>
      verifyPhoto({ account, seq, action: 'ImageRecognitionV2', ...identity, photo })

    await verify('warm-up')
    inferenceMs = 0
    const walls: number[] = []
    const cpuBefore = process.cpuUsage()
    for (let done = 0; done < verifications; done++) {
      const start = performance.now()
      await verify(`bench-${done}`)
      walls.push(performance.now() - start)
      onProgress(done + 1)
    }
    const { user, system } = process.cpuUsage(cpuBefore)
    const cpuMs = (user + system) / 1000 / verifications
    return {
      verifications,
      cpuMs,
      perSecondPerCore: 1000 / cpuMs,
      wallMs: { median: median(walls), max: Math.max(...walls) },
      onnxShare: inferenceMs / walls.reduce((sum, wall) => sum + wall, 0),
    }
  } finally {
    await vision.close()
    await store.close()
    await rm(dataDir, { recursive: true, force: true })
  }
}
