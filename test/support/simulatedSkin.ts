import { gridSide } from '../../server/domain/lightFrame.ts'
import type { Scene } from './simulatedScene.ts'

export type Texture = readonly (readonly [number, number, number, number])[]

export function skinTexture(random: () => number): Texture {
  return Array.from({ length: 12 }, () => [
    (random() - 0.5) * 600,
    (random() - 0.5) * 600,
    random() * 6.3,
    0.03 * random(),
  ])
}

export function albedoAt(u: number, v: number, { skin, beard }: Scene, texture: Texture): number[] {
  let tone = 0
  for (const [a, b, phase, size] of texture) tone += size * Math.sin(a * u + b * v + phase)
  const brow = Math.exp(-(((Math.abs(u) - 0.032) / 0.018) ** 4) - ((v + 0.018) / 0.005) ** 2)
  const chin = 1 / (1 + Math.exp(-(v - 0.06 + 0.4 * Math.abs(u)) / 0.004))
  const dark = (1 - 0.6 * brow) * (beard ? 1 - 0.55 * chin : 1) * Math.exp(tone)
  const flush = Math.exp(-(((Math.abs(u) - 0.04) / 0.015) ** 2) - ((v - 0.035) / 0.015) ** 2)
  return [skin[0] * dark, skin[1] * dark * (1 - 0.15 * flush), skin[2] * dark * (1 - 0.12 * flush)]
}

export function placeOf(cell: number): [number, number] {
  const column = cell % gridSide
  const row = Math.floor(cell / gridSide)
  return [(column / (gridSide - 1) - 0.5) * 0.146, (row / (gridSide - 1)) * 0.185 - 0.068]
}

export function isSkin(u: number, v: number, glasses: boolean): boolean {
  if ((u / 0.068) ** 2 + ((v - 0.024) / 0.088) ** 2 > 1) return false
  const [eyeWidth, eyeHeight] = glasses ? [0.024, 0.018] : [0.016, 0.008]
  if (((Math.abs(u) - 0.031) / eyeWidth) ** 2 + (v / eyeHeight) ** 2 < 1) return false
  return (u / 0.026) ** 2 + ((v - 0.075) / 0.01) ** 2 > 1
}
