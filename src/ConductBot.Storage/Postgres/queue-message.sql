insert into outbox (id, lane, after_id, kind, payload, created_at, not_before)
values (@id, @lane, @after, @kind, @payload, @createdAt, @notBefore) on conflict (id) do nothing;
