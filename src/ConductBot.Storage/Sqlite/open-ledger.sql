-- The transaction already holds the write lock, so one process at a time migrates.
create table if not exists migration (number integer primary key, name text not null);
