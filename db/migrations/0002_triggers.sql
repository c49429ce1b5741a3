-- Search patterns are planned from these statistics: a finer histogram tells rare fragments from common ones.
ALTER TABLE users ALTER COLUMN search SET STATISTICS 1000;
--> statement-breakpoint
INSERT INTO folders (parent_id, name, path, created_at) VALUES (NULL, 'All users', '', now());
--> statement-breakpoint
INSERT INTO folders (parent_id, name, path, created_at) SELECT id, 'users', 'users', now() FROM folders WHERE path = '';
--> statement-breakpoint
-- Exactly one row has no parent, and it is the one with the empty path.
CREATE UNIQUE INDEX folders_one_root ON folders ((parent_id IS NULL)) WHERE parent_id IS NULL;
--> statement-breakpoint
ALTER TABLE folders ADD CONSTRAINT folders_root_path CHECK ((parent_id IS NULL) = (path = ''));
--> statement-breakpoint
ALTER TABLE users ADD CONSTRAINT users_type CHECK (type IN ('internal', 'external', 'service_account', 'internal_service_account'));
--> statement-breakpoint
ALTER TABLE users ADD CONSTRAINT users_email_key CHECK ((email IS NULL) = (email_key IS NULL));
--> statement-breakpoint
-- Adds amounts to the direct count of folders and to the total of all folders above them.
-- The root is locked first by everyone, so two writers queue instead of waiting for each other,
-- and the second statement sees the tree as it is once that lock is held.
CREATE FUNCTION folder_counts_add(folder_ids integer[], amounts bigint[]) RETURNS void LANGUAGE plpgsql AS $$
BEGIN
  PERFORM 1 FROM folders WHERE parent_id IS NULL FOR NO KEY UPDATE;
  UPDATE folders f
  SET direct_users = f.direct_users + d.direct, total_users = f.total_users + d.total
  FROM (
    WITH RECURSIVE changed AS (
      SELECT folder_id, sum(amount) AS amount FROM unnest(folder_ids, amounts) AS t (folder_id, amount) GROUP BY 1
    ), up AS (
      SELECT folder_id AS id, amount, true AS direct FROM changed
      UNION ALL
      SELECT p.parent_id, up.amount, false FROM up JOIN folders p ON p.id = up.id WHERE p.parent_id IS NOT NULL
    )
    SELECT id, sum(amount)::integer AS total, coalesce(sum(amount) FILTER (WHERE direct), 0)::integer AS direct
    FROM up GROUP BY id
  ) d
  WHERE f.id = d.id AND (d.total <> 0 OR d.direct <> 0);
END $$;
--> statement-breakpoint
CREATE FUNCTION users_count_inserted() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF EXISTS (SELECT FROM new_rows) THEN
    PERFORM folder_counts_add(array_agg(folder_id), array_agg(n))
    FROM (SELECT folder_id, count(*) AS n FROM new_rows GROUP BY folder_id) t;
  END IF;
  RETURN NULL;
END $$;
--> statement-breakpoint
CREATE FUNCTION users_count_deleted() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF EXISTS (SELECT FROM old_rows) THEN
    PERFORM folder_counts_add(array_agg(folder_id), array_agg(-n))
    FROM (SELECT folder_id, count(*) AS n FROM old_rows GROUP BY folder_id) t;
  END IF;
  RETURN NULL;
END $$;
--> statement-breakpoint
CREATE FUNCTION users_count_moved() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF EXISTS (SELECT FROM old_rows o JOIN new_rows n USING (id) WHERE o.folder_id <> n.folder_id) THEN
    PERFORM folder_counts_add(array_agg(folder_id), array_agg(n))
    FROM (
      SELECT folder_id, sum(n)::bigint AS n
      FROM (
        SELECT o.folder_id, -1 AS n FROM old_rows o JOIN new_rows w USING (id) WHERE o.folder_id <> w.folder_id
        UNION ALL
        SELECT w.folder_id, 1 FROM old_rows o JOIN new_rows w USING (id) WHERE o.folder_id <> w.folder_id
      ) moved
      GROUP BY folder_id
    ) t;
  END IF;
  RETURN NULL;
END $$;
--> statement-breakpoint
CREATE TRIGGER users_count_inserted AFTER INSERT ON users
  REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION users_count_inserted();
--> statement-breakpoint
CREATE TRIGGER users_count_deleted AFTER DELETE ON users
  REFERENCING OLD TABLE AS old_rows FOR EACH STATEMENT EXECUTE FUNCTION users_count_deleted();
--> statement-breakpoint
CREATE TRIGGER users_count_moved AFTER UPDATE ON users
  REFERENCING OLD TABLE AS old_rows NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION users_count_moved();
--> statement-breakpoint
-- A folder that moves takes its total from the folders above its old place to those above the new one.
CREATE FUNCTION folders_count_moved() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  UPDATE folders f
  SET total_users = f.total_users + d.amount
  FROM (
    WITH RECURSIVE up AS (
      SELECT OLD.parent_id AS id, -OLD.total_users AS amount
      UNION ALL
      SELECT NEW.parent_id, NEW.total_users
      UNION ALL
      SELECT p.parent_id, up.amount FROM up JOIN folders p ON p.id = up.id WHERE p.parent_id IS NOT NULL
    )
    SELECT id, sum(amount)::integer AS amount FROM up GROUP BY id HAVING sum(amount) <> 0
  ) d
  WHERE f.id = d.id;
  RETURN NULL;
END $$;
--> statement-breakpoint
CREATE TRIGGER folders_count_moved AFTER UPDATE OF parent_id ON folders
  FOR EACH ROW WHEN (OLD.parent_id IS DISTINCT FROM NEW.parent_id) EXECUTE FUNCTION folders_count_moved();
--> statement-breakpoint
-- A username and an e-mail address are one name space: nobody's address is another's username.
CREATE FUNCTION users_keep_sign_in_names() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP = 'UPDATE' THEN
    DELETE FROM sign_in_names
    WHERE user_id = NEW.id AND key <> NEW.username_key AND key IS DISTINCT FROM NEW.email_key;
  END IF;
  INSERT INTO sign_in_names (key, user_id)
  SELECT k, NEW.id FROM (SELECT NEW.username_key AS k UNION SELECT NEW.email_key) names
  WHERE k IS NOT NULL AND NOT EXISTS (SELECT FROM sign_in_names s WHERE s.key = k AND s.user_id = NEW.id)
  ORDER BY k;
  RETURN NULL;
END $$;
--> statement-breakpoint
CREATE TRIGGER users_sign_in_names_inserted AFTER INSERT ON users
  FOR EACH ROW EXECUTE FUNCTION users_keep_sign_in_names();
--> statement-breakpoint
CREATE TRIGGER users_sign_in_names_updated AFTER UPDATE OF username_key, email_key ON users
  FOR EACH ROW EXECUTE FUNCTION users_keep_sign_in_names();
--> statement-breakpoint
CREATE FUNCTION events_are_append_only() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION 'events are append-only';
END $$;
--> statement-breakpoint
CREATE TRIGGER events_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON events
  FOR EACH STATEMENT EXECUTE FUNCTION events_are_append_only();
--> statement-breakpoint
CREATE TRIGGER event_subjects_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON event_subjects
  FOR EACH STATEMENT EXECUTE FUNCTION events_are_append_only();
