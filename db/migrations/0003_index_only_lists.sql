DROP INDEX "users_by_username";--> statement-breakpoint
DROP INDEX "users_by_name";--> statement-breakpoint
DROP INDEX "users_by_last_sign_in";--> statement-breakpoint
DROP INDEX "users_by_created";--> statement-breakpoint
DROP INDEX "users_in_folder_by_username";--> statement-breakpoint
DROP INDEX "users_in_folder_by_name";--> statement-breakpoint
DROP INDEX "users_in_folder_by_last_sign_in";--> statement-breakpoint
DROP INDEX "users_in_folder_by_created";--> statement-breakpoint
CREATE INDEX "users_of_facet_by_username" ON "users" USING btree ("facet","username_key","id","folder_id","last_sign_in_at");--> statement-breakpoint
CREATE INDEX "users_of_facet_by_name" ON "users" USING btree ("facet","name_key","id","folder_id","last_sign_in_at");--> statement-breakpoint
CREATE INDEX "users_of_facet_by_last_sign_in" ON "users" USING btree ("facet",coalesce(last_sign_in_at, '-infinity'::timestamptz),"id","folder_id","last_sign_in_at");--> statement-breakpoint
CREATE INDEX "users_of_facet_by_created" ON "users" USING btree ("facet","created_at","id","folder_id","last_sign_in_at");--> statement-breakpoint
CREATE INDEX "users_by_email" ON "users" USING btree ("email_key");--> statement-breakpoint
CREATE INDEX "users_by_username" ON "users" USING btree ("username_key","id","facet","folder_id","last_sign_in_at");--> statement-breakpoint
CREATE INDEX "users_by_name" ON "users" USING btree ("name_key","id","facet","folder_id","last_sign_in_at");--> statement-breakpoint
CREATE INDEX "users_by_last_sign_in" ON "users" USING btree (coalesce(last_sign_in_at, '-infinity'::timestamptz),"id","facet","folder_id","last_sign_in_at");--> statement-breakpoint
CREATE INDEX "users_by_created" ON "users" USING btree ("created_at","id","facet","folder_id","last_sign_in_at");--> statement-breakpoint
CREATE INDEX "users_in_folder_by_username" ON "users" USING btree ("folder_id","facet","username_key","id","last_sign_in_at");--> statement-breakpoint
CREATE INDEX "users_in_folder_by_name" ON "users" USING btree ("folder_id","facet","name_key","id","last_sign_in_at");--> statement-breakpoint
CREATE INDEX "users_in_folder_by_last_sign_in" ON "users" USING btree ("folder_id","facet",coalesce(last_sign_in_at, '-infinity'::timestamptz),"id","last_sign_in_at");--> statement-breakpoint
CREATE INDEX "users_in_folder_by_created" ON "users" USING btree ("folder_id","facet","created_at","id","last_sign_in_at");