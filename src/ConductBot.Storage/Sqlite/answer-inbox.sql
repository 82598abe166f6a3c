insert into inbox (key, status, body, at)
select @key, @status, @body, @at where not exists (select 1 from inbox where key = @key);
