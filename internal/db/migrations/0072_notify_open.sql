-- +goose Up
-- What is still open about a record is asked at every act; mostly nothing is, and no notice is read for it.
CREATE INDEX notify_notice_open ON notify_notice (ref, topic) WHERE done_at = 0 OR read_at = 0;

-- +goose Down
DROP INDEX notify_notice_open;
