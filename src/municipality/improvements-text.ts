import { harmless } from '../core/harmless.ts'
import type { Improvements } from './improvements.ts'

const head = `# What was learned in drills, and what is still to be done. Fill in an owner and a date (YYYY-MM-DD) for each action, and the
# day on which it was done. \`cyber-respond drill plan\` adds what the next drill finds, and keeps what you wrote; your own
# comments are not kept.
# Wat er uit oefeningen geleerd is, en wat er nog moet gebeuren. Vul voor elke actie een verantwoordelijke en een datum in (JJJJ-MM-DD),
# en de dag waarop ze klaar was. \`cyber-respond drill plan\` voegt toe wat de volgende oefening oplevert, en behoudt wat u
# schreef; uw eigen opmerkingen blijven niet bewaard.
`

/** The plan as YAML. A JSON string is a YAML string, whatever it holds. */
export function improvementsText({ format, municipality, last, actions }: Improvements): string {
  const drill =
    last === null
      ? 'last: null\n'
      : `last:
  drill: ${text(last.drill)}
  date: ${last.date}
  scenario: ${text(last.scenario)}
  level: ${text(last.level)}
  minutes: { declare: ${last.minutes.declare}, isolate: ${last.minutes.isolate}, warn: ${last.minutes.warn} }
  ratings: { ${Object.entries(last.ratings)
    .map(([id, rating]) => `${text(id)}: ${rating}`)
    .join(', ')} }
`
  const items = actions.map(
    ({ id, from, what, owner, due, done }) => `  - id: ${text(id)}
    from: ${text(from)}
    what:
      en: ${text(what.en)}
      nl: ${text(what.nl)}
    owner: ${text(owner)}
    due: ${due}
    done: ${done}
`,
  )
  return `${head}format: ${format}
municipality: ${text(municipality)}
${drill}actions:${items.length === 0 ? ' []\n' : `\n${items.join('')}`}`
}

/** The text as it can be seen: what could deceive a reader is refused in a file that a person wrote. */
function text(value: string | null): string {
  return JSON.stringify(value === null ? null : harmless(value))
}
