insert into state (key, version, value, at) values (@key, 1, @value, @at)
on conflict (key) do update set version = state.version + 1, value = excluded.value, at = excluded.at;
