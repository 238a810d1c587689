import { useQuery } from '@tanstack/react-query'
import { api } from '@/api/client'
import type { Notice } from '@/api/types'
import { useT } from '@/app/i18n'
import { Screen } from '@/fieldkit'
import { Empty, Loaded } from '@/parts'
import { type Notices, useUnread } from './data'
import { NoticeList } from './NoticeList'
import { ReadAll } from './ReadAll'
import './words'

/** A notice about a matter opens it here; what has no screen on the phone stays a text to read. */
function at(notice: Notice): string {
  const matter = /^\/matters\/([^/?]+)/.exec(notice.path)?.[1]
  if (matter) return `/todo/${matter}`
  const relay = notice.ref?.kind === 'committee.document' ? notice.ref.id : ''
  return relay ? `/todo/relay.${relay}` : '/notices'
}

export default function FieldNotices() {
  const t = useT('notices')
  const count = useUnread()
  const list = useQuery({
    queryKey: ['notices', 'field'],
    queryFn: ({ signal }) => api.get<Notices>('/notices', { limit: 50 }, signal),
  })
  return (
    <Screen name={t('nav')} title={count > 0 ? t('title', { count }) : t('none')}>
      <ReadAll notices={list.data?.items} />
      <Loaded query={list}>
        {data =>
          (data.items ?? []).length === 0 ? (
            <Empty icon="bell" title={t('empty.title')}>
              {t('empty.text')}
            </Empty>
          ) : (
            <NoticeList notices={data.items} at={at} />
          )
        }
      </Loaded>
    </Screen>
  )
}
