import { url } from '@/api/client'
import { useT } from '@/app/i18n'
import { Icon } from '@/parts'
import css from './MatterFacts.module.css'

/** The numbered document that is to be signed for, as it went out. */
export function PaperLink({ id, number }: { id?: string; number: string }) {
  const t = useT('todo')
  if (!id) return null
  return (
    <a className={css.paper} href={url(`/papers/${id}.docx`)} download>
      <Icon name="file" size={16} />
      <span>{t('paper', { number })}</span>
    </a>
  )
}
