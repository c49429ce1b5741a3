CREATE TABLE "group_ancestors" (
	"group_id" integer NOT NULL,
	"ancestor_id" integer NOT NULL,
	"distance" integer NOT NULL,
	CONSTRAINT "group_ancestors_group_id_ancestor_id_pk" PRIMARY KEY("group_id","ancestor_id")
);
--> statement-breakpoint
CREATE TABLE "group_members" (
	"group_id" integer NOT NULL,
	"user_id" integer NOT NULL,
	"added_at" timestamp (3) with time zone NOT NULL,
	"expires_at" timestamp (3) with time zone,
	CONSTRAINT "group_members_group_id_user_id_pk" PRIMARY KEY("group_id","user_id")
);
--> statement-breakpoint
CREATE TABLE "group_parents" (
	"group_id" integer NOT NULL,
	"parent_id" integer NOT NULL,
	CONSTRAINT "group_parents_group_id_parent_id_pk" PRIMARY KEY("group_id","parent_id")
);
--> statement-breakpoint
CREATE TABLE "groups" (
	"id" integer PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "groups_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 2147483647 START WITH 1 CACHE 1),
	"uuid" uuid NOT NULL,
	"name" text NOT NULL,
	"name_key" text collate "C" NOT NULL,
	"search" text NOT NULL,
	"attributes" jsonb DEFAULT '{}'::jsonb NOT NULL,
	"direct_members" integer DEFAULT 0 NOT NULL,
	"version" integer DEFAULT 1 NOT NULL,
	"created_at" timestamp (3) with time zone NOT NULL,
	"updated_at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "groups_uuid_unique" UNIQUE("uuid"),
	CONSTRAINT "groups_name_key_unique" UNIQUE("name_key")
);
--> statement-breakpoint
CREATE TABLE "grants" (
	"id" uuid PRIMARY KEY NOT NULL,
	"user_id" integer,
	"group_id" integer,
	"permission" text,
	"role_id" integer,
	"scope" text NOT NULL,
	"scope_folder_id" integer,
	"scope_group_id" integer,
	"scope_user_id" integer,
	"created_at" timestamp (3) with time zone NOT NULL,
	"created_by" text NOT NULL
);
--> statement-breakpoint
CREATE TABLE "role_permissions" (
	"role_id" integer NOT NULL,
	"permission" text NOT NULL,
	CONSTRAINT "role_permissions_role_id_permission_pk" PRIMARY KEY("role_id","permission")
);
--> statement-breakpoint
CREATE TABLE "roles" (
	"id" integer PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "roles_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 2147483647 START WITH 1 CACHE 1),
	"uuid" uuid NOT NULL,
	"key" text,
	"name" text NOT NULL,
	"name_key" text collate "C" NOT NULL,
	"description" text DEFAULT '' NOT NULL,
	"version" integer DEFAULT 1 NOT NULL,
	"created_at" timestamp (3) with time zone NOT NULL,
	"updated_at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "roles_uuid_unique" UNIQUE("uuid"),
	CONSTRAINT "roles_key_unique" UNIQUE("key"),
	CONSTRAINT "roles_name_key_unique" UNIQUE("name_key")
);
--> statement-breakpoint
ALTER TABLE "group_members" ADD CONSTRAINT "group_members_group_id_groups_id_fk" FOREIGN KEY ("group_id") REFERENCES "public"."groups"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "group_members" ADD CONSTRAINT "group_members_user_id_users_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."users"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "group_parents" ADD CONSTRAINT "group_parents_group_id_groups_id_fk" FOREIGN KEY ("group_id") REFERENCES "public"."groups"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "group_parents" ADD CONSTRAINT "group_parents_parent_id_groups_id_fk" FOREIGN KEY ("parent_id") REFERENCES "public"."groups"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "grants" ADD CONSTRAINT "grants_user_id_users_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."users"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "grants" ADD CONSTRAINT "grants_group_id_groups_id_fk" FOREIGN KEY ("group_id") REFERENCES "public"."groups"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "grants" ADD CONSTRAINT "grants_role_id_roles_id_fk" FOREIGN KEY ("role_id") REFERENCES "public"."roles"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "grants" ADD CONSTRAINT "grants_scope_folder_id_folders_id_fk" FOREIGN KEY ("scope_folder_id") REFERENCES "public"."folders"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "grants" ADD CONSTRAINT "grants_scope_group_id_groups_id_fk" FOREIGN KEY ("scope_group_id") REFERENCES "public"."groups"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "grants" ADD CONSTRAINT "grants_scope_user_id_users_id_fk" FOREIGN KEY ("scope_user_id") REFERENCES "public"."users"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "role_permissions" ADD CONSTRAINT "role_permissions_role_id_roles_id_fk" FOREIGN KEY ("role_id") REFERENCES "public"."roles"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "group_ancestors_ancestor" ON "group_ancestors" USING btree ("ancestor_id","group_id");--> statement-breakpoint
CREATE INDEX "group_members_user" ON "group_members" USING btree ("user_id","group_id","expires_at");--> statement-breakpoint
CREATE INDEX "group_members_expiring" ON "group_members" USING btree ("expires_at","group_id") WHERE expires_at is not null;--> statement-breakpoint
CREATE INDEX "group_parents_parent" ON "group_parents" USING btree ("parent_id");--> statement-breakpoint
CREATE INDEX "groups_search" ON "groups" USING gin ("search" gin_trgm_ops);--> statement-breakpoint
CREATE UNIQUE INDEX "grants_once" ON "grants" USING btree (coalesce(user_id, 0),coalesce(group_id, 0),coalesce(permission, ''),coalesce(role_id, 0),"scope",coalesce(scope_folder_id, scope_group_id, scope_user_id, 0));--> statement-breakpoint
CREATE INDEX "grants_user" ON "grants" USING btree ("user_id");--> statement-breakpoint
CREATE INDEX "grants_group" ON "grants" USING btree ("group_id");--> statement-breakpoint
CREATE INDEX "grants_role" ON "grants" USING btree ("role_id");--> statement-breakpoint
CREATE INDEX "grants_scope_folder" ON "grants" USING btree ("scope_folder_id");--> statement-breakpoint
CREATE INDEX "grants_scope_group" ON "grants" USING btree ("scope_group_id");--> statement-breakpoint
CREATE INDEX "grants_scope_user" ON "grants" USING btree ("scope_user_id");--> statement-breakpoint
CREATE INDEX "role_permissions_permission" ON "role_permissions" USING btree ("permission");--> statement-breakpoint
ALTER TABLE grants ADD CONSTRAINT grants_one_holder CHECK (num_nonnulls(user_id, group_id) = 1);
--> statement-breakpoint
ALTER TABLE grants ADD CONSTRAINT grants_one_gift CHECK (num_nonnulls(permission, role_id) = 1);
--> statement-breakpoint
ALTER TABLE grants ADD CONSTRAINT grants_scope CHECK (
  num_nonnulls(scope_folder_id, scope_group_id, scope_user_id) = (scope <> 'everything')::integer
  AND (scope_folder_id IS NOT NULL) = (scope = 'folder')
  AND (scope_group_id IS NOT NULL) = (scope IN ('members', 'group'))
  AND (scope_user_id IS NOT NULL) = (scope = 'user')
);
--> statement-breakpoint
ALTER TABLE group_parents ADD CONSTRAINT group_parents_not_itself CHECK (group_id <> parent_id);
--> statement-breakpoint
INSERT INTO roles (uuid, key, name, name_key, created_at, updated_at) VALUES
  (gen_random_uuid(), 'administrator', 'Administrator', 'administrator', now(), now()),
  (gen_random_uuid(), 'help_desk', 'Help desk', 'help desk', now(), now()),
  (gen_random_uuid(), 'auditor', 'Auditor', 'auditor', now(), now());
