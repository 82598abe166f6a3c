select version, hash from stream where name = @stream;
