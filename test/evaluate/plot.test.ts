import assert from 'node:assert/strict'
import sharp from 'sharp'
import type { XyChart } from '../../server/evaluate/plot/chart.ts'
import { drawCharts } from '../../server/evaluate/plot/drawCharts.ts'
import { errorCurveChart } from '../../server/evaluate/plot/errorCurveChart.ts'
import { histogramChart } from '../../server/evaluate/plot/histogramChart.ts'
import { ticksOf } from '../../server/evaluate/plot/ticksOf.ts'

const labels = (chart: XyChart['x']) => ticksOf(chart).map(({ label }) => label)

describe('pictures of evaluations', () => {
  const histogram = histogramChart({
    title: 'Scores',
    label: 'score',
    groups: [
      { name: 'right', colour: '#0a0', values: [0.1, 0.9, 0.95, Infinity] },
      { name: 'wrong', colour: '#a00', values: [-Infinity, 0.05] },
      { name: 'nobody', colour: '#00a', values: [] },
    ],
    marks: [{ x: 0.5, label: 'threshold' }],
    from: 0,
    to: 1,
  })
  const errors = errorCurveChart({
    title: 'Errors',
    accepts: 'false accepts',
    rejects: 'false rejects',
    curves: [{ name: 'all', colour: '#00a', genuine: [3, 1], impostor: [2, 0, -Infinity, -9] }],
    marks: [{ x: 0.25, y: 0, label: 'here' }],
  })

  it('histograms: each group adds up to one, what lies outside is in the last bars', () => {
    assert.deepEqual(
      histogram.series.map(({ name }) => name),
      ['right (4)', 'wrong (2)'],
    )
    for (const { points } of histogram.series) {
      const sum = points.reduce((sum, [, share]) => sum + share, 0)
      assert.ok(Math.abs(sum - 1) < 1e-9)
    }
    const [right, wrong] = histogram.series
    assert.deepEqual(right?.points[39], [0.975, 0.25])
    assert.equal(wrong?.points[0]?.[1], 0.5)
    assert.throws(
      () => histogramChart({ title: '', label: '', groups: [], marks: [] }),
      /nothing to draw/,
    )
  })

  it('error curves: every threshold, from all accepted to none', () => {
    const [curve] = errors.series
    assert.deepEqual(curve?.points, [
      [1, 0],
      [0.25, 0],
      [0.25, 0.5],
      [0, 0.5],
      [0, 1],
    ])
    assert.deepEqual([errors.x.from, errors.y.from, errors.x.to], [0.1, 0.1, 1])
  })

  it('axes: round numbers, decades', () => {
    const axis = { label: '', scale: 'linear', from: 0, to: 0.62 } as const
    assert.deepEqual(labels(axis), ['0.0', '0.2', '0.4', '0.6'])
    assert.deepEqual(labels({ ...axis, from: -1, to: 1 }), ['-1.0', '-0.5', '0.0', '0.5', '1.0'])
    assert.deepEqual(labels({ ...axis, scale: 'log', from: 1e-3, to: 1 }), [
      '≤ 0.1 %',
      '1 %',
      '10 %',
      '100 %',
    ])
  })

  it('is an SVG that a renderer takes, whatever folders are called', async () => {
    const rows = Array.from({ length: 32 }, (_, i) => ({
      name: i === 0 ? '<b>&"\u0001' : `speaker ${i}`,
      shares: [0.5, 0.25],
      note: `${i}`,
    }))
    const parts = [
      { name: 'read', colour: '#0a0' },
      { name: 'not read', colour: '#a00' },
    ]
    const svg = drawCharts('Tom & Jerry', [
      histogram,
      errors,
      { kind: 'shares', title: 'Speakers', parts, rows },
    ])
    assert.match(svg, /Tom &amp; Jerry/)
    assert.match(svg, /&lt;b&gt;&amp;&quot;�/)
    assert.match(svg, />and 2 more</)
    const { width, height } = await sharp(Buffer.from(svg)).metadata()
    assert.equal(width, 940)
    assert.ok(height > 800)
    const { channels } = await sharp(Buffer.from(svg)).stats()
    assert.ok(channels.slice(0, 3).every(({ mean }) => mean > 120 && mean < 255))
  })
})
