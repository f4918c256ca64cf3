import { auditExamples } from './audit/examples.ts'
import { cloudExamples } from './cloud/examples.ts'
import { completeExamples } from './complete/examples.ts'
import { drillExamples } from './drill/examples.ts'
import { incidentExamples } from './incident/examples.ts'
import { kitExamples } from './kit/examples.ts'
import { prepareExamples } from './prepare/examples.ts'
import type { ExamplesOf } from './wiring/example.ts'

/** The examples of every command, from the rooms that hold the commands. Only help and the manual pages load them. */
export const examples: ExamplesOf = {
  '': [
    [
      'activate willebroek',
      { en: 'an attack: start the incident of Willebroek', nl: 'een aanval: start het incident van Willebroek' },
    ],
    ['help topics', { en: 'the guides that can be read here', nl: 'de handleidingen die u hier kunt lezen' }],
  ],
  help: [
    ['help activate', { en: 'the options of one command', nl: 'de opties van één opdracht' }],
    ['help responder', { en: 'the guide of the first hour', nl: 'de handleiding voor het eerste uur' }],
  ],
  ...incidentExamples,
  ...auditExamples,
  ...cloudExamples,
  ...drillExamples,
  ...prepareExamples,
  ...kitExamples,
  ...completeExamples,
}
