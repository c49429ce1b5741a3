CREATE TABLE "search_words" (
	"id" integer PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "search_words_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 2147483647 START WITH 1 CACHE 1),
	"word" text collate "C" NOT NULL,
	CONSTRAINT "search_words_word_unique" UNIQUE("word")
);
--> statement-breakpoint
CREATE TABLE "user_words" (
	"word_id" integer NOT NULL,
	"folder_id" integer NOT NULL,
	"user_id" integer NOT NULL,
	"username_key" text collate "C" NOT NULL,
	CONSTRAINT "user_words_word_id_folder_id_user_id_username_key_pk" PRIMARY KEY("word_id","folder_id","user_id","username_key")
);
--> statement-breakpoint
CREATE INDEX "search_words_search" ON "search_words" USING gin ("word" gin_trgm_ops) WITH (fastupdate=false);
--> statement-breakpoint
-- The runs of three letters or more: everything but ASCII's other characters counts as a letter, on any server and in
-- any locale. A run too long for an index is kept in pieces of 200 that overlap by 100.
CREATE FUNCTION words_of(search text) RETURNS SETOF text LANGUAGE sql IMMUTABLE PARALLEL SAFE ROWS 8 AS $$
  SELECT DISTINCT substr(run[1], 1 + 100 * piece, 200)
  FROM regexp_matches(search, '[^\x01-\x60\x7b-\x7f]{3,}', 'g') AS runs (run),
    generate_series(0, (length(run[1]) - 101) / 100) AS piece
$$;
--> statement-breakpoint
-- Here and below, words and their users are looked up by index: a plan made while these tables were small is kept while
-- they grow.
--
-- Lists new words, in one order so that two writers do not wait for each other.
CREATE FUNCTION search_words_add(texts text[]) RETURNS void LANGUAGE plpgsql SET enable_seqscan = off AS $$
BEGIN
  -- Before the snapshot: whoever drops words has done so by then.
  LOCK TABLE search_words IN ROW EXCLUSIVE MODE;
  INSERT INTO search_words (word)
  SELECT DISTINCT w.word FROM unnest(texts) t (search) CROSS JOIN words_of(t.search) w (word)
  WHERE NOT EXISTS (SELECT FROM search_words s WHERE s.word = w.word)
  ORDER BY w.word
  ON CONFLICT DO NOTHING;
END $$;
--> statement-breakpoint
-- Drops those of the words that nobody has any more: the name of somebody deleted does not stay. Waits for everybody
-- who is about to use one.
CREATE FUNCTION search_words_drop(ids integer[]) RETURNS void LANGUAGE plpgsql SET enable_seqscan = off AS $$
BEGIN
  IF EXISTS (SELECT FROM unnest(ids) i (id) WHERE NOT EXISTS (SELECT FROM user_words u WHERE u.word_id = i.id)) THEN
    LOCK TABLE search_words IN SHARE ROW EXCLUSIVE MODE;
    DELETE FROM search_words s
    WHERE s.id = ANY (ids) AND NOT EXISTS (SELECT FROM user_words u WHERE u.word_id = s.id);
  END IF;
END $$;
--> statement-breakpoint
CREATE FUNCTION users_words_inserted() RETURNS trigger LANGUAGE plpgsql SET enable_seqscan = off AS $$
BEGIN
  IF EXISTS (SELECT FROM new_rows) THEN
    PERFORM search_words_add(array_agg(search)) FROM new_rows;
    INSERT INTO user_words (word_id, folder_id, user_id, username_key)
    SELECT s.id, n.folder_id, n.id, n.username_key
    FROM new_rows n CROSS JOIN words_of(n.search) w (word) JOIN search_words s ON s.word = w.word;
  END IF;
  RETURN NULL;
END $$;
--> statement-breakpoint
CREATE FUNCTION users_words_deleted() RETURNS trigger LANGUAGE plpgsql SET enable_seqscan = off AS $$
DECLARE
  ids integer[];
BEGIN
  IF EXISTS (SELECT FROM old_rows) THEN
    WITH gone AS (
      DELETE FROM user_words u
      USING old_rows o CROSS JOIN words_of(o.search) w (word) JOIN search_words s ON s.word = w.word
      WHERE u.word_id = s.id AND u.folder_id = o.folder_id AND u.user_id = o.id
      RETURNING u.word_id
    )
    SELECT array_agg(DISTINCT word_id) INTO ids FROM gone;
    PERFORM search_words_drop(ids);
  END IF;
  RETURN NULL;
END $$;
--> statement-breakpoint
-- Whoever is only moved keeps their words.
CREATE FUNCTION users_words_changed() RETURNS trigger LANGUAGE plpgsql SET enable_seqscan = off AS $$
DECLARE
  renamed integer[];
  ids integer[];
BEGIN
  IF EXISTS (SELECT FROM old_rows o JOIN new_rows n USING (id) WHERE o.search = n.search
      AND (o.folder_id <> n.folder_id OR o.username_key <> n.username_key)) THEN
    UPDATE user_words u SET folder_id = n.folder_id, username_key = n.username_key
    FROM old_rows o JOIN new_rows n USING (id) CROSS JOIN words_of(o.search) w (word) JOIN search_words s ON s.word = w.word
    WHERE o.search = n.search AND (o.folder_id <> n.folder_id OR o.username_key <> n.username_key)
      AND u.word_id = s.id AND u.folder_id = o.folder_id AND u.user_id = o.id;
  END IF;
  SELECT array_agg(n.id) INTO renamed FROM old_rows o JOIN new_rows n USING (id) WHERE o.search <> n.search;
  IF renamed IS NULL THEN
    RETURN NULL;
  END IF;
  WITH gone AS (
    DELETE FROM user_words u
    USING old_rows o CROSS JOIN words_of(o.search) w (word) JOIN search_words s ON s.word = w.word
    WHERE o.id = ANY (renamed) AND u.word_id = s.id AND u.folder_id = o.folder_id AND u.user_id = o.id
    RETURNING u.word_id, s.word
  )
  SELECT array_agg(DISTINCT word_id) INTO ids FROM gone
  WHERE word NOT IN (SELECT w FROM new_rows n, words_of(n.search) w WHERE n.id = ANY (renamed));
  -- First, because it takes the stronger lock.
  PERFORM search_words_drop(ids);
  PERFORM search_words_add(array_agg(search)) FROM new_rows WHERE id = ANY (renamed);
  INSERT INTO user_words (word_id, folder_id, user_id, username_key)
  SELECT s.id, n.folder_id, n.id, n.username_key
  FROM new_rows n CROSS JOIN words_of(n.search) w (word) JOIN search_words s ON s.word = w.word
  WHERE n.id = ANY (renamed);
  RETURN NULL;
END $$;
--> statement-breakpoint
INSERT INTO search_words (word) SELECT DISTINCT w FROM users, words_of(search) w ORDER BY w;
--> statement-breakpoint
INSERT INTO user_words (word_id, folder_id, user_id, username_key)
SELECT (SELECT id FROM search_words WHERE word = w), folder_id, users.id, username_key FROM users, words_of(search) w;
--> statement-breakpoint
CREATE TRIGGER users_words_inserted AFTER INSERT ON users
  REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION users_words_inserted();
--> statement-breakpoint
CREATE TRIGGER users_words_deleted AFTER DELETE ON users
  REFERENCING OLD TABLE AS old_rows FOR EACH STATEMENT EXECUTE FUNCTION users_words_deleted();
--> statement-breakpoint
CREATE TRIGGER users_words_changed AFTER UPDATE ON users
  REFERENCING OLD TABLE AS old_rows NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION users_words_changed();
