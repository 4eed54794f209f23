import type { KeptFrame } from './captureMaterial.ts'

/** The frames that show one face, in `count` equal parts of the time; parts that have none are left out. */
export function framesOfParts(frames: readonly KeptFrame[], count: number): KeptFrame[][] {
  const [first, last] = [frames[0], frames.at(-1)]
  if (!first || !last || count === 0) return []
  const partMs = (last.timeMs - first.timeMs) / count
  const partOf = ({ timeMs }: KeptFrame) =>
    partMs === 0 ? 0 : Math.min(count - 1, Math.floor((timeMs - first.timeMs) / partMs))
  const parts: KeptFrame[][] = Array.from({ length: count }, () => [])
  for (const frame of frames) {
    if (frame.analysis.faceCount === 1 && frame.analysis.face) parts[partOf(frame)]!.push(frame)
  }
  return parts.filter(({ length }) => length > 0)
}
