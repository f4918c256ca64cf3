import { compiledPlan } from '../../adapters/program/compiled-plans.ts'
import type { Loaded } from '../../runbook/load.ts'

/** The plan in these files. Shipped ones come ready from the build; for others the reader of runbooks is loaded. */
export async function compiledOrLoadedPlan(files: ReadonlyMap<string, Buffer>, plan: string): Promise<Loaded> {
  return compiledPlan(files, plan) ?? (await import('../../runbook/load.ts')).loadPlan(files, plan)
}
