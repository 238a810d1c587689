import { useState } from 'react'
import { api, url } from '@/api/client'
import { useT } from '@/app/i18n'
import { navigate } from '@/app/router'
import { Button, Dialog, useKey, useRefused } from '@/kit'
import { type Annual, useAnnualWrite } from './data'
import { MeetingForm } from './MeetingForm'
import { NilForm } from './NilForm'

/** What can be made of the report: a draft 通报, a workbook, a page to print, figures of a meeting, a zero report. */
export function Verbs({ report, onPrint }: { report: Annual; onPrint: () => void }) {
  const t = useT('annual')
  const [asks, setAsks] = useState<'meeting' | 'nil'>()
  const close = () => setAsks(undefined)
  const drafts = report.can.includes('draft')
  return (
    <>
      <Button icon="print" onClick={onPrint}>
        {t('print')}
      </Button>
      <Button onClick={() => window.location.assign(url(`/reports/annual.xlsx?year=${report.year}`))}>
        {t('xlsx')}
      </Button>
      {report.can.includes('declare') && report.over && <Button onClick={() => setAsks('nil')}>{t('nil.nav')}</Button>}
      {drafts && report.any && <Button onClick={() => setAsks('meeting')}>{t('meeting.nav')}</Button>}
      {drafts && <Draft year={report.year} />}
      <Dialog open={asks === 'nil'} title={t('nil.nav')} onClose={close}>
        <NilForm report={report} onDone={close} />
      </Dialog>
      <Dialog open={asks === 'meeting'} title={t('meeting.nav')} onClose={close}>
        <MeetingForm year={report.year} onDone={close} />
      </Dialog>
    </>
  )
}

function Draft({ year }: { year: number }) {
  const t = useT('annual')
  const keyFor = useKey()
  const refused = useRefused()
  const write = useAnnualWrite((body: object, key) => api.post<{ id: string }>('/reports/annual/draft', body, { key }))
  return (
    <Button
      look="primary"
      icon="file"
      busy={write.isPending}
      onClick={() =>
        write.mutate(
          { body: { year }, key: keyFor({ year, at: Date.now() }) },
          {
            onSuccess: d => navigate(`/documents/drafts/${d.id}`),
            onError: refused,
          },
        )
      }
    >
      {t('draft')}
    </Button>
  )
}
