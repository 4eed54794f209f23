import assert from 'node:assert/strict'
import fc from 'fast-check'
import { createBestPath } from '../../server/speech/bestPath.ts'
import type { ScoreTable } from '../../server/speech/scoreTable.ts'
import { createNetworkBuilder, type StateNetwork } from '../../server/speech/stateNetwork.ts'
import { near } from './near.ts'

const tableOf = (rows: readonly (readonly number[])[]): ScoreTable => ({
  values: Float32Array.from(rows.flat()),
  frames: rows.length,
  columns: rows[0]?.length ?? 0,
})

/** Two states in a row, columns 0 and 1. */
const chain: StateNetwork = {
  columns: [[0], [1]],
  arcs: [
    { from: 0, to: 0, logP: -1 },
    { from: 0, to: 1, logP: -2 },
    { from: 1, to: 1, logP: -3 },
  ],
  starts: [0],
  ends: [1],
}

describe('the best path through a network of states', () => {
  it('stays and goes on where that scores most', () => {
    const bestPath = createBestPath(chain)
    // 0 0 1: -1 -1 -1 for the frames, -1 for staying, -2 for going on; 0 1 1 would cost 5 more.
    const table = tableOf([
      [-1, 0],
      [-1, -4],
      [-9, -1],
    ])
    near(bestPath(table), -6)
  })

  it('has no path through fewer frames than states, nor through none', () => {
    const bestPath = createBestPath(chain)
    assert.equal(bestPath(tableOf([[0, 0]])), -Infinity)
    assert.equal(bestPath({ values: new Float32Array(), frames: 0, columns: 2 }), -Infinity)
  })

  it('takes the highest of a state’s columns, frame by frame', () => {
    const bestPath = createBestPath({ ...chain, columns: [[0, 2], [1]] })
    const table = tableOf([
      [-5, -9, -2],
      [-1, -9, -7],
      [-9, -1, -9],
    ])
    near(bestPath(table), -2 - 1 - 1 - 1 - 2)
  })

  it('finds what trying every path finds', () => {
    const number = fc.double({ min: -10, max: 0, noNaN: true })
    const row = fc.array(number, { minLength: 3, maxLength: 3 })
    const arc = fc.record({ from: fc.nat(2), to: fc.nat(2), logP: number })
    const network = fc.record({
      columns: fc.constant([[0], [1], [2, 0]]),
      arcs: fc.array(arc, { maxLength: 9 }),
      starts: fc.constant([0, 1]),
      ends: fc.constant([2]),
    })
    fc.assert(
      fc.property(network, fc.array(row, { minLength: 1, maxLength: 5 }), (net, rows) => {
        const table = tableOf(rows)
        const found = createBestPath(net)(table)
        const expected = tryAll(net, table)
        if (expected === -Infinity) assert.equal(found, -Infinity)
        else near(found, expected, 1e-4)
      }),
    )
  })

  it('builds chains of a phone’s states, of which the best alternative counts', () => {
    const builder = createNetworkBuilder()
    const transitions = [
      [-1, -2],
      [-3, -4],
    ] as const
    const first = builder.phone(
      [
        [0, 1],
        [2, 1],
      ],
      transitions,
    )
    const second = builder.phone([[3, 4]], transitions)
    builder.start(first)
    builder.join(first, second)
    builder.end(second)
    assert.deepEqual(builder.network.columns, [[0, 2], [1], [3], [4]])
    // Leaving a phone costs what its last state says.
    const table = tableOf([
      [0, -9, -9, -9, -9],
      [-9, 0, -9, -9, -9],
      [-9, -9, -9, 0, -9],
      [-9, -9, -9, -9, 0],
    ])
    near(createBestPath(builder.network)(table), -2 - 4 - 2)
  })
})

function tryAll({ columns, arcs, starts, ends }: StateNetwork, table: ScoreTable): number {
  const emit = (frame: number, state: number) =>
    Math.max(...columns[state]!.map(column => table.values[frame * table.columns + column]!))
  const from = (frame: number, state: number): number => {
    const own = emit(frame, state)
    if (frame + 1 === table.frames) return ends.includes(state) ? own : -Infinity
    const ways = arcs.filter(arc => arc.from === state)
    return own + Math.max(-Infinity, ...ways.map(arc => arc.logP + from(frame + 1, arc.to)))
  }
  return Math.max(...starts.map(state => from(0, state)))
}
