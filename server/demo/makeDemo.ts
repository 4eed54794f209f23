import { randomBytes } from 'node:crypto'
import { mkdir, readFile, rename, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import sharp from 'sharp'
import type { Account } from '../domain/account.ts'
import type { Identity } from '../domain/person.ts'
import type { Store } from '../openStore.ts'
import { peopleSeeds } from '../phone/people.ts'
import { buildHead } from '../phone/render/head.ts'
import { demoPeople, type DemoPerson, type FixedOutcome } from './demoPeople.ts'
import { demoRuleIds, demoRules, type DemoRuleName } from './demoRules.ts'
import { renderPhoto } from './renderPhoto.ts'

/** What `DATA_DIR/demo.json` holds (design.md §1); integrators' scripts lean on this shape. */
export interface DemoFile {
  endpoint: string
  secretId: string
  secretKey: string
  /** Null: this release has no console. */
  console: null
  rules: Record<DemoRuleName, string>
  people: {
    Name: string
    IdCard: string
    /** Seed of the rendered face. */
    seed: number
    /** Result code of a verification with `photo`; 0 = pass. */
    expects: FixedOutcome
    /** A photo of the person, other than the enrolled one; relative to demo.json. */
    photo: string
  }[]
}

interface Deps {
  store: Store
  dataDir: string
  enrolPerson: (
    identity: Identity,
    photo: Uint8Array | null,
    options: { acceptsPoorPhoto?: boolean },
  ) => Promise<void>
  clock: () => number
  onProgress: (line: string) => void
}

export const demoAccountId = 'demo'

const demoAccount: Omit<Account, 'createdAt'> = {
  accountId: demoAccountId,
  name: '演示账号',
  categoryId: 'gov.all',
  credentials: ['org-code-certificate', 'unified-credit-code-certificate'],
  requestsPerSecond: 5,
  retention: 'reference',
  origins: [],
  state: 'active',
}

/**
 * Makes the demo tenant once: account, rules, ten synthetic people with fixed outcomes and their
 * photos. A start that was cut short is simply done again.
 *
 * @returns what to call with the address once it is known: it makes the key and writes demo.json
 * (mode 0600), or on later starts refreshes the address in it
 */
export async function makeDemo(deps: Deps): Promise<(endpoint: string) => Promise<DemoFile>> {
  const file = join(deps.dataDir, 'demo.json')
  const known = await readKey(file)
  // Also of a demo that an earlier release made: there may be new rules.
  await makeAccount(deps)
  if (known && (await deps.store.apiKeys.find(known.secretId))) {
    return endpoint => writeDemo(file, { endpoint, ...known, ...contents() })
  }
  const photos = await writePhotos(deps)
  for (const person of demoPeople) await enrol(person, photos, deps)
  return async endpoint => writeDemo(file, { endpoint, ...(await makeKey(deps)), ...contents() })
}

async function makeKey({ store, clock }: Deps) {
  const secretId = `AKIDdemo${randomBytes(14).toString('hex')}`
  const secretKey = randomBytes(24).toString('base64url')
  const { accountId } = demoAccount
  await store.apiKeys.insert({
    secretId,
    secretKey,
    accountId,
    state: 'active',
    createdAt: clock(),
  })
  return { secretId, secretKey }
}

function contents(): Pick<DemoFile, 'console' | 'rules' | 'people'> {
  return {
    console: null,
    rules: demoRuleIds,
    people: demoPeople.map(person => ({
      Name: person.name,
      IdCard: person.idCard,
      seed: peopleSeeds[person.face]!,
      expects: person.expects,
      photo: photoPath(person.face),
    })),
  }
}

async function makeAccount({ store, clock }: Deps): Promise<void> {
  const createdAt = clock()
  if (!(await store.accounts.find(demoAccount.accountId))) {
    await store.accounts.insert({ ...demoAccount, createdAt })
  }
  for (const rule of Object.values(demoRules)) {
    if (await store.rules.find(rule.ruleId)) continue
    await store.rules.insert({ ...rule, accountId: demoAccount.accountId, createdAt })
  }
}

function photoPath(face: number): string {
  return join('demo', `face-${face + 1}.jpg`)
}

/** Enrolled pictures by face; beside them a second picture of each is written for the integrator. */
async function writePhotos({ dataDir, onProgress }: Deps): Promise<Buffer[]> {
  await mkdir(join(dataDir, 'demo'), { recursive: true })
  const enrolled: Buffer[] = []
  for (const [face, seed] of peopleSeeds.entries()) {
    onProgress(`demo: rendering person ${face + 1} of ${peopleSeeds.length}`)
    const head = buildHead(seed)
    enrolled.push(await renderPhoto(head, 0))
    await writeFile(join(dataDir, photoPath(face)), await renderPhoto(head, 1))
  }
  return enrolled
}

async function enrol(person: DemoPerson, photos: Buffer[], { store, enrolPerson, clock }: Deps) {
  const identity = { name: person.name, idCard: person.idCard }
  const stranger = (person.face + 1) % photos.length
  const enrolments: Record<DemoPerson['library'], () => Promise<unknown>> = {
    nothing: () => store.people.remove(person.idCard),
    'own photo': () => enrolPerson(identity, photos[person.face]!, {}),
    'another name': () => enrolPerson({ ...identity, name: '测试原名' }, photos[person.face]!, {}),
    'no photo': async () => enrolPerson(identity, null, {}),
    'tiny photo': async () => {
      const tiny = await sharp(photos[person.face]).resize(tinyPhotoWidthPx).jpeg().toBuffer()
      await enrolPerson(identity, tiny, { acceptsPoorPhoto: true })
    },
    'photo of another': () => enrolPerson(identity, photos[stranger]!, {}),
    unavailable: async () => {
      await enrolPerson(identity, photos[person.face]!, {})
      await store.people.setAvailability(person.idCard, 'unavailable', clock())
    },
  }
  await enrolments[person.library]()
}

/** Eyes some 20 px apart: a third of what a reference needs. */
const tinyPhotoWidthPx = 96

/** The key of an earlier start; null when there is no readable file. */
async function readKey(file: string): Promise<Pick<DemoFile, 'secretId' | 'secretKey'> | null> {
  const text = await readFile(file, 'utf8').catch(() => null)
  try {
    const { secretId, secretKey }: Partial<DemoFile> = JSON.parse(text ?? '{}')
    return secretId && secretKey ? { secretId, secretKey } : null
  } catch {
    return null
  }
}

async function writeDemo(file: string, demo: DemoFile): Promise<DemoFile> {
  const draft = `${file}.${process.pid}.tmp`
  await writeFile(draft, `${JSON.stringify(demo, null, 2)}\n`, { mode: 0o600 })
  await rename(draft, file)
  return demo
}
