// First file of every worker, plain JavaScript: `node --import tsx` registers its hooks for the
// main thread only, so that a worker has to register them itself before it can load TypeScript.
// The TypeScript entry comes as the first argument.
import { register } from 'tsx/esm/api'

register()
await import(process.argv[2])
