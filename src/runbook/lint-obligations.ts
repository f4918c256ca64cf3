import type { Diagnostic } from '../core/fault.ts'
import type { Obligations } from '../core/model.ts'
import { diagnostic, type Located } from './decode.ts'
import { type Finding, meantOrKnown } from './finding.ts'
import { type Names, siteFindings, unknownFact } from './lint-expressions.ts'
import { duplicateId, unknownObligation } from './lint-runbook.ts'
import type { Path } from './tree.ts'

/** The diagnostics of what is wrong inside an obligations file. */
export function obligationFindings(file: Located<Obligations>, names: Names): readonly Diagnostic[] {
  const { channels, obligations } = file.value
  const ids = obligations.map((item) => item.id)
  const channelIds = channels.map((item) => item.id)
  const found: Diagnostic[] = []
  const at = (path: Path, ...findings: readonly Finding[]) => {
    for (const finding of findings) found.push(diagnostic(finding, file.place(path)))
  }
  const fact = (path: Path, id: string) => {
    if (names.facts !== null && !names.facts.includes(id)) at(path, unknownFact(id, names.facts, names.complete))
  }
  const cel = (path: Path, source: string | undefined) => {
    if (source !== undefined) at(path, ...siteFindings({ path, kind: 'cel', source, names: [] }, names))
  }
  for (const [kind, list] of [['channels', channelIds] as const, ['obligations', ids] as const]) {
    list.forEach((id, index) => {
      if (list.indexOf(id) < index) at([kind, index, 'id'], duplicateId('obligations.duplicate-id', id))
    })
  }
  obligations.forEach((item, index) => {
    const path = ['obligations', index]
    if (item.channel !== null && !channelIds.includes(item.channel)) {
      at([...path, 'channel'], unknownChannel(item.channel, channelIds))
    }
    if ('fact' in item.from) fact([...path, 'from', 'fact'], item.from.fact)
    else if (!ids.includes(item.from.sent)) at([...path, 'from', 'sent'], unknownObligation(item.from.sent, ids))
    if (item.metBy !== 'sent') fact([...path, 'met_by', 'fact'], item.metBy.fact)
    cel([...path, 'unless'], item.unless)
    for (const field of item.fields) cel([...path, 'fields', field.id, 'from'], field.from)
  })
  return found
}

function unknownChannel(id: string, ids: readonly string[]): Finding {
  return {
    code: 'obligations.unknown-channel',
    message: { en: `there is no channel ${id}`, nl: `er is geen kanaal ${id}` },
    ...meantOrKnown(id, ids),
  }
}
