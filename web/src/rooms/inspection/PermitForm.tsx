import { api } from '@/api/client'
import { useT } from '@/app/i18n'
import { navigate } from '@/app/router'
import { countyNow } from '@/app/time'
import { Actions, AreaField, Button, Form, SelectField, TextField, toast, useForm, useKey } from '@/kit'
import { type PermitKind, type PermitView, useOne, useRoomWrite, useSay } from './data'
import css from './Inspection.module.css'

/** What a county's wall clock shows, as the server takes it. */
const instant = (local: string) => `${local}:00+08:00`

/** Asking for dangerous work: what, where, by whom, who watches, and for how long. */
export function PermitForm({ kinds, onDone }: { kinds: PermitKind[]; onDone: () => void }) {
  const t = useT('inspection')
  const say = useSay()
  const keyFor = useKey()
  const sites =
    useOne<{ items: { id: string; name: string }[] | null }>('sites', '/sites', { limit: 200 }).data?.items ?? []
  const now = countyNow()
  const blank = {
    kind: '',
    level: '',
    site: '',
    spot: '',
    work: '',
    doer: '',
    watch: '',
    dangers: '',
    from: now.format('YYYY-MM-DDTHH:mm'),
    to: now.add(8, 'hour').format('YYYY-MM-DDTHH:mm'),
  }
  const form = useForm(blank, ['kind', 'spot', 'work', 'doer', 'watch'])
  const { values, set } = form
  const levels = kinds.find(k => k.key === values.kind)?.levels ?? []
  const level = values.level || (levels[0]?.key ?? '')
  const save = useRoomWrite((body: object, key) => api.post<PermitView>('/permits', body, { key }))
  const submit = () => {
    if (!form.valid()) return
    const body = { ...values, level, from: instant(values.from), to: instant(values.to) }
    save.mutate(
      { body, key: keyFor(body) },
      {
        onSuccess: p => {
          toast(t('permit.asked'))
          onDone()
          navigate(`/permits/${p.id}`)
        },
      },
    )
  }
  return (
    <Form onSubmit={submit} errors={form.errors} problem={save.error}>
      <div className={css.pair}>
        <SelectField
          name="kind"
          label={t('permit.kind')}
          blank={t('choose')}
          value={values.kind}
          onValue={v => {
            set('kind', v)
            set('level', '')
          }}
          options={kinds.map(k => ({ value: k.key, label: say(k.zh, k.en) }))}
        />
        <SelectField
          name="level"
          label={t('permit.level')}
          value={level}
          onValue={v => set('level', v)}
          options={levels.map(l => ({
            value: l.key,
            label: t('permit.hours', { level: say(l.zh, l.en), hours: l.hours }),
          }))}
        />
      </div>
      <SelectField
        {...form.bind('site')}
        label={t('col.site')}
        blank={t('permit.noSite')}
        options={sites.map(s => ({ value: s.id, label: s.name }))}
      />
      <TextField {...form.bind('spot')} label={t('permit.spot')} />
      <AreaField {...form.bind('work')} label={t('permit.work')} rows={2} />
      <div className={css.pair}>
        <TextField {...form.bind('doer')} label={t('permit.doer')} hint={t('permit.noNames')} />
        <TextField {...form.bind('watch')} label={t('permit.watch')} hint={t('permit.noNames')} />
        <TextField {...form.bind('from')} type="datetime-local" label={t('permit.from')} />
        <TextField {...form.bind('to')} type="datetime-local" label={t('permit.until')} />
      </div>
      <TextField {...form.bind('dangers')} label={t('permit.dangers')} optional />
      <Actions>
        <Button type="submit" look="primary" busy={save.isPending}>
          {t('permit.ask')}
        </Button>
        <Button onClick={onDone}>{t('cancel')}</Button>
      </Actions>
    </Form>
  )
}
