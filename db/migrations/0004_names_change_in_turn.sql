-- Two users who take each other's names would each hold what the other waits for. Whoever changes names first takes a
-- lock on every name it gives up or wants, in one order for all.
CREATE OR REPLACE FUNCTION users_keep_sign_in_names() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  name_lock bigint;
BEGIN
  IF TG_OP = 'UPDATE' THEN
    FOR name_lock IN
      SELECT DISTINCT hashtextextended(k, 0)
      FROM unnest(ARRAY[OLD.username_key, OLD.email_key, NEW.username_key, NEW.email_key]) k
      WHERE k IS NOT NULL ORDER BY 1
    LOOP
      PERFORM pg_advisory_xact_lock(name_lock);
    END LOOP;
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
-- Only a change of names is the trigger's business, not every update that writes them back as they were.
DROP TRIGGER users_sign_in_names_updated ON users;
--> statement-breakpoint
CREATE TRIGGER users_sign_in_names_updated AFTER UPDATE OF username_key, email_key ON users
  FOR EACH ROW
  WHEN (OLD.username_key IS DISTINCT FROM NEW.username_key OR OLD.email_key IS DISTINCT FROM NEW.email_key)
  EXECUTE FUNCTION users_keep_sign_in_names();
