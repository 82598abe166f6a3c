insert into event (stream, version, at, type, data, sealed, previous_hash, hash)
values (@stream, @version, @at, @type, @data, @sealed, @previousHash, @hash);
