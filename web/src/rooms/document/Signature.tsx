import { useT } from '@/app/i18n'
import { Tag } from '@/kit'
import { useSay } from '@/rooms/matter/say'
import type { Receipt } from './data'

/** How a receipt stands: signed by whom and when, or waiting until when. */
export function Signature({ receipt: r }: { receipt: Receipt }) {
  const t = useT('document')
  const say = useSay()
  if (r.signed) {
    return (
      <>
        <Tag tone="done">{t('signed')}</Tag> {r.signedBy.name} {say.time(r.signed)}
      </>
    )
  }
  if (!r.waits) return <Tag>{t('ended')}</Tag>
  return (
    <>
      <Tag tone={r.late ? 'strong' : 'plain'}>{t(r.late ? 'late' : 'waits')}</Tag>{' '}
      {r.due && t('dueAt', { at: say.time(r.due) })} {r.chased > 0 && t('chasedTimes', { count: r.chased })}
    </>
  )
}
