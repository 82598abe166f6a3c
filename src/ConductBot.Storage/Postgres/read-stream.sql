select version, at, type, data, sealed, previous_hash, hash from event where stream = @stream order by version;
