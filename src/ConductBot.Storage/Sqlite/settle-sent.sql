update outbox set status = 1, payload = x'', settled_at = @at, leased_by = null, leased_until = null
where id = @id and status = 0 and leased_by = @node;
