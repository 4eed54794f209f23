/** Below this age a guardian has to consent (PIPL article 31; R43). */
const guardianAgeYears = 14

/**
 * Whether the owner of a well-formed ID number is below fourteen on the day `today` (`YYYY-MM-DD`).
 * GB 11643-1999: digits 7–14 are the birth date.
 */
export function needsGuardian(idCard: string, today: string): boolean {
  const [year, rest] = [Number(idCard.slice(6, 10)), idCard.slice(10, 14)]
  const [thisYear, thisRest] = [Number(today.slice(0, 4)), today.slice(5).replace('-', '')]
  // On 28 February nobody born on the 29th has had a birthday yet: text order says the same.
  const age = thisYear - year - (thisRest < rest ? 1 : 0)
  return age < guardianAgeYears
}
