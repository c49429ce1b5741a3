DROP INDEX "recovery_links_standing";--> statement-breakpoint
ALTER TABLE "recovery_links" ADD COLUMN "kind" text DEFAULT 'given' NOT NULL;--> statement-breakpoint
ALTER TABLE "recovery_links" ADD COLUMN "mailed_to" text;--> statement-breakpoint
CREATE UNIQUE INDEX "recovery_links_standing" ON "recovery_links" USING btree ("user_id","kind") WHERE used_at is null and replaced_at is null and revoked_at is null;--> statement-breakpoint
-- What is known of the links there are: what asked for them stood in the maker's place, and their mail says where they went.
UPDATE recovery_links l SET
  kind = CASE WHEN created_by = 'Forgot password?' THEN 'asked' ELSE 'given' END,
  mailed_to = (SELECT recipient FROM mails m WHERE m.recovery_link_id = l.id ORDER BY m.created_at DESC LIMIT 1),
  expires_at = least(expires_at, created_at + interval '168 hours');
--> statement-breakpoint
UPDATE recovery_links l SET revoked_at = now() FROM users u
WHERE u.id = l.user_id AND lower(l.mailed_to COLLATE "C") IS DISTINCT FROM lower(u.email COLLATE "C") AND l.mailed_to IS NOT NULL
  AND l.used_at IS NULL AND l.replaced_at IS NULL AND l.revoked_at IS NULL;
--> statement-breakpoint
ALTER TABLE recovery_links ADD CONSTRAINT recovery_links_lifetime CHECK (expires_at <= created_at + interval '168 hours');
--> statement-breakpoint
-- A mailed link is worth what the mailbox is worth, so it ends with the address, whoever writes it. Only the case of A to Z
-- may change: what else our names do not tell apart, such as "ß" and "ss", may be two mailboxes.
CREATE FUNCTION recovery_links_end_with_address() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  -- Steps begun outlive a newer link, but not the address.
  DELETE FROM recovery_flows f USING recovery_links l
  WHERE f.link_id = l.id AND l.user_id = NEW.id AND l.replaced_at IS NOT NULL
    AND lower(l.mailed_to COLLATE "C") IS DISTINCT FROM lower(NEW.email COLLATE "C") AND l.mailed_to IS NOT NULL;
  WITH ended AS (
    UPDATE recovery_links l SET revoked_at = greatest(NEW.updated_at, l.created_at)
    WHERE l.user_id = NEW.id AND l.used_at IS NULL AND l.replaced_at IS NULL AND l.revoked_at IS NULL
      AND lower(l.mailed_to COLLATE "C") IS DISTINCT FROM lower(NEW.email COLLATE "C") AND l.mailed_to IS NOT NULL
    RETURNING l.id, l.revoked_at
  )
  UPDATE mails m SET
    status = CASE WHEN m.status = 'queued' THEN 'cancelled' ELSE m.status END,
    content = NULL, due_at = NULL, finished_at = coalesce(m.finished_at, ended.revoked_at)
  FROM ended WHERE m.recovery_link_id = ended.id AND m.status IN ('queued', 'failed');
  RETURN NULL;
END $$;
--> statement-breakpoint
CREATE TRIGGER users_address_changed AFTER UPDATE OF email ON users
  FOR EACH ROW WHEN (lower(OLD.email COLLATE "C") IS DISTINCT FROM lower(NEW.email COLLATE "C"))
  EXECUTE FUNCTION recovery_links_end_with_address();
