import { useT } from '@/app/i18n'
import { useCan } from '@/app/session'
import { Tabs } from '@/kit'

type At = 'cover' | 'scores' | 'year' | 'templates' | 'keys'

const places: [At, string][] = [
  ['cover', '/letters'],
  ['scores', '/letters/scores'],
  ['year', '/letters/year'],
  ['templates', '/letters/templates'],
  ['keys', '/letters/keys'],
]

const needs: Partial<Record<At, string>> = { year: 'letter.assess', keys: 'letter.key' }

export function LetterTabs({ at }: { at: At }) {
  const t = useT('letter')
  const can = useCan()
  const shown = places.filter(([key]) => (needs[key] ? can(needs[key]) : true))
  return <Tabs label={t('nav')} at={at} tabs={shown.map(([key, to]) => ({ key, label: t(`tab.${key}`), to }))} />
}
