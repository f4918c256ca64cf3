import { existsSync, readFileSync } from 'node:fs'
import { setTimeout as pause } from 'node:timers/promises'
import { print } from '../../src/adapters/terminal/print.ts'
import { createHost } from '../../src/cli/wiring/host.ts'
import { trialSigner } from '../../src/core/approval-request.ts'
import { nothingBehind } from '../../src/core/behind.ts'
import { Fault } from '../../src/core/fault.ts'
import type { OperatorPort } from '../../src/core/ports.ts'
import { Withdrawn } from '../../src/core/withdrawn.ts'
import { createPrompts } from '../../src/prompts/operator.ts'
import { createProgress } from '../../src/ui/progress.ts'
import { createTerminal } from '../../src/ui/terminal.ts'
import { sampleNow, sampleSteps, sampleView } from '../support/sample-view.ts'

// A program that asks one thing and tells on its last line what was answered, for the tests of the prompts.
const [what = 'choose', lang = 'en', plain, end = '', tell = ''] = process.argv.slice(2)
const controller = new AbortController()
const terminal = createTerminal(process, { plain: plain === 'plain' })
const operator = createPrompts({
  terminal,
  stdin: process.stdin,
  stdout: process.stderr,
  lang: lang === 'nl' ? 'nl' : 'en',
  now: () => sampleNow,
  actor: null,
  suggestion: 'els',
  signal: controller.signal,
  signer: trialSigner,
  blobs: { putFile: async (path) => ({ name: path, sha256: 'ab'.repeat(32), size: 3 }) },
})
const question = {
  instance: 'isolate/cut-links',
  code: 'I2',
  title: { en: 'Cut the links', nl: 'Sluit de verbindingen af' },
}
const declare = sampleSteps.isolate?.[0]?.action
const fields = declare?.kind === 'ask' ? declare.fields : []
const times = [
  { id: 'seen', type: 'datetime', past: true, title: { en: 'When was it seen?', nl: 'Wanneer is het gezien?' } },
  { id: 'due', type: 'datetime', ahead: true, title: { en: 'By when?', nl: 'Tegen wanneer?' } },
  { id: 'other', type: 'datetime', title: { en: 'When else?', nl: 'Wanneer nog?' } },
  { id: 'start', type: 'datetime', past: true, unknown: true, title: { en: 'Since when?', nl: 'Sinds wanneer?' } },
] as const
const word = { kind: 'word', title: { en: 'Who saw it?', nl: 'Wie zag het?' } } as const
const paper = { en: 'There were 14 sheets, and 13 were entered', nl: 'Er waren 14 bladen, en 13 zijn ingevoerd' }
const file = { kind: 'file', title: { en: 'the log', nl: 'het logboek' } } as const
const blocked = sampleView([
  { type: 'step.blocked', actor: 'Els', step: 'notify/crisis-cell', data: { reason: 'no phone' } },
])

/** An act that takes until the file `end` is there: until somebody has seen it move. */
async function longAct(): Promise<void> {
  const progress = createProgress(terminal, process.stderr)
  progress.say('hashing the disk')
  while (!existsSync(end)) await pause(20)
  progress.clear()
}

const asks: { readonly [what: string]: (port: OperatorPort) => Promise<unknown> } = {
  choose: (port) => port.choose(blocked, nothingBehind),
  actor: async (port) => [await port.actor(question), await port.actor(question)],
  confirm: (port) => port.confirm(question),
  ask: (port) => port.ask(question, fields, {}),
  times: (port) => port.ask(question, times, {}),
  items: (port) =>
    port.items(question, {
      en: 'Which links are there?',
      nl: 'Welke verbindingen zijn er? (internet, VPN, leveranciers, partners, cloudsynchronisatie)',
    }),
  word: (port) => port.proof(question, word),
  file: (port) => port.proof(question, file),
  vouch: (port) => port.vouch(question, { en: 'this proves nothing', nl: 'dit bewijst niets' }),
  accept: (port) => port.accept(question, [paper]),
  back: async (port) => {
    port.against?.(question, [paper])
    return port.accept({ ...question, instance: '', code: '' }, [paper])
  },
  approve: (port) =>
    port.approve(question, {
      bound: { incident: 'willebroek-2026-11-24', after: 12, actor: 'Els Peeters', acts: [] },
      ...{ mustSign: false, keys: {}, role: 'lead', actor: 'Els Peeters', what: 'runs nft --file cut.nft' },
    }),
  decide: (port) => port.decide(question, 'runs nft --file cut.nft', 'does not look done', false),
  progress: async (port) => {
    await longAct()
    return port.confirm(question)
  },
  call: (port) => port.called(question, { who: 'the mayor', phone: '0470 00 00 00', say: 'We are under attack.' }),
}

const host = createHost(Object.assign(Object.create(process), { print }), {})
/** Tells what is added to a file, through the program's own way to the screen. */
let told = 0
setInterval(() => {
  if (tell === '' || !existsSync(tell)) return
  const text = readFileSync(tell, 'utf8').slice(told)
  told += text.length
  if (text !== '') host.stderr(text)
}, 10).unref()

try {
  console.log(`ANSWER ${JSON.stringify(await asks[what]?.(operator))}`)
} catch (error) {
  if (error instanceof Withdrawn) console.log('ANSWER "withdrawn"')
  else if (!(error instanceof Fault)) throw error
  else {
    console.log(`FAULT ${error.code}`)
    process.exitCode = error.exit
  }
}
