update outbox set not_before = @notBefore, last_error = @error, leased_by = null, leased_until = null
where id = @id and status = 0 and leased_by = @node;
