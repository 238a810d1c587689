import { useState } from 'react'
import { useT } from '@/app/i18n'
import { navigate } from '@/app/router'
import { Button, Dialog } from '@/kit'
import { ReportForm } from './forms/ReportForm'

/** 上报隐患 at the desk: what an office hears of without standing before it. */
export function NewHazard({ site }: { site?: { id: string; name: string } }) {
  const t = useT('hazard')
  const [open, setOpen] = useState(false)
  return (
    <>
      <Button look="primary" icon="plus" onClick={() => setOpen(true)}>
        {t('report.open')}
      </Button>
      <Dialog open={open} title={t('report.open')} onClose={() => setOpen(false)}>
        <ReportForm site={site ?? null} onDone={id => navigate(`/hazards/${id}`)} />
      </Dialog>
    </>
  )
}
