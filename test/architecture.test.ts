import assert from 'node:assert/strict'
import { readdirSync, readFileSync } from 'node:fs'
import { dirname, join, posix, relative, sep } from 'node:path'
import { fileURLToPath } from 'node:url'
import { variableNames } from '../server/config.ts'

const root = fileURLToPath(new URL('..', import.meta.url))

/** What a folder may import from elsewhere in the tree (style of the house: layers never vary). */
const folders: Record<string, readonly string[]> = {
  'server/protocol': [],
  'server/domain': ['server/protocol'],
  'server/keys': [],
  'server/storage': ['server/domain', 'server/keys'],
  'server/authority': ['server/domain', 'server/storage'],
  'server/workers': ['server/domain'],
  'server/vision': ['server/domain', 'server/workers', 'models'],
  'server/speech': ['server/domain', 'server/workers', 'server/vision/onnx.ts', 'models'],
  'server/media': ['server/domain'],
  'server/wechat': ['server/domain'],
  'server/phone': ['server/protocol'],
  'server/flows': ['server/domain', 'server/protocol', 'server/errors.ts', 'industry-whitelist'],
  'server/api': [
    'server/domain',
    'server/protocol',
    'server/flows',
    'server/errors.ts',
    'server/tc3.ts',
    'server/signatureV1.ts',
    'server/hostForms.ts',
    'server/requestTime.ts',
  ],
  'server/jobs': [],
  'server/evaluate': [
    'server/domain',
    'server/vision',
    'server/speech',
    'server/flows',
    'server/phone',
  ],
  'server/demo': [
    'server/domain',
    'server/protocol',
    'server/flows',
    'server/phone',
    'server/openStore.ts',
  ],
  'industry-whitelist': [],
  models: [],
  h5: ['server/protocol'],
  miniapp: ['server/protocol'],
}

/** Packages that only these files or folders may import. */
const packages: Record<string, readonly string[]> = {
  'onnxruntime-node': ['server/vision/onnx.ts'],
  'node-av': ['server/media'],
  koa: ['server/api', 'server/app.ts'],
  'koa-router': ['server/api'],
  '@koa/bodyparser': ['server/api'],
  'raw-body': ['server/api'],
  kysely: ['server/storage'],
  libsql: ['server/storage'],
  pg: ['server/storage'],
  delaunator: ['server/vision'],
  ws: ['server/api', 'server/cli'],
  sharp: ['server/vision', 'server/demo', 'server/evaluate', 'server/cli'],
  zod: [
    'server/keys',
    'server/api',
    'server/config.ts',
    'server/loadCalibration.ts',
    'industry-whitelist',
  ],
  pino: ['server/api', 'server/app.ts', 'server/main.ts', 'server/jobs'],
}

function sourceFiles(folder: string): string[] {
  return readdirSync(join(root, folder), { withFileTypes: true }).flatMap(entry => {
    const path = posix.join(folder, entry.name)
    if (entry.isDirectory())
      return ['node_modules', 'dist', 'zhenren'].includes(entry.name) ? [] : sourceFiles(path)
    return /\.tsx?$/.test(entry.name) ? [path] : []
  })
}

const files = ['server', 'h5', 'miniapp', 'models', 'industry-whitelist'].flatMap(sourceFiles)

/** Module specifiers of a file: static, dynamic and re-exports. */
function importsOf(file: string): string[] {
  const text = readFileSync(join(root, file), 'utf8')
  const found = text.matchAll(/(?:\bfrom\s+|\bimport\s*\(\s*|\bimport\s+)'([^']+)'/g)
  return [...found].map(match => match[1]!)
}

/** The package itself or one of its entry points (`node-av/lib`). */
function importsPackage(file: string, name: string): boolean {
  return importsOf(file).some(specifier => `${specifier}/`.startsWith(`${name}/`))
}

function isUnder(path: string, places: readonly string[]): boolean {
  return places.some(place => path === place || path.startsWith(`${place}/`))
}

function resolveRelative(file: string, specifier: string): string {
  const target = join(root, dirname(file), specifier)
  return relative(root, target).split(sep).join('/')
}

describe('the house', () => {
  for (const [folder, allowed] of Object.entries(folders)) {
    it(`${folder} imports only ${['itself', ...allowed].join(', ')}`, () => {
      const inside = files.filter(file => isUnder(file, [folder]))
      assert.ok(inside.length > 0, `${folder} is empty`)
      const wrong = inside.flatMap(file =>
        importsOf(file)
          .filter(specifier => specifier.startsWith('.'))
          .map(specifier => resolveRelative(file, specifier))
          .filter(target => !isUnder(target, [folder, ...allowed]))
          .map(target => `${file} → ${target}`),
      )
      assert.deepEqual(wrong, [])
    })
  }

  for (const [name, allowed] of Object.entries(packages)) {
    it(`only ${allowed.join(', ')} import ${name}`, () => {
      const wrong = files.filter(file => importsPackage(file, name) && !isUnder(file, allowed))
      assert.deepEqual(wrong, [])
    })
  }

  it('protocol and phone use no Node module, and no package but the hashes of protocol/client', () => {
    const wrong = files
      .filter(file => isUnder(file, ['server/protocol', 'server/phone']))
      .flatMap(file => importsOf(file).map(specifier => `${file} → ${specifier}`))
      .filter(line => !line.includes('→ .'))
      // Mini programs have no crypto.subtle.
      .filter(line => !/^server\/protocol\/client\/.* → @noble\/hashes\//.test(line))
    assert.deepEqual(wrong, [])
  })

  it('the domain takes clock and dice as arguments', () => {
    const impure = /\b(Date\.now|Math\.random|performance\.now|process\.\w)|new Date\(\)/
    const wrong = files.filter(
      file =>
        isUnder(file, ['server/domain']) && impure.test(readFileSync(join(root, file), 'utf8')),
    )
    assert.deepEqual(wrong, [])
  })

  it('nothing imports main.ts or cli/ but cli/ itself', () => {
    const wrong = files
      .filter(file => !isUnder(file, ['server/cli']))
      .filter(file =>
        importsOf(file)
          .filter(specifier => specifier.startsWith('.'))
          .some(specifier =>
            isUnder(resolveRelative(file, specifier), ['server/main.ts', 'server/cli']),
          ),
      )
    assert.deepEqual(wrong, [])
  })

  it('no source file but a client’s one text file is longer than 300 lines', () => {
    const long = files
      .map(file => ({ file, lines: readFileSync(join(root, file), 'utf8').split('\n').length - 1 }))
      .filter(({ file, lines }) => lines > 300 && !file.endsWith('/text.ts'))
    assert.deepEqual(long, [])
  })

  it('the README names every variable that the server reads', () => {
    const readme = readFileSync(join(root, 'README.md'), 'utf8')
    assert.deepEqual(
      variableNames.filter(name => !readme.includes(`\`${name}\``)),
      [],
    )
  })

  it('the lockfile names no registry host', () => {
    const lock = readFileSync(join(root, 'package-lock.json'), 'utf8')
    assert.doesNotMatch(lock, /"resolved":\s*"https?:/)
  })
})
