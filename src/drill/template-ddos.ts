import type { AttackKind } from './attack-kind.ts'

/** Nobody reaches the site: who filters, and is it only noise? Nothing is cut. */
export const ddos: AttackKind = {
  about: `\
title: { en: The site that nobody reaches, nl: De site die niemand bereikt }
summary:
  en: On the day of the enrolments the website is flooded with traffic.
  nl: Op de dag van de inschrijvingen wordt de website overbelast.
`,
  objectives: `\
  - id: provider
    title: { en: The provider is called within half an hour, nl: De provider is binnen het halfuur gebeld }
    measure:
      P: done["ddos/call-provider"] <= 30
      S: done["ddos/call-provider"] <= 60
      M: done["ddos/what-is-flooded"] < never
  - id: cover
    title: { en: Somebody looks beneath the noise, nl: Iemand kijkt onder het lawaai }
    measure:
      P: done["ddos/cover"] <= 90
      S: done["ddos/cover"] < never
`,
  world: `\
  services:
    - { id: childcare, tier: 2, state: up }
`,
  events: null,
  injects: `\
  - id: parents
    phase: isolate
    at: 5m
    from: { en: The reception, nl: Het onthaal }
    to: lead
    channel: phone
    text:
      en: "The enrolments began at eight, and the site does nothing. Sixty calls are waiting."
      nl: "De inschrijvingen begonnen om acht uur, en de site doet niets. Er wachten zestig oproepen."
    expect:
      text: { en: The internet provider is called, nl: De internetprovider wordt gebeld }
      when: done["ddos/call-provider"] < never
      within: 25m
    points:
      - objective: provider
        text: { en: "Too many parents, or an attack?", nl: "Te veel ouders, of een aanval?" }
  - id: quiet-alarm
    level: hard
    phase: isolate
    at: 30m
    from: { en: The virus scanner, nl: De virusscanner }
    to: lead
    channel: screen
    text:
      en: "A new administrator's account was made on the file server."
      nl: "Op de bestandsserver is een nieuwe beheerdersaccount gemaakt."
    expect:
      text: { en: Somebody looks beneath the noise, nl: Iemand kijkt onder het lawaai }
      when: done["ddos/cover"] < never
      within: 60m
`,
  quick: `\
    first: [begin/declare, ddos/what-is-flooded, ddos/call-provider, ddos/cover]
`,
  slow: `\
    skips: [ddos/cover]
`,
}
