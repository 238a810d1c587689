import { useT } from '@/app/i18n'
import { useCan } from '@/app/session'
import { Tabs } from '@/kit'

type At = 'cover' | 'scores' | 'year' | 'templates'

const places: [At, string][] = [
  ['cover', '/letters'],
  ['scores', '/letters/scores'],
  ['year', '/letters/year'],
  ['templates', '/letters/templates'],
]

export function LetterTabs({ at }: { at: At }) {
  const t = useT('letter')
  const can = useCan()
  const shown = places.filter(([key]) => (key === 'year' ? can('letter.assess') : true))
  return <Tabs label={t('nav')} at={at} tabs={shown.map(([key, to]) => ({ key, label: t(`tab.${key}`), to }))} />
}
