insert or replace into state (key, version, value, at)
values (@key, coalesce((select version from state where key = @key), 0) + 1, @value, @at);
