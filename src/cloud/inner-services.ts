import type { Text } from '../core/text.ts'

/** The services of the catalogue that no citizen asks for, and that the municipality itself can't do without. */
export const innerServices = {
  'crisis-channel': { en: 'Out-of-band crisis channel', nl: 'Crisiscommunicatie buiten het netwerk' },
  'emergency-planning': { en: 'Emergency planning and alerts (BE-Alert)', nl: 'Noodplanning en BE-Alert' },
  payroll: { en: 'Payroll', nl: 'Loonadministratie' },
  finance: { en: 'Urgent payments to suppliers', nl: 'Dringende betalingen aan leveranciers' },
} as const satisfies Record<string, Text>
