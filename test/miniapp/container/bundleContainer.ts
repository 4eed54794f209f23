import { readFile } from 'node:fs/promises'
import { fileURLToPath } from 'node:url'
import { build } from 'esbuild'
import { compileWxml } from './compileWxml.ts'
import { readDist, type Dist } from './readDist.ts'
import { toCss } from './toCss.ts'

/** A page that is a container with one mini program in it. */
export interface ContainerPage {
  html: string
  script: string
}

/** Globals of a browser that a mini program's service layer does not have. */
const hidden = [
  'window',
  'document',
  'navigator',
  'location',
  'history',
  'self',
  'top',
  'parent',
  'performance',
  'crypto',
  'fetch',
  'XMLHttpRequest',
  'WebSocket',
  'Worker',
  'MediaRecorder',
  'AudioContext',
  'Image',
  'URL',
  'URLSearchParams',
  'Blob',
  'File',
  'FileReader',
  'Response',
  'Request',
  'Headers',
  'AbortController',
  'TextEncoder',
  'TextDecoder',
  'structuredClone',
  'queueMicrotask',
  'requestAnimationFrame',
  'cancelAnimationFrame',
  'localStorage',
  'sessionStorage',
  'indexedDB',
  'atob',
  'btoa',
  'alert',
  'Element',
  'HTMLElement',
  'Node',
  'Event',
  'MutationObserver',
  'OffscreenCanvas',
  'createImageBitmap',
  'ImageData',
  'globalThis',
]

const scope = [
  'require',
  'module',
  'exports',
  'wx',
  'App',
  'Page',
  'Component',
  'Behavior',
  'getApp',
  'getCurrentPages',
]

/** @throws Error naming every problem of the templates */
export async function bundleContainer(folder: string): Promise<ContainerPage> {
  const dist = await readDist(folder)
  const { code, problems } = compileWxml(dist)
  if (problems.length > 0) throw new Error(`broken templates:\n${problems.join('\n')}`)
  const container = await build({
    entryPoints: [fileURLToPath(new URL('page/main.ts', import.meta.url))],
    bundle: true,
    format: 'iife',
    target: 'es2022',
    write: false,
  })
  const styles = await readFile(new URL('page/container.css', import.meta.url), 'utf8')
  return {
    html: `<!doctype html><html lang="zh-CN"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width,initial-scale=1"><style>${styles}</style></head><body></body></html>`,
    script: `${payloadScript(dist, code)}\n${container.outputFiles[0]!.text}`,
  }
}

/** The mini program as one script that sets `window.miniProgram` (page/payload.ts). */
function payloadScript(dist: Dist, templates: string): string {
  const named = (ending: string) => [...dist].filter(([file]) => file.endsWith(ending))
  const isWorker = (file: string) => file.startsWith('workers/')
  const modules = named('.js')
    .filter(([file]) => !isWorker(file))
    .map(([file, text]) => `${JSON.stringify(file)}: ${serviceModule(text)}`)
  const withoutEnding = (ending: string, value: (file: string, text: string) => unknown) =>
    Object.fromEntries(
      named(ending).map(([file, text]) => [file.slice(0, -ending.length), value(file, text)]),
    )
  const workers = Object.fromEntries(named('.js').filter(([file]) => isWorker(file)))
  return `window.miniProgram = {
    modules: {${modules.join(',\n')}},
    templates: ${templates},
    styles: ${JSON.stringify(withoutEnding('.wxss', file => toCss(dist, file)))},
    workers: ${JSON.stringify(workers)},
    json: ${JSON.stringify(withoutEnding('.json', (_, text) => JSON.parse(text) as unknown))},
  };`
}

/** `var` and functions of a module stay its own; hidden names are there and undefined. */
function serviceModule(text: string): string {
  return `function({${scope.join(', ')}}) { return (function(${[...scope, ...hidden].join(', ')}) {
${text}
}).call(undefined, ${scope.join(', ')}) }`
}
