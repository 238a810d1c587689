import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { api } from '@/api/client'
import { useT } from '@/app/i18n'
import { useCan } from '@/app/session'
import { Button, toast, useKey, useRefused } from '@/kit'
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
          {t('reach.unread', { count: unread })} <Chase dispatch={dispatch.id} count={unread} />
        </>
      )}
    </span>
  )
}

function Chase({ dispatch, count }: { dispatch: string; count: number }) {
  const t = useT('committee')
  const refused = useRefused()
  const may = useCan()('notify.chase')
  const queries = useQueryClient()
  const key = useKey()
  const chase = useMutation({
    mutationFn: (k: string) => api.post<{ chased: number }>(`/dispatches/${dispatch}/chase`, {}, { key: k }),
    onSuccess: r => {
      toast(r.chased > 0 ? t('reach.chased', { count: r.chased }) : t('reach.justChased'))
      void queries.invalidateQueries({ queryKey: ['committee', 'told'] })
    },
    onError: refused,
  })
  if (!may) return null
  return (
    <Button
      small
      icon="bell"
      busy={chase.isPending}
      onClick={() => chase.mutate(key({ count, at: Math.floor(Date.now() / 60_000) }))}
    >
      {t('reach.chase')}
    </Button>
  )
}
