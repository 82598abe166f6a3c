insert into stream (name, version, hash) values (@stream, @version, @hash) on conflict (name) do nothing;
