import type { Verification } from '../../audit/verification.ts'
import { exit } from '../../core/exit-codes.ts'
import { Fault } from '../../core/fault.ts'
import { harmlessLine } from '../../core/harmless.ts'

export function nothingVerifies(folder: string, { found }: Verification): Fault {
  const shown = harmlessLine(folder, 200)
  return new Fault({
    code: 'report.nothing-verifies',
    exit: exit.log,
    message: {
      en: `nothing of the record of ${shown} verifies, so nothing can be reported: ${found.en}`,
      nl: `niets van het logboek van ${shown} klopt, dus er valt niets te verslaan: ${found.nl}`,
    },
    hint: {
      en: 'keep the folder as evidence, and report from a copy that verifies',
      nl: 'bewaar de map als bewijs, en maak het verslag van een kopie die wel klopt',
    },
  })
}
