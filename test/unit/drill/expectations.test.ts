import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { referencesOf } from '../../../src/drill/evidence.ts'
import { readScenario } from '../../../src/drill/read-scenario.ts'
import { seesAnswersOnly } from '../../../src/drill/responses.ts'
import { root } from '../../support/run-cli.ts'

const folder = join(root, 'runbooks/drills')
const expected = readdirSync(folder)
  .filter((name) => name.endsWith('.yaml'))
  .flatMap((name) => readScenario(name, readFileSync(join(folder, name))).injects.map((inject) => ({ name, inject })))
  .flatMap(({ name, inject: { id, expect: wanted } }) =>
    wanted?.when === undefined ? [] : [{ place: `${name} ${id}`, text: wanted.text, when: wanted.when }],
  )

/** How a text names what a condition looks at, in English and in Dutch. */
const names: { readonly [reference: string]: readonly [RegExp, RegExp] } = {
  'done isolate/declare': [/declare|takes the lead/i, /kondigt? .* af|afgekondigd|de leiding/i],
  'done begin/declare': [/declare/i, /kondigt het incident af/i],
  'done begin/demand': [/demand/i, /eis/i],
  'done supplier/ask-supplier': [/supplier is asked/i, /leverancier krijgt de vraag/i],
  'done notify/tell-dpo': [/DPO/, /DPO/],
  'done data-theft/genuine': [/compared/i, /vergeleken/i],
  'done data-theft/close-way': [/way out is closed/i, /weg naar buiten gaat dicht/i],
  'done account-takeover/recall': [/bank is called/i, /bank wordt gebeld/i],
  'done account-takeover/revoke': [/sessions are ended/i, /sessies worden beëindigd/i],
  'done account-takeover/mailbox-rules': [/list of rules is kept/i, /lijst van regels bewaard/i],
  'done ddos/call-provider': [/provider is called/i, /provider wordt gebeld/i],
  'done ddos/cover': [/beneath the noise/i, /onder het lawaai/i],
  'done isolate/leave-on': [/list/i, /lijst/i],
  'done isolate/lock-identities': [/accounts are locked/i, /accounts worden geblokkeerd/i],
  'done isolate/tell-partners': [/partner/i, /partner/i],
  'done isolate/tell-suppliers': [/supplier|host|warn the eleven/i, /leverancier|hoster|de elf andere/i],
  'done isolate/save-restore-points': [/listed?\b|backups|jobs/i, /oplijsten|opgelijst|back-ups|taken/i],
  'done isolate/ransom-note': [/the note/i, /losgeldbericht/i],
  'done isolate/ransom-demand': [/demand/i, /eis/i],
  'done isolate/custody': [/custody/i, /overdracht/i],
  'done isolate/scope': [/first picture/i, /eerste beeld/i],
  'done notify/tell-mayor': [/mayor/i, /burgemeester/i],
  'done notify/tell-police': [/zone/i, /zone/i],
  'done notify/police-complaint': [/complaint is lodged/i, /klacht (is|wordt) ingediend/i],
  'done notify/tell-ocmw': [/head of/i, /hoofd van de sociale dienst|leidinggevende van de zorg/i],
  'done notify/tell-insurer': [/insurer/i, /verzekeraar/i],
  'done notify/ask-crt': [/help from outside/i, /hulp van buiten/i],
  'done notify/public-statement': [/\btext\b|regret/i, /\btekst\b/i],
  'done notify/extortion-decision': [/decision is on record/i, /beslissing staat genoteerd/i],
  'done notify/breach-risk': [/risk/i, /risico/i],
  'done notify/breach-register': [/register/i, /register/i],
  'done notify/tell-people': [/people concerned are told/i, /betrokkenen worden (vandaag )?verwittigd/i],
  'done notify/tell-coc': [/COC/, /COC/],
  'done emergency/pick-services': [/first services/i, /eerste diensten/i],
  'done emergency/paper': [/paper|sheet/i, /papier|blad/i],
  'done clean/no-route': [/old network/i, /oude netwerk/i],
  'done emergency/neighbour-counter': [/agreement|neighbour/i, /afspraak|buurgemeente/i],
  'done restore/root-cause': [/way in/i, /ingang/i],
  'done restore/test-restore': [/test restore/i, /proef/i],
  'sent ccb-early-warning': [/early warning|it is sent/i, /vroegtijdige waarschuwing|wordt verstuurd/i],
  'sent gdpr-33': [/notif/i, /meld/i],
  'closed null': [/cut|links are|other/i, /sluit|afsluiting|verbindingen/i],
  'closed supplier-tunnel': [/tunnel/i, /tunnel/i],
  'closed police-zone': [/line/i, /lijn/i],
  'backups *': [/detach/i, /losgekoppeld|koppel/i],
  'facts exfiltration': [/'unknown'/, /'onbekend'/],
  'facts extortion_decision': [/no contact, or the police/i, /geen contact, of de politie/i],
  'services e-desk': [/stays up/i, /blijft draaien/i],
  'answered *': [/hears|answer|called/i, /hoort|antwoord|gebeld/i],
}

describe('what the shipped scenarios expect', () => {
  test.each(expected.filter(({ when }) => !seesAnswersOnly(when)))('$place: $when stands in its text', (one) => {
    for (const { name, member } of referencesOf(one.when)) {
      if (name === 'never' || name === 'minutes') continue
      const words = names[`${name} ${member}`] ?? names[`${name} *`]
      expect(words, `${name} ${member} has no words in this table`).toBeDefined()
      expect(one.text.en).toMatch(words?.[0] ?? /$^/)
      expect(one.text.nl).toMatch(words?.[1] ?? /$^/)
    }
  })
  test.each(expected.filter(({ when }) => when.includes('||')))('$place asks for one or the other', ({ text }) => {
    expect(text.en).toMatch(/\bor\b/)
    expect(text.nl).toMatch(/\bof\b/)
  })
  // What a text asks for in these words is measured, and not only hoped for.
  test.each([
    [/declare[sd]? /i, '/declare"]'],
    [/people concerned are told/i, 'notify/tell-people'],
    [/complaint is lodged/i, 'notify/police-complaint'],
    [/mayor is called/i, 'notify/tell-mayor'],
    [/insurer is called/i, 'notify/tell-insurer'],
    [/text goes out/i, 'notify/public-statement'],
    [/risk is judged and reasoned/i, 'notify/breach-risk'],
    [/notification goes out/i, 'gdpr-33'],
    [/early warning (goes out|is sent)/i, 'ccb-early-warning'],
    [/is detached at once/i, 'attached == false'],
    [/accounts are locked, /i, 'isolate/lock-identities'],
  ])('a text with %s has %s in its condition', (words, part) => {
    const mine = expected.filter(({ text, when }) => words.test(text.en) && !seesAnswersOnly(when))
    expect(mine.length).toBeGreaterThan(0)
    for (const { place, when } of mine) expect(when, place).toContain(part)
  })
})
