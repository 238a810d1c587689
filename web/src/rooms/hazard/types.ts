// What /api/v1/hazards sends, as the generated contract says.

import type { components } from '@/api/schema'

type Wire = components['schemas']

export type HazardRow = Wire['HazardRow']
export type Detail = Wire['HazardDetail']
export type State = HazardRow['state']
export type Grade = HazardRow['grade']
export type VerbName = Wire['hazard.Can']['verb']
export type Verb = Wire['hazard.Can']
export type Photo = Wire['hazard.Photo']
export type Basis = Wire['hazard.Basis']
export type Listing = Wire['hazard.Listing']
export type Terms = Wire['HazardTermsView']
export type Criteria = Wire['hazard.Criteria']
export type Verdict = Wire['hazard.Verdict']
export type Happening = Wire['Node']
export type Timeline = Wire['NodePage']
export type ZeroList = Wire['ZeroList']
export type SilentUnit = Wire['hazard.SilentUnit']
export type Clash = Wire['hazard.Clash']

export const states: State[] = ['judging', 'planned', 'rectifying', 'rechecking', 'closed', 'fixed', 'dropped']
export const openStates: State[] = ['judging', 'planned', 'rectifying', 'rechecking']
export const grades: Grade[] = ['general', 'maybe_major', 'major']
export const levels = ['county', 'city', 'province'] as const
export const stopKinds = ['withdraw', 'partial', 'whole', 'seal', 'cut_supply'] as const
export type Doubt = Wire['DoubtView']
export type TruthRow = Wire['TruthRow']
export const doubtKinds: Doubt['kind'][] = [
  'photo_same',
  'photo_copy',
  'photo_alike',
  'taken_early',
  'taken_late',
  'taken_future',
  'bulk',
  'own_check',
  'no_visit',
]
