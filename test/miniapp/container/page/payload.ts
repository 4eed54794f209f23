import type { glassEasel } from 'glass-easel-miniprogram-adapter'

/** A built mini program as a page's script carries it (bundleContainer.ts). */
export interface Payload {
  /** Modules by path (`pages/start/index.js`), run as a mini program's service layer runs them. */
  modules: Record<string, ServiceModule>
  /** Compiled templates by path without ending. */
  templates: Record<string, glassEasel.template.ComponentTemplate['content']>
  /** Style sheets by path without ending, as CSS. */
  styles: Record<string, string>
  /** Text of the workers' scripts, by path. */
  workers: Record<string, string>
  /** Parsed JSON files by path without ending. */
  json: Record<string, PageJson>
}

/** What app.json and the JSON beside a page say, as far as the container cares. */
export interface PageJson {
  pages?: string[]
  subPackages?: { root: string; pages: string[] }[]
  usingComponents?: Record<string, string>
  component?: boolean
  styleIsolation?: string
}

/** What a module of the service layer sees; a browser's own globals are hidden from it. */
export type ServiceModule = (scope: ServiceScope) => void

export interface ServiceScope {
  require: (path: string) => unknown
  module: { exports: unknown }
  exports: unknown
  wx: unknown
  App: (options: object) => void
  Page: (options: object) => unknown
  Component: (options: object) => unknown
  Behavior: (options: object) => unknown
  getApp: () => unknown
  getCurrentPages: () => readonly unknown[]
}

declare global {
  interface Window {
    miniProgram: Payload
  }
}
