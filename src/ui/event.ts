import { doubtText } from '../core/clock-doubts.ts'
import { counted } from '../core/counted.ts'
import { codesOf } from '../core/early-start.ts'
import type { EventType, LogEvent } from '../core/event.ts'
import { displayWidth } from '../core/harmless.ts'
import { secondPerson } from '../core/second-person.ts'
import { seenText, summaryText } from '../core/seen-text.ts'
import { statedIn } from '../core/stated-times.ts'
import { isApart } from '../core/statements.ts'
import { both, inBoth, type Lang, pick, plain, type Said, type Text } from '../core/text.ts'
import type { View } from '../core/view.ts'
import { aloneTellers } from './alone-event.ts'
import { cloudTellers } from './cloud-event.ts'
import { correctionTeller } from './correction.ts'
import { drillTellers } from './drill-event.ts'
import { falseAlarmText } from './false-alarm.ts'
import { createLook } from './look.ts'
import { paperTellers } from './paper-event.ts'
import { contradictedText, proofText } from './proof.ts'
import { sessionTellers } from './session-event.ts'
import { marksOf, rulesOf, toldIn, withMarks } from './stated.ts'
import type { Teller, Titles } from './teller.ts'
import type { Terminal } from './terminal.ts'
import { showClock, showStated } from './time.ts'
import { hang, pad } from './wrap.ts'

/** An event of the record as one paragraph: time, the step's code, what happened, and what proves it. */
export function renderEvent(event: LogEvent, view: View, terminal: Terminal, lang: Lang): string {
  const look = createLook(terminal, lang)
  const step = event.step === undefined ? undefined : stepOf(event.step, view)
  const code = look.fit(step?.code ?? '', 5)
  const title = step === undefined ? [] : [pick(step.title, lang)]
  // What can't be right about a time that is stated here, as far as the state of the view knows this event.
  const marks = statedIn(event).length === 0 ? [] : marksOf(event.seq, toldIn(view), rulesOf(view))
  const words = withMarks(eventText(event, view), marks)
  const text = look.tell([...title, pick(words, lang)].join(': '))
  const time = showClock(event.t)
  // What follows a line break is indented, so that it can't pass for another event.
  if (look.plain) return [time, code, text.replaceAll('\n', '\n  ')].filter((part) => part !== '').join(', ')
  const first = `${time}  ${pad(code, 5)} `
  const [head = '', ...rest] = hang(first, text, look.columns).split('\n')
  const style = event.type === 'step.outcome' ? results[event.data.result] : null
  const ink = style === null ? (line: string): string => line : look.ink[style]
  return [
    look.ink.faint(time) + ink(head.slice(time.length)),
    ...rest.map((line) => ' '.repeat(displayWidth(first)) + ink(line.trimStart())),
  ].join('\n')
}

const results = { done: 'good', failed: 'loud', deferred: 'warning' } as const

/** The code and title of a step. The title of one that was named during the incident comes from the view too. */
function stepOf(instance: string, view: View): { readonly code: string; readonly title: Text } {
  const found = view.step(instance) ?? view.instances(instance)[0]
  if (found === undefined) return { code: '', title: plain(instance) }
  return {
    code: found.step.code,
    title: found.instance === instance ? found.title : (found.step.each?.ask ?? found.title),
  }
}

/** The words for an event. */
export function eventText(event: LogEvent, view: Titles): Text {
  // A type that this program does not know may have the name of something that every object has.
  const tell = Object.hasOwn(tellers, event.type) ? (tellers[event.type] as Teller<EventType>) : undefined
  return tell?.(event.data, event, view) ?? plain(event.type)
}

const outcomes = {
  done: { en: 'done', nl: 'gedaan' },
  failed: { en: 'FAILED', nl: 'MISLUKT' },
  deferred: { en: 'put off', nl: 'uitgesteld' },
} as const

const decisionWords = {
  done: { en: 'it was done', nl: 'het was gebeurd' },
  redo: { en: 'to be done again', nl: 'opnieuw te doen' },
  failed: { en: 'it failed', nl: 'het was mislukt' },
} as const

const cloudActs: ReadonlyMap<string, Text> = new Map([
  ['up', { en: 'started', nl: 'gestart' }],
  ['down', { en: 'stopped', nl: 'gestopt' }],
  ['export', { en: 'exported', nl: 'geëxporteerd' }],
  ['hand-back', { en: 'handed back', nl: 'teruggegeven' }],
])

