insert into outbox (id, lane, after_id, kind, payload, created_at, not_before)
select @id, @lane, @after, @kind, @payload, @createdAt, @notBefore where not exists (select 1 from outbox where id = @id);
