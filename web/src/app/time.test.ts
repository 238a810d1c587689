import dayjs from 'dayjs'
import { describe, expect, it } from 'vitest'
import { countyClock, countyDay, countyNow, daysUntil, readDay, sayDay, sayTime } from './time'

const monday = dayjs('2022-01-17T14:05:00')

describe('readDay', () => {
  it.each([
    ['2022-12-05', '2022-12-05'],
    ['20221205', '2022-12-05'],
    ['12-5', '2022-12-05'],
    ['12月5日', '2022-12-05'],
    [' 12 月 5 日 ', '2022-12-05'],
    ['2023年2月1日', '2023-02-01'],
    ['今天', '2022-01-17'],
    ['tomorrow', '2022-01-18'],
    ['后天', '2022-01-19'],
    ['3天', '2022-01-20'],
    ['3天后', '2022-01-20'],
    ['15d', '2022-02-01'],
    ['2周', '2022-01-31'],
    ['周五', '2022-01-21'],
    ['下周五', '2022-01-28'],
    ['下星期日', '2022-01-30'],
    ['周天', '2022-01-23'],
    ['月底', '2022-01-31'],
    ['month-end', '2022-01-31'],
  ])('%s is %s', (text, day) => expect(readDay(text, monday)).toBe(day))

  it.each(['', '2月30日', '2022-13-01', '0天半', '随便', '99-99', '2021-02-29'])('%s is no day', text =>
    expect(readDay(text, monday)).toBeUndefined(),
  )
})

describe('saying', () => {
  it('words near days, and the year only when it differs', () => {
    expect(sayDay('2022-01-17', 'zh-CN', monday)).toBe('今天')
    expect(sayDay('2022-01-16', 'zh-CN', monday)).toBe('昨天')
    expect(sayDay('2022-01-21', 'zh-CN', monday)).toBe('1月21日 周五')
    expect(sayDay('2023-01-21', 'en', monday)).toBe('Sat 21 Jan 2023')
  })

  it('shows the county clock whatever the zone of the browser', () => {
    expect(sayTime('2022-01-17T08:05:00.000+08:00', 'zh-CN', monday)).toBe('今天 08:05')
    expect(sayTime('2022-01-16T23:30:00Z', 'zh-CN', monday)).toBe('今天 07:30')
    expect(countyNow(new Date('2022-01-16T20:00:00Z')).format('YYYY-MM-DD HH:mm')).toBe('2022-01-17 04:00')
  })

  it('leaves what is no time as it is', () => {
    expect(sayTime('soon', 'en', monday)).toBe('soon')
    expect(sayDay('some day', 'en', monday)).toBe('some day')
  })
})

describe('the county’s wall', () => {
  const late = Date.parse('2022-01-17T16:30:00Z')
  it('is a day ahead of Greenwich at night', () => {
    expect(countyDay(late)).toBe('2022-01-18')
    expect(countyDay(late, 3)).toBe('2022-01-21')
    expect(countyClock(late)).toBe('2022-01-18 00:30:00')
  })
  it('counts the days that are left', () => {
    expect(daysUntil('2022-01-20', monday)).toBe(3)
    expect(daysUntil('2022-01-16', monday)).toBe(-1)
  })
})
