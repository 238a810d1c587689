import type { Notice } from '@/api/types'
import { useT } from '@/app/i18n'
import { useFilters } from '@/app/router'
import { Button, Empty, FilterBar, Loaded, Page, usePages } from '@/kit'
import { useUnread } from './data'
import { NoticeList } from './NoticeList'
import { ReadAll } from './ReadAll'

export default function DeskNotices() {
  const t = useT('notices')
  const [{ unread }] = useFilters()
  const count = useUnread()
  const list = usePages<Notice>(['notices', 'list'], '/notices', { unread: unread ? true : undefined })
  const query = { data: list.rows, error: list.error, isPending: list.rows === undefined, refetch: list.onRetry }
  return (
    <Page
      name={t('nav')}
      title={count > 0 ? t('title', { count }) : t('none')}
      action={<ReadAll notices={list.rows} />}
    >
      <FilterBar filters={[{ name: 'unread', label: t('filter'), options: [{ value: 'yes', label: t('fresh') }] }]} />
      <Loaded query={query}>
        {rows =>
          rows.length === 0 ? (
            <Empty icon="bell" title={t('empty.title')}>
              {t('empty.text')}
            </Empty>
          ) : (
            <NoticeList notices={rows} at={n => n.path || '/notices'} />
          )
        }
      </Loaded>
      {list.more.has && (
        <div>
          <Button busy={list.more.busy} onClick={list.more.load}>
            {t('more')}
          </Button>
        </div>
      )}
    </Page>
  )
}
