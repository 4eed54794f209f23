import { MiniProgramEnv, glassEasel, type CodeSpace } from 'glass-easel-miniprogram-adapter'
import { isTrue } from './isTrue.ts'
import type { Payload, ServiceScope } from './payload.ts'

/** The pages of a mini program, one over the other as WeChat stacks them. */
export interface Pages {
  /** Path with or without a leading slash, and `?a=b`. */
  open: (url: string) => void
  replace: (url: string) => void
  replaceAll: (url: string) => void
  /** False when there is nothing below. */
  back: (delta?: number) => boolean
  /** The app goes to the background, or comes back. */
  setHidden: (isHidden: boolean) => void
  stack: () => readonly PageInstance[]
}

/** The service layer's side of one page. */
export interface PageInstance {
  route: string
  options: Record<string, string>
  [name: string]: unknown
}

interface OpenPage {
  instance: PageInstance
  element: HTMLElement
  release: () => void
}

interface AppOptions {
  onLaunch?: (options: object) => void
  onShow?: (options: object) => void
  onHide?: () => void
}

/** At most so many pages, as in WeChat. */
const maxPages = 10

/** Runs app.js and registers every page and component. */
export function openPages(payload: Payload, wx: object): Pages {
  const env = new MiniProgramEnv()
  const codeSpace = env.createCodeSpace('main', true)
  const backend = new glassEasel.CurrentWindowBackendContext()
  const associated = env.associateBackend(backend)
  const run = createModules(payload, codeSpace, wx, () => stack.map(({ instance }) => instance))
  const stack: OpenPage[] = []
  const stage = document.createElement('div')
  stage.className = 'mini-pages'
  document.body.append(stage)

  for (const [path, content] of Object.entries(payload.templates))
    codeSpace.addCompiledTemplate(path, { groupList: payload.templates, content })
  for (const [path, styles] of Object.entries(payload.styles)) {
    backend.registerStyleSheetContent(path, styles)
    codeSpace.addStyleSheet(path, path)
  }
  for (const [path, config] of Object.entries(payload.json))
    if (payload.modules[`${path}.js`] && path !== 'app')
      codeSpace.addComponentStaticConfig(path, config as never)
  forwardEvents(backend)

  const app = run.app() as AppOptions
  const { pages = [], subPackages = [] } = payload.json['app'] ?? {}
  const routes = [
    ...pages,
    ...subPackages.flatMap(({ root, pages: own }) => own.map(page => `${root}/${page}`)),
  ]
  for (const path of Object.keys(payload.json))
    if (payload.json[path]?.component) run.component(path)
  for (const route of routes) run.component(route)
  app.onLaunch?.({ path: routes[0], query: {}, scene: 1001 })
  app.onShow?.({ path: routes[0], query: {}, scene: 1001 })

  function call(page: OpenPage | undefined, name: string, ...args: unknown[]): void {
    const method = page?.instance[name]
    if (typeof method === 'function') method.apply(page!.instance, args)
  }

  function show(url: string): void {
    const [path = '', query = ''] = url.replace(/^\//, '').split('?')
    if (!routes.includes(path)) throw new Error(`navigateTo:fail page "${path}" is not found`)
    if (stack.length >= maxPages) throw new Error('navigateTo:fail webview count limit exceed')
    const options = Object.fromEntries(new URLSearchParams(query))
    const element = document.createElement('div')
    element.className = 'mini-page'
    const placeholder = document.createElement('div')
    element.append(placeholder)
    stage.append(element)
    const root = associated.createRoot('wx-page', codeSpace, path)
    const instance = root.get() as unknown as PageInstance
    Object.assign(instance, { route: path, __route__: path, options })
    const page = { instance, element, release: () => root.release() }
    stack.push(page)
    root.attach(element as never, placeholder as never)
    call(page, 'onLoad', options)
    call(page, 'onShow')
    requestAnimationFrame(() => call(page, 'onReady'))
  }

  function close(): void {
    const page = stack.pop()
    call(page, 'onUnload')
    page?.release()
    page?.element.remove()
  }

  function hideTop(): void {
    const top = stack.at(-1)
    call(top, 'onHide')
    if (top) top.element.hidden = true
  }

  function back(delta = 1): boolean {
    if (stack.length < 2) return false
    for (let left = Math.min(delta, stack.length - 1); left > 0; left -= 1) close()
    const top = stack.at(-1)!
    top.element.hidden = false
    call(top, 'onShow')
    return true
  }

  return {
    open: url => {
      hideTop()
      show(url)
    },
    replace: url => {
      close()
      show(url)
    },
    replaceAll: url => {
      while (stack.length > 0) close()
      show(url)
    },
    back,
    setHidden: isHidden => {
      call(stack.at(-1), isHidden ? 'onHide' : 'onShow')
      if (isHidden) app.onHide?.()
      else app.onShow?.({})
    },
    stack: () => stack.map(({ instance }) => instance),
  }
}

/** Taps and what else a browser tells; of a button that is disabled nothing is told. */
function forwardEvents(backend: glassEasel.CurrentWindowBackendContext): void {
  backend.onEvent((target, type, detail: object, options) => {
    const element = target.getBackendElement() as unknown as Element
    const button = element.closest('wx-button')
    if (button && isTrue(button, 'disabled')) return
    return target.dispatchEvent(new glassEasel.Event(type, detail, options))
  })
}

/** CommonJS over the payload's modules. */
function createModules(
  payload: Payload,
  codeSpace: CodeSpace,
  wx: object,
  getCurrentPages: () => readonly PageInstance[],
) {
  const loaded = new Map<string, { exports: unknown }>()
  let app: object = {}
  /** Of the page or component whose script runs: shared modules call these, too. */
  let current: Definers | null = null
  const definers: Definers = {
    Page: options => needed().Page(options),
    Component: options => needed().Component(options),
    Behavior: options => needed().Behavior(options),
  }

  function needed(): Definers {
    if (!current) throw new Error('Page, Component and Behavior belong into a page or a component')
    return current
  }

  function load(path: string): unknown {
    const known = loaded.get(path)
    if (known) return known.exports
    const code = payload.modules[path]
    if (!code) throw new Error(`module '${path}' is not defined`)
    const module: { exports: unknown } = { exports: {} }
    loaded.set(path, module)
    code({
      require: specifier => load(resolve(path, specifier)),
      module,
      exports: module.exports,
      wx,
      App: options => {
        app = options
      },
      ...definers,
      getApp: () => app,
      getCurrentPages,
    })
    return module.exports
  }

  return {
    app: () => {
      load('app.js')
      return app
    },
    component: (path: string) => {
      codeSpace.componentEnv(path, env => {
        current = env as unknown as Definers
        load(`${path}.js`)
        current = null
      })
    },
  }
}

type Definers = Pick<ServiceScope, 'Page' | 'Component' | 'Behavior'>

/** A specifier as a module of the mini program wrote it → path from the root. */
function resolve(from: string, specifier: string): string {
  const path = specifier.startsWith('/') ? [] : from.split('/').slice(0, -1)
  for (const part of specifier.split('/')) {
    if (part === '..') path.pop()
    else if (part !== '.' && part !== '') path.push(part)
  }
  const file = path.join('/')
  return file.endsWith('.js') ? file : `${file}.js`
}
