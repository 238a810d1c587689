import { useMutation, useQueryClient } from '@tanstack/react-query'
import { api } from '@/api/client'
import { useT } from '@/app/i18n'
import { useCan } from '@/app/session'
import { Button, toast, useKey, useRefused } from '@/kit'
import './words'

interface ChaseProps {
  path: string
  body: object
  /** How many have not read it. */
  count: number
  /** What shows who has read it, and is asked again. */
  shows: string[]
}

/** 催未读: tells those once more who have not read, and only them; soon again it disturbs nobody. */
export function Chase({ path, body, count, shows }: ChaseProps) {
  const t = useT('notices')
  const refused = useRefused()
  const may = useCan()('notify.chase')
  const queries = useQueryClient()
  const key = useKey()
  const chase = useMutation({
    mutationFn: (k: string) => api.post<{ chased: number }>(path, body, { key: k }),
    onSuccess: r => {
      toast(r.chased > 0 ? t('log.chased', { count: r.chased }) : t('log.justChased'))
      void queries.invalidateQueries({ queryKey: shows })
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
      {t('log.chase', { count })}
    </Button>
  )
}
