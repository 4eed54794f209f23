import { TmplGroup } from 'glass-easel-template-compiler'
import { builtInTags } from './builtInTags.ts'
import type { Dist } from './readDist.ts'

/** Templates as glass-easel wants them, and what its compiler says about them. */
export interface CompiledWxml {
  /** An expression: path without ending → template. */
  code: string
  /** `path:line:column message`; empty when all is well. */
  problems: string[]
}

interface ParseError {
  isError: boolean
  code: number
  message: string
  startLine: number
  startColumn: number
}

const tags = new RegExp(`<(/?)(${builtInTags.join('|')})(?=[\\s/>])`, 'g')
/** `bindtap="…"`; glass-easel knows `bind:tap="…"` only. */
const events = /(\s)(bind|catch|capture-bind|capture-catch)([a-z]+)=/g

/**
 * Compiles every template of a mini program with the compiler of WeChat's own component framework. Tags
 * of WeChat's components get names that no browser gives a meaning to (`button` → `wx-button`).
 */
export function compileWxml(dist: Dist): CompiledWxml {
  const group = new TmplGroup()
  const problems: string[] = []
  try {
    for (const [file, text] of dist) {
      if (file.endsWith('.wxs')) group.addScript(file.replace(/\.wxs$/, ''), text)
      if (!file.endsWith('.wxml')) continue
      const wxml = text.replace(tags, '<$1wx-$2').replace(events, '$1$2:$3=')
      const found: ParseError[] = group.addTmpl(file.replace(/\.wxml$/, ''), wxml)
      for (const { startLine, startColumn, message } of found)
        problems.push(`${file}:${startLine}:${startColumn} ${message}`)
    }
    return { code: group.getTmplGenObjectGroups(), problems }
  } finally {
    group.free()
  }
}
