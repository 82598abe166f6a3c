-- Nodes that start together migrate one after the other. The number means nothing but this.
select pg_advisory_xact_lock(4848119225016);
create table if not exists migration (number integer primary key, name text not null);