--> statement-breakpoint
INSERT INTO grants (id, user_id, role_id, scope, created_at, created_by)
SELECT gen_random_uuid(), u.id, r.id, 'everything', now(), 'Latchkey'
FROM users u JOIN roles r ON r.key = 'administrator' WHERE u.is_administrator;
--> statement-breakpoint
DROP INDEX users_administrators;
--> statement-breakpoint
ALTER TABLE users DROP COLUMN is_administrator;
--> statement-breakpoint
-- Who may do what changes one writer at a time: they all hold this row.
CREATE FUNCTION lock_rights() RETURNS void LANGUAGE plpgsql AS $$
BEGIN
  PERFORM 1 FROM roles WHERE key = 'administrator' FOR NO KEY UPDATE;
END $$;
--> statement-breakpoint
-- Writes anew what stands above these groups and all groups below them.
CREATE FUNCTION group_ancestors_refresh(changed integer[]) RETURNS void LANGUAGE plpgsql AS $$
DECLARE
  affected integer[];
BEGIN
  WITH RECURSIVE below AS (
    SELECT unnest(changed) AS id
    UNION
    SELECT p.group_id FROM below JOIN group_parents p ON p.parent_id = below.id
  )
  SELECT array_agg(id) INTO affected FROM below;
  IF EXISTS (
    WITH RECURSIVE above AS (
      SELECT p.group_id AS start, p.parent_id AS id FROM group_parents p WHERE p.group_id = ANY (changed)
      UNION
      SELECT above.start, p.parent_id FROM above JOIN group_parents p ON p.group_id = above.id
    )
    SELECT FROM above WHERE start = id
  ) THEN
    RAISE EXCEPTION 'a group cannot stand above itself' USING ERRCODE = 'check_violation', CONSTRAINT = 'group_parents_no_cycle';
  END IF;
  DELETE FROM group_ancestors WHERE group_id = ANY (affected);
  INSERT INTO group_ancestors (group_id, ancestor_id, distance)
  WITH RECURSIVE above AS (
    SELECT id AS start, id, 0 AS distance FROM groups WHERE id = ANY (affected)
    UNION
    SELECT above.start, p.parent_id, above.distance + 1 FROM above JOIN group_parents p ON p.group_id = above.id
  )
  SELECT start, id, min(distance) FROM above GROUP BY start, id;
