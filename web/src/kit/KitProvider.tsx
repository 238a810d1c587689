import { ConfigProvider, theme as themes } from 'antd'
import enUS from 'antd/locale/en_US'
import zhCN from 'antd/locale/zh_CN'
import type { ReactNode } from 'react'
import { isDark, isElder, usePrefs } from '@/app/prefs'

// The families stand with the other tokens: English begins with Latin letters.
const font = 'var(--font)'

const light = {
  colorPrimary: '#0b5f63',
  colorText: '#101828',
  colorTextSecondary: '#344054',
  colorTextPlaceholder: '#5b6576',
  colorBorder: '#8a94a6',
  colorBorderSecondary: '#d0d5dd',
  colorBgContainer: '#ffffff',
  colorBgElevated: '#ffffff',
  colorError: '#b42318',
}

const dark = {
  colorPrimary: '#2dd4bf',
  colorText: '#e6ebf5',
  colorTextSecondary: '#b3bed3',
  colorTextPlaceholder: '#93a1bd',
  colorBorder: '#6c7b98',
  colorBorderSecondary: '#33415c',
  colorBgContainer: '#121b2e',
  colorBgElevated: '#18233a',
  colorError: '#ff9088',
}

/** KitProvider hands our tokens to antd, which nothing outside of this folder knows. */
export function KitProvider({ children }: { children: ReactNode }) {
  const p = usePrefs()
  const elder = isElder(p)
  const night = isDark(p)
  return (
    <ConfigProvider
      locale={p.lang === 'en' ? enUS : zhCN}
      theme={{
        algorithm: night ? themes.darkAlgorithm : themes.defaultAlgorithm,
        token: {
          ...(night ? dark : light),
          colorLink: night ? dark.colorPrimary : light.colorPrimary,
          fontFamily: font,
          fontSize: elder ? 20 : 14,
          controlHeight: elder ? 60 : 34,
          borderRadius: 6,
          borderRadiusLG: 10,
          boxShadow: 'none',
          boxShadowSecondary: night ? '0 8px 24px rgba(0,0,0,.5)' : '0 8px 24px rgba(16,24,40,.12)',
          motionDurationFast: '0.12s',
          motionDurationMid: '0.2s',
          motionDurationSlow: '0.32s',
          wireframe: false,
        },
      }}
    >
      {children}
    </ConfigProvider>
  )
}
