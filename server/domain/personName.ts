/** Longest Name of DetectAuth and the one-shot actions, characters (tencent-faceid.md §1a). */
export const maxNameLength = 32

/** A name as the wire allows it: 1–32 characters, none of them a control or a line break. */
export function isPersonName(name: string): boolean {
  const length = Array.from(name.trim()).length
  return length >= 1 && length <= maxNameLength && !/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Co}]/u.test(name)
}
