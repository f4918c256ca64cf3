import type { Choice } from '../core/ports.ts'
import { pick, type Text } from '../core/text.ts'
import type { View } from '../core/view.ts'
import type { Asker } from './asker.ts'

interface ToRatify {
  readonly name: Text
  run(asker: Asker): Promise<Choice | null>
}

/** The entries of the menu for what still waits for a second person: one, which asks of which where there are several. */
export function toRatify(view: View): readonly ToRatify[] {
  const open = view.state.alone.filter(({ judged }) => judged === null)
  const codeOf = (step: string): string => view.step(step)?.step.code ?? step
  if (open.length === 0) return []
  return [
    {
      name: {
        en: `Ratify what was done without a second person (${open.length})…`,
        nl: `Bekrachtig wat zonder tweede persoon gebeurde (${open.length})…`,
      },
      run: async (asker) => {
        const [first] = open
        const { lang } = asker.look
        const entries = open.map(({ seq, step, act, actor }) => ({
          code: codeOf(step),
          name: `${codeOf(step)}  ${pick(act.title, lang)} (${actor})`,
          value: seq as number | null,
        }))
        const back = { name: { en: 'Back', nl: 'Terug' }, value: null }
        const seq =
          open.length === 1
            ? (first?.seq ?? null)
            : await asker.pick<number | null>(
                { en: 'Of which act?', nl: 'Over welke handeling?' },
                [...entries, back],
                {
                  back: true,
                },
              )
        return seq === null ? null : { kind: 'ratify', seq }
      },
    },
  ]
}
