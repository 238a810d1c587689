import { useT } from '@/app/i18n'
import { Button, IconButton, Panel, TextField } from '@/kit'
import type { List } from './data'
import { isYesNo } from './draft'
import css from './Inspection.module.css'
import { bars, cells, LinesField } from './LinesField'

/** Lists of options, one option a line: value | 中文 | English. The yes/no list is the house's own. */
export function ListEditor({ lists, onLists }: { lists: List[]; onLists: (lists: List[]) => void }) {
  const t = useT('inspection')
  const put = (at: number, patch: Partial<List>) => onLists(lists.map((l, i) => (i === at ? { ...l, ...patch } : l)))
  return (
    <Panel title={t('editor.lists')}>
      {lists.map((l, i) =>
        isYesNo(l) ? null : (
          // biome-ignore lint/suspicious/noArrayIndexKey: names change while they are typed
          <div key={i} className={css.editor}>
            <div className={css.row}>
              <div className={css.grow}>
                <TextField
                  name={`form.lists[${i}].name`}
                  label={t('editor.listName')}
                  value={l.name}
                  onValue={name => put(i, { name })}
                />
              </div>
              <IconButton
                icon="close"
                label={t('editor.listRemove')}
                onClick={() => onLists(lists.filter((_, j) => j !== i))}
              />
            </div>
            <LinesField
              name={`form.lists[${i}].options`}
              label={t('editor.options')}
              hint={t('editor.optionsHint')}
              start={l.options}
              write={o => bars(o.value, o.label, o.labelEn)}
              read={readOption}
              onRows={options => put(i, { options })}
            />
          </div>
        ),
      )}
      <Button
        icon="plus"
        onClick={() => onLists([...lists, { name: `list${lists.length + 1}`, options: [{ value: 'a', label: '' }] }])}
      >
        {t('editor.addList')}
      </Button>
    </Panel>
  )
}

function readOption(line: string): List['options'][number] {
  const [value, label, labelEn] = cells(line)
  return { value, label, labelEn }
}
