import type { AttackKind } from './attack-kind.ts'

/** A stranger is in a mailbox, and money left: the bank first, then the sessions, then the rules. */
export const accountTakeover: AttackKind = {
  about: `\
title: { en: The changed account number, nl: Het gewijzigde rekeningnummer }
summary:
  en: An invoice was paid to a wrong account, and mails leave that nobody wrote.
  nl: Een factuur ging naar een verkeerde rekening, en er vertrekken mails die niemand schreef.
`,
  objectives: `\
  - id: bank
    title: { en: The bank is called within half an hour, nl: De bank is binnen het halfuur gebeld }
    measure:
      P: done["account-takeover/recall"] <= 30
      S: done["account-takeover/recall"] <= 60
      M: done["account-takeover/recall"] < never
  - id: sessions
    title: { en: The accounts are locked within the hour, nl: De accounts zijn binnen het uur geblokkeerd }
    measure:
      P: done["account-takeover/revoke"] <= 60
      S: done["account-takeover/revoke"] < never
`,
  world: `\
  services:
    - { id: finance, tier: 2, state: up }
`,
  events: null,
  injects: `\
  - id: builder
    phase: isolate
    at: 5m
    from: { en: A road builder, nl: Een aannemer }
    to: lead
    channel: phone
    text:
      en: "You paid our invoice to another number. We never changed our number."
      nl: "U hebt onze factuur op een ander nummer betaald. Wij hebben ons nummer nooit gewijzigd."
    expect:
      text: { en: "The bank is called, on a known number", nl: "De bank wordt gebeld, op een gekend nummer" }
      when: done["account-takeover/recall"] < never
      within: 25m
    points:
      - { objective: bank, text: { en: Who may call the bank?, nl: Wie mag de bank bellen? } }
  - id: mayor-mail
    level: hard
    phase: isolate
    at: 30m
    from: { en: "Mail, in the name of the mayor", nl: "Mail, in naam van de burgemeester" }
    to: lead
    channel: mail
    text:
      en: "I am in a meeting. Pay the deposit in the attachment, and tell nobody yet."
      nl: "Ik zit in vergadering. Betaal het voorschot in bijlage, en zeg het nog aan niemand."
    expect:
      text: { en: The mayor is called back, nl: De burgemeester wordt teruggebeld }
      when: answered["mayor-mail"] < never
      within: 15m
`,
  quick: `\
    first: [begin/declare, account-takeover/money, account-takeover/recall, account-takeover/revoke]
    facts: { money_gone: "yes" }
`,
  slow: `\
    skips: [account-takeover/recall]
`,
}
