insert into stream (name, version, hash) values (@stream, @version, @hash);
