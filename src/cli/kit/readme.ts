import { type Machine, nameFor } from '../../adapters/kit/executable-file.ts'
import type { KitManifest } from '../../adapters/kit/kit-manifest.ts'
import { type Lang, pick, type Text } from '../../core/text.ts'

type About = Omit<KitManifest, 'files'> & { readonly hasForms: boolean; readonly machines: readonly Machine[] }

/** The page that somebody reads first who found the stick: plain text, both languages, at most 78 columns. CRLF: also for Notepad. */
export function readmeText(about: About): string {
  return [...dutch(about), '', '='.repeat(78), '', ...english(about), ''].join('\r\n')
}

function dutch({
  id,
  made_at,
  made_by,
  version,
  municipality,
  signer,
  container,
  hasForms,
  machines,
}: About): readonly string[] {
  return [
    `CYBER-RESPOND ${version}: DE STICK${municipality === null ? '' : ` VAN ${municipality.name.toUpperCase()}`}`,
    `kit ${id}, gemaakt op ${day(made_at)} door ${made_by}`,
    '',
    'WORDT UW GEMEENTE NU AANGEVALLEN?',
    '',
    '1. Neem een laptop die niet op het netwerk van de gemeente zat, met Linux.',
    '2. Open een terminal in deze map. Typ, met achteraan de naam van uw gemeente:',
    '',
    `      sh start.sh activate ${municipality?.slug ?? 'GEMEENTE'}`,
    '',
    '3. Start de laptop niet? Is er geen laptop? In paper/ staat alles op papier',
    '   (.nl.html): elke browser toont en drukt het af, ook op Windows en Mac.',
    '',
    'WAT ER OP STAAT',
    '',
    '  start.sh          start het programma, en zegt wat er ontbreekt',
    ...machines.map((machine) => programLine(machine, 'nl')),
    '                    (altijd met start.sh: dat kijkt eerst of het heel is)',
    '  paper/            de plannen, om af te drukken',
    '  guides/           de handleidingen',
    '  runbooks/         de draaiboeken waarmee deze stick gemaakt is',
    '  profiles/         wat de gemeente voorbereidde: namen en nummers, LEESBAAR',
    ...(hasForms ? ['  forms/            formulieren van overheden'] : []),
    ...(container === null ? [] : ['  closed.age        sleutels en instellingen, gesloten']),
    '  kit.json          wat er op hoort te staan, met de hash van elk bestand',
    `  SHA256SUMS        hetzelfde; nakijken: sha256sum -c SHA256SUMS`,
    '',
    signer === null
      ? 'Deze stick is NIET ondertekend.'
      : 'Deze stick is ondertekend: nakijken met sh start.sh kit check.',
    'Bewaar hem zoals het papier: er staan namen en nummers van mensen op.',
    'Bekijk hem elk kwartaal, in deze map: sh start.sh kit check',
  ]
}

function english({
  id,
  made_at,
  made_by,
  version,
  municipality,
  signer,
  container,
  hasForms,
  machines,
}: About): readonly string[] {
  return [
    `CYBER-RESPOND ${version}: THE STICK${municipality === null ? '' : ` OF ${municipality.name.toUpperCase()}`}`,
    `kit ${id}, made on ${day(made_at)} by ${made_by}`,
    '',
    'IS YOUR MUNICIPALITY UNDER ATTACK NOW?',
    '',
    '1. Take a laptop that was not on the network of the municipality, with Linux.',
    '2. Open a terminal in this folder. Type, with the name of your municipality:',
    '',
    `      sh start.sh activate ${municipality?.slug ?? 'MUNICIPALITY'}`,
    '',
    '3. The laptop does not start? There is none? In paper/ is all of it on paper',
    '   (.en.html): every browser shows and prints it, on Windows and Mac too.',
    '',
    'WHAT IS ON IT',
    '',
    '  start.sh          starts the program, and says what is missing',
    ...machines.map((machine) => programLine(machine, 'en')),
    '                    (always by start.sh: that looks first whether it is whole)',
    '  paper/            the plans, to print',
    '  guides/           the guides',
    '  runbooks/         the runbooks with which this stick was made',
    '  profiles/         what the municipality prepared: names and numbers, IN CLEAR',
    ...(hasForms ? ['  forms/            forms of authorities'] : []),
    ...(container === null ? [] : ['  closed.age        keys and settings, closed']),
    '  kit.json          what should be on it, with the hash of each file',
    '  SHA256SUMS        the same; to check: sha256sum -c SHA256SUMS',
    '',
    signer === null ? 'This stick is NOT signed.' : 'This stick is signed: check it with sh start.sh kit check.',
    'Keep it as you keep the paper: names and numbers of people are on it.',
    'Look at it each quarter, in this folder: sh start.sh kit check',
  ]
}

const programs: Readonly<Record<Machine, Text>> = {
  x64: { en: 'the program, for Linux on a PC (x64)', nl: 'het programma, voor Linux op een pc (x64)' },
  arm64: { en: 'the program, for Linux on an arm64 processor', nl: 'het programma, voor Linux op een arm64-processor' },
}

function programLine(machine: Machine, lang: Lang): string {
  return `  ${nameFor[machine].padEnd(17)} ${pick(programs[machine], lang)}`
}

function day(instant: string): string {
  return instant.slice(0, 10)
}
