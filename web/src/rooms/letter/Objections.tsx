import { useT } from '@/app/i18n'
import { Panel } from '@/kit'
import type { Letter } from './data'
import { ObjectionList } from './ObjectionList'

/** The objections to a letter's facts, where there are any. */
export function Objections({ letter }: { letter: Letter }) {
  const t = useT('letter')
  if (letter.objections.length === 0) return null
  return (
    <Panel title={t('object.title')}>
      <ObjectionList letter={letter} />
    </Panel>
  )
}
