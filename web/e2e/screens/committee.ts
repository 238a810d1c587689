import { desk, type ScreenCase } from '../harness'
import { openRow, wide } from './prepare'

// From the meeting to finished work.

export const committee: ScreenCase[] = [
  { name: 'todo', path: '/', as: 'office', ready: 'main h1', looks: desk },
  { name: 'todo-township', path: '/', as: 'township', ready: 'main h1', looks: wide },
  { name: 'notices', path: '/notices', as: 'office', ready: 'main h1', looks: desk },
  { name: 'board', path: '/board', as: 'leader', ready: 'svg a', looks: desk },
  { name: 'board-kiosk', path: '/board?kiosk=1', as: 'leader', ready: 'svg a', looks: wide },
  { name: 'matters', path: '/matters', as: 'office', ready: 'tbody tr', looks: desk },
  { name: 'matters-board', path: '/matters?view=board', as: 'office', ready: 'section a', looks: desk },
  { name: 'matters-calendar', path: '/matters?view=calendar', as: 'office', ready: '[data-day]', looks: desk },
  {
    name: 'matter',
    path: '/matters',
    as: 'office',
    ready: 'tbody tr',
    looks: desk,
    prepare: openRow('ol time'),
  },
  { name: 'meetings', path: '/meetings', as: 'office', ready: 'tbody tr', looks: desk },
  {
    name: 'meeting',
    path: '/meetings',
    as: 'office',
    ready: 'tbody tr',
    looks: desk,
    prepare: async page => {
      await page.locator('tbody th button').first().click()
      await page.locator('a[href$="/desk"]').first().waitFor()
      await page.getByRole('button', { name: /第 1 版，|Version 1, / }).click() // a text as it came
      await page
        .getByRole('dialog')
        .getByText(/SHA-256/)
        .waitFor()
    },
    said: true,
  },
  { name: 'meeting-new', path: '/meetings/new', as: 'office', ready: 'textarea', looks: desk },
  {
    name: 'desk',
    path: '/meetings',
    as: 'office',
    ready: 'tbody tr',
    looks: desk,
    prepare: async page => {
      await page.locator('tbody th button').first().click()
      await page.locator('a[href$="/desk"]').first().click()
      await page.locator('[data-entry]').first().waitFor()
    },
  },
]
