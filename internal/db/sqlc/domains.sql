-- The column types of the house, for sqlc only: internal/db makes them on PostgreSQL when it opens.
CREATE DOMAIN instant AS bigint;
CREATE DOMAIN idtext AS text;
CREATE DOMAIN daytext AS text;
