import { useState } from 'react'
import { api } from '@/api/client'
import { useT } from '@/app/i18n'
import { useCan } from '@/app/session'
import {
  Actions,
  AreaField,
  Button,
  Dialog,
  Form,
  Icon,
  Loaded,
  Note,
  Panel,
  Tag,
  toast,
  useForm,
  useKey,
  useRefused,
} from '@/kit'
import { useSay } from '@/rooms/matter/say'
import { type Label, type Labels, type Site, useSiteLabels, useSiteWrite } from './data'
import { sheetOf } from './LabelMany'
import css from './Site.module.css'
import { scansOf } from './scans'

/** The labels on the wall: which hold, how often they were scanned (counts only), to print, to replace, to revoke. */
export function LabelsPanel({ site }: { site: Site }) {
  const t = useT('site')
  const can = useCan()
  const labels = useSiteLabels(site.id)
  const live = site.status === 'active' && can('site.label')
  const holds = labels.data?.items.some(l => l.status === 'active')
  return (
    <Panel
      title={t('label.title')}
      extra={
        live && (
          <span className={css.verbs}>
            {holds && (
              <a className={css.sheet} href={sheetOf([site.id])} target="_blank" rel="noreferrer">
                <Icon name="print" size={16} />
                <span>{t('label.sheet')}</span>
              </a>
            )}
            <MakeLabel site={site} />
          </span>
        )
      }
    >
      <Note>{t('label.scope')}</Note>
      <Loaded query={labels} rows={3}>
        {data =>
          data.items.length === 0 ? (
            <p className="muted">{t('label.none')}</p>
          ) : (
            <ul className={css.labels}>
              {data.items.map(l => (
                <LabelLine key={l.code} label={l} labels={data} live={live} />
              ))}
            </ul>
          )
        }
      </Loaded>
    </Panel>
  )
}

function MakeLabel({ site }: { site: Site }) {
  const t = useT('site')
  const refused = useRefused()
  const keyFor = useKey()
  const make = useSiteWrite((_: object, key) => api.post<Label>(`/sites/${site.id}/labels`, {}, { key }))
  const press = () =>
    make.mutate(
      { body: {}, key: keyFor({ site: site.id, at: Date.now() }) },
      {
        onSuccess: l => toast(t('label.madeOne', { code: l.code })),
        onError: refused,
      },
    )
  return (
    <Button small icon="plus" busy={make.isPending} onClick={press}>
      {t('label.make')}
    </Button>
  )
}

function LabelLine({ label: l, labels, live }: { label: Label; labels: Labels; live: boolean }) {
  const t = useT('site')
  const say = useSay()
  const [open, setOpen] = useState<'' | 'revoke' | 'rotate'>('')
  const scans = scansOf(labels.scans, l.code)
  const holds = l.status === 'active'
  return (
    <li className={css.label}>
      <span className={css.labelWords}>
        <strong className={css.code}>{l.code}</strong>
        <Tag tone={holds ? 'brand' : 'done'}>{t(`label.${l.status}`)}</Tag>
        <span className="muted">
          {t('label.since', { day: say.day(l.created) })} ·{' '}
          {t('label.scans', { signed: scans.signed, open: scans.public })}
        </span>
        {l.reason && <span>{t('label.why', { reason: l.reason, next: l.next || t('none') })}</span>}
      </span>
      {live && holds && (
        <span className={css.verbs}>
          <Button small onClick={() => setOpen('rotate')}>
            {t('label.rotate')}
          </Button>
          <Button small onClick={() => setOpen('revoke')}>
            {t('label.revoke')}
          </Button>
        </span>
      )}
      <Dialog
        open={open !== ''}
        title={open ? t(`label.${open}Title`, { code: l.code }) : ''}
        onClose={() => setOpen('')}
      >
        {open && <ReasonForm code={l.code} verb={open} onDone={() => setOpen('')} />}
      </Dialog>
    </li>
  )
}

interface ReasonProps {
  code: string
  verb: 'revoke' | 'rotate'
  onDone: () => void
}

function ReasonForm({ code, verb, onDone }: ReasonProps) {
  const t = useT('site')
  const keyFor = useKey()
  const form = useForm({ reason: '' }, ['reason'])
  const act = useSiteWrite((body: object, key) => api.post<Label>(`/labels/${code}/${verb}`, body, { key }))
  const submit = () => {
    const body = { reason: form.values.reason.trim() }
    const done = (l: Label) => {
      toast(t(`label.${verb}Said`, { code: l.code }))
      onDone()
    }
    if (form.valid()) act.mutate({ body, key: keyFor({ ...body, verb }) }, { onSuccess: done })
  }
  return (
    <Form onSubmit={submit} errors={form.errors} problem={act.error}>
      <p>{t(`label.${verb}Text`)}</p>
      <AreaField {...form.bind('reason')} label={t('label.reason')} />
      <Actions>
        <Button type="submit" look={verb === 'revoke' ? 'danger' : 'primary'} busy={act.isPending}>
          {t(`label.${verb}`)}
        </Button>
      </Actions>
    </Form>
  )
}
