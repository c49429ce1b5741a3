'use client'

import { Copy, Ellipsis, Link2, ListTree, Pencil, RectangleEllipsis } from 'lucide-react'
import { useRouter, useSearchParams } from 'next/navigation'
import { useEffect, useState } from 'react'
import { Button } from '@/components/ui/button'
import { copyText } from '@/components/ui/copy-text'
import { IconButton } from '@/components/ui/icon-button'
import { Menu, MenuContent, MenuItem, MenuTrigger } from '@/components/ui/menu'
import type { UserPermissions } from '@/lib/users/permitted'
import { EditUser } from '../edit-user'
import { ResetPassword } from '../password/reset-password'

type UserActionsProps = { userId: number; uuid: string; path: string; may: UserPermissions }

export function UserActions({ userId, uuid, path, may }: UserActionsProps) {
  const [editing, setEditing] = useState(false)
  const [resetting, setResetting] = useState(false)
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
      {may.update && (
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
          {may.setPassword && (
            <MenuItem onSelect={() => setResetting(true)}>
              <RectangleEllipsis aria-hidden /> Reset password
            </MenuItem>
          )}
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
      {may.update && <EditUser userId={userId} open={editing} onOpenChange={setEditing} />}
      {may.setPassword && <ResetPassword userId={userId} open={resetting} onOpenChange={setResetting} />}
    </>
  )
}
