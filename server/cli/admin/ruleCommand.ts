import { loadWhitelist } from '../../../industry-whitelist/index.ts'
import { canJudgePassively } from '../../domain/pad/canJudgePassively.ts'
import { channels, engines, livenessModes, type Rule } from '../../domain/rule.ts'
import { createCreateRule } from '../../flows/createRule.ts'
import { loadPadThreshold } from '../../loadPadThreshold.ts'
import { UsageError } from '../command.ts'
import { readThreshold } from '../readThreshold.ts'
import {
  oneOf,
  onlyName,
  required,
  unknownVerb,
  wholeNumber,
  withStore,
  type AdminCommand,
  type AdminRequest,
} from './adminCommand.ts'

/** rule: what a RuleId names. */
export const ruleCommand: AdminCommand = {
  usage: `  rule list --account ACCOUNT
  rule create --account ACCOUNT --name TEXT --channel ${channels.join('|')}
              --mode ${livenessModes.join('|')} --alternative TEXT
              [--engine own|wechat] [--reference authority|uploaded] [--identity caller|page] [--threshold SIM]
              [--retention reference|verdict-only] [--max-attempts N]
      --engine: who performs and judges on channel miniapp; wechat = WeChat's own face API 2.0
      --alternative: the way offered to people who do not want to show their face
      --threshold: 70 (default) = one false match in 1,000; 80 = one in 10,000, and about 19 %
                   of genuine people are then refused (measured on LFW);
                   not with --engine wechat, which has a measure of its own
      --max-attempts: verdicts after which a BizToken is final; default: none on the WeChat
                   channels, where the daily limit answers first, else 10
  rule enable RULEID  |  rule disable RULEID`,
  run: request =>
    withStore(request.config, async store => {
      switch (request.verb) {
        case 'list':
          return store.rules.listByAccount(required(request, 'account'))
        case 'create': {
          const accountId = required(request, 'account')
          const account = await store.accounts.find(accountId)
          if (!account) throw new UsageError(`There is no account ${accountId}.`)
          const createRule = createCreateRule({
            rules: store.rules,
            whitelist: loadWhitelist(),
            whitelistVersion: request.config.whitelistVersion,
            canJudgePassively: canJudgePassively(
              request.config.mode,
              await loadPadThreshold(request.config.dataDir),
            ),
            clock: Date.now,
          })
          const rule = await createRule(account, readDraft(request))
          noteEngine(rule)
          return rule
        }
        case 'enable':
        case 'disable': {
          const ruleId = onlyName(request, 'RuleId')
          const state = request.verb === 'enable' ? 'enabled' : 'disabled'
          if (!(await store.rules.update(ruleId, { state }))) {
            throw new UsageError(`There is no rule ${ruleId}.`)
          }
          return store.rules.find(ruleId)
        }
        default:
          return unknownVerb(request, ['list', 'create', 'enable', 'disable'])
      }
    }),
}

function readDraft(request: AdminRequest) {
  const channel = oneOf(request, 'channel', channels)
  const livenessMode = oneOf(request, 'mode', livenessModes)
  if (!channel) throw new UsageError('--channel is needed.')
  if (!livenessMode) throw new UsageError('--mode is needed.')
  const engine = oneOf(request, 'engine', engines) ?? 'own'
  const threshold = request.values['threshold']
  if (engine === 'wechat' && threshold !== undefined) {
    throw new UsageError(
      '--threshold does not go with --engine wechat: WeChat compares by its own measure. Leave it out.',
    )
  }
  return {
    name: required(request, 'name'),
    channel,
    livenessMode,
    engine,
    alternative: required(request, 'alternative'),
    referenceSource: oneOf(request, 'reference', ['authority', 'uploaded']) ?? 'authority',
    identityEntry: oneOf(request, 'identity', ['caller', 'page']) ?? 'caller',
    simThreshold: readThreshold(typeof threshold === 'string' ? threshold : undefined),
    retention: oneOf(request, 'retention', ['reference', 'verdict-only']) ?? 'reference',
    maxAttempts: wholeNumber(request, 'max-attempts', { min: 1, max: 100 }) ?? null,
  } as const
}

/** What the operator of a mini program should know about the rule; not part of the answer. */
function noteEngine({ channel, engine }: Rule): void {
  if (channel === 'miniapp') process.stderr.write(engineNotes[engine])
}

/** wechat-platform.md §0.2 and §1.2. */
const engineNotes: Record<Rule['engine'], string> = {
  own: `Note: WeChat asks mini programs that take face pictures to use its own face API, and its
reviewers have refused others. --engine wechat uses that API, for accounts that hold its permission.
`,
  wechat: `--engine wechat needs: the face permission of the mini program (console, industry
capabilities), its AppSecret (admin -- wechat bind --kind miniapp), WeChat 8.0.57 or newer (base
library 3.8.12), and people with a mainland ID card. WeChat chooses the liveness mode, and no picture
or video comes back.
`,
}
