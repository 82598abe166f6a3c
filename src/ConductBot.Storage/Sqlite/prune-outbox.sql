delete from outbox where status <> 0 and settled_at < @before;
