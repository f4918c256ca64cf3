import type { ExamplesOf } from '../wiring/example.ts'

export const prepareExamples: ExamplesOf = {
  runbook: [
    ['runbook list', { en: 'which plans and runbooks there are', nl: 'welke plannen en draaiboeken er zijn' }],
    ['runbook show I3', { en: 'one step, as on paper', nl: 'één stap, zoals op papier' }],
  ],
  'runbook list': [
    ['runbook list', { en: 'the shipped ones', nl: 'de meegeleverde' }],
    ['--runbooks ./runbooks runbook list', { en: 'your own', nl: 'uw eigen' }],
  ],
  'runbook show': [
    ['runbook show isolate', { en: 'a whole runbook', nl: 'een heel draaiboek' }],
    ['runbook show I3', { en: 'one step', nl: 'één stap' }],
  ],
  'runbook print': [
    [
      'runbook print --municipality willebroek --out plan.html',
      { en: 'ransomware, with names and numbers', nl: 'ransomware, met namen en nummers' },
    ],
    [
      'runbook print ddos --profile willebroek.yaml --out ddos.html',
      { en: 'another plan, from a profile elsewhere', nl: 'een ander plan, met een profiel van elders' },
    ],
  ],
  'runbook lint': [
    ['runbook lint', { en: 'the shipped ones', nl: 'de meegeleverde' }],
    ['runbook lint isolate.yaml ransomware.plan.yaml', { en: 'your own files', nl: 'uw eigen bestanden' }],
  ],
  doctor: [
    ['doctor', { en: 'what is missing on this machine', nl: 'wat er op dit toestel ontbreekt' }],
    ['--home /media/stick/home doctor', { en: 'with a home on a stick', nl: 'met een home op een stick' }],
  ],
  municipality: [
    ['municipality show willebroek', { en: 'what is known of it', nl: 'wat ervan gekend is' }],
    ['municipality init willebroek', { en: 'begin its profile', nl: 'begin het profiel' }],
  ],
  'municipality list': [
    ['municipality list --province Antwerpen', { en: 'of one province', nl: 'van één provincie' }],
    ['municipality list --zone Rivierenland', { en: 'of one police zone', nl: 'van één politiezone' }],
  ],
  'municipality show': [
    ['municipality show willebroek', { en: 'by its name', nl: 'met haar naam' }],
    ['municipality show 2830', { en: 'by a postal code', nl: 'met een postcode' }],
  ],
  'municipality check': [
    ['municipality check willebroek', { en: 'the profile of this home', nl: 'het profiel van deze home' }],
    ['municipality check willebroek.yaml', { en: 'a file', nl: 'een bestand' }],
  ],
  'municipality init': [
    ['municipality init willebroek', { en: 'into this home', nl: 'in deze home' }],
    ['municipality init willebroek --out willebroek.yaml', { en: 'into a file', nl: 'in een bestand' }],
  ],
}
