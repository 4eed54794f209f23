import { register } from 'node:module'

/** muxChild.ts on a machine where node-av was taken out. */
const hooks = `export async function resolve(specifier, context, next) {
  if (specifier.startsWith('node-av')) throw new Error('node-av is not installed')
  return await next(specifier, context)
}`
register(`data:text/javascript,${encodeURIComponent(hooks)}`)
await import('../../../server/media/muxChild.ts')
