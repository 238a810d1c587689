/** What an official document says in print, whatever language the screen speaks. */
export const printed = {
  urgency: { urgent: '加急', extra_urgent: '特急' } as Record<string, string>,
  organ: (unit: string) => `${unit}文件`,
  addressees: (names: string[]) => (names.length > 10 ? '各有关单位' : names.join('，')),
  noNumber: '（未编号）',
  exercise: '【演练】',
  noTitle: '（标题）',
  annexes: (titles: string[]) => `附件：${titles.map((t, i) => `${i + 1}. ${t}`).join('　')}`,
  annex: (tasks: number) => `附件：任务分解表（${tasks}项）`,
  noSigner: '（署名）',
  noDay: '（成文日期）',
  note: (text: string) => `（${text}）`,
  to: (name: string) => `${name}：`,
}

/** Whether a line is a heading of the body: 一、 or （一）. */
export const headed = (line: string) => /^([一二三四五六七八九十]+、|（[一二三四五六七八九十]+）)/.test(line)

/** A day as a document writes it: 2022年1月17日. */
export function sayChineseDay(day: string): string {
  const [y, m, d] = day.split('-').map(Number)
  return `${y}年${m}月${d}日`
}
