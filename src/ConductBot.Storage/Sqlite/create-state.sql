insert or replace into state (key, version, value, at)
select @key, coalesce((select version from state where key = @key), 0) + 1, @value, @at
where not exists (select 1 from state where key = @key and value is not null);
