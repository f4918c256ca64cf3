import { harmlessLine } from '../core/harmless.ts'
import type { Text } from '../core/text.ts'

/** The reasons why an approval can't stand, in the words that follow "the approval …:". Lines count from 1. */
export const approvalFaults = {
  text: {
    en: 'what was signed is about something else',
    nl: 'wat ondertekend werd, gaat over iets anders',
  },
  unsigned: {
    en: 'it counts as signed, and its signature is not there',
    nl: 'ze geldt als ondertekend, en de handtekening is er niet',
  },
  unbound: {
    en: 'it names no act, although approvals before it in this record do',
    nl: 'ze noemt geen handeling, hoewel eerdere goedkeuringen in dit logboek dat wel doen',
  },
  laterLine: {
    en: 'it says that it was given after a line that was not there yet',
    nl: 'ze zegt gegeven te zijn na een regel die er nog niet was',
  },
  earlierLine: {
    en: 'it was given for an earlier line: other acts stand between that line and this one',
    nl: 'ze werd gegeven bij een eerdere regel: tussen die regel en deze staan andere handelingen',
  },
  otherStep: {
    en: 'it does not name the act that it stands beside',
    nl: 'ze noemt niet de handeling waar ze bij staat',
  },
  sameAct: { en: 'it names one act twice', nl: 'ze noemt één handeling twee keer' },
  ownAct: {
    en: 'who approved carries it out',
    nl: 'wie goedkeurde, voert uit',
  },
  again: {
    en: 'it was used before',
    nl: 'ze werd al eerder gebruikt',
  },
} as const satisfies { readonly [name: string]: Text }

export function otherIncident(incident: string): Text {
  const shown = harmlessLine(incident, 100)
  return {
    en: `it was given in another incident (${shown})`,
    nl: `ze werd gegeven in een ander incident (${shown})`,
  }
}

export function otherActor(bound: string, actor: string, line: number): Text {
  const [meant, did] = [harmlessLine(bound, 100), harmlessLine(actor, 100)]
  return {
    en: `it was given for "${meant}", and line ${line} is an act by "${did}"`,
    nl: `ze werd gegeven voor "${meant}", en regel ${line} is een handeling van "${did}"`,
  }
}

export function otherAct(line: number): Text {
  return {
    en: `it was given for another act than the one that began in line ${line}`,
    nl: `ze werd gegeven voor een andere handeling dan die van regel ${line}`,
  }
}

export function usedAgain(line: number): Text {
  return {
    en: `it was used up, and line ${line} does the act once more`,
    nl: `ze was opgebruikt, en regel ${line} doet de handeling nog eens`,
  }
}

const called = {
  bound: { en: 'the approval', nl: 'de goedkeuring' },
  old: { en: 'the approval', nl: 'de goedkeuring' },
  alone: { en: 'the act without a second person', nl: 'de handeling zonder tweede persoon' },
  later: { en: 'the judgement afterwards', nl: 'het oordeel achteraf' },
} as const

/** An approval without a signature that can't stand, or what is in the place of one. */
export function cannotStand(form: keyof typeof called, approver: string, line: number, why: Text): Text {
  const shown = harmlessLine(approver, 100)
  return {
    en: `${called[form].en} in line ${line} (${shown}) can't stand: ${why.en}`,
    nl: `${called[form].nl} in regel ${line} (${shown}) kan niet: ${why.nl}`,
  }
}

/** The sentences on what was looked at in approvals; none: nothing to say. */
export function checkedApprovals(bound: number, oldSigned: number): readonly Text[] {
  return [...(bound === 0 ? [] : [checkedBound(bound)]), ...(oldSigned === 0 ? [] : [checkedOld(oldSigned)])]
}

function checkedBound(count: number): Text {
  const isOne = count === 1
  return {
    en: `of ${isOne ? '1 approval' : `${count} approvals`}: given in this record, at this line, for the acts and the person that followed, and used once for each act`,
    nl: `van ${isOne ? '1 goedkeuring' : `${count} goedkeuringen`}: gegeven in dit logboek, bij deze regel, voor de handelingen en de persoon die volgden, en één keer gebruikt voor elke handeling`,
  }
}

function checkedOld(count: number): Text {
  const isOne = count === 1
  return {
    en: `of ${isOne ? '1 signed approval' : `${count} signed approvals`} in the form of 0.1.0: signed in this record, at this line and for this step, and for the act and the person that followed`,
    nl: `van ${isOne ? '1 ondertekende goedkeuring' : `${count} ondertekende goedkeuringen`} in de vorm van 0.1.0: ondertekend in dit logboek, bij deze regel en voor deze stap, en voor de handeling en de persoon die volgden`,
  }
}

/** The sentences on what approvals of 0.1.0 don't say. */
export function oldApprovalLimits(asserted: number, passedOn: number): readonly Text[] {
  return [
    ...(asserted === 0
      ? []
      : [
          {
            en: `${asserted === 1 ? '1 approval was' : `${asserted} approvals were`} written by 0.1.0, which did not record for what: only the place in the record ties ${asserted === 1 ? 'it' : 'them'} to an act`,
            nl: `${asserted === 1 ? '1 goedkeuring werd' : `${asserted} goedkeuringen werden`} geschreven door 0.1.0, dat niet vastlegde waarvoor: alleen de plaats in het logboek verbindt ze met een handeling`,
          },
        ]),
    ...(passedOn === 0
      ? []
      : [
          {
            en: `${passedOn === 1 ? '1 signed approval was' : `${passedOn} signed approvals were`} given before a break and used behind it by somebody else, or for what had changed: 0.1.0 let that be`,
            nl: `${passedOn === 1 ? '1 ondertekende goedkeuring werd' : `${passedOn} ondertekende goedkeuringen werden`} gegeven voor een onderbreking en daarna gebruikt door iemand anders, of voor iets wat gewijzigd was: 0.1.0 liet dat toe`,
          },
        ]),
  ]
}
