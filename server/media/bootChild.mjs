// First file of every child process, plain JavaScript: registers tsx, as vision's workers do, before
// it loads the TypeScript entry that comes as the first argument.
import { register } from 'tsx/esm/api'

register()
await import(process.argv[2])
