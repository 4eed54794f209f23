export { channelNames, channels, openChannels, restrictedChannels } from './channels.ts'
export { checkEligibility } from './checkEligibility.ts'
export { describeDocuments } from './describeDocuments.ts'
export { describeRow } from './describeRow.ts'
export { describeVersion } from './describeVersion.ts'
export { listDocuments } from './listDocuments.ts'
export { loadWhitelist } from './load.ts'
export { parseWhitelist } from './parseWhitelist.ts'
export { presentAnswer } from './presentAnswer.ts'
export { renderAnswer } from './renderAnswer.ts'
export { findCategory, type CategoryMatch } from './findCategory.ts'
export type { Channel, RestrictedChannel } from './channels.ts'
export type {
  CategoryRow,
  DocumentRule,
  EligibilityQuestion,
  EligibilityResult,
  Eligible,
  Guidance,
  Ineligible,
  ReasonCode,
  Refusal,
  Text,
  VersionDifference,
  Whitelist,
  WhitelistVersion,
} from './types.ts'
