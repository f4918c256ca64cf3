import type { AttackKind } from './attack-kind.ts'

/** Files are locked: who declares, and what goes on without computers? */
export const ransomware: AttackKind = {
  about: `\
title: { en: An ordinary morning, nl: Een gewone ochtend }
summary:
  en: The file server is locked, and the care home is the first to notice.
  nl: De bestandsserver is vergrendeld, en het woonzorgcentrum merkt het als eerste.
`,
  objectives: `\
  - id: declare
    title: { en: The incident is declared within half an hour, nl: Het incident is binnen het halfuur afgekondigd }
    measure:
      P: done["isolate/declare"] <= 30
      S: done["isolate/declare"] <= 60
      M: done["isolate/declare"] < never
`,
  world: `\
  hosts:
    - { id: pc, name: { en: Workstations, nl: Werkposten }, count: 100, encrypted: 4 }
  services:
    - { id: births, tier: 1, state: down }
  backups:
    - { id: tape, name: { en: Weekly tapes, nl: Wekelijkse tapes }, attached: false }
`,
  events: `\
  - id: spread
    level: hard
    at: 45m
    when: done["isolate/declare"] == never
    what: { en: Ten more machines are encrypted, nl: Nog tien toestellen worden versleuteld }
    change: [{ hosts: pc, encrypt: 10 }]
`,
  injects: `\
  - id: care-home
    phase: isolate
    at: 5m
    from: { en: The care home, nl: Het woonzorgcentrum }
    to: lead
    channel: phone
    text:
      en: "Nothing works any more. There is a letter on {{ hosts.pc.encrypted }} screens."
      nl: "Niets werkt nog. Op {{ hosts.pc.encrypted }} schermen staat een brief."
    expect:
      text: { en: The incident is declared, nl: Het incident wordt afgekondigd }
      when: done["isolate/declare"] < never
      within: 30m
    points:
      - { objective: declare, text: { en: Who decides?, nl: Wie beslist? } }
`,
  quick: null,
  slow: null,
}
