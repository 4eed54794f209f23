import { ownModelFolder } from '../../models/own/ownModelFolder.ts'
import { readDataDir } from '../config.ts'
import { runCommand, UsageError } from './command.ts'
import type { AddReport } from './modelsAdd/addVerb.ts'
import { verbs } from './modelsAdd/verbs.ts'

const usage = `npm run models:add -- VERB … [--json]

Puts a model of your own into a slot of this installation (DATA_DIR/models); servers take it at their
next start. Nothing is downloaded: you give the files. \`npm run models\` lists what is in each slot.

${[...new Set(Object.values(verbs).map(verb => verb.usage))].join('\n\n')}

  --json               the last line on standard output is one JSON object
  --help               this text`

await runCommand({
  usage,
  options: { entry: { type: 'string' }, json: { type: 'boolean', default: false } },
  async run({ entry, json }, [name = '', ...args]) {
    const verb = Object.hasOwn(verbs, name) ? verbs[name] : undefined
    if (!verb) throw new UsageError(`What to add? ${Object.keys(verbs).join(', ')}.`)
    const ownFolder = ownModelFolder(readDataDir(process.env))
    const report = await verb.run({ args, entry, ownFolder })
    print(report)
    if (json) console.log(JSON.stringify(report))
    return 0
  },
})

function print({ slot, outcome, sources, files, notes }: AddReport): void {
  for (const { path, sha256, note } of sources)
    console.log(`read ${path}: sha256 ${sha256}, ${note}`)
  for (const { path, sha256, sizeBytes } of files)
    console.log(`wrote ${path}: ${(sizeBytes / 1e6).toFixed(1)} MB, sha256 ${sha256}`)
  console.log(`slot ${slot} is ${outcome}; servers take it at their next start`)
  for (const note of notes) console.log(note)
}
