'use client'

import * as Radix from '@radix-ui/react-dialog'
import { Command } from 'cmdk'
import { CornerDownLeft, LoaderCircle, Search } from 'lucide-react'
import { useRouter } from 'next/navigation'
import { type ReactNode, useEffect, useState } from 'react'
import { destination } from '../client/destination'
import { mayLeave } from '../client/leaving'
import { Avatar } from '../ui/avatar'
import { useRestoreFocus } from '../ui/restore-focus'
import { applyTheme } from './apply-theme'
import type { MenuSection } from './menu-data'
import { matchesWords, type PaletteAction, type PaletteSearch } from './palette-data'
import { usePaletteSearch } from './use-palette-search'

const themes = [
  { label: 'Use the light theme', theme: 'light' },
  { label: 'Use the dark theme', theme: 'dark' },
  { label: 'Follow the system theme', theme: undefined },
] as const

type CommandPaletteProps = {
  open: boolean
  onOpenChange: (open: boolean) => void
  menu: MenuSection[]
  actions: PaletteAction[]
  search?: PaletteSearch | undefined
}

export default function CommandPalette({ open, onOpenChange, menu, actions, search }: CommandPaletteProps) {
  const restoreFocus = useRestoreFocus()
  const [text, setText] = useState('')
  const router = useRouter()
  const [picked, setPicked] = useState('')
  const { hits, loading, failed, answered, answeredQuery } = usePaletteSearch(search, text)

  const pages = menu
    .flatMap(({ label, entries }) => entries.map((entry) => ({ ...entry, section: label })))
    .filter((page) => matchesWords(`${page.label} ${page.section ?? ''}`, text))
  const deeds = actions.filter((action) => matchesWords(`${action.label} ${action.keywords ?? ''}`, text))
  const looks = text.trim() ? themes.filter((look) => matchesWords(look.label, text)) : []
  const nothing = answered && !failed && hits.length + pages.length + deeds.length + looks.length === 0

  const best = hits[0] && `user ${hits[0].id}`
  useEffect(() => {
    if (answeredQuery && best) setPicked(best)
  }, [answeredQuery, best])

  function close() {
    onOpenChange(false)
    setText('')
  }

  async function go(href: string) {
    close()
    if (!(await mayLeave())) return
    destination.set(href)
    router.push(href)
  }

  return (
    <Radix.Root open={open} onOpenChange={(next) => (next ? onOpenChange(true) : close())}>
      <Radix.Portal>
        <Radix.Overlay className="motion-fade fixed inset-0 z-50 bg-overlay" />
        <Radix.Content
          {...restoreFocus}
          aria-describedby={undefined}
          className="motion-rise fixed inset-x-0 top-0 z-50 mx-auto flex h-dvh flex-col overflow-hidden bg-raised outline-none sm:top-[12vh] sm:h-auto sm:max-h-[70vh] sm:w-[min(36rem,calc(100vw-3rem))] sm:rounded-xl sm:shadow-modal"
        >
          <Radix.Title className="sr-only">Search</Radix.Title>
          <Command
            shouldFilter={false}
            value={picked}
            onValueChange={setPicked}
            loop
            label="Search"
            className="flex min-h-0 flex-1 flex-col"
          >
            <div className="flex h-12 shrink-0 items-center gap-2.5 border-line border-b px-4">
              {loading ? (
                <LoaderCircle aria-hidden className="size-4 shrink-0 animate-spin text-muted" />
              ) : (
                <Search aria-hidden className="size-4 shrink-0 text-muted" />
              )}
              <Command.Input
                value={text}
                onValueChange={setText}
                maxLength={200}
                placeholder="Find a person, a page or an action"
                className="h-full min-w-0 flex-1 bg-transparent text-base outline-none"
              />
              <Radix.Close className="rounded-sm border border-line bg-sunken px-1.5 text-muted text-xs leading-5 hover:text-ink max-sm:px-3 max-sm:leading-8">
                <span className="max-sm:hidden">Esc</span>
                <span className="sm:hidden">Close</span>
              </Radix.Close>
            </div>
            <Command.List className="min-h-0 flex-1 overflow-y-auto overscroll-contain p-1.5">
              {failed && (
                <p role="alert" className="px-2.5 py-3 text-danger-ink text-sm">
                  The search did not answer. Type on to try again.
                </p>
              )}
              {nothing && (
                <p role="status" className="px-2.5 py-8 text-center text-muted text-sm">
                  Nothing is called “{text.trim()}”.
                </p>
              )}
              {hits.length > 0 && (
                <Group heading="Users">
                  {hits.map((hit) => (
                    <Item key={hit.id} value={`user ${hit.id}`} onSelect={() => go(hit.href)}>
                      <Avatar name={hit.label} size="sm" />
                      <span className="truncate">{hit.label}</span>
                      <span className="min-w-0 truncate text-muted">{hit.detail}</span>
                    </Item>
                  ))}
                </Group>
              )}
              {pages.length > 0 && (
                <Group heading="Pages">
                  {pages.map((page) => (
                    <Item key={page.href} value={`page ${page.href}`} onSelect={() => go(page.href)}>
                      {page.icon}
                      <span className="truncate">{page.label}</span>
                      <span className="text-muted">{page.section}</span>
                    </Item>
                  ))}
                </Group>
              )}
              {deeds.length + looks.length > 0 && (
                <Group heading="Actions">
                  {deeds.map((deed) => (
                    <Item key={deed.href} value={`action ${deed.href}`} onSelect={() => go(deed.href)}>
                      <span className="truncate">{deed.label}</span>
                    </Item>
                  ))}
                  {looks.map((look) => (
                    <Item
                      key={look.label}
                      value={`theme ${look.label}`}
                      onSelect={() => {
                        applyTheme(look.theme)
                        close()
                      }}
                    >
                      <span className="truncate">{look.label}</span>
                    </Item>
                  ))}
                </Group>
              )}
            </Command.List>
          </Command>
        </Radix.Content>
      </Radix.Portal>
    </Radix.Root>
  )
}

function Group({ heading, children }: { heading: string; children: ReactNode }) {
  return (
    <Command.Group
      heading={heading}
      className="[&_[cmdk-group-heading]]:px-2.5 [&_[cmdk-group-heading]]:pt-2 [&_[cmdk-group-heading]]:pb-1 [&_[cmdk-group-heading]]:text-muted [&_[cmdk-group-heading]]:text-xs"
    >
      {children}
    </Command.Group>
  )
}

function Item({ value, onSelect, children }: { value: string; onSelect: () => void; children: ReactNode }) {
  return (
    <Command.Item
      value={value}
      onSelect={onSelect}
      className="group flex h-9 cursor-default items-center gap-2.5 rounded-md px-2.5 text-sm data-[selected=true]:bg-hover max-sm:h-11 [&>svg]:size-4 [&>svg]:shrink-0 [&>svg]:text-muted"
    >
      {children}
      <CornerDownLeft aria-hidden className="ml-auto hidden group-data-[selected=true]:block" />
    </Command.Item>
  )
}
