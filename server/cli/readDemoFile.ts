import { readFile } from 'node:fs/promises'
import type { DemoRuleName } from '../demo/demoRules.ts'
import type { PhoneMode } from '../phone/modes.ts'
import { UsageError } from './command.ts'

/** What the simulated phone needs of a demo file (demo/makeDemo.ts writes it). */
export interface DemoAccess {
  endpoint: string
  secretId: string
  secretKey: string
  /** The demo's rule of each mode that the phone performs. */
  ruleIds: Record<PhoneMode, string>
  people: readonly { Name: string; IdCard: string; seed: number }[]
}

/**
 * Reads demo.json; `endpoint` overrides the one in it.
 * @throws UsageError when it cannot be read or is no demo file
 */
export async function readDemoFile(path: string, endpoint?: string): Promise<DemoAccess> {
  const text = await readFile(path, 'utf8').catch(() => {
    throw new UsageError(`--demo: ${path} cannot be read.`)
  })
  const file = parse(text)
  const { secretId, secretKey, rules, people } = file
  const address = endpoint ?? file.endpoint
  const ruleIds = readRules(rules)
  if (!secretId || !secretKey || !ruleIds || !people || !address) {
    throw new UsageError(`--demo: ${path} is not the demo.json of a server.`)
  }
  if (!URL.canParse(address) || !/^https?:/.test(address)) {
    throw new UsageError('--endpoint must be an address that begins with http:// or https://.')
  }
  return { endpoint: address, secretId, secretKey, ruleIds, people }
}

function readRules(
  rules: Partial<Record<DemoRuleName, string>> = {},
): DemoAccess['ruleIds'] | null {
  const { light, digit, lightDigit, action, silent } = rules
  return light && digit && lightDigit && action && silent
    ? ruleIdsOf({ light, digit, lightDigit, action, silent })
    : null
}

/** The demo's rules by the modes that the phone performs. */
export function ruleIdsOf({
  light,
  digit,
  lightDigit,
  action,
  silent,
}: Pick<
  Record<DemoRuleName, string>,
  'light' | 'digit' | 'lightDigit' | 'action' | 'silent'
>): DemoAccess['ruleIds'] {
  return { light, digit, 'light-digit': lightDigit, action, silent }
}

type DemoText = Omit<DemoAccess, 'ruleIds'> & { rules: Partial<Record<DemoRuleName, string>> }

function parse(text: string): Partial<DemoText> {
  try {
    const value: unknown = JSON.parse(text)
    return typeof value === 'object' && value !== null ? value : {}
  } catch {
    return {}
  }
}
