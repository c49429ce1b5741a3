'use client'

import { Check, Monitor, Moon, Sun, SunMoon } from 'lucide-react'
import { useState } from 'react'
import { iconButtonClass } from '../ui/icon-button'
import { applyTheme, themeNow } from './apply-theme'
import { closePopover, HeaderPopover, headerItemClass } from './header-popover'

const choices = [
  { theme: 'light', label: 'Light', icon: Sun },
  { theme: 'dark', label: 'Dark', icon: Moon },
  { theme: undefined, label: 'System', icon: Monitor },
] as const

export function ThemeSwitch() {
  const [chosen, setChosen] = useState<string>()
  return (
    <>
      <button
        type="button"
        popoverTarget="theme-menu"
        aria-label="Theme"
        title="Theme"
        onClick={() => setChosen(themeNow())}
        className={iconButtonClass()}
      >
        <SunMoon aria-hidden />
      </button>
      <HeaderPopover id="theme-menu">
        {choices.map(({ theme, label, icon: Icon }) => (
          <button
            key={label}
            type="button"
            aria-pressed={chosen === theme}
            onClick={(event) => {
              applyTheme(theme)
              closePopover(event.currentTarget)
            }}
            className={headerItemClass}
          >
            <Icon aria-hidden />
            <span className="w-20">{label}</span>
            <span className="size-4 text-accent-ink [&>svg]:size-4">
              {chosen === theme && <Check aria-hidden />}
            </span>
          </button>
        ))}
      </HeaderPopover>
    </>
  )
}
