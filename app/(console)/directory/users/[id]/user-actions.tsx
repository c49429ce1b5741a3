'use client'

import { Copy, Ellipsis, Link2, ListTree, Pencil } from 'lucide-react'
import { useRouter, useSearchParams } from 'next/navigation'
import { useEffect, useState } from 'react'
import { Button } from '@/components/ui/button'
import { copyText } from '@/components/ui/copy-text'
import { IconButton } from '@/components/ui/icon-button'
import { Menu, MenuContent, MenuItem, MenuTrigger } from '@/components/ui/menu'
import { EditUser } from '../edit-user'

type UserActionsProps = { userId: number; uuid: string; path: string; mayEdit: boolean }

export function UserActions({ userId, uuid, path, mayEdit }: UserActionsProps) {
  const [editing, setEditing] = useState(false)
  const router = useRouter()
  const wanted = useSearchParams().get('edit') === 'yes'
  const inList = `/directory/users?${new URLSearchParams({ folder: path, highlight: String(userId) })}`

  useEffect(() => {
    if (!wanted) return
    window.history.replaceState(null, '', window.location.pathname)
    setEditing(true)
  }, [wanted])

  return (
    <>
      {mayEdit && (
        <Button onClick={() => setEditing(true)}>
          <Pencil aria-hidden /> Edit
        </Button>
      )}
      <Menu>
        <MenuTrigger asChild>
          <IconButton label="More actions" variant="secondary">
            <Ellipsis aria-hidden />
          </IconButton>
        </MenuTrigger>
        <MenuContent align="end">
          <MenuItem onSelect={() => router.push(inList)}>
            <ListTree aria-hidden /> Show in its folder
          </MenuItem>
          <MenuItem onSelect={() => copyText(window.location.href, 'Link copied')}>
            <Link2 aria-hidden /> Copy link
          </MenuItem>
          <MenuItem onSelect={() => copyText(uuid, 'UUID copied')}>
            <Copy aria-hidden /> Copy UUID
          </MenuItem>
        </MenuContent>
      </Menu>
      {mayEdit && <EditUser userId={userId} open={editing} onOpenChange={setEditing} />}
    </>
  )
}
