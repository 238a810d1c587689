import type { Notice } from '@/api/types'
import { useT } from '@/app/i18n'
import { Button, Failure } from '@/parts'
import { useReadAll, useUnread } from './data'

/** One press for whoever has looked through the list: all of it is read. */
export function ReadAll({ notices }: { notices?: Notice[] }) {
  const t = useT('notices')
  const count = useUnread()
  const all = useReadAll()
  const newest = notices?.[0]?.id
  if (count === 0 || !newest) return null
  return (
    <div>
      <Button icon="check" busy={all.isPending} onClick={() => all.mutate(newest)}>
        {t('readAll')}
      </Button>
      {all.error && <Failure problem={all.error} />}
    </div>
  )
}
