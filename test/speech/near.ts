import assert from 'node:assert/strict'

/** Equal up to what float32 tables lose. */
export function near(actual: number, expected: number, tolerance = 1e-6): void {
  assert.ok(Math.abs(actual - expected) <= tolerance, `${actual} is not ${expected}`)
}
