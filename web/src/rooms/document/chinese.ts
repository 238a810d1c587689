/** A day as a document writes it: 2022年1月17日. */
export function sayChineseDay(day: string): string {
  const [y, m, d] = day.split('-').map(Number)
  return `${y}年${m}月${d}日`
}
