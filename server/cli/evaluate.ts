import { mkdir, writeFile } from 'node:fs/promises'
import { dirname } from 'node:path'
import { runCommand, UsageError } from './command.ts'
import { codesCommand } from './evaluate/codesCommand.ts'
import { compareCommand } from './evaluate/compareCommand.ts'
import { digitsCommand } from './evaluate/digitsCommand.ts'
import type { EvaluateCommand } from './evaluate/evaluateCommand.ts'
import { meanFaceCommand } from './evaluate/meanFaceCommand.ts'
import { padCommand } from './evaluate/padCommand.ts'
import { phoneCommand } from './evaluate/phoneCommand.ts'
import { relitCommand } from './evaluate/relitCommand.ts'
import { syncCommand } from './evaluate/syncCommand.ts'

const commands: Record<string, EvaluateCommand> = {
  compare: compareCommand,
  phone: phoneCommand,
  pad: padCommand,
  relit: relitCommand,
  codes: codesCommand,
  digits: digitsCommand,
  sync: syncCommand,
  'mean-face': meanFaceCommand,
}

const usage = `npm run evaluate -- ${Object.keys(commands).join('|')} [FOLDER] [options] [--json]

Accuracy on your own data, with the models and thresholds that the service uses. Files are read,
measured and forgotten; nothing is stored.

${Object.values(commands)
  .map(command => command.usage)
  .join('\n\n')}

  --json           the last line of the output is one JSON object`

await runCommand({
  usage,
  options: {
    json: { type: 'boolean' },
    plot: { type: 'string' },
    threshold: { type: 'string' },
    'write-calibration': { type: 'boolean' },
    runs: { type: 'string' },
    seed: { type: 'string' },
    tries: { type: 'string' },
    mode: { type: 'string' },
    species: { type: 'string' },
    clips: { type: 'boolean' },
    recorded: { type: 'boolean' },
    fps: { type: 'string' },
    keep: { type: 'string' },
    demo: { type: 'string' },
  },
  async run(values, [kind = '', folder = null, ...more]) {
    const command = commands[kind]
    if (!command) {
      const kinds = Object.keys(commands).join(', ')
      throw new UsageError(`What to evaluate? ${kinds}; not ${JSON.stringify(kind)}.`)
    }
    if (more.length > 0) throw new UsageError(`unexpected argument ${more[0]}`)
    if (values.plot === '') throw new UsageError('--plot needs the name of a file.')
    if (values.plot && !command.draws) throw new UsageError(`evaluate ${kind} draws no picture.`)
    const { figures, draw } = await command.run(folder, values)
    if (values.plot && draw) {
      await mkdir(dirname(values.plot), { recursive: true })
      await writeFile(values.plot, draw())
      console.log(`picture: ${values.plot}`)
    }
    if (values.json) console.log(JSON.stringify(figures))
    return 0
  },
})
