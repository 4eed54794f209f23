/** What the simulated phone can perform. */
export const phoneModes = ['light', 'action'] as const
export type PhoneMode = (typeof phoneModes)[number]
