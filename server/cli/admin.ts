import { readConfig } from '../config.ts'
import { accountCommand } from './admin/accountCommand.ts'
import type { AdminCommand } from './admin/adminCommand.ts'
import { attemptCommand } from './admin/attemptCommand.ts'
import { keyCommand } from './admin/keyCommand.ts'
import { personCommand } from './admin/personCommand.ts'
import { recordingsCommand } from './admin/recordingsCommand.ts'
import { ruleCommand } from './admin/ruleCommand.ts'
import { wechatCommand } from './admin/wechatCommand.ts'
import { runCommand, UsageError } from './command.ts'

const commands: Record<string, AdminCommand> = {
  account: accountCommand,
  rule: ruleCommand,
  key: keyCommand,
  person: personCommand,
  attempt: attemptCommand,
  wechat: wechatCommand,
  recordings: recordingsCommand,
}

const usage = `npm run admin -- account|rule|key|person|attempt|wechat|recordings VERB [options]

Everything an operator can script, on the installation that DATA_DIR (or DATABASE_URL) and
MASTER_KEY_FILE name; the server may be running. Answers are JSON.

${Object.values(commands)
  .map(command => command.usage)
  .join('\n\n')}`

const text = { type: 'string' } as const

await runCommand({
  usage,
  options: {
    account: text,
    name: text,
    category: text,
    credentials: text,
    'requests-per-second': text,
    retention: text,
    state: text,
    channel: text,
    engine: text,
    mode: text,
    reference: text,
    identity: text,
    threshold: text,
    'max-attempts': text,
    origins: text,
    'webhook-url': text,
    'app-id': text,
    'secret-file': text,
    kind: text,
    alternative: text,
    'id-card': text,
    photo: text,
    'accept-poor-photo': { type: 'boolean' },
    offset: text,
    limit: text,
  },
  async run(values, [subject = '', verb = '', ...names]) {
    const command = commands[subject]
    if (!command) throw new UsageError(`What to administer? ${Object.keys(commands).join(', ')}.`)
    const answer = await command.run({ verb, names, values, config: readConfig(process.env) })
    console.log(JSON.stringify(answer, null, 2))
    return 0
  },
})
