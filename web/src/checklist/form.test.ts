import { describe, expect, it } from 'vitest'
import { type Answers, type Form, review, sent } from './form'

const form: Form = {
  items: [
    { name: 'g', kind: 'group', label: '组' },
    { name: 'hot', kind: 'yesno', group: 'g', label: '有动火', finding: 'false()', required: true },
    {
      name: 'permit',
      kind: 'yesno',
      group: 'g',
      label: '有作业票',
      // biome-ignore lint/suspicious/noTemplateCurlyInString: that is how XLSForm names an item
      relevant: "${hot} = 'yes'",
      required: true,
      asks: [{ photos: 1 }],
    },
    { name: 'days', kind: 'integer', label: '天数', constraint: '. >= 0', finding: '. > 31' },
  ],
}
const by = (answers: Answers) => Object.fromEntries(review(form, answers).map(s => [s.item.name, s]))

describe('a checklist', () => {
  it('asks only what follows from the answers', () => {
    expect(by({}).permit?.shown).toBe(false)
    expect(by({ hot: { item: 'hot', value: 'yes' } }).permit?.shown).toBe(true)
    expect(by({ hot: { item: 'hot', value: 'yes' } }).permit?.lacks).toEqual(['answer'])
  })
  it('makes the no a finding that asks for its picture, and the yes of a question nothing', () => {
    const no: Answers = { hot: { item: 'hot', value: 'yes' }, permit: { item: 'permit', value: 'no' } }
    expect(by(no).hot?.finding).toBe(false)
    expect(by(no).permit).toMatchObject({ finding: true, photos: 1, lacks: ['photos'] })
  })
  it('knows numbers that cannot be and numbers that are findings', () => {
    expect(by({ days: { item: 'days', value: '-1' } }).days?.lacks).toEqual(['constraint'])
    expect(by({ days: { item: 'days', value: '40' } }).days?.finding).toBe(true)
  })
  it('sends what is asked, each finding with the hazard it becomes', () => {
    const answers: Answers = {
      hot: { item: 'hot', value: 'no' },
      permit: { item: 'permit', value: 'no' },
      days: { item: 'days', value: '40' },
    }
    const out = sent(review(form, answers), answers, () => 'id-1')
    expect(out.map(a => a.item)).toEqual(['hot', 'days'])
    expect(out[1]?.action?.id).toBe('id-1')
    expect(out[0]?.action).toBeUndefined()
  })
})
