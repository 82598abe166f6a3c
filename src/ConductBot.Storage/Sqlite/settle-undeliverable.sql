update outbox set status = 2, settled_at = @at, last_error = @error, leased_by = null, leased_until = null
where id = @id and status = 0 and leased_by = @node;
