-- Columns of their own in place of the old ones: another type would write every user and every index anew.
ALTER TABLE "users" RENAME COLUMN "password_known_by" TO "known_by_one";--> statement-breakpoint
ALTER TABLE "users" ADD COLUMN "password_known_by" integer[] DEFAULT '{}' NOT NULL;--> statement-breakpoint
UPDATE users SET password_known_by = ARRAY[known_by_one] WHERE known_by_one IS NOT NULL;--> statement-breakpoint
ALTER TABLE "users" DROP COLUMN "known_by_one";--> statement-breakpoint
ALTER TABLE "sessions" RENAME COLUMN "known_by" TO "known_by_one";--> statement-breakpoint
ALTER TABLE "sessions" ADD COLUMN "known_by" integer[] DEFAULT '{}' NOT NULL;--> statement-breakpoint
UPDATE sessions SET known_by = ARRAY[known_by_one] WHERE known_by_one IS NOT NULL;--> statement-breakpoint
ALTER TABLE "sessions" DROP COLUMN "known_by_one";--> statement-breakpoint
ALTER TABLE "recovery_links" RENAME COLUMN "shown_to" TO "shown_to_one";--> statement-breakpoint
ALTER TABLE "recovery_links" ADD COLUMN "shown_to" integer[] DEFAULT '{}' NOT NULL;--> statement-breakpoint
UPDATE recovery_links SET shown_to = ARRAY[shown_to_one] WHERE shown_to_one IS NOT NULL;--> statement-breakpoint
ALTER TABLE "recovery_links" DROP COLUMN "shown_to_one";
