/** What the simulated phone can perform. */
export const phoneModes = ['light', 'digit', 'light-digit', 'action', 'silent'] as const
export type PhoneMode = (typeof phoneModes)[number]

/** Whether the screen shows colours. */
export function hasColours(mode: PhoneMode): boolean {
  return mode === 'light' || mode === 'light-digit' || mode === 'silent'
}

/** Whether digits are read aloud: then a handset needs voices. */
export function isSpoken(mode: PhoneMode): boolean {
  return mode === 'digit' || mode === 'light-digit'
}