/** The tellers of all kinds of events. */
const tellers: { readonly [T in EventType]: Teller<T> } = {
  'incident.opened': ({ incident, municipality, plan, exercise, doubted }) =>
    exercise === undefined
      ? both(
          `${municipality.name}, ${plan}: incident opened`,
          `${municipality.name}, ${plan}: incident geopend`,
          doubted === undefined ? incident : inBoth((lang) => `${incident}; ${pick(doubtText(doubted), lang)}`),
        )
      : both(
          `EXERCISE. ${municipality.name}, ${plan}: drill opened`,
          `OEFENING. ${municipality.name}, ${plan}: oefening geopend`,
          `${exercise.scenario}, ${exercise.level}`,
        ),
  ...sessionTellers,
  'step.expanded': ({ items }) => {
    const names = items.map((item) => item.name).join(', ')
    return both(`${items.length} named`, `${items.length} genoemd`, names)
  },
  'step.intent': ({ attempt, what, before }) => {
    const again = attempt > 1 ? ` (${attempt})` : ''
    const said = both(`starts${again}`, `begint${again}`, what)
    if (before === undefined) return said
    return { en: `${said.en}. Before it: ${before.seen}`, nl: `${said.nl}. Ervoor: ${seenText(before.seen).nl}` }
  },
  'step.outcome': ({ result, summary, proof, contradicted }) => {
    const { en, nl } = outcomes[result]
    const ended = summaryText(summary, proof)
    const said = { en: `${en}, ${ended.en}`, nl: `${nl}, ${ended.nl}` }
    const shown = proof === undefined ? null : proofText(proof)
    const against = contradicted === undefined ? null : contradictedText(contradicted)
    return {
      en: [said.en, ...(shown === null ? [] : [`Proof: ${shown.en}`]), ...(against === null ? [] : [against.en])].join(
        '. ',
      ),
      nl: [said.nl, ...(shown === null ? [] : [`Bewijs: ${shown.nl}`]), ...(against === null ? [] : [against.nl])].join(
        '. ',
      ),
    }
  },
  'step.approved': (data) => {
    const { reason, form, bound } = data
    const who = secondPerson(data)
    const isSigned = form === 'signed'
    const en = `approved by ${who.en}${isSigned ? ', signed' : ''}`
    const nl = `goedgekeurd door ${who.nl}${isSigned ? ', ondertekend' : ''}`
    const acts = bound?.acts ?? []
    if (acts.length < 2) return both(en, nl, reason)
    const named = (lang: Lang): string => acts.map(({ title: of }) => pick(of, lang)).join('; ')
    return both(
      `${en}, for ${acts.length} acts (${named('en')})`,
      `${nl}, voor ${acts.length} handelingen (${named('nl')})`,
      reason,
    )
  },
  ...aloneTellers,
  ...paperTellers,
  'step.refused': (data) => {
    const who = secondPerson(data)
    return both(`REFUSED by ${who.en}`, `GEWEIGERD door ${who.nl}`, data.reason)
  },
  'step.skipped': ({ reason }) => both('skipped', 'overgeslagen', reason),
  'step.blocked': ({ reason }) => both('BLOCKED', 'GEBLOKKEERD', reason),
  'step.unblocked': ({ reason }) => both('no longer blocked', 'niet langer geblokkeerd', reason),
  'step.reopened': ({ reason }) => both('reopened', 'heropend', reason),
  'step.advanced': ({ reason, waits }, _event, view) => {
    const before = codesOf(waits, view).join(', ')
    return both(`TAKEN UP OUT OF ITS ORDER, before ${before}`, `BUITEN DE VOLGORDE BEGONNEN, vóór ${before}`, reason)
  },
  'step.decided': ({ decision, reason, probe, proof }) => {
    const { en, nl } = decisionWords[decision]
    const said = both(`decided: ${en} (${pick(probe, 'en')})`, `beslist: ${nl} (${pick(probe, 'nl')})`, reason)
    if (proof === undefined) return said
    const shown = proofText(proof)
    return { en: `${said.en}. Proof: ${shown.en}`, nl: `${said.nl}. Bewijs: ${shown.nl}` }
  },
  'notice.prepared': ({ obligation, files }, _event, view) => {
    const names = files.map((file) => file.name).join(', ')
    return both(`prepared: ${title(obligation, view).en}`, `klaargemaakt: ${title(obligation, view).nl}`, names)
  },
  'notice.sent': ({ obligation, how, at, reference }, { t }, view) => {
    const detail = `${how}, ${reference}`
    const { en, nl } = title(obligation, view)
    if (!isApart({ at, written: t })) return both(`sent: ${en}`, `verstuurd: ${nl}`, detail)
    const [said, gezegd] = [showStated(at, 'en'), showStated(at, 'nl')]
    return both(`sent ${said} as stated: ${en}`, `naar eigen zeggen verstuurd op ${gezegd}: ${nl}`, detail)
  },
  'note.added': ({ text, redline, at }, { actor, t }) => {
    if (redline !== undefined)
      return both(`redline by ${actor} at ${redline}`, `verbetering van ${actor} bij ${redline}`, text)
    if (at === undefined || !isApart({ at, written: t })) return both(`note by ${actor}`, `notitie van ${actor}`, text)
    const [en, nl] = [showStated(at, 'en'), showStated(at, 'nl')]
    return both(`note by ${actor} on ${en}`, `notitie van ${actor} over ${nl}`, text)
  },
  'evidence.added': ({ files, notTaken = [] }) => {
    if (files.length === 0) return both('not taken', 'niet genomen', few(notTaken.map(({ name }) => name)))
    const names = few(files.map((file) => `${file.name} (SHA-256 ${file.sha256.slice(0, 12)})`))
    return both('evidence in custody', 'bewijs in bewaring', names)
  },
  'evidence.copied': ({ files, where, offline }) =>
    both(
      `second copy of ${counted(files.length, 'file', 'files')}${offline ? ', offline' : ''}`,
      `tweede kopie van ${counted(files.length, 'bestand', 'bestanden')}${offline ? ', offline' : ''}`,
      where,
    ),
  'fact.corrected': correctionTeller,
  'handover.made': ({ from, to, note }) => both(`${from} hands over to ${to}`, `${from} draagt over aan ${to}`, note),
  redaction: (data) => {
    const [line, who] = [data.seq + 1, secondPerson(data)]
    return both(
      `personal value erased in line ${line} (${data.path}), approved by ${who.en}`,
      `persoonsgegeven gewist in regel ${line} (${data.path}), goedgekeurd door ${who.nl}`,
      data.basis,
    )
  },
  'key.added': ({ use, name }, { actor }) =>
    use === 'log'
      ? both('the record is sealed from here on as', 'het logboek wordt vanaf hier verzegeld als', name)
      : both(`signing key of ${actor}`, `ondertekensleutel van ${actor}`, name),
  'cloud.changed': ({ act, services }) => {
    const { en, nl } = cloudActs.get(act) ?? plain(act)
    return both(`emergency cloud ${en}`, `noodcloud ${nl}`, services.join(', '))
  },
  ...cloudTellers,
  'drift.seen': ({ files }) =>
    both(
      'changed on disk since this incident began',
      'op schijf gewijzigd sinds het begin van dit incident',
      files.join(', '),
    ),
  'incident.closed': ({ summary, contradicted, falseAlarm }) => {
    if (falseAlarm !== undefined) return falseAlarmText(falseAlarm)
    const said = both('incident closed', 'incident afgesloten', summary)
    if (contradicted === undefined) return said
    const against = contradictedText(contradicted)
    return { en: `${said.en}. ${against.en}`, nl: `${said.nl}. ${against.nl}` }
  },
  ...drillTellers,
  'log.recovered': ({ quarantine, bytes }) =>
    both(
      `an unfinished line was set aside (${bytes} bytes)`,
      `een onafgewerkte regel is opzijgezet (${bytes} bytes)`,
      quarantine,
    ),
  'log.continued': ({ reason }) => both('the record goes on', 'het logboek gaat verder', reason),
  'segment.start': ({ index }) =>
    both(`the record goes on in part ${index}`, `het logboek gaat verder in deel ${index}`, ''),
  'disk.full': ({ freed }) =>
    both(
      `THE DISK IS FULL (${freed} bytes in reserve freed)`,
      `DE SCHIJF IS VOL (reserve van ${freed} bytes vrijgegeven)`,
      '',
    ),
  'clock.jump': ({ wallMs, monoMs }) => {
    const seconds = Math.round((wallMs - monoMs) / 1000)
    return both(`the clock of this machine jumped ${seconds} s`, `de klok van deze machine versprong ${seconds} s`, '')
  },
  'boot.changed': () => both('the machine was restarted', 'de machine is herstart', ''),
}

/** The first names of many. */
function few(names: readonly string[]): Said {
  const more = names.length - 5
  const shown = names.slice(0, 5).join(', ')
  return more <= 0 ? shown : { en: `${shown} and ${more} more`, nl: `${shown} en nog ${more}` }
}

function title(obligation: string, view: Titles): Text {
  return view.clocks.find((clock) => clock.obligation.id === obligation)?.obligation.title ?? plain(obligation)
}
