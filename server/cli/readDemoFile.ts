import { readFile } from 'node:fs/promises'
import { UsageError } from './command.ts'

/** What the simulated phone needs of a demo file (demo/makeDemo.ts writes it). */
export interface DemoAccess {
  endpoint: string
  secretId: string
  secretKey: string
  /** The demo's rule of light liveness. */
  ruleId: string
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
  if (!secretId || !secretKey || !rules?.light || !people || !address) {
    throw new UsageError(`--demo: ${path} is not the demo.json of a server.`)
  }
  if (!URL.canParse(address) || !/^https?:/.test(address)) {
    throw new UsageError('--endpoint must be an address that begins with http:// or https://.')
  }
  return { endpoint: address, secretId, secretKey, ruleId: rules.light, people }
}

function parse(text: string): Partial<Omit<DemoAccess, 'ruleId'> & { rules: { light?: string } }> {
  try {
    const value: unknown = JSON.parse(text)
    return typeof value === 'object' && value !== null ? value : {}
  } catch {
    return {}
  }
}
