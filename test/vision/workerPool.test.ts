import assert from 'node:assert/strict'
import { VisionError, type VisionFault } from '../../server/domain/visionError.ts'
import { createWorkerPool, type WorkerPool } from '../../server/workers/workerPool.ts'
import type { PoolTask } from './poolWorker.ts'

type Pool = WorkerPool<PoolTask, Uint8Array | number>

function failsWith(code: VisionFault): (error: unknown) => boolean {
  return error => {
    assert.ok(error instanceof VisionError, String(error))
    assert.equal(error.code, code, error.message)
    return true
  }
}

/** A gate that tasks wait at, so that "busy" does not depend on time. */
function createGate(): { task: PoolTask; open: () => void } {
  const gate = new Int32Array(new SharedArrayBuffer(4))
  return {
    task: { do: 'wait', gate },
    open() {
      Atomics.store(gate, 0, 7)
      Atomics.notify(gate, 0)
    },
  }
}

describe('the worker pool', () => {
  const pools: Pool[] = []
  const gates: ReturnType<typeof createGate>[] = []

  function poolOf(options: Partial<Parameters<typeof createWorkerPool>[0]> = {}): Pool {
    const pool = createWorkerPool<PoolTask, Uint8Array | number>({
      entry: new URL('./poolWorker.ts', import.meta.url),
      workerData: {},
      workers: 1,
      queueLimit: 8,
      taskTimeoutMs: 60_000,
      ...options,
    })
    pools.push(pool)
    return pool
  }

  function gateOf(): ReturnType<typeof createGate> {
    const gate = createGate()
    gates.push(gate)
    return gate
  }

  afterEach(async () => {
    for (const gate of gates.splice(0)) gate.open()
    await Promise.all(pools.splice(0).map(pool => pool.close()))
  })

  it('hands bytes over and back without copying', async () => {
    const pool = poolOf()
    const bytes = Uint8Array.of(1, 2, 3)
    const back = await pool.run({ do: 'echo', bytes }, [bytes.buffer])
    assert.deepEqual(back, Uint8Array.of(1, 2, 3))
    assert.equal(bytes.length, 0, 'the sender has given its bytes away')
  })

  it('works with all its workers at once', async () => {
    const pool = poolOf({ workers: 2 })
    const gate = gateOf()
    const held = pool.run(gate.task)
    const ids = await Promise.all([1, 2, 3].map(() => pool.run({ do: 'threadId' })))
    assert.equal(new Set(ids).size, 1, 'the free worker does them all')
    gate.open()
    assert.equal(await held, 7)
  })

  it('answers waiting tasks in their order', async () => {
    const pool = poolOf()
    const order: number[] = []
    await Promise.all(
      [1, 2, 3, 4].map(async n => {
        await pool.run({ do: 'echo', bytes: Uint8Array.of(n) })
        order.push(n)
      }),
    )
    assert.deepEqual(order, [1, 2, 3, 4])
  })

  it('refuses what does not fit into the queue, and nothing else', async () => {
    const pool = poolOf({ queueLimit: 2 })
    const gate = gateOf()
    const held = pool.run(gate.task)
    const waiting = [pool.run({ do: 'threadId' }), pool.run({ do: 'threadId' })]
    await assert.rejects(pool.run({ do: 'threadId' }), failsWith('queueFull'))
    gate.open()
    await Promise.all([held, ...waiting])
    assert.equal(typeof (await pool.run({ do: 'threadId' })), 'number')
  })

  it('fails a task that throws, and keeps the worker', async () => {
    const pool = poolOf()
    const before = await pool.run({ do: 'threadId' })
    await assert.rejects(pool.run({ do: 'throw' }), failsWith('crashed'))
    assert.equal(await pool.run({ do: 'threadId' }), before)
  })

  for (const death of ['exit', 'throwLater'] as const)
    it(`replaces a worker that dies (${death}); only its own task fails`, async () => {
      const pool = poolOf()
      const before = await pool.run({ do: 'threadId' })
      const dying = assert.rejects(pool.run({ do: death }), failsWith('crashed'))
      const waiting = pool.run({ do: 'threadId' })
      await dying
      assert.notEqual(await waiting, before)
    })

  it('stops a task that takes too long and replaces its worker', async () => {
    const pool = poolOf({ taskTimeoutMs: 5000 })
    await pool.ready
    const spinning = assert.rejects(pool.run({ do: 'spin' }), failsWith('timedOut'))
    const waiting = pool.run({ do: 'threadId' })
    await spinning
    assert.equal(typeof (await waiting), 'number')
  })

  it('rejects what runs and what waits when it is closed, and every later task', async () => {
    const pool = poolOf()
    await pool.ready
    const running = assert.rejects(pool.run({ do: 'spin' }), failsWith('closed'))
    const waiting = assert.rejects(pool.run({ do: 'threadId' }), failsWith('closed'))
    await pool.close()
    await Promise.all([running, waiting])
    await assert.rejects(pool.run({ do: 'threadId' }), failsWith('closed'))
    await pool.close()
  })

  it('tells why its workers cannot start, at start and to every task', async () => {
    const pool = poolOf({ workerData: { fails: true } })
    await assert.rejects(pool.ready, failsWith('modelUnusable'))
    await assert.rejects(pool.run({ do: 'threadId' }), failsWith('modelUnusable'))
    await assert.rejects(pool.run({ do: 'threadId' }), failsWith('modelUnusable'))
  })
})
