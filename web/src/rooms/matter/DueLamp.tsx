import { useT } from '@/app/i18n'
import { Lamp } from '@/kit'
import type { LampData } from './types'

/** The lamp of a matter; one without a deadline says so in words, because there is nothing to light. */
export function DueLamp({ lamp, big }: { lamp: LampData; big?: boolean }) {
  const t = useT('matter')
  if (lamp.kind === 'none') return <span className="muted nowrap">{lamp.text || t('lamp.none')}</span>
  return <Lamp lamp={lamp} big={big} />
}
