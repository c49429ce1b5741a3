'use client'

import { Monitor, Moon, Sun, SunMoon } from 'lucide-react'
import { useState } from 'react'
import { IconButton } from '../ui/icon-button'
import { Menu, MenuContent, MenuRadioGroup, MenuRadioItem, MenuTrigger } from '../ui/menu'
import { applyTheme, themeNow } from './apply-theme'
import { parseTheme } from './theme'

export function ThemeSwitch() {
  const [theme, setTheme] = useState('system')
  return (
    <Menu onOpenChange={(open) => open && setTheme(themeNow() ?? 'system')}>
      <MenuTrigger asChild>
        <IconButton label="Theme">
          <SunMoon aria-hidden />
        </IconButton>
      </MenuTrigger>
      <MenuContent align="end" className="min-w-36">
        <MenuRadioGroup value={theme} onValueChange={(value) => applyTheme(parseTheme(value))}>
          <MenuRadioItem value="light">
            <Sun aria-hidden /> Light
          </MenuRadioItem>
          <MenuRadioItem value="dark">
            <Moon aria-hidden /> Dark
          </MenuRadioItem>
          <MenuRadioItem value="system">
            <Monitor aria-hidden /> System
          </MenuRadioItem>
        </MenuRadioGroup>
      </MenuContent>
    </Menu>
  )
}
