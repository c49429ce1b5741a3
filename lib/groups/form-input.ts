import { AttributesText } from '@/lib/kernel/attributes-text'
import { CreateGroup, CreateGroupWith, UpdateGroup } from './input'

const attributes = { attributes: AttributesText }

/** The forms that create and edit groups: their input, with attributes as text. */
export const CreateGroupForm = CreateGroup.extend(attributes)
export const UpdateGroupForm = UpdateGroup.extend(attributes)
export const CreateGroupWithForm = CreateGroupWith.extend(attributes)
