/** 张三 → 张*, 欧阳娜娜 → 欧***: the first character and as many stars as there were others. */
export function maskName(name: string): string {
  const [first = '', ...rest] = Array.from(name.trim())
  return first + '*'.repeat(Math.max(rest.length, 1))
}

/** 310101199001011234 → 3101**********1234. Anything shorter than an ID number is all stars. */
export function maskIdCard(idCard: string): string {
  return idCard.length === 18
    ? `${idCard.slice(0, 4)}**********${idCard.slice(14)}`
    : '*'.repeat(18)
}