END $$;
--> statement-breakpoint
CREATE FUNCTION groups_inserted() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  INSERT INTO group_ancestors (group_id, ancestor_id, distance) SELECT id, id, 0 FROM new_rows;
  RETURN NULL;
END $$;
--> statement-breakpoint
CREATE TRIGGER groups_inserted AFTER INSERT ON groups
  REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION groups_inserted();
--> statement-breakpoint
CREATE FUNCTION groups_deleted() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  DELETE FROM group_ancestors WHERE group_id IN (SELECT id FROM old_rows) OR ancestor_id IN (SELECT id FROM old_rows);
  RETURN NULL;
END $$;
--> statement-breakpoint
CREATE TRIGGER groups_deleted AFTER DELETE ON groups
  REFERENCING OLD TABLE AS old_rows FOR EACH STATEMENT EXECUTE FUNCTION groups_deleted();
--> statement-breakpoint
CREATE FUNCTION group_parents_changed() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF EXISTS (SELECT FROM changed_rows) THEN
    PERFORM lock_rights();
    PERFORM group_ancestors_refresh(array_agg(DISTINCT group_id)) FROM changed_rows;
  END IF;
  RETURN NULL;
END $$;
--> statement-breakpoint
CREATE TRIGGER group_parents_inserted AFTER INSERT ON group_parents
  REFERENCING NEW TABLE AS changed_rows FOR EACH STATEMENT EXECUTE FUNCTION group_parents_changed();
--> statement-breakpoint
CREATE TRIGGER group_parents_deleted AFTER DELETE ON group_parents
  REFERENCING OLD TABLE AS changed_rows FOR EACH STATEMENT EXECUTE FUNCTION group_parents_changed();
--> statement-breakpoint
CREATE FUNCTION group_members_counted() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  UPDATE groups g SET direct_members = g.direct_members + d.n * (CASE TG_OP WHEN 'INSERT' THEN 1 ELSE -1 END)
  FROM (SELECT group_id, count(*)::integer AS n FROM changed_rows GROUP BY group_id) d
  WHERE g.id = d.group_id;
  RETURN NULL;
END $$;
--> statement-breakpoint
CREATE TRIGGER group_members_inserted AFTER INSERT ON group_members
  REFERENCING NEW TABLE AS changed_rows FOR EACH STATEMENT EXECUTE FUNCTION group_members_counted();
--> statement-breakpoint
CREATE TRIGGER group_members_deleted AFTER DELETE ON group_members
  REFERENCING OLD TABLE AS changed_rows FOR EACH STATEMENT EXECUTE FUNCTION group_members_counted();
