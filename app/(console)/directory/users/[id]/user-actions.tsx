'use client'

import {
  Copy,
  Download,
  Ellipsis,
  KeyRound,
  Link2,
  ListTree,
  LockOpen,
  LogOut,
  Mail,
  Pencil,
  Power,
  RectangleEllipsis,
  Trash2,
} from 'lucide-react'
import { useRouter, useSearchParams } from 'next/navigation'
import { useEffect, useState } from 'react'
import { Button } from '@/components/ui/button'
import { copyText } from '@/components/ui/copy-text'
import { IconButton } from '@/components/ui/icon-button'
import { Menu, MenuContent, MenuItem, MenuSeparator, MenuTrigger } from '@/components/ui/menu'
import type { ActName, AllowedActs } from '../acts/act'
import { downloadHeld } from '../acts/download-held'
import { useActing } from '../acts/use-acting'
import { useWantedAct } from '../acts/use-wanted-act'
import { UserAct } from '../acts/user-act'
import { EditUser } from '../edit-user'
import { ResetPassword } from '../password/reset-password'
import { useWantedRecovery } from '../recovery/use-wanted-recovery'
import { UserRecovery } from '../recovery/user-recovery'
import { recoveryWays } from '../recovery/way'

type UserActionsProps = {
  userId: number
  uuid: string
  path: string
  isActive: boolean
  hasEmail: boolean
  allowed: AllowedActs
}

export function UserActions({ userId, uuid, path, isActive, hasEmail, allowed }: UserActionsProps) {
  const [editing, setEditing] = useState(false)
  const [resetting, setResetting] = useState(false)
  const router = useRouter()
  const parameters = useSearchParams()
  const isEditWanted = parameters.get('edit') === 'yes'
  const isResetWanted = parameters.get('password') === 'reset'
  const done = (name: ActName) =>
    name === 'delete'
      ? router.replace(`/directory/users?${new URLSearchParams({ folder: path })}`)
      : router.refresh()
  const { act, begin, close } = useActing(done)
  const review = (name: ActName) => begin({ name, selected: { ids: [userId] } })
  useWantedAct(userId, parameters.get('act'), allowed, begin)
  const canRecover = allowed.recover && isActive
  const hasHelp = canRecover || allowed.setPassword || allowed.endSessions || allowed.unlock
  const canView = allowed.viewLink && isActive
  const ways = { view: canView, email: canRecover }
  const recovery = useWantedRecovery(userId, parameters.get('recovery'), ways)
  const inList = `/directory/users?${new URLSearchParams({ folder: path, highlight: String(userId) })}`

  useEffect(() => {
    if (!isEditWanted && !isResetWanted) return
    window.history.replaceState(null, '', window.location.pathname)
    if (isEditWanted) setEditing(true)
    else setResetting(true)
  }, [isEditWanted, isResetWanted])

  return (
    <>
      {allowed.update && (
        <Button onClick={() => setEditing(true)}>
          <Pencil aria-hidden /> Edit
        </Button>
      )}
      {allowed.deactivate && (
        <Button onClick={() => review(isActive ? 'deactivate' : 'activate')}>
          <Power aria-hidden /> {isActive ? 'Deactivate' : 'Activate'}
        </Button>
      )}
      <Menu>
        <MenuTrigger asChild>
          <IconButton label="More actions" variant="secondary">
            <Ellipsis aria-hidden />
          </IconButton>
        </MenuTrigger>
        <MenuContent align="end">
          {canView && (
            <MenuItem onSelect={() => recovery.recover('view')}>
              <KeyRound aria-hidden /> {recoveryWays.view}
            </MenuItem>
          )}
          {canRecover && (
            <MenuItem disabled={!hasEmail} onSelect={() => recovery.recover('email')}>
              <Mail aria-hidden /> {recoveryWays.email}
              {!hasEmail && <span className="ml-auto pl-4 text-xs">No e-mail address</span>}
            </MenuItem>
          )}
          {allowed.setPassword && (
            <MenuItem onSelect={() => setResetting(true)}>
              <RectangleEllipsis aria-hidden /> Reset password
            </MenuItem>
          )}
          {allowed.endSessions && (
            <MenuItem onSelect={() => review('end-sessions')}>
              <LogOut aria-hidden /> End sessions
            </MenuItem>
          )}
          {allowed.unlock && (
            <MenuItem onSelect={() => review('unlock')}>
              <LockOpen aria-hidden /> Unlock
            </MenuItem>
          )}
          {hasHelp && <MenuSeparator />}
          <MenuItem onSelect={() => router.push(inList)}>
            <ListTree aria-hidden /> Show in its folder
          </MenuItem>
          <MenuItem onSelect={() => copyText(window.location.href, 'Link copied')}>
            <Link2 aria-hidden /> Copy link
          </MenuItem>
          <MenuItem onSelect={() => copyText(uuid, 'UUID copied')}>
            <Copy aria-hidden /> Copy UUID
          </MenuItem>
          {allowed.export && (
            <MenuItem onSelect={() => downloadHeld(userId)}>
              <Download aria-hidden /> Download what we hold
            </MenuItem>
          )}
          {allowed.delete && (
            <>
              <MenuSeparator />
              <MenuItem tone="danger" onSelect={() => review('delete')}>
                <Trash2 aria-hidden /> Delete
              </MenuItem>
            </>
          )}
        </MenuContent>
      </Menu>
      <UserAct act={act} allowed={allowed} onClose={close} onDone={done} />
      {canRecover && <UserRecovery wanted={recovery.wanted} onClose={recovery.close} />}
      {allowed.update && <EditUser userId={userId} open={editing} onOpenChange={setEditing} />}
      {allowed.setPassword && <ResetPassword userId={userId} open={resetting} onOpenChange={setResetting} />}
    </>
  )
}
