import { join, resolve } from 'node:path'
import { buildModels } from '../../models/build/buildModels.ts'
import { inspectModel } from '../../models/build/inspectModel.ts'
import { modelFolder } from '../../models/build/modelFolder.ts'
import { verifyModels } from '../../models/build/verifyModels.ts'
import { readManifest } from '../../models/manifest.ts'
import { filesOf } from '../../models/filesOf.ts'
import { ownModelFolder } from '../../models/own/ownModelFolder.ts'
import { readSlots, type SlotSet } from '../../models/own/readSlots.ts'
import { slotNames, type SlotName } from '../../models/slotNames.ts'
import { readDataDir } from '../config.ts'
import { runCommand, UsageError } from './command.ts'

const usage = `npm run models -- [--check] [--out FOLDER] [--json]

Builds the ONNX models from the weights in the installed npm packages, checks the sum of every
source and of every result, and lists the model slots, with those that models:add filled on this
installation (DATA_DIR/models).

  --check        build nothing; exit code 1 when a model is missing or has a wrong sum
  --out FOLDER   where the models lie (default models/dist)
  --json         the last line on standard output is one JSON object
  --help         this text`

interface SlotRow {
  slot: SlotName
  state: 'built' | 'own' | 'missing' | 'wrongSum' | 'empty'
  /** Null for an empty slot. */
  path: string | null
  sizeBytes: number | null
  task: string
}

const stateText = {
  built: 'built',
  own: 'own',
  missing: 'missing',
  wrongSum: 'wrong sum',
  empty: 'empty',
}

await runCommand({
  usage,
  options: {
    check: { type: 'boolean', default: false },
    out: { type: 'string', default: modelFolder },
    json: { type: 'boolean', default: false },
  },
  async run({ check, out, json }, positionals) {
    if (positionals.length > 0) throw new UsageError(`unexpected argument ${positionals[0]}`)
    const outDir = resolve(out)
    const manifest = await readManifest()
    if (!check) {
      await buildModels({
        outDir,
        manifest,
        onProgress: ({ done, total, slot }) => {
          const next = slot === null ? 'all in place' : `${slot} …`
          process.stderr.write(`models ${done}/${total} ${next}\n`)
        },
      })
      await verifyModels({ outDir, manifest })
    }
    const ownFolder = ownModelFolder(readDataDir(process.env))
    const rows = await listSlots(await readSlots({ modelsDir: outDir, ownFolder }, manifest))
    printTable(rows)
    if (json) console.log(JSON.stringify({ outDir, slots: rows }))
    return rows.every(({ state }) => state !== 'missing' && state !== 'wrongSum') ? 0 : 1
  },
})

async function listSlots({ slots, isOwn, folderOf }: SlotSet): Promise<SlotRow[]> {
  return Promise.all(
    slotNames.map(async (name): Promise<SlotRow> => {
      const slot = slots[name]
      const { task } = slot
      if (slot.file === null) {
        return { slot: name, state: 'empty', path: null, sizeBytes: null, task }
      }
      const folder = folderOf(name)
      const states = await Promise.all(filesOf(slot).map(net => inspectModel(net, folder)))
      const bad = states.map(({ state }) => state).find(state => state !== 'built')
      const state = bad ?? (isOwn(name) ? 'own' : 'built')
      const sizeBytes = filesOf(slot).reduce((sum, net) => sum + net.sizeBytes, 0)
      return { slot: name, state, path: join(folder, slot.file), sizeBytes, task }
    }),
  )
}

function printTable(rows: readonly SlotRow[]): void {
  const cells = [
    ['slot', 'state', 'size', 'task'],
    ...rows.map(({ slot, state, sizeBytes, task }) => [
      slot,
      stateText[state],
      sizeBytes === null ? '' : `${(sizeBytes / 1e6).toFixed(1)} MB`,
      task,
    ]),
  ]
  const widths = [0, 1, 2].map(column => Math.max(...cells.map(row => row[column]?.length ?? 0)))
  for (const row of cells) {
    console.log(row.map((cell, column) => cell.padEnd(widths[column] ?? 0)).join('  '))
  }
}
