import { asProblem } from '@/api/problem'
import { useT } from '@/app/i18n'
import { AreaField } from '@/kit'
import type { Detail } from '../types'

interface DespiteProps {
  detail: Detail
  problem: unknown
  value: string
  onValue: (value: string) => void
}

/** Where there are doubts, whoever accepts all the same says why; some doubts arise only with the closing itself. */
export function Despite({ detail, problem, value, onValue }: DespiteProps) {
  const t = useT('hazard')
  const known = detail.doubts.some(d => d.asks && !d.answer)
  const asked = Boolean(problem) && asProblem(problem).field('despite') !== undefined
  if (!known && !asked && value === '') return null
  return (
    <AreaField
      name="despite"
      label={t('doubt.despite')}
      hint={t('doubt.despiteHint')}
      value={value}
      onValue={onValue}
    />
  )
}
