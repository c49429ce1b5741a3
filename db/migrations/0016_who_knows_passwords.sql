ALTER TABLE "recovery_links" ADD COLUMN "shown_to" integer;--> statement-breakpoint
ALTER TABLE "sessions" ADD COLUMN "known_by" integer;--> statement-breakpoint
ALTER TABLE "users" ADD COLUMN "password_known_by" integer;