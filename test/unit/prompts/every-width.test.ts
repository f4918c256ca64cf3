import { expect, test } from 'vitest'
import { trialSigner } from '../../../src/core/approval-request.ts'
import { nothingBehind } from '../../../src/core/behind.ts'
import { displayWidth } from '../../../src/core/harmless.ts'
import type { Field } from '../../../src/core/model.ts'
import type { OperatorPort } from '../../../src/core/ports.ts'
import { createPrompts } from '../../../src/prompts/operator.ts'
import { createTerminal } from '../../../src/ui/terminal.ts'
import { sampleNow, sampleSteps, sampleView } from '../../support/sample-view.ts'
import { typingTerminal } from '../../support/typing-terminal.ts'

const question = { instance: 'isolate/cut-links', code: 'I2', title: { en: 'Cut', nl: 'Sluit af' } }
const declare = sampleSteps.isolate?.[0]?.action
const moments: readonly Field[] = declare?.kind === 'ask' ? declare.fields : []
const title = { en: 'Which words does the incident need now?', nl: 'Welke woorden heeft het incident nu nodig?' }
const choice: Field = {
  ...{ id: 'tlp', type: 'choice', title },
  options: [
    { id: 'amber', title: { en: 'For the organisation and its clients', nl: 'Voor de organisatie en haar klanten' } },
    {
      id: 'red',
      title: { en: 'For those who are named, and nobody else', nl: 'Voor wie genoemd is, en niemand anders' },
    },
  ],
}
const contradiction = { en: 'There were 14 sheets, 13 entered', nl: 'Er waren 14 bladen, 13 zijn ingevoerd' }
const people = [
  { name: 'An De Smet', roles: ['lead'], phone: '0470 00 00 01' },
  { name: 'Jan Maes', roles: ['network'], phone: '0470 00 00 02' },
]

/** Every kind of question, by the first one that a method asks. */
const kinds: { readonly [kind: string]: (port: OperatorPort) => Promise<unknown> } = {
  menu: (port) => port.choose(sampleView(), nothingBehind),
  confirm: (port) => port.confirm(question),
  moment: (port) => port.ask(question, moments, {}),
  'text, in several lines': (port) => port.ask(question, [{ id: 'who', type: 'text', title }], {}),
  choice: (port) => port.ask(question, [choice], {}),
  'yes or no': (port) => port.ask(question, [{ id: 'so', type: 'yes-no-unknown', title }], {}),
  list: (port) => port.ask(question, [{ id: 'names', type: 'list', title }], {}),
  items: (port) => port.items(question, { en: 'Which links are there?', nl: 'Welke verbindingen zijn er?' }),
  approval: (port) =>
    port.approve(question, {
      bound: { incident: 'willebroek-2026-11-24', after: 12, actor: 'Els Peeters', acts: [] },
      ...{ mustSign: false, keys: {}, role: 'lead', actor: 'Els Peeters', what: 'runs nft --file cut.nft' },
    }),
  reason: (port) => port.accept(question, [contradiction]),
  file: (port) => port.proof(question, { kind: 'file', title }),
  word: (port) => port.proof(question, { kind: 'word', title }),
  crash: (port) => port.decide(question, 'runs nft --file cut.nft', 'does not look done', false),
  call: (port) => port.called(question, { who: 'the mayor', phone: '0470 00 00 00', say: 'We are under attack.' }),
  secret: (port) => port.hand(question, [{ title: { en: 'Access code', nl: 'Toegangscode' }, value: 'AB-12' }]),
}

/** The text that a question draws on a screen of this width, until it waits for the first key. */
async function drawn(columns: number, lang: 'en' | 'nl', kind: string, known = people): Promise<string> {
  const { stdin, stdout } = typingTerminal([], { end: false })
  let written = ''
  const write = stdout.write.bind(stdout) as (chunk: string) => boolean
  const kept = (chunk: string): boolean => {
    written += chunk
    return write(chunk)
  }
  const screen = { isTTY: true, columns }
  const stopping = new AbortController()
  const operator = createPrompts({
    ...{ terminal: createTerminal({ env: { LANG: 'nl_BE.UTF-8' }, stdout: screen, stderr: screen }), stdin, lang },
    // A line that is too long for the screen shows as one: whoever draws knows nothing of the edge.
    stdout: Object.assign(stdout, { columns: 1000, write: kept }),
    ...{ now: () => sampleNow, actor: 'Els Peeters', suggestion: 'els', people: known, signer: trialSigner },
    signal: stopping.signal,
    blobs: { putFile: async (path) => ({ name: path, sha256: 'ab'.repeat(32), size: 3 }) },
  })
  void kinds[kind]?.(operator).catch(() => null)
  const waits = columns < 60 ? /> $/ : /(?:^|\n)[·?] /
  const text = (): string => withoutCodes(written, columns < 60 ? '' : '\n')
  await expect.poll(text, { interval: 1, timeout: 3000 }).toMatch(waits)
  stopping.abort()
  return text()
}

/** What stands there: colours take no room. `move`: in place of each move of the cursor. */
function withoutCodes(written: string, move: string): string {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: the sequences of a terminal
  return written.replace(/\x1b\[[\d;]*m/g, '').replace(/\x1b(?:[78]|\[\??[\d;]*[A-Za-z])/g, move)
}

const tooWide = (text: string, columns: number): readonly string[] =>
  text.split('\n').filter((line) => displayWidth(line.trimEnd()) > columns)

const each = Object.keys(kinds).flatMap((kind) => (['en', 'nl'] as const).map((lang) => [kind, lang] as const))

test.each(each)(
  '%s, %s: no line is wider than the screen, from 60 columns to as wide as one reads',
  async (kind, lang) => {
    for (const columns of [60, 61, 67, 80, 200]) {
      const text = await drawn(columns, lang, kind)
      expect(tooWide(text, Math.min(columns, 100)), `${columns}:\n${text}`).toEqual([])
    }
  },
)

test.each(each)(
  '%s, %s: below 60 columns the sign for typing stands behind the question, not over it',
  async (kind, lang) => {
    for (const columns of [20, 25, 30, 33, 38, 40, 41, 46, 52, 58]) {
      const text = await drawn(columns, lang, kind, columns % 2 === 0 ? [] : people)
      expect(tooWide(text, columns), `${columns}:\n${text}`).toEqual([])
    }
  },
)
