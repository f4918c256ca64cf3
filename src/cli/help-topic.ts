import { type Guide, guideText, readGuides } from '../adapters/home/guide-files.ts'
import { exit } from '../core/exit-codes.ts'
import { Fault } from '../core/fault.ts'
import { harmlessLine } from '../core/harmless.ts'
import { pick } from '../core/text.ts'
import { didYouMean } from '../runbook/finding.ts'
import { renderGuide, renderTopics } from '../ui/guide.ts'
import { createTerminal } from '../ui/terminal.ts'
import type { Host } from './wiring/host.ts'
import { page } from './wiring/page.ts'

/** Prints a guide, or with `topics` the list of them. `commands` are what else `help` takes. Throws `help.unknown`. */
export async function helpTopic(host: Host, words: readonly string[], commands: readonly string[]): Promise<number> {
  const wanted = words.join(' ')
  const guides = readGuides()
  const terminal = createTerminal(host.process, host)
  if (wanted === 'topics') {
    if (host.json)
      host.stdout(
        `${JSON.stringify(
          guides.map((one) => inLang(one, host)),
          null,
          2,
        )}\n`,
      )
    else host.stdout(renderTopics(guides, terminal, host.lang))
    return exit.done
  }
  const guide = guides.find(({ id }) => id === wanted)
  if (guide === undefined) throw unknownTopic(wanted, [...guides.map(({ id }) => id), 'topics', ...commands])
  const text = guideText(guide.id, host.lang)
  if (host.json) host.stdout(`${JSON.stringify({ ...inLang(guide, host), text }, null, 2)}\n`)
  else await page(host, terminal, renderGuide(text, terminal, host.lang))
  return exit.done
}

function inLang({ id, title, about }: Guide, { lang }: Host) {
  return { id, title: pick(title, lang), about: pick(about, lang) }
}

function unknownTopic(wanted: string, known: readonly string[]): Fault {
  const shown = harmlessLine(wanted, 60)
  return new Fault({
    code: 'help.unknown',
    exit: exit.usage,
    message: {
      en: `there is no command and no guide ${shown}`,
      nl: `er is geen opdracht en geen handleiding ${shown}`,
    },
    hint: didYouMean(wanted, known).hint ?? {
      en: 'cyber-respond help topics lists the guides, cyber-respond --help the commands',
      nl: 'cyber-respond help topics toont de handleidingen, cyber-respond --help de opdrachten',
    },
  })
}
