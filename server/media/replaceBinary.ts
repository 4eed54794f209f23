import Module from 'node:module'

const name = '_resolveFilename'
const binary = /(^@seydx[/]node-av-.*[/]|[/\\])node-av\.node$/

/**
 * Makes node-av load this binary instead of the one that npm installs beside it. node-av looks in
 * fixed places, by require(), so it is the answer of require() that changes; Node's public way
 * (module.registerHooks) is not in Node 20. Before node-av is imported, in child processes only.
 *
 * @param path absolute, a node-av.node built from the installed node-av's sources
 */
export function replaceBinary(path: string): void {
  const resolve: unknown = Reflect.get(Module, name)
  if (typeof resolve !== 'function') throw new Error(`this Node.js has no Module.${name}`)
  Reflect.set(Module, name, (request: string, ...rest: unknown[]): unknown =>
    binary.test(request) ? path : Reflect.apply(resolve, Module, [request, ...rest]),
  )
}
