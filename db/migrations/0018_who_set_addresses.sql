ALTER TABLE "name_changes" ADD COLUMN "email_set_by_before" integer[] DEFAULT '{}' NOT NULL;--> statement-breakpoint
ALTER TABLE "users" ADD COLUMN "email_set_by" integer[] DEFAULT '{}' NOT NULL;--> statement-breakpoint
ALTER TABLE "users" ADD COLUMN "email_outgrown" boolean DEFAULT false NOT NULL;