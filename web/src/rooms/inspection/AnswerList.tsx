import { cameraFile, url } from '@/api/client'
import { useT } from '@/app/i18n'
import { Link } from '@/app/router'
import { Tag } from '@/kit'
import { type Answer, type Form, type InspectionView, type Item, useSay } from './data'
import css from './Inspection.module.css'

interface Props {
  form: Form
  answers: Answer[]
  hits: InspectionView['hits']
}

/** Every question that was asked, with its answer; what was not asked is left out. */
export function AnswerList({ form, answers, hits }: Props) {
  const say = useSay()
  const given = new Map(answers.map(a => [a.item, a]))
  let no = 0
  return (
    <ul className={css.items}>
      {form.items.map(it => {
        if (it.kind === 'group') {
          return (
            <li key={it.name} className={css.group}>
              {say(it.label, it.labelEn)}
            </li>
          )
        }
        const answer = given.get(it.name)
        if (!answer) return null
        no++
        return (
          <AnswerRow
            key={it.name}
            no={no}
            it={it}
            form={form}
            answer={answer}
            hit={hits.find(h => h.item === it.name)}
          />
        )
      })}
    </ul>
  )
}

function AnswerRow({
  no,
  it,
  form,
  answer,
  hit,
}: {
  no: number
  it: Item
  form: Form
  answer: Answer
  hit?: Props['hits'][number]
}) {
  const t = useT('inspection')
  const say = useSay()
  const photos = [...(answer.photos ?? []), ...(answer.action?.fixed ?? [])]
  return (
    <li className={css.item}>
      <span className={css.no}>{no}</span>
      <span>{say(it.label, it.labelEn)}</span>
      <Tag tone={hit ? 'strong' : 'plain'}>{spoken(it, form, answer, say, t('answer.none'))}</Tag>
      {(hit || answer.note || it.basis?.length) && (
        <div className={css.more}>
          {hit && (
            <span>
              {t(hit.fixed ? 'answer.fixed' : 'answer.hazard')} <Link to={`/hazards/${hit.hazard}`}>{hit.number}</Link>
            </span>
          )}
          {answer.note && <span>{answer.note}</span>}
          {it.basis?.map(b => (
            <span key={b.document + (b.clause ?? '')}>{`${b.document} ${b.clause ?? ''}`}</span>
          ))}
        </div>
      )}
      {photos.length > 0 && (
        <div className={css.photos}>
          {photos.map(p => (
            <a key={p.hash} href={cameraFile(p)} target="_blank" rel="noreferrer">
              <img
                src={url(`/files/${p.hash}/thumb`)}
                alt={t('answer.photo', { item: say(it.label, it.labelEn) })}
                loading="lazy"
              />
            </a>
          ))}
        </div>
      )}
    </li>
  )
}

/** spoken is an answer in words: the option's label, the figure, the place. */
function spoken(it: Item, form: Form, a: Answer, say: (zh?: string, en?: string) => string, none: string): string {
  const options = form.lists?.find(l => l.name === it.list)?.options ?? []
  const word = (value: string) => {
    const o = options.find(x => x.value === value)
    return o ? say(o.label, o.labelEn) : value
  }
  if (it.kind === 'choices') return (a.values ?? []).map(word).join('、') || none
  if (it.kind === 'place') return a.point ? `${a.point.lat.toFixed(5)}, ${a.point.lon.toFixed(5)}` : none
  if (it.kind === 'photo') return String(a.photos?.length ?? 0)
  return a.value ? word(a.value) : none
}
