import type { Said, Text } from '../../core/text.ts'
import { filled } from '../../drill/director.ts'
import { minutesBetween } from '../../drill/drill-state.ts'
import { drillScope } from '../../drill/scenario-scope.ts'
import type { DrillView } from './view.ts'

/** Fills in a text of the scenario as the players would get it at this moment. */
export function fillNow({ scenario, drill, view, now, incident }: DrillView): (text: Text) => Said {
  const { expressions, book } = incident
  const minutes = drill.begun === null ? 0 : minutesBetween(drill.begun, now.toString())
  const scope = drillScope(scenario, drill, () => view, minutes, book.base)
  return (text) => {
    try {
      return filled(text, scope, expressions)
    } catch {
      // What can't be filled in yet is shown as it was written.
      return text
    }
  }
}
