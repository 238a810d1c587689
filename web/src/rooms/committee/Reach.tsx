import { useQuery } from '@tanstack/react-query'
import { api } from '@/api/client'
import { useT } from '@/app/i18n'
import { useCan } from '@/app/session'
import { Chase } from '@/rooms/notices/Chase'
import css from './Banner.module.css'
import type { Dispatch, Told } from './types'

/** How far a dispatch has reached: signed for, and how many have not even read; those can be told again, and only they. */
export function Reach({ dispatch }: { dispatch: Dispatch }) {
  const may = useCan()('notify.log')
  const told = useQuery({
    queryKey: ['committee', 'told', dispatch.id],
    queryFn: ({ signal }) => api.get<Told>(`/dispatches/${dispatch.id}/told`, undefined, signal),
    enabled: may,
  })
  const t = useT('committee')
  if (!told.data || told.data.matters === 0) return null // everything was joined to what ran already
  const { matters, signed, unread } = told.data
  return (
    <span className={css.left}>
      {t('reach.signed', { signed, matters })}
      {unread > 0 && (
        <>
          {t('reach.unread', { count: unread })}{' '}
          <Chase path={`/dispatches/${dispatch.id}/chase`} body={{}} count={unread} shows={['committee', 'told']} />
        </>
      )}
    </span>
  )
}
