/**
 * The one list of the pages of records, by kind of reference. A kind that stands in no line has no page of its own. What the
 * server gives an address for (`href`) needs no line here.
 */
export const pages = {
  'committee.meeting': '/meetings/:id',
  'hazard.hazard': '/hazards/:id',
  'inspection.inspection': '/inspections/:id',
  'letter.letter': '/letters/:id',
  'matrix.finding': '/matrix/findings/:id',
  'matter.matter': '/matters/:id',
  'registry.site': '/sites/:id',
  'registry.unit': '/units/:id',
  'risk.point': '/risks/:id',
} as const

/** The page of a record, where its kind has one. */
export function pageOf(kind: keyof typeof pages, id: string): string
export function pageOf(kind: string, id: string): string | undefined
export function pageOf(kind: string, id: string): string | undefined {
  return (pages as Record<string, string>)[kind]?.replace(':id', id)
}
