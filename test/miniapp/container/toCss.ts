import { posix } from 'node:path'
import type { Dist } from './readDist.ts'

const importRule = /@import\s+(?:url\()?["']([^"']+)["']\)?;?/g

/**
 * A style sheet of a mini program as CSS, with what it imports in place: `rpx` is a 750th of the screen's
 * width; names of WeChat's components get their prefix.
 */
export function toCss(dist: Dist, file: string): string {
  return (dist.get(file) ?? '')
    .replace(importRule, (_, other: string) =>
      toCss(dist, other.startsWith('/') ? other.slice(1) : posix.join(posix.dirname(file), other)),
    )
    .replace(/(-?\d*\.?\d+)rpx/g, (_, number: string) => `calc(100vw * ${number} / 750)`)
    .replace(/(^|[\s,>+~}])(page|view|text|button|input|image|camera)(?=[\s,.:{>+~[])/g, '$1wx-$2')
}
