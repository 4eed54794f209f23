import type { Rule } from '../domain/rule.ts'

/** Names of the demo rules as demo.json gives them (design.md §1). */
export type DemoRuleName =
  | 'light'
  | 'digit'
  | 'lightDigit'
  | 'action'
  | 'silent'
  | 'compare'
  | 'miniappLight'
  | 'miniappDigit'
  | 'miniappLightDigit'

const common = {
  engine: 'own',
  referenceSource: 'authority',
  identityEntry: 'caller',
  simThreshold: 70,
  retention: 'reference',
  maxAttempts: null,
  alternative: '人工核验 / manual check at a counter',
  state: 'enabled',
} satisfies Partial<Rule>

/**
 * One rule per liveness mode, `compare`: light against an uploaded photo (比对), and the mini program's
 * three.
 */
export const demoRules: Record<DemoRuleName, Omit<Rule, 'accountId' | 'createdAt'>> = {
  light: {
    ...common,
    ruleId: 'demoLight',
    name: '光线',
    channel: 'h5-native',
    livenessMode: 'light',
  },
  digit: {
    ...common,
    ruleId: 'demoDigit',
    name: '数字',
    channel: 'h5-native',
    livenessMode: 'digit',
  },
  lightDigit: {
    ...common,
    ruleId: 'demoLightDigit',
    name: '光线+数字',
    channel: 'h5-native',
    livenessMode: 'light-digit',
  },
  action: { ...common, ruleId: 'demoAction', name: '动作', channel: 'h5', livenessMode: 'action' },
  silent: { ...common, ruleId: 'demoSilent', name: '静默', channel: 'h5', livenessMode: 'silent' },
  compare: {
    ...common,
    ruleId: 'demoCompare',
    name: '光线，与上传照片比对',
    channel: 'h5-native',
    livenessMode: 'light',
    referenceSource: 'uploaded',
  },
  miniappLight: {
    ...common,
    ruleId: 'demoMiniappLight',
    name: '小程序 光线',
    channel: 'miniapp',
    livenessMode: 'light',
  },
  miniappDigit: {
    ...common,
    ruleId: 'demoMiniappDigit',
    name: '小程序 数字',
    channel: 'miniapp',
    livenessMode: 'digit',
  },
  miniappLightDigit: {
    ...common,
    ruleId: 'demoMiniappLightDigit',
    name: '小程序 光线+数字',
    channel: 'miniapp',
    livenessMode: 'light-digit',
  },
}

/** The same as demo.json names them. */
export const demoRuleIds: Record<DemoRuleName, string> = {
  light: demoRules.light.ruleId,
  digit: demoRules.digit.ruleId,
  lightDigit: demoRules.lightDigit.ruleId,
  action: demoRules.action.ruleId,
  silent: demoRules.silent.ruleId,
  compare: demoRules.compare.ruleId,
  miniappLight: demoRules.miniappLight.ruleId,
  miniappDigit: demoRules.miniappDigit.ruleId,
  miniappLightDigit: demoRules.miniappLightDigit.ruleId,
}
