CREATE TABLE "name_changes" (
	"id" uuid PRIMARY KEY NOT NULL,
	"token_hash" text NOT NULL,
	"user_id" integer NOT NULL,
	"user_version" integer NOT NULL,
	"username_before" text,
	"email_before" text,
	"created_at" timestamp (3) with time zone NOT NULL,
	"expires_at" timestamp (3) with time zone NOT NULL,
	"undone_at" timestamp (3) with time zone,
	"ended_at" timestamp (3) with time zone,
	CONSTRAINT "name_changes_token_hash_unique" UNIQUE("token_hash")
);
--> statement-breakpoint
ALTER TABLE "mails" ADD COLUMN "name_change_id" uuid;--> statement-breakpoint
ALTER TABLE "name_changes" ADD CONSTRAINT "name_changes_user_id_users_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."users"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "name_changes_user" ON "name_changes" USING btree ("user_id","user_version");--> statement-breakpoint
ALTER TABLE "mails" ADD CONSTRAINT "mails_name_change_id_name_changes_id_fk" FOREIGN KEY ("name_change_id") REFERENCES "public"."name_changes"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "mails_name_change" ON "mails" USING btree ("name_change_id");