import type { Platform } from './platform.ts'

/**
 * Whether the client has a function of `wx` that is newer than the kit's floor, or that other containers
 * lack. Both are asked: a name may be there as a stub, and `canIUse` may be missing.
 */
export function canIUse<Name extends keyof Platform>(
  wx: Platform,
  name: Name,
): wx is Platform & Required<Pick<Platform, Name>> {
  return typeof wx[name] === 'function' && wx.canIUse?.(name) !== false
}
