-- Here, words and their users are looked up one by one and by index, in this order, however many there are or seem to be:
-- a planner free to choose takes a text for 2,000 words, or remembers small tables, and reads all words of all users.
--
-- Lists new words, in one order so that two writers do not wait for each other.
CREATE OR REPLACE FUNCTION search_words_add(texts text[]) RETURNS void LANGUAGE plpgsql SET enable_seqscan = off AS $$
BEGIN
  -- Before the snapshot: whoever drops words has done so by then.
  LOCK TABLE search_words IN ROW EXCLUSIVE MODE;
  INSERT INTO search_words (word)
  SELECT w.word FROM (SELECT DISTINCT f.word FROM unnest(texts) t (search) CROSS JOIN words_of(t.search) f (word)) w
  WHERE (SELECT s.id FROM search_words s WHERE s.word = w.word) IS NULL
  ORDER BY w.word
  ON CONFLICT DO NOTHING;
END $$;
--> statement-breakpoint
-- Drops those of the words that nobody has any more: the name of somebody deleted does not stay. Waits for everybody
-- who is about to use one.
CREATE OR REPLACE FUNCTION search_words_drop(ids integer[]) RETURNS void LANGUAGE plpgsql SET enable_seqscan = off AS $$
BEGIN
  IF EXISTS (SELECT FROM unnest(ids) i (id)
      WHERE (SELECT u.word_id FROM user_words u WHERE u.word_id = i.id LIMIT 1) IS NULL) THEN
    LOCK TABLE search_words IN SHARE ROW EXCLUSIVE MODE;
    DELETE FROM search_words s
    WHERE s.id = ANY (ids) AND (SELECT u.word_id FROM user_words u WHERE u.word_id = s.id LIMIT 1) IS NULL;
  END IF;
END $$;
--> statement-breakpoint
CREATE OR REPLACE FUNCTION users_words_inserted() RETURNS trigger LANGUAGE plpgsql SET enable_seqscan = off AS $$
BEGIN
  IF EXISTS (SELECT FROM new_rows) THEN
    PERFORM search_words_add(array_agg(search)) FROM new_rows;
    INSERT INTO user_words (word_id, folder_id, user_id, username_key)
    SELECT (SELECT s.id FROM search_words s WHERE s.word = w.word), n.folder_id, n.id, n.username_key
    FROM new_rows n CROSS JOIN words_of(n.search) w (word);
  END IF;
  RETURN NULL;
END $$;
--> statement-breakpoint
-- By their places in the table: the users are locked, and nobody else moves their words.
CREATE OR REPLACE FUNCTION users_words_deleted() RETURNS trigger LANGUAGE plpgsql SET enable_seqscan = off AS $$
DECLARE
  ids integer[];
BEGIN
  IF EXISTS (SELECT FROM old_rows) THEN
    WITH gone AS (
      DELETE FROM user_words WHERE ctid = ANY (ARRAY(
        SELECT u.place
        FROM old_rows o CROSS JOIN words_of(o.search) w (word)
          CROSS JOIN LATERAL (SELECT s.id FROM search_words s WHERE s.word = w.word OFFSET 0) s
          CROSS JOIN LATERAL (SELECT u.ctid AS place FROM user_words u
            WHERE u.word_id = s.id AND u.folder_id = o.folder_id AND u.user_id = o.id OFFSET 0) u))
      RETURNING word_id
    )
    SELECT array_agg(DISTINCT word_id) INTO ids FROM gone;
    PERFORM search_words_drop(ids);
  END IF;
  RETURN NULL;
END $$;
--> statement-breakpoint
CREATE OR REPLACE FUNCTION users_words_changed() RETURNS trigger LANGUAGE plpgsql SET enable_seqscan = off AS $$
DECLARE
  changed integer[];
  texts text[];
  ids integer[];
BEGIN
  SELECT array_agg(n.id), array_agg(n.search) FILTER (WHERE o.search <> n.search) INTO changed, texts
  FROM old_rows o JOIN new_rows n USING (id)
  WHERE o.search <> n.search OR o.folder_id <> n.folder_id OR o.username_key <> n.username_key;
  IF changed IS NULL THEN
    RETURN NULL;
  END IF;
  WITH gone AS (
    DELETE FROM user_words WHERE ctid = ANY (ARRAY(
      SELECT u.place
      FROM old_rows o CROSS JOIN words_of(o.search) w (word)
        CROSS JOIN LATERAL (SELECT s.id FROM search_words s WHERE s.word = w.word OFFSET 0) s
        CROSS JOIN LATERAL (SELECT u.ctid AS place FROM user_words u
          WHERE u.word_id = s.id AND u.folder_id = o.folder_id AND u.user_id = o.id OFFSET 0) u
      WHERE o.id = ANY (changed)))
    RETURNING word_id
  )
  SELECT array_agg(DISTINCT word_id) INTO ids FROM gone
  WHERE texts IS NOT NULL AND word_id NOT IN (
    SELECT s.id FROM new_rows n CROSS JOIN words_of(n.search) w (word)
      CROSS JOIN LATERAL (SELECT s.id FROM search_words s WHERE s.word = w.word OFFSET 0) s
    WHERE n.id = ANY (changed));
  -- First, because it takes the stronger lock.
  PERFORM search_words_drop(ids);
  PERFORM search_words_add(texts);
  INSERT INTO user_words (word_id, folder_id, user_id, username_key)
  SELECT (SELECT s.id FROM search_words s WHERE s.word = w.word), n.folder_id, n.id, n.username_key
  FROM new_rows n CROSS JOIN words_of(n.search) w (word)
  WHERE n.id = ANY (changed);
  RETURN NULL;
END $$;
